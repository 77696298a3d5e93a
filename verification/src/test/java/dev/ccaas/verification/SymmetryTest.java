// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever knows one vendor's module knows the other's: for each file there is one of the same name,
 * but for the vendor's, or a reason why not.
 */
class SymmetryTest {
  private static final Map<String, String> GENESYS_ALONE =
      Map.ofEntries(
          entry("GenesysRegion", "CXone's word for a region is area: CxoneArea"),
          entry("GenesysLoginErrors", "CXone's doors word errors as its other parts do"),
          entry("ConfigurationUses", "only in Genesys do brands share a resource"),
          entry("OpenPart", "a brand of Genesys has several resources, a channel is one"),
          entry("PublishedBrand", "a brand of Genesys has several resources, a channel is one"),
          entry("PublishedParts", "a brand of Genesys has several resources, a channel is one"),
          entry("WebParts", "a brand of Genesys has several resources, a channel is one"),
          entry("PublishedApi", "it has many operations; those of CXone stand in PublishedBrands"),
          entry("PublishedRights", "CXone publishes no permission of an operation"),
          entry("PublishedWaits", "CXone does nothing in the background that we know of"),
          entry("UnbuiltFeatures", "no such answer of CXone is known"));

  private static final Map<String, String> CXONE_ALONE =
      Map.ofEntries(
          entry("CxoneArea", "Genesys's word for an area is region: GenesysRegion"),
          entry("CxoneCredentials", "Genesys has one door, which takes ClientCredentials"),
          entry("CxoneDoors", "Genesys has one door, which is OAuth's and in core"),
          entry("CxoneTokens", "Genesys has one door, which is OAuth's and in core"),
          entry("CxoneClaims", "a token of Genesys names no host"),
          entry("CxoneDiscovery", "a region of Genesys has fixed hosts"),
          entry("CxoneHosts", "a region of Genesys has two hosts, which GenesysProfile keeps"),
          entry("CxoneConnection", "a region of Genesys has two hosts, which need no discovery"),
          entry("TrustedHosts", "a region of Genesys has two hosts, which need no discovery"),
          entry("CxoneByocCallback", "Genesys signs its calls: see ccaas-webhook-verify"),
          entry("CxonePointsOfContact", "Genesys has no second kind of channel outside brands"),
          entry("CxonePointOfContact", "Genesys has no second kind of channel outside brands"));

  @Test
  void vendorsMirrorEachOtherFileForFile() {
    List<String> genesys = files("ccaas-genesys", "dev/ccaas/genesys");
    List<String> cxone = files("ccaas-cxone", "dev/ccaas/cxone");
    Map<String, String> reasons = new HashMap<>(GENESYS_ALONE);
    reasons.putAll(CXONE_ALONE);

    assertThat(genesys).contains("Genesys", "GenesysProfile", "PublishedBrands");
    assertThat(violations(genesys, cxone, reasons)).isEmpty();
  }

  @Test
  void reportsFileWithoutItsMirrorAndReasonWithoutItsFile() {
    assertThat(
            violations(
                List.of("Genesys", "GenesysQueue", "GenesysRegion", "List"),
                List.of("Cxone", "CxoneArea", "Pages"),
                Map.of("GenesysRegion", "area", "CxoneArea", "region", "CxoneGone", "gone")))
        .containsExactly(
            "CxoneGone: a reason without a file",
            "GenesysQueue has no CxoneQueue",
            "List has no List",
            "Pages has no Pages");
  }

  private static List<String> files(String module, String directory) {
    Path main = Repository.root().resolve(module).resolve("src/main/java");
    return Repository.files(main.resolve(directory), ".java").stream()
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .filter(name -> !name.endsWith("-info"))
        .toList();
  }

  static List<String> violations(
      List<String> genesys, List<String> cxone, Map<String, String> reasons) {
    Stream<String> idle =
        reasons.keySet().stream()
            .filter(file -> !genesys.contains(file) && !cxone.contains(file))
            .map(file -> file + ": a reason without a file");
    return Stream.of(idle, alone(genesys, cxone, reasons), alone(cxone, genesys, reasons))
        .flatMap(all -> all)
        .sorted()
        .toList();
  }

  private static Stream<String> alone(
      List<String> files, List<String> others, Map<String, String> reasons) {
    return files.stream()
        .filter(file -> !reasons.containsKey(file))
        .filter(file -> !others.contains(mirror(file)))
        .map(file -> file + " has no " + mirror(file));
  }

  private static String mirror(String type) {
    return type.startsWith("Genesys")
        ? type.replaceFirst("Genesys", "Cxone")
        : type.replaceFirst("Cxone", "Genesys");
  }
}
