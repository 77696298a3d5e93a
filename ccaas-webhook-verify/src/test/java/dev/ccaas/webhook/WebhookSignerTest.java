// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static dev.ccaas.webhook.Deliveries.BODY;
import static dev.ccaas.webhook.Deliveries.NOW;
import static dev.ccaas.webhook.Deliveries.headers;
import static dev.ccaas.webhook.Deliveries.signer;
import static dev.ccaas.webhook.Deliveries.verifier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.webhook.SignatureScheme.Encoding;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignerTest {
  private static final SignatureScheme STANDARD = SignatureSchemes.standardWebhooks();

  private final WebhookSecret secret = Canary.secret();

  @Test
  void signsWithEverySecretWhileTheyRotate() {
    WebhookSecret next = Canary.secret();
    Map<String, String> signed = signer(STANDARD, secret, next).sign(BODY);

    assertThat(signed.get("webhook-signature").split(" ")).hasSize(2);
    assertThat(verifier(STANDARD, secret).verify(headers(signed), BODY)).isNotNull();
    assertThat(verifier(STANDARD, next).verify(headers(signed), BODY)).isNotNull();
  }

  @Test
  void idsAreFreshUnlessGiven() {
    WebhookSigner signer = signer(STANDARD, secret);

    assertThat(signer.sign(BODY).get("webhook-id"))
        .matches("msg_[0-9a-f]{32}")
        .isNotEqualTo(signer.sign(BODY).get("webhook-id"));
    assertThat(signer.withIds(() -> "mine").sign(BODY)).containsEntry("webhook-id", "mine");
    assertThat(signer.sign(BODY)).containsEntry("webhook-timestamp", "" + NOW.getEpochSecond());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "\u00e9", "\n"})
  void idThatNoVerifierTakesIsRefused(String id) {
    WebhookSigner signer =
        signer(STANDARD, secret).withIds(() -> id + "x".repeat(id.isEmpty() ? 257 : 1));

    assertThatThrownBy(() -> signer.sign(BODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delivery: cannot be signed by standard-webhooks")
        .hasRootCauseInstanceOf(WebhookRejectedException.class);
  }

  @Test
  void takesAsManySecretsAsTheSchemeListsSignatures() {
    SignatureScheme hex = SignatureSchemes.genesysGateway(Encoding.HEX);

    assertThat(WebhookSigner.create(STANDARD, secrets(16)).sign(BODY)).hasSize(3);
    assertThatThrownBy(() -> WebhookSigner.create(STANDARD, secrets(17)))
        .hasMessage("secrets: 17 (expected: 1 to 16 for standard-webhooks)");
    assertThatThrownBy(() -> WebhookSigner.create(STANDARD))
        .hasMessage("secrets: 0 (expected: 1 to 16 for standard-webhooks)");
    assertThatThrownBy(() -> WebhookSigner.create(hex, secrets(2)))
        .hasMessage("secrets: 2 (expected: 1 to 1 for genesys-gateway)");
    assertThatThrownBy(
            () -> WebhookSigner.create(SignatureSchemes.standardWebhooksEd25519(), secrets(5)))
        .hasMessageContaining("1 to 4");
  }

  @Test
  void refusesSecretOfAnotherAlgorithm() {
    assertThatThrownBy(
            () -> WebhookSigner.create(SignatureSchemes.standardWebhooksEd25519(), secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("secret: of HMAC_SHA256 (expected: ED25519)");
  }

  @Test
  void publicKeyDoesNotSign() {
    WebhookSigner signer =
        WebhookSigner.create(
            SignatureSchemes.standardWebhooksEd25519(),
            WebhookSecret.ofStandard("whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="));

    assertThatThrownBy(() -> signer.sign(BODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the private one");
  }

  private WebhookSecret[] secrets(int count) {
    return Stream.generate(() -> secret).limit(count).toArray(WebhookSecret[]::new);
  }
}
