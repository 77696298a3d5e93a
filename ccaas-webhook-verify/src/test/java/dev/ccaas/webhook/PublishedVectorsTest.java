// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static dev.ccaas.webhook.Deliveries.assertRefused;
import static dev.ccaas.webhook.Deliveries.headers;
import static dev.ccaas.webhook.Deliveries.verifier;
import static dev.ccaas.webhook.Deliveries.verifierAt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.webhook.SignatureScheme.Encoding;
import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that others published. Their secrets are theirs and known to all. */
class PublishedVectorsTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final Instant STANDARD_TIME = Instant.ofEpochSecond(1614265330);
  private static final byte[] STANDARD_BODY = "{\"test\": 2432232314}".getBytes(UTF_8);

  static final String AUDIOHOOK_KEY = "TXlTdXBlclNlY3JldEtleVRlbGxOby0xITJAMyM0JDU=";
  static final String AUDIOHOOK_PARAMETERS =
      MessageSignatureReader.COMPONENTS
          + ";keyid=\"SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh\";nonce=\"VGhpc0lzQVVuaXF1ZU5vbmNl\""
          + ";alg=\"hmac-sha256\";created=1641013200;expires=3282026430";
  static final Instant AUDIOHOOK_TIME = Instant.ofEpochSecond(1641013200);

  static Map<String, List<String>> audioHookHeaders() {
    return headers(
        "Host", "audiohook.example.com",
        "Audiohook-Organization-Id", "d7934305-0972-4844-938e-9060eef73d05",
        "Audiohook-Session-Id", "30b0e395-84d3-4570-ac13-9a62d8f514c0",
        "Audiohook-Correlation-Id", "e160e428-53e2-487c-977d-96989bf5c99d",
        "X-API-KEY", "SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh",
        "Signature-Input", "sig1=" + AUDIOHOOK_PARAMETERS,
        "Signature", "sig1=:NZBwyBHRRyRoeLqy1IzOa9VYBuI8TgMFt2GRDkDuJh4=:");
  }

  static WebhookDelivery audioHook(Map<String, List<String>> headers) {
    return WebhookDelivery.of(headers).withRequest("GET", "/api/v1/voicebiometrics/ws");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1, 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, 4869205468657265, b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7
          2, 4a656665, 7768617420646f2079612077616e7420666f72206e6f7468696e673f, 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843
          3, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd, 773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe
          4, 0102030405060708090a0b0c0d0e0f10111213141516171819, cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd, 82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b
          """)
  void rfc4231ShortKeys(int number, String key, String data, String hmac) {
    WebhookVerifier verifier =
        verifier(
            SignatureSchemes.genesysGateway(Encoding.HEX),
            WebhookSecret.ofBytes(HEX.parseHex(key)));

    byte[] body = HEX.parseHex(data);

    assertThat(verifier.verify(headers("x-genesys-signature", hmac), body).bodyBytes())
        .isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          Test Using Larger Than Block-Size Key - Hash Key First; 60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54
          This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.; 9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2
          """)
  void rfc4231LongKeys(String data, String hmac) {
    byte[] key = HEX.parseHex("aa".repeat(131));
    WebhookVerifier verifier =
        verifier(SignatureSchemes.genesysGateway(Encoding.HEX), WebhookSecret.ofBytes(key));

    assertThat(verifier.verify(headers("x-genesys-signature", hmac), data.getBytes(UTF_8)))
        .isNotNull();
  }

  @Test
  void rfc4231TruncatedOutputIsRefused() {
    WebhookVerifier verifier =
        verifier(
            SignatureSchemes.genesysGateway(Encoding.HEX),
            WebhookSecret.ofBytes(HEX.parseHex("0c".repeat(20))));

    assertRefused(
        Reason.MALFORMED_SIGNATURE,
        () ->
            verifier.verify(
                headers("x-genesys-signature", "a3b6167473100ee06e0c796c2955552b"),
                "Test With Truncation".getBytes(UTF_8)));
  }

  @Test
  void githubsDocumentedExample() {
    WebhookVerifier verifier =
        verifier(SignatureSchemes.github(), WebhookSecret.ofText("It's a Secret to Everybody"));

    assertThat(
            verifier.verify(
                headers(
                    "X-Hub-Signature-256",
                    "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
                "Hello, World!".getBytes(UTF_8)))
        .isNotNull();
  }

  @Test
  void slacksDocumentedExampleByItsOwnScheme() {
    SignatureScheme slack =
        SignatureScheme.builder("slack-like", "X-Slack-Signature")
            .prefix("v0=")
            .signed("v0:{timestamp}:{body}")
            .timestamp("X-Slack-Request-Timestamp", ChronoUnit.SECONDS)
            .build();
    String body =
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
            + "%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
            + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    WebhookVerifier verifier =
        verifierAt(
            Instant.ofEpochSecond(1531420618),
            slack,
            WebhookSecret.ofText("8f742231b10e8888abcd99yyyzzz85a5"));

    assertThat(
            verifier.verify(
                headers(
                    "X-Slack-Signature",
                    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
                    "X-Slack-Request-Timestamp",
                    "1531420618"),
                body.getBytes(UTF_8)))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
  void standardWebhooksKnownSignature(String secret) {
    WebhookVerifier verifier =
        verifierAt(
            STANDARD_TIME, SignatureSchemes.standardWebhooks(), WebhookSecret.ofStandard(secret));

    assertThat(
            verifier
                .verify(
                    headers(
                        "webhook-id",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp",
                        "1614265330",
                        "webhook-signature",
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                    STANDARD_BODY)
                .id())
        .contains("msg_p5jXN8AQM9LWM0D4loKWxJek");
  }

  @Test
  void standardWebhooksKnownEd25519Signature() {
    WebhookSigner signer =
        WebhookSigner.create(
                SignatureSchemes.standardWebhooksEd25519(),
                WebhookSecret.ofStandard("whsk_VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk="))
            .withClock(InstantSource.fixed(STANDARD_TIME))
            .withIds(() -> "msg_p5jXN8AQM9LWM0D4loKWxJek");

    assertThat(signer.sign(STANDARD_BODY))
        .containsEntry(
            "webhook-signature",
            "v1a,tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag==");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60, d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, -, e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
          4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb, 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72, 92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
          c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7, fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82, 6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
          """)
  void rfc8032Signatures(String seed, String publicKey, String message, String signature) {
    SignedText body = SignedText.parse("{body}");
    ByteBuffer bytes = ByteBuffer.wrap(HEX.parseHex(message == null ? "" : message));
    Received received = new Received();
    received.signatures = new byte[][] {HEX.parseHex(signature)};

    assertThat(Ed25519Key.signing(HEX.parseHex(seed)).sign(body, received, bytes))
        .isEqualTo(HEX.parseHex(signature));
    assertThat(Ed25519Key.verifying(HEX.parseHex(publicKey)).verify(body, received, bytes))
        .isTrue();
  }

  @Test
  void audioHooksDocumentedExample() {
    WebhookVerifier verifier =
        verifierAt(
            AUDIOHOOK_TIME,
            SignatureSchemes.genesysAudioHook(),
            WebhookSecret.ofBase64(AUDIOHOOK_KEY).withId("SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh"));

    VerifiedWebhook verified = verifier.verify(audioHook(audioHookHeaders()), new byte[0]);

    assertThat(verified.id()).contains("VGhpc0lzQVVuaXF1ZU5vbmNl");
    assertThat(verified.keyId()).contains("SGVsbG8sIEkgYW0gdGhlIEFQSSBrZXkh");
    assertThat(Base64.getDecoder().decode(AUDIOHOOK_KEY)).hasSize(32);
  }
}
