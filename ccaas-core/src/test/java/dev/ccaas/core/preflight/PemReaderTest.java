// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemReaderTest {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final TestCertificate LEAF =
      TestCertificate.named("leaf").dnsName(TestBrand.HOST).build();

  private final Preflight preflight = TestBrand.preflight().build();

  @Test
  void takesNoChainAtAll() {
    assertThat(check(List.of())).isEmpty();
  }

  @Test
  void takesWholeTexts() {
    assertThat(check(List.of(LEAF.pem()))).isEmpty();
    assertThat(check(List.of("\r\n" + LEAF.pem().replace("\n", "\r\n") + "\n  \n"))).isEmpty();
  }

  @Test
  void takesTextsSplitIntoLines() {
    assertThat(check(LEAF.pem().lines().toList())).isEmpty();
  }

  @Test
  @Tag("S1.build.2")
  void refusesTheSampleChainWhichHoldsNoCertificate() {
    List<Violation> found = check(List.of(BEGIN, END));

    assertThat(found)
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo("settings.tlsCertificateChain[0]");
              assertThat(violation.code()).isEqualTo(Violation.CERTIFICATE_FORM);
              assertThat(violation.message()).contains("nothing between its markers");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                         | no certificate |
          ' '                        | no certificate |
          garbage                    | text between certificates |
          BEGIN                      | no end |
          BEGIN/AAAA                 | no end |
          END                        | a marker out of place |
          BEGIN/BEGIN/AAAA/END/END   | a marker out of place |
          BEGIN/AAAA/END/END         | not readable | a marker out of place
          BEGIN/AAAA/END/x           | not readable | text between certificates
          BEGIN/!!!!/END             | not readable |
          BEGIN/AAA/END              | not readable |
          BEGIN/MA==/END             | not readable |
          BEGIN/MAA=/END             | not readable |
          BEGIN/MIIB/END             | not readable |
          BEGIN/MIT///8=/END         | not readable |
          BEGINAAAA/END              | a marker out of place |
          -----BEGIN TRUSTED CERTIFICATE-----/AAAA | a marker out of place |
          -----BEGIN PRIVATE KEY-----/canary | a private key |
          BEGIN/-----BEGIN RSA PRIVATE KEY-----/canary | a private key |
          """)
  void refusesWhatIsNoCertificate(String slashed, String first, String second) {
    String pem =
        slashed
            .replaceAll("(?<![A-Z -])BEGIN", BEGIN)
            .replaceAll("(?<![A-Z])END", END)
            .replace('/', '\n');

    List<Violation> found = check(List.of(pem));

    assertThat(found).hasSize(second == null ? 1 : 2);
    assertThat(found.get(0).message()).contains(first);
    assertThat(found.get(found.size() - 1).message()).contains(second == null ? first : second);
    assertThat(found)
        .allSatisfy(
            violation -> {
              assertThat(violation.code()).isEqualTo(Violation.CERTIFICATE_FORM);
              assertThat(violation.message()).doesNotContain("canary", "AAAA", "garbage");
            });
  }

  @Test
  void refusesBytesAfterTheCertificate() {
    byte[] longer = Arrays.copyOf(LEAF.der(), LEAF.der().length + 1);

    assertThat(check(List.of(TestCertificate.pem(longer))))
        .singleElement()
        .asString()
        .contains("more than a certificate");
  }

  @Test
  void refusesPemInsideOfPem() {
    String inner = Base64.getEncoder().encodeToString(LEAF.pem().getBytes(US_ASCII));

    assertThat(check(List.of(BEGIN, inner, END))).hasSize(1);
  }

  @Test
  void refusesEveryTruncationOfCertificate() {
    byte[] der = LEAF.der();
    for (int length = 1; length < der.length; length++) {
      assertThat(check(List.of(TestCertificate.pem(Arrays.copyOf(der, length)))))
          .as("%d of %d bytes", length, der.length)
          .singleElement()
          .asString()
          .contains("certificate_form");
    }
  }

  @Test
  void namesTheCertificateAmongReadableOnes() {
    assertThat(check(List.of(LEAF.pem(), BEGIN, "AAAA", END, LEAF.pem())))
        .extracting(Violation::field)
        .contains("settings.tlsCertificateChain[1]")
        .doesNotContain("settings.tlsCertificateChain[0]");
  }

  @Test
  void limitsNumberOfCertificates() {
    assertThat(check(Collections.nCopies(10, LEAF.pem())))
        .noneMatch(violation -> violation.message().contains("at most 10"));
    assertThat(check(Collections.nCopies(1000, BEGIN + "\n" + END)))
        .hasSize(11)
        .last()
        .asString()
        .contains("at most 10");
  }

  @ParameterizedTest
  @ValueSource(ints = {131_072, 10_000_000})
  void limitsNumberOfCharacters(int characters) {
    assertThat(check(List.of("A".repeat(characters))))
        .singleElement()
        .asString()
        .contains("at most 131072");
    assertThat(check(Collections.nCopies(characters, "")))
        .singleElement()
        .asString()
        .contains(characters == 131_072 ? "no certificate" : "at most 131072");
  }

  @Test
  void answersRandomDamageWithViolationsOnly() {
    long seed = 20260601;
    Random random = new Random(seed);
    byte[] der = LEAF.der();
    for (int round = 0; round < 2_000; round++) {
      byte[] damaged = der.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      if (!Arrays.equals(damaged, der)) {
        // Throws nothing; what it finds depends on where the damage is.
        List<Violation> found = check(List.of(TestCertificate.pem(damaged)));
        assertThat(found)
            .as("seed %d, round %d", seed, round)
            .allMatch(violation -> violation.field().startsWith("settings.tlsCertificateChain"));
      }
    }
  }

  private List<Violation> check(List<String> pem) {
    return preflight.check(TestBrand.withChain(pem), null);
  }
}
