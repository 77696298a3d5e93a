// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ccaas.core.Evidence;
import dev.ccaas.core.Evidence.Grade;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.cxone.CxoneProfile;
import dev.ccaas.genesys.GenesysProfile;
import dev.ccaas.genesys.GenesysRegion;
import dev.ccaas.webhook.SignatureSchemes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every claim in {@code docs/platform-facts.md} has a grade, a source and a test that exists. */
class PlatformFactsTest {
  private static final Set<String> GRADES = Set.of("source", "published", "extension", "assumed");

  @Test
  void everyClaimIsGradedAndTested() {
    assertThat(violations(page(), TestIndex.ofRepository())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("evidenceOfProfiles")
  void everyClaimOfEveryProfileIsListed(String profile, List<Evidence> evidence) {
    assertThat(evidence).as(profile).isNotEmpty().allMatch(claim -> isListed(page(), claim));
  }

  static Stream<Arguments> evidenceOfProfiles() {
    URI base = URI.create("https://gateway.example");
    GenesysProfile genesys =
        GenesysProfile.gateway(base)
            .withExtensions(Capability.GET, Capability.LIST, Capability.UPDATE, Capability.DELETE);
    GenesysRegion region = GenesysRegion.ofAwsRegion("eu-west-1");
    return Stream.of(
        arguments("Genesys gateway", genesys.evidence()),
        arguments("Genesys published", GenesysProfile.published(region).evidence()),
        arguments("CXone gateway", CxoneProfile.gateway(base).evidence()),
        arguments("CXone published", CxoneProfile.published().evidence()));
  }

  @Test
  void everyClaimOfEverySignatureSchemeIsListed() {
    assertThat(SignatureSchemes.all())
        .allSatisfy(
            scheme ->
                assertThat(scheme.evidence())
                    .isNotEmpty()
                    .allMatch(
                        claim ->
                            isListed(
                                page(),
                                Evidence.of(
                                    claim.claim(),
                                    Grade.valueOf(claim.grade().name()),
                                    claim.origin()))));
  }

  @Test
  void claimWithAnotherTextGradeOrSourceIsNotListed() {
    String page = "| it `does` this | source | S1, Step 2 | yes | p.ATest#a |";

    assertThat(isListed(page, Evidence.of("it does this", Grade.SOURCE, "S1, Step 2"))).isTrue();
    assertThat(isListed(page, Evidence.of("it does that", Grade.SOURCE, "S1, Step 2"))).isFalse();
    assertThat(isListed(page, Evidence.of("it does this", Grade.ASSUMED, "S1, Step 2"))).isFalse();
    assertThat(isListed(page, Evidence.of("it does this", Grade.SOURCE, "S1, Step 3"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          | c | hearsay | S1 | yes | dev.ccaas.x.TaggedTest#opens |;      c: no such grade: hearsay
          | c | source |  | yes | dev.ccaas.x.TaggedTest#opens |;         c: no source
          | c | source | S1 | maybe | dev.ccaas.x.TaggedTest#opens |;     c: neither seen nor unseen: maybe
          | c | source | S1 | yes | dev.ccaas.x.TaggedTest#gone |;       c: no such test: dev.ccaas.x.TaggedTest#gone
          | c | source | S1 | yes | none: |;           c: no such test: none:
          | c | source | S1 | yes |;                   'c: a row is claim, grade, source, seen and test'
          """)
  void reportsPlantedFault(String row, String violation) {
    TestIndex tests = TestIndex.of(List.of(Repository.planted("java/TaggedTest.java")));

    assertThat(violations("| claim | grade |\n|---|---|\n" + row, tests))
        .containsExactly(violation);
  }

  private static String page() {
    return Repository.read(Repository.root().resolve("docs/platform-facts.md"));
  }

  private static boolean isListed(String markdown, Evidence claim) {
    String grade = claim.grade().name().toLowerCase(Locale.ROOT);
    String row = "| " + claim.claim() + " | " + grade + " | " + claim.origin() + " |";
    return markdown.lines().anyMatch(line -> line.replace("`", "").startsWith(row));
  }

  private static List<String> violations(String markdown, TestIndex tests) {
    List<String> violations = new ArrayList<>();
    markdown
        .lines()
        .filter(line -> line.startsWith("|") && !line.matches("\\| claim \\|.*|\\|[-|]+"))
        .forEach(line -> check(line, tests, violations));
    return violations;
  }

  private static void check(String line, TestIndex tests, List<String> violations) {
    String[] cells = line.split(" *\\| *", -1);
    String claim = cells[1];
    if (cells.length != 7) {
      violations.add(claim + ": a row is claim, grade, source, seen and test");
      return;
    }
    if (!GRADES.contains(cells[2])) {
      violations.add(claim + ": no such grade: " + cells[2]);
    }
    if (cells[3].isEmpty()) {
      violations.add(claim + ": no source");
    }
    if (!cells[4].matches("(yes|no)\\b.*")) {
      violations.add(claim + ": neither seen nor unseen: " + cells[4]);
    }
    if (!cells[5].matches("none: .+") && tests.tags(cells[5]) == null) {
      violations.add(claim + ": no such test: " + cells[5]);
    }
  }
}
