// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever knows one vendor's module knows the other's: for each public {@code Genesys…} type there
 * is a {@code Cxone…} one and the other way round, or a reason why not.
 */
class SymmetryTest {
  private static final Map<String, String> REASONS =
      Map.of(
          "GenesysRegion", "CXone's word for a region is area: CxoneArea",
          "CxoneArea", "Genesys's word for an area is region: GenesysRegion",
          "CxoneCredentials", "Genesys has one door, which takes ClientCredentials",
          "CxoneByocCallback", "Genesys signs its calls: see ccaas-webhook-verify",
          "CxonePointsOfContact", "Genesys has no second kind of channel outside brands",
          "CxonePointOfContact", "Genesys has no second kind of channel outside brands");

  @Test
  void vendorsMirrorEachOther() {
    List<String> genesys = publicTypes("ccaas-genesys", "dev/ccaas/genesys");
    List<String> cxone = publicTypes("ccaas-cxone", "dev/ccaas/cxone");

    assertThat(genesys).contains("Genesys", "GenesysProfile");
    assertThat(violations(genesys, cxone, REASONS)).isEmpty();
  }

  @Test
  void reportsTypeWithoutItsMirrorAndReasonWithoutItsType() {
    assertThat(
            violations(
                List.of("Genesys", "GenesysQueue", "GenesysRegion"),
                List.of("Cxone", "CxoneArea"),
                Map.of("GenesysRegion", "area", "CxoneArea", "region", "CxoneGone", "gone")))
        .containsExactly("CxoneGone: a reason without a type", "GenesysQueue has no CxoneQueue");
  }

  private static List<String> publicTypes(String module, String directory) {
    Path main = Repository.root().resolve(module).resolve("src/main/java");
    return PublicTypes.in(main.resolve(directory));
  }

  static List<String> violations(
      List<String> genesys, List<String> cxone, Map<String, String> reasons) {
    List<String> all = Stream.concat(genesys.stream(), cxone.stream()).toList();
    Stream<String> idle =
        reasons.keySet().stream()
            .filter(type -> !all.contains(type))
            .map(type -> type + ": a reason without a type");
    Stream<String> alone =
        all.stream()
            .filter(type -> !reasons.containsKey(type))
            .filter(type -> !all.contains(mirror(type)))
            .map(type -> type + " has no " + mirror(type));
    return Stream.concat(idle, alone).sorted().toList();
  }

  private static String mirror(String type) {
    return type.startsWith("Genesys")
        ? type.replaceFirst("Genesys", "Cxone")
        : type.replaceFirst("Cxone", "Genesys");
  }
}
