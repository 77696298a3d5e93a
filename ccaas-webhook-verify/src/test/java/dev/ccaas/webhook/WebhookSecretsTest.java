// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static dev.ccaas.webhook.Deliveries.BODY;
import static dev.ccaas.webhook.Deliveries.NOW;
import static dev.ccaas.webhook.Deliveries.assertRefused;
import static dev.ccaas.webhook.Deliveries.headers;
import static dev.ccaas.webhook.Deliveries.signer;
import static dev.ccaas.webhook.Deliveries.verifier;
import static dev.ccaas.webhook.Deliveries.verifierAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.webhook.SignatureScheme.Encoding;
import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rotation, tenants, key ids, forms of secrets, and that none is ever shown. */
class WebhookSecretsTest {
  private static final SignatureScheme SCHEME = SignatureSchemes.genesysGateway(Encoding.HEX);

  private final String text = Canary.text();
  private final WebhookSecret old = WebhookSecret.ofText(text);
  private final WebhookSecret next = Canary.secret();

  @Test
  void bothSecretsVerifyWhileTheyRotate() {
    WebhookVerifier verifier = verifier(SCHEME, old.withId("old"), next.withId("next"));

    assertThat(verifier.verify(signedBy(old), BODY).keyId()).contains("old");
    assertThat(verifier.verify(signedBy(next), BODY).keyId()).contains("next");
  }

  @Test
  void retiredSecretEndsAtItsMoment() {
    WebhookSecret retiring = old.retiringAt(NOW);

    assertThat(verifierAt(NOW.minusMillis(1), SCHEME, retiring, next).verify(signedBy(old), BODY))
        .isNotNull();
    assertRefused(
        Reason.SIGNATURE_MISMATCH,
        () -> verifierAt(NOW, SCHEME, retiring, next).verify(signedBy(old), BODY));
    assertRefused(
        Reason.UNKNOWN_KEY, () -> verifierAt(NOW, SCHEME, retiring).verify(signedBy(old), BODY));
  }

  @Test
  void tenantsSecretsDoNotMix() {
    WebhookVerifier verifier =
        WebhookVerifier.builder(
                SCHEME, WebhookSecrets.perTenant(Map.of("a", List.of(old), "b", List.of(next))))
            .replayGuard(ReplayGuard.leftToCaller())
            .build();
    WebhookDelivery delivery = WebhookDelivery.of(signedBy(old));

    assertThat(verifier.verify(delivery.withTenant("a"), BODY).tenant()).contains("a");
    assertRefused(Reason.SIGNATURE_MISMATCH, () -> verifier.verify(delivery.withTenant("b"), BODY));
    assertRefused(Reason.UNKNOWN_KEY, () -> verifier.verify(delivery.withTenant("c"), BODY));
    assertRefused(Reason.UNKNOWN_KEY, () -> verifier.verify(delivery, BODY));
  }

  @Test
  void sameDeliveryForTwoTenantsIsNoReplay() {
    WebhookVerifier verifier = WebhookVerifier.builder(SCHEME, WebhookSecrets.of(old)).build();
    WebhookDelivery delivery = WebhookDelivery.of(signedBy(old));

    assertThat(verifier.verify(delivery.withTenant("a"), BODY)).isNotNull();
    assertThat(verifier.verify(delivery.withTenant("b"), BODY)).isNotNull();
    assertRefused(Reason.REPLAYED, () -> verifier.verify(delivery.withTenant("a"), BODY));
  }

  @Test
  void secretOfAnotherAlgorithmIsNotUsed() {
    WebhookSecret ed25519 =
        WebhookSecret.ofStandard("whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");

    assertRefused(Reason.UNKNOWN_KEY, () -> verifier(SCHEME, ed25519).verify(signedBy(old), BODY));
    assertThat(verifier(SCHEME, ed25519, old).verify(signedBy(old), BODY)).isNotNull();
  }

