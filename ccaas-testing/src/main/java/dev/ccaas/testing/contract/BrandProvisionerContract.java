// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What every {@link BrandProvisioner} must do.
 *
 * <p>All operations are expected until {@link BrandProvisioner#capabilities()} says no; a "no" is
 * tested too: it must be told before anything is sent.
 */
public interface BrandProvisionerContract {

  /** Returns the provisioner under test, the same one for the whole test. */
  BrandProvisioner brands();

  /** Returns how many requests reached the platform's API so far, token requests left out. */
  int requestsSent();

  /** Makes the platform refuse the next request with that status. */
  void refuseNext(int status);

  /** Makes the platform carry out the next request without an answer. */
  void loseNextAnswer();

  /** Returns how many requests the create of a brand takes when nothing goes wrong. */
  default int requestsPerCreate() {
    return 1;
  }

  /**
   * Returns whether a create is repeated after a lost answer, because the caller chooses the id and
   * a second one changes nothing.
   */
  default boolean repeatsCreates() {
    return false;
  }

  /** Returns a wish of that name that the platform accepts. */
  default BrandSpec spec(String name) {
    return BrandSpec.builder()
        .name(name)
        .description("made by a contract")
        .endpointUrl("https://wss.example.com/messages")
        .allowedOrigins(List.of("https://app.example.com"))
        .channelTypes(List.of("webchat"))
        .settings(
            BrandSettings.builder().maxConcurrentSessions(8000).rateLimitThreshold(3000).build())
        .build();
  }

  /** A brand that was made has the platform's id and the name that was asked for. */
  @Test
  default void createReturnsWhatThePlatformHas() {
    if (offers(Capability.CREATE)) {
      Brand brand = brands().create(spec("made"));

      assertFalse(brand.id().isBlank(), "an id");
      assertEquals(Optional.of("made"), brand.name());
      assertFalse(brand.latency().isNegative(), "latency: " + brand.latency());
      assertEquals(requestsPerCreate(), requestsSent());
    }
  }

  /** A brand that was made can be read; one that was not is no error. */
  @Test
  default void getFindsWhatIsThere() {
    if (offers(Capability.CREATE, Capability.GET)) {
      Brand made = brands().create(spec("made"));

      Brand found = brands().get(made.id()).orElseThrow();

      assertEquals(made.id(), found.id());
      assertEquals(Optional.of("made"), found.name());
      assertEquals(Optional.empty(), brands().get("no-such-brand"));
    }
  }

  /** The list is whole, however the platform divides it. */
  @Test
  default void listReadsEveryPage() {
    if (offers(Capability.CREATE, Capability.LIST)) {
      assertEquals(List.of(), brands().list());
      Set<String> made = new TreeSet<>();
      IntStream.range(0, 60).forEach(n -> made.add(brands().create(spec("made " + n)).id()));

      List<String> listed = brands().list().stream().map(Brand::id).toList();

      assertEquals(60, listed.size());
      assertEquals(made, new TreeSet<>(listed));
    }
  }

  /** An update changes the brand of that id and makes no other. */
  @Test
  default void updateReplacesTheBrand() {
    if (offers(Capability.CREATE, Capability.UPDATE, Capability.GET)) {
      String id = brands().create(spec("before")).id();

      Brand updated = brands().update(id, spec("after"));

      assertEquals(id, updated.id());
      assertEquals(Optional.of("after"), brands().get(id).orElseThrow().name());
      assertThrows(ApiException.class, () -> brands().update("no-such-brand", spec("x")));
    }
  }

  /** A brand that was removed is gone; removing it again does nothing. */
  @Test
  default void deleteRemovesTheBrand() {
    if (offers(Capability.CREATE, Capability.DELETE, Capability.GET)) {
      String kept = brands().create(spec("kept")).id();
      String removed = brands().create(spec("removed")).id();

      brands().delete(removed);
      brands().delete(removed);

      assertEquals(Optional.empty(), brands().get(removed));
      assertTrue(brands().get(kept).isPresent());
    }
  }

  /** The health of a brand that works is good; a brand that is not there has none. */
  @Test
  default void healthIsWhatThePlatformSays() {
    if (offers(Capability.CREATE, Capability.HEALTH)) {
      String id = brands().create(spec("made")).id();

      assertEquals(Health.State.HEALTHY, brands().health(id).state());
      assertThrows(ApiException.class, () -> brands().health("no-such-brand"));
    }
  }

  /** A create whose answer was lost is told as such and sent only once, unless it is harmless. */
  @Test
  default void lostAnswerToACreateMakesNoSecondBrand() {
    if (offers(Capability.CREATE)) {
      loseNextAnswer();

      if (repeatsCreates()) {
        assertFalse(brands().create(spec("made")).id().isBlank(), "an id");
      } else {
        TransportException told =
            assertThrows(TransportException.class, () -> brands().create(spec("made")));

        assertEquals(TransportException.Delivery.AMBIGUOUS, told.delivery());
        assertEquals(1, requestsSent());
      }
      if (offers(Capability.LIST)) {
        assertEquals(1, brands().list().size());
      }
    }
  }

  /** A refusal is told by what the caller can do, and sent only once; then all is well again. */
  @Test
  default void refusalIsToldByWhatTheCallerCanDo() {
    if (offers(Capability.CREATE)) {
      Map<Integer, Class<? extends ApiException>> told =
          Map.of(
              400, InvalidRequestException.class,
              403, CredentialsException.class,
              500, PlatformFailureException.class);
      told.forEach(
          (status, type) -> {
            int before = requestsSent();
            refuseNext(status);

            ApiException refusal = assertThrows(type, () -> brands().create(spec("made")));

            assertEquals(status, refusal.status());
            assertEquals(before + 1, requestsSent());
          });
      assertFalse(brands().create(spec("made")).id().isBlank());
    }
  }

  /** What is not offered is told before anything is sent. */
  @Test
  default void refusesWhatIsNotOfferedBeforeAnythingIsSent() {
    Map<Capability, Executable> operations =
        Map.of(
            Capability.CREATE, () -> brands().create(spec("x")),
            Capability.GET, () -> brands().get("x"),
            Capability.LIST, () -> brands().list(),
            Capability.UPDATE, () -> brands().update("x", spec("x")),
            Capability.DELETE, () -> brands().delete("x"),
            Capability.HEALTH, () -> brands().health("x"));
    operations.forEach(
        (operation, call) -> {
          if (!offers(operation)) {
            String message =
                "" + assertThrows(UnsupportedByPlatformException.class, call).getMessage();
            assertFalse(message.isBlank(), "names what to do instead of " + operation);
          }
        });
    assertEquals(0, requestsSent());
  }

  /** Many threads make as many brands. */
  @Test
  default void manyThreadsMakeAsManyBrands() {
    if (offers(Capability.CREATE)) {
      List<String> ids = Threads.together(8, n -> brands().create(spec("made " + n)).id());

      assertEquals(8, Set.copyOf(ids).size());
    }
  }

  private boolean offers(Capability... wanted) {
    return brands().capabilities().containsAll(Set.of(wanted));
  }
}
