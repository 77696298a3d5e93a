// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static dev.ccaas.webhook.Deliveries.BODY;
import static dev.ccaas.webhook.Deliveries.NOW;
import static dev.ccaas.webhook.Deliveries.headers;
import static dev.ccaas.webhook.Deliveries.verifierAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the test suites of the specification's eight libraries demand together, for v1 and v1a. */
class StandardWebhooksTest {
  /** A well-formed v1 signature of something else. */
  private static final String OTHER = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";

  private final Keys keys = new Keys();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void validSignatureIsValid(boolean asymmetric) {
    assertThat(judge(asymmetric, signed(asymmetric, NOW))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "false, webhook-id", "false, webhook-timestamp", "false, webhook-signature",
    "true, webhook-id", "true, webhook-timestamp", "true, webhook-signature"
  })
  void eachMissingHeaderIsRefused(boolean asymmetric, String name) {
    Map<String, String> signed = signed(asymmetric, NOW);
    signed.remove(name);

    assertThat(judge(asymmetric, signed)).isEqualTo(Reason.MISSING_HEADER);
  }

  @ParameterizedTest
  @CsvSource({
    "'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=', SIGNATURE_MISMATCH",
    "'v1,', MALFORMED_SIGNATURE",
    "'v1', MALFORMED_SIGNATURE",
    "'', MISSING_HEADER",
    "'Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=', MALFORMED_SIGNATURE",
    "'v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=', UNSUPPORTED_SIGNATURE"
  })
  void invalidPartialEmptyBareAndUnknownSignaturesAreRefused(String value, Reason reason) {
    Map<String, String> signed = signed(false, NOW);
    signed.put("webhook-signature", value);

    assertThat(judge(false, signed)).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "'v1a,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=', MALFORMED_SIGNATURE",
    "'v1a,', MALFORMED_SIGNATURE",
    "'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=', UNSUPPORTED_SIGNATURE"
  })
  void asymmetricSignatureHasItsLengthAndVersion(String value, Reason reason) {
    Map<String, String> signed = signed(true, NOW);
    signed.put("webhook-signature", value);

    assertThat(judge(true, signed)).isEqualTo(reason);
  }

  @Test
  void ed25519SignatureWithOneByteMoreIsRefused() {
    Map<String, String> signed = signed(true, NOW);
    byte[] signature =
        Base64.getDecoder().decode(signed.get("webhook-signature").substring("v1a,".length()));
    byte[] longer = Arrays.copyOf(signature, 65);
    signed.put("webhook-signature", "v1a," + Base64.getEncoder().encodeToString(longer));

    assertThat(judge(true, signed)).isEqualTo(Reason.MALFORMED_SIGNATURE);
  }

  @ParameterizedTest
  @CsvSource({"-301, TIMESTAMP_TOO_OLD", "301, TIMESTAMP_IN_FUTURE", "-300, ", "300, "})
  void oldAndNewTimestampsAreRefused(long seconds, Reason reason) {
    assertThat(judge(false, signed(false, NOW.plusSeconds(seconds)))).isEqualTo(reason);
    assertThat(judge(true, signed(true, NOW.plusSeconds(seconds)))).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"invalid", "1614265330.5", "-1614265330", "2021-02-25T15:02:10Z", "0"})
  void invalidFloatNegativeAndOtherTimestampsAreRefused(String timestamp) {
    Map<String, String> signed = signed(false, NOW);
    signed.put("webhook-timestamp", timestamp);

    assertThat(judge(false, signed)).isEqualTo(Reason.MALFORMED_TIMESTAMP);
  }

  @Test
  void timestampThatWasNotSignedIsRefusedInsideTheWindowToo() {
    Map<String, String> signed = signed(false, NOW);
    signed.put("webhook-timestamp", "" + NOW.plusSeconds(1).getEpochSecond());

    assertThat(judge(false, signed)).isEqualTo(Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void oneOfSeveralSignaturesIsEnough() {
    Map<String, String> signed = signed(false, NOW);
    signed.computeIfPresent(
        "webhook-signature",
        (name, own) -> OTHER + " " + OTHER.replace("v1", "v2") + " " + own + " " + OTHER);

    assertThat(judge(false, signed)).isNull();
  }

  @Test
  void bothVersionsSideBySideServeBothKindsOfReceivers() {
    Map<String, String> v1 = signed(false, NOW);
    Map<String, String> v1a = signed(true, NOW);
    String both = v1a.get("webhook-signature") + " " + v1.get("webhook-signature");
    v1.put("webhook-signature", both);

    assertThat(judge(false, v1)).isNull();
    assertThat(judge(true, v1)).isNull();
  }

  @Test
  void namesOfHeadersMatchInAnyCase() {
    Map<String, String> upper = new HashMap<>();
    signed(false, NOW).forEach((name, value) -> upper.put(name.toUpperCase(Locale.ROOT), value));
    Map<String, String> mixed = new HashMap<>();
    signed(false, NOW)
        .forEach((name, value) -> mixed.put(name.replace("webhook", "Webhook"), value));

    assertThat(judge(false, upper)).isNull();
    assertThat(judge(false, mixed)).isNull();
  }

  @Test
  void headersOfOtherNamesAreNotTakenInstead() {
    Map<String, String> svix = new HashMap<>();
    signed(false, NOW).forEach((name, value) -> svix.put(name.replace("webhook", "svix"), value));

    assertThat(judge(false, svix)).isEqualTo(Reason.MISSING_HEADER);
  }

  @Test
  void headersAsLongWithTheSameLastLetterArePassedOver() {
    Map<String, String> more = signed(false, NOW);
    more.put("x-forwarded-scope", "as webhook-signature");
    more.put("X-Trace-Id", "as webhook-id");

    assertThat(judge(false, more)).isNull();
  }

  @Test
  void emptyPayloadIsSignedAndVerified() {
    byte[] empty = {};
    for (boolean asymmetric : new boolean[] {false, true}) {
      Map<String, String> signed = keys.signer(asymmetric, NOW).sign(empty);
      assertThat(keys.verifier(asymmetric).verify(headers(signed), empty).bodyBytes()).isEmpty();
    }
  }

  @Test
  void bodyAloneOfEd25519MayBeEmpty() {
    ByteBuffer empty = ByteBuffer.allocate(0);
    SignedText body = SignedText.parse("{body}");
    Received received = new Received();
    received.signatures = new byte[][] {keys.privateKey.key().sign(body, received, empty)};

    assertThat(keys.publicKey.key().verify(body, received, empty)).isTrue();
    assertThat(keys.publicKey.key().verify(body, received, ByteBuffer.allocate(1))).isFalse();
    assertThat(keys.privateKey.key().verify(body, received, empty))
        .as("the private half does not verify")
        .isFalse();
  }

  @Test
  void privateKeyMayHaveThePublicHalfBehindIt() {
    byte[] both = Arrays.copyOf(keys.seed, 64);
    WebhookSecret longer =
        WebhookSecret.ofStandard("whsk_" + Base64.getEncoder().encodeToString(both));
    Map<String, String> signed =
        WebhookSigner.create(SignatureSchemes.standardWebhooksEd25519(), longer)
            .withClock(InstantSource.fixed(NOW))
            .sign(BODY);

    assertThat(judge(true, signed)).isNull();
  }

  @Test
  void ed25519SignatureThatIsNoneIsMismatch() {
    Map<String, String> signed = signed(true, NOW);
    byte[] outOfRange = new byte[64];
    Arrays.fill(outOfRange, (byte) 0xFF);
    signed.put("webhook-signature", "v1a," + Base64.getEncoder().encodeToString(outOfRange));

    assertThat(judge(true, signed)).isEqualTo(Reason.SIGNATURE_MISMATCH);
  }

  @Test
  void fourEd25519SignaturesAreReadAndNoFifth() {
    Map<String, String> signed = signed(true, NOW);
    String own = signed.get("webhook-signature");
    String other = "v1a," + Base64.getEncoder().encodeToString(new byte[64]);

    signed.put("webhook-signature", (other + " ").repeat(3) + own);
    assertThat(judge(true, signed)).isNull();
    signed.put("webhook-signature", (other + " ").repeat(4) + own);
    assertThat(judge(true, signed)).isEqualTo(Reason.TOO_MANY_SIGNATURES);
  }

  private Map<String, String> signed(boolean asymmetric, Instant at) {
    return keys.signer(asymmetric, at).sign(BODY);
  }

  private Reason judge(boolean asymmetric, Map<String, String> sent) {
    return keys.verifier(asymmetric)
        .explain(WebhookDelivery.of(headers(sent)), BODY)
        .reason()
        .orElse(null);
  }

  /** A shared secret, and a pair of Ed25519 of which the JDK gives the public half. */
  private static final class Keys {
    final WebhookSecret shared = WebhookSecret.ofStandard(Canary.text());
    final byte[] seed = new byte[32];
    final WebhookSecret privateKey;
    final WebhookSecret publicKey;

    Keys() {
      try {
        new SecureRandom().nextBytes(seed);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(255, new Fixed(seed));
        KeyPair pair = generator.generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        privateKey = WebhookSecret.ofStandard("whsk_" + Base64.getEncoder().encodeToString(seed));
        publicKey = WebhookSecret.ofStandard("whpk_" + Base64.getEncoder().encodeToString(point));
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    WebhookSigner signer(boolean asymmetric, Instant at) {
      return WebhookSigner.create(scheme(asymmetric), asymmetric ? privateKey : shared)
          .withClock(InstantSource.fixed(at))
          .withIds(() -> "msg_p5jXN8AQM9LWM0D4loKWxJek");
    }

    WebhookVerifier verifier(boolean asymmetric) {
      return verifierAt(NOW, scheme(asymmetric), asymmetric ? publicKey : shared);
    }

    private static SignatureScheme scheme(boolean asymmetric) {
      return asymmetric
          ? SignatureSchemes.standardWebhooksEd25519()
          : SignatureSchemes.standardWebhooks();
    }
  }

  /** "Random" bytes that are given. */
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final transient byte[] bytes;

    Fixed(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }
}
