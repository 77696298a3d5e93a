// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ccaas.core.Platform;
import dev.ccaas.core.catalog.ApiSpec;
import dev.ccaas.core.catalog.SpecCatalog;
import dev.ccaas.core.catalog.SpecId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link SpecCatalog} must do. */
public interface SpecCatalogContract {

  /** Returns a new catalog of those descriptions. */
  SpecCatalog catalog(List<ApiSpec> specs);

  /** A catalog without descriptions is no error. */
  @Test
  default void emptyCatalogListsNothing() {
    assertEquals(List.of(), catalog(List.of()).list());
  }

  /** What is listed can be found, and nothing else is listed. */
  @Test
  default void findsWhatItLists() throws IOException {
    SpecId staging = id("staging", "1");
    SpecId production = id("production", "1");
    SpecCatalog catalog =
        catalog(
            List.of(
                ApiSpec.of(staging, "{\"openapi\":\"3.0.3\"}".getBytes(UTF_8)),
                ApiSpec.of(production, "{\"swagger\":\"2.0\"}".getBytes(UTF_8))));

    List<SpecId> listed = catalog.list();

    assertEquals(2, listed.size());
    assertEquals(List.of(), listed.stream().filter(id -> catalog.find(id).isEmpty()).toList());
    assertEquals(staging, catalog.find(staging).orElseThrow().id());
    assertEquals("{\"swagger\":\"2.0\"}", text(catalog.find(production).orElseThrow()));
  }

  /** Environment and version are part of the name: a near miss is a miss. */
  @Test
  default void findsNothingUnderANeighbouringId() {
    SpecCatalog catalog = catalog(List.of(ApiSpec.of(id("staging", "1"), new byte[] {'{', '}'})));

    assertEquals(Optional.empty(), catalog.find(id("staging", "2")));
    assertEquals(Optional.empty(), catalog.find(id("production", "1")));
  }

  /** The order of the list does not change from call to call. */
  @Test
  default void listsInAStableOrder() {
    List<ApiSpec> specs =
        List.of("c", "a", "b").stream()
            .map(v -> ApiSpec.of(id("staging", v), new byte[1]))
            .toList();
    SpecCatalog catalog = catalog(specs);

    List<SpecId> first = catalog.list();

    assertEquals(3, first.size());
    assertEquals(first, catalog.list());
    assertThrows(UnsupportedOperationException.class, () -> first.remove(0));
  }

  /** Bytes come back as they went in, whatever they are. */
  @Test
  default void keepsTheExactBytes() throws IOException {
    byte[] bytes = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{', '}', '\r', '\n', 0, (byte) 0xFF};
    SpecId id = id("staging", "1");

    ApiSpec found = catalog(List.of(ApiSpec.of(id, bytes))).find(id).orElseThrow();

    assertArrayEquals(bytes, found.open().readAllBytes());
    assertEquals(bytes.length, found.length());
  }

  /** No id is a mistake of the caller. */
  @Test
  default void refusesToLookForNull() {
    SpecCatalog catalog = catalog(List.of());

    assertThrows(NullPointerException.class, () -> catalog.find(nothing()));
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // a caller without null checks
  private static <T> T nothing() {
    return null;
  }

  private static SpecId id(String environment, String version) {
    return SpecId.builder(Platform.GENESYS_CLOUD, "public-api")
        .environment(environment)
        .version(version)
        .build();
  }

  private static String text(ApiSpec spec) throws IOException {
    return new String(spec.open().readAllBytes(), UTF_8);
  }
}