  @Test
  void secretIsTextBytesOrBase64() {
    byte[] bytes = Base64.getDecoder().decode(text);
    WebhookSecret decoded = WebhookSecret.ofBytes(bytes);

    assertThat(verifier(SCHEME, decoded).verify(signedBy(WebhookSecret.ofBase64(text)), BODY))
        .isNotNull();
    assertThat(verifier(SCHEME, decoded).verify(signedBy(WebhookSecret.ofStandard(text)), BODY))
        .isNotNull();
    assertThat(
            verifier(SCHEME, decoded)
                .verify(signedBy(WebhookSecret.ofStandard("whsec_" + text)), BODY))
        .isNotNull();
    assertRefused(
        Reason.SIGNATURE_MISMATCH, () -> verifier(SCHEME, decoded).verify(signedBy(old), BODY));
  }

  @Test
  void callersArrayMayBeOverwritten() {
    byte[] bytes = Base64.getDecoder().decode(text);
    WebhookSecret secret = WebhookSecret.ofBytes(bytes);
    Arrays.fill(bytes, (byte) 0);

    assertThat(verifier(SCHEME, WebhookSecret.ofBase64(text)).verify(signedBy(secret), BODY))
        .isNotNull();
  }

  @Test
  void standardSecretsHave24To64Bytes() {
    for (int size : new int[] {24, 64}) {
      String base64 = Base64.getEncoder().encodeToString(new byte[size]);
      assertThat(WebhookSecret.ofStandard(base64)).isNotNull();
      assertThat(WebhookSecret.ofStandard("whsec_" + base64.replace("=", ""))).isNotNull();
    }
    for (int size : new int[] {0, 23, 65}) {
      String base64 = Base64.getEncoder().encodeToString(new byte[size]);
      assertThatThrownBy(() -> WebhookSecret.ofStandard("whsec_" + base64))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("secret: " + size + " bytes (expected: 24 to 64)");
    }
  }

  @Test
  void ed25519KeysHaveTheirSize() {
    String bytes31 = Base64.getEncoder().encodeToString(new byte[31]);
    String bytes65 = Base64.getEncoder().encodeToString(new byte[65]);

    assertThatThrownBy(() -> WebhookSecret.ofStandard("whpk_" + bytes31))
        .hasMessage("secret: 31 bytes (expected: 32 to 32)");
    assertThatThrownBy(() -> WebhookSecret.ofStandard("whsk_" + bytes31))
        .hasMessage("secret: 31 bytes (expected: 32 to 64)");
    assertThatThrownBy(() -> WebhookSecret.ofStandard("whsk_" + bytes65))
        .hasMessage("secret: 65 bytes (expected: 32 to 64)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"whsec_%%%", "%", "a b"})
  void whatIsNoBase64IsRefusedWithoutRepeatingIt(String secret) {
    assertThatThrownBy(() -> WebhookSecret.ofStandard(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessage("secret: *** (expected: Base64)");
    assertThatThrownBy(() -> WebhookSecret.ofBase64(secret))
        .hasMessage("secret: *** (expected: Base64)");
  }

  @Test
  void emptySecretsAreRefused() {
    assertThatThrownBy(() -> WebhookSecret.ofText("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> WebhookSecret.ofBase64("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> WebhookSecret.ofBytes(new byte[0])).hasMessageContaining("empty");
    assertThatThrownBy(() -> WebhookSecrets.of()).hasMessageContaining("at least one");
  }

  @Test
  void secretsNeverShow() {
    assertThat(old).hasToString("***");
    assertThat(old.withId("k1").forDebugging().retiringAt(NOW)).hasToString("k1:***");
    assertThat(old.withId("k1").id()).contains("k1");
    assertThat(WebhookDelivery.of(headers("B", text, "a", text)).withRequest("POST", "/" + text))
        .hasToString("WebhookDelivery[POST headers [B, a]]");
  }

  private static Map<String, List<String>> signedBy(WebhookSecret secret) {
    return headers(signer(SCHEME, secret).sign(BODY));
  }
}
