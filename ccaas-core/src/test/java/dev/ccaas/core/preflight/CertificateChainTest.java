// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateChainTest {
  private static final TestCertificate ROOT = TestCertificate.named("Root").authority().build();
  private static final TestCertificate MIDDLE =
      TestCertificate.named("Middle")
          .issuedBy(ROOT)
          .authority(0)
          .usage(KeyUsage.keyCertSign | KeyUsage.cRLSign)
          .build();
  private static final TestCertificate LEAF = leaf().build();

  private static TestCertificate.Builder leaf() {
    return TestCertificate.named("leaf").issuedBy(MIDDLE).dnsName(TestBrand.HOST);
  }

  static Stream<List<TestCertificate>> soundChains() {
    return Stream.of(
        List.of(LEAF, MIDDLE, ROOT),
        List.of(LEAF, MIDDLE),
        List.of(LEAF),
        List.of(TestCertificate.named("self-signed").dnsName(TestBrand.HOST).build()));
  }

  @ParameterizedTest
  @MethodSource("soundChains")
  @Tag("S1.build.2")
  void takesSoundChains(List<TestCertificate> chain) {
    assertThat(faults(chain.toArray(new TestCertificate[0]))).isEmpty();
  }

  @Test
  @Tag("S1.build.2")
  void refusesSwappedOrder() {
    assertThat(faults(LEAF, ROOT, MIDDLE))
        .contains("certificate_order [0]", "certificate_order [1]");
    assertThat(faults(MIDDLE, LEAF, ROOT))
        .contains("certificate_host [0]", "certificate_order [0]", "certificate_authority [1]");
    assertThat(messages(LEAF, ROOT, MIDDLE)).anyMatch(text -> text.endsWith("Reorder the chain"));
  }

  @Test
  void refusesMissingIssuer() {
    assertThat(faults(LEAF, ROOT)).containsExactly("certificate_order [0]");
    assertThat(messages(LEAF, ROOT)).allMatch(text -> text.endsWith("Add the missing issuer"));
  }

  @Test
  void refusesIssuerOfTheSameNameWithAnotherKey() {
    TestCertificate impostor = TestCertificate.named("Middle").issuedBy(ROOT).authority().build();

    assertThat(faults(LEAF, impostor, ROOT)).containsExactly("certificate_order [0]");
  }

  @ParameterizedTest
  @CsvSource({
    "-10, -1, certificate_expired [0]",
    "1, 10, certificate_not_yet_valid [0]",
    "0, 10,",
    "-10, 0,"
  })
  @Tag("S1.build.2")
  void refusesCertificatesOutsideTheirDates(int fromDay, int untilDay, String fault) {
    TestCertificate leaf =
        leaf()
            .valid(
                TestCertificate.NOW.plus(Duration.ofDays(fromDay)),
                TestCertificate.NOW.plus(Duration.ofDays(untilDay)))
            .build();

    assertThat(faults(leaf, MIDDLE)).isEqualTo(fault == null ? List.of() : List.of(fault));
  }

  @Test
  void checksTheDatesOfEveryCertificate() {
    TestCertificate expired =
        TestCertificate.named("Expired")
            .issuedBy(ROOT)
            .authority()
            .valid(TestCertificate.FROM, TestCertificate.NOW.minusSeconds(1))
            .build();
    TestCertificate leaf = leaf().issuedBy(expired).build();

    assertThat(faults(leaf, expired, ROOT)).containsExactly("certificate_expired [1]");
    assertThat(messages(leaf, expired, ROOT))
        .containsExactly(
            "settings.tlsCertificateChain[1]: valid until 2026-05-31T23:59:59Z"
                + " (expected: valid at 2026-06-01T00:00:00Z). Renew it");
  }

  static Stream<KeyPair> strongKeys() {
    return Stream.of(
        TestCertificate.rsa(2048),
        TestCertificate.ec("P-256"),
        TestCertificate.ec("P-384"),
        TestCertificate.ec("P-521"),
        TestCertificate.keys("Ed25519"),
        TestCertificate.keys("Ed448"));
  }

  @ParameterizedTest
  @MethodSource("strongKeys")
  void takesStrongKeys(KeyPair keys) {
    assertThat(faults(leaf().keys(keys).build(), MIDDLE)).isEmpty();
  }

  static Stream<KeyPair> weakKeys() {
    return Stream.of(
        TestCertificate.rsa(1024),
        TestCertificate.rsa(2040),
        TestCertificate.ec("P-224"),
        TestCertificate.ec("P-192"),
        TestCertificate.ec("secp256k1"),
        TestCertificate.keys("X25519"),
        TestCertificate.keys("DSA"));
  }

  @ParameterizedTest
  @MethodSource("weakKeys")
  @Tag("S1.build.2")
  void refusesWeakKeysAndUnknownCurves(KeyPair keys) {
    assertThat(faults(leaf().keys(keys).build(), MIDDLE)).containsExactly("certificate_key [0]");
  }

  @Test
  void refusesWeakKeyOfAnAuthority() {
    TestCertificate weak =
        TestCertificate.named("Weak")
            .issuedBy(ROOT)
            .authority()
            .keys(TestCertificate.rsa(1024))
            .build();

    assertThat(faults(leaf().issuedBy(weak).build(), weak, ROOT))
        .containsExactly("certificate_key [1]");
    assertThat(messages(leaf().issuedBy(weak).build(), weak))
        .singleElement()
        .asString()
        .startsWith("settings.tlsCertificateChain[1]: RSA key of 1024 bits (expected: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHA1withRSA",
        "MD5withRSA",
        "SHA1withRSAandMGF1",
        "SHA1withECDSA",
        "RIPEMD160withRSA"
      })
  @Tag("S1.build.2")
  void refusesBrokenDigests(String algorithm) {
    TestCertificate authority = authorityFor(algorithm);

    assertThat(faults(leaf().issuedBy(authority).signedWith(algorithm).build(), authority))
        .contains("certificate_digest [0]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHA256withRSA",
        "SHA384withRSA",
        "SHA512withRSA",
        "SHA256withRSAandMGF1",
        "SHA512withRSAandMGF1",
        "SHA384withECDSA"
      })
  void takesSoundDigests(String algorithm) {
    TestCertificate authority = authorityFor(algorithm);

    assertThat(faults(leaf().issuedBy(authority).signedWith(algorithm).build(), authority))
        .isEmpty();
  }

  private static TestCertificate authorityFor(String algorithm) {
    KeyPair keys =
        algorithm.contains("ECDSA") ? TestCertificate.ec("P-384") : TestCertificate.rsa(2048);
    return TestCertificate.named("Authority").keys(keys).authority().build();
  }

  @Test
  void takesRootThatSignedItselfWithSha1() {
    TestCertificate old =
        TestCertificate.named("Old")
            .keys(TestCertificate.rsa(2048))
            .authority()
            .signedWith("SHA1withRSA")
            .build();

    assertThat(faults(leaf().issuedBy(old).build(), old)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "wss.example.com,     wss.example.com, true",
    "WSS.Example.com,     wss.example.com, true",
    "*.example.com,       wss.example.com, true",
    "*.example.com,       WSS.EXAMPLE.COM, true",
    "*.example.com,       a.wss.example.com, false",
    "*.example.com,       example.com, false",
    "*.com,               example.com, false",
    "*,                   example.com, false",
    "w*.example.com,      wss.example.com, false",
    "*ss.example.com,     wss.example.com, false",
    "wss.*.com,           wss.example.com, false",
    "*.*.com,             wss.example.com, false",
    "example.com,         wss.example.com, false",
    "wss.example.com.evil.example, wss.example.com, false",
    "wss.example.co,      wss.example.com, false",
    "93.184.215.14,       93.184.215.14, false",
    "*.184.215.14,        93.184.215.14, false"
  })
  @Tag("S1.build.2")
  void comparesDnsNamesByLabel(String name, String host, boolean covered) {
    TestCertificate leaf = TestCertificate.named("leaf").issuedBy(MIDDLE).dnsName(name).build();

    assertThat(faultsFor(host, leaf, MIDDLE))
        .isEqualTo(covered ? List.of() : List.of("certificate_host [0]"));
  }

  @ParameterizedTest
  @CsvSource({
    "93.184.215.14,          93.184.215.14, true",
    "93.184.215.15,          93.184.215.14, false",
    "2606:2800:21f:cb07:0:0:0:1, [2606:2800:21f:cb07::1], true",
    "2606:2800:21f:cb07:0:0:0:2, [2606:2800:21f:cb07::1], false",
    "93.184.215.14,          wss.example.com, false"
  })
  void comparesAddressesByValue(String name, String host, boolean covered) {
    TestCertificate leaf = TestCertificate.named("leaf").issuedBy(MIDDLE).ipAddress(name).build();

    assertThat(faultsFor(host, leaf, MIDDLE))
        .isEqualTo(covered ? List.of() : List.of("certificate_host [0]"));
  }

  @Test
  void looksThroughEveryName() {
    TestCertificate many =
        leaf().ipAddress("192.0.2.1").dnsName("other.example.com").dnsName("*.example.org").build();

    assertThat(faultsFor("a.example.org", many, MIDDLE)).isEmpty();
    assertThat(faultsFor("other.example.com", many, MIDDLE)).isEmpty();
  }

  @Test
  void ignoresTheCommonName() {
    TestCertificate named = TestCertificate.named(TestBrand.HOST).issuedBy(MIDDLE).build();

    assertThat(faults(named, MIDDLE)).containsExactly("certificate_host [0]");
  }

  @Test
  void comparesNoNameWithEndpointThatHasNoPlainHost() {
    assertThat(faultsFor("127.1", LEAF, MIDDLE)).isEmpty();
  }

  @Test
  @Tag("S1.build.2")
  void refusesIssuersThatMayNotIssue() {
    TestCertificate plain = TestCertificate.named("Plain").issuedBy(ROOT).build();
    TestCertificate wrongUsage =
        TestCertificate.named("Usage")
            .issuedBy(ROOT)
            .authority()
            .usage(KeyUsage.digitalSignature)
            .build();

    assertThat(faults(leaf().issuedBy(plain).build(), plain, ROOT))
        .containsExactly("certificate_authority [1]");
    assertThat(faults(leaf().issuedBy(wrongUsage).build(), wrongUsage, ROOT))
        .containsExactly("certificate_authority [1]");
  }

  @Test
  void keepsPathLengthConstraints() {
    TestCertificate below = TestCertificate.named("Below").issuedBy(MIDDLE).authority().build();
    TestCertificate leaf = leaf().issuedBy(below).build();

    assertThat(faults(leaf, below, MIDDLE, ROOT)).containsExactly("certificate_authority [2]");
  }

  @Test
  @Tag("S1.build.2")
  void leadsToTrustAnchorIfAsked() {
    assertThat(trustFaults(ROOT, LEAF, MIDDLE)).isEmpty();
    assertThat(trustFaults(ROOT, LEAF, MIDDLE, ROOT)).isEmpty();
    assertThat(trustFaults(MIDDLE, LEAF, MIDDLE, ROOT)).isEmpty();
    assertThat(trustFaults(LEAF, LEAF)).isEmpty();
  }

  @Test
  @Tag("S1.build.2")
  void refusesChainThatLeadsToNoTrustAnchor() {
    TestCertificate other = TestCertificate.named("Root").authority().build();

    assertThat(trustFaults(other, LEAF, MIDDLE, ROOT)).containsExactly("certificate_trust");
    assertThat(trustFaults(ROOT, LEAF)).containsExactly("certificate_trust");
    assertThat(
            faults(
                TestBrand.preflight().systemTrustAnchors().build(), TestBrand.HOST, LEAF, MIDDLE))
        .containsExactly("certificate_trust");
  }

  @Test
  void saysNothingOfTrustWhenTheChainIsBrokenOrAbsent() {
    assertThat(trustFaults(ROOT, LEAF, ROOT)).containsExactly("certificate_order [0]");
    assertThat(trustFaults(ROOT)).isEmpty();
  }

  @Test
  void needsAnAnchorToTrust() {
    assertThatThrownBy(() -> Preflight.builder().trustAnchors(Set.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trustAnchors is empty");
  }

  private static List<String> trustFaults(TestCertificate anchor, TestCertificate... chain) {
    Preflight preflight =
        TestBrand.preflight()
            .trustAnchors(Set.of(new TrustAnchor(anchor.certificate(), null)))
            .build();
    return faults(preflight, TestBrand.HOST, chain);
  }

  private static List<String> faults(TestCertificate... chain) {
    return faultsFor(TestBrand.HOST, chain);
  }

  private static List<String> faultsFor(String host, TestCertificate... chain) {
    return faults(TestBrand.preflight().build(), host, chain);
  }

  private static List<String> faults(Preflight preflight, String host, TestCertificate... chain) {
    return found(preflight, host, chain)
        .map(v -> v.code() + v.field().replace(CertificateChain.FIELD, "").replace("[", " ["))
        .toList();
  }

  private static List<String> messages(TestCertificate... chain) {
    return found(TestBrand.preflight().build(), TestBrand.HOST, chain)
        .map(Violation::message)
        .toList();
  }

  private static Stream<Violation> found(
      Preflight preflight, String host, TestCertificate... chain) {
    List<String> pem = Stream.of(chain).map(TestCertificate::pem).toList();
    return preflight
        .check(
            TestBrand.fitting()
                .endpointUrl("https://" + host)
                .settings(TestBrand.fittingSettings().tlsCertificateChain(pem).build())
                .build(),
            null)
        .stream()
        .filter(violation -> violation.field().startsWith(CertificateChain.FIELD));
  }
}
