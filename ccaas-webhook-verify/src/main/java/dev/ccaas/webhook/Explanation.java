// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges one delivery as the verifier does, and keeps what it saw on the way. */
final class Explanation {
  private final WebhookVerifier verifier;
  private final SignatureScheme scheme;

  @Nullable WebhookRejectedException refusal;
  int headerLength;
  @Nullable SignedBytes signed;
  @Nullable Duration skew;
  @Nullable String receivedSignature;
  @Nullable String computedSignature;
  List<String> diagnosis = List.of();

  Explanation(WebhookVerifier verifier) {
    this.verifier = verifier;
    this.scheme = verifier.scheme();
  }

  SignatureScheme scheme() {
    return scheme;
  }

  VerificationTrace of(WebhookDelivery delivery, ByteBuffer body) {
    Received received = null;
    try {
      received = verifier.fields(delivery);
      look(delivery, received, body);
      verifier.reader().signatures(received);
      verifier.requireFresh(received);
      WebhookSecret ignored = verifier.requireSigned(delivery, received, body);
    } catch (WebhookRejectedException e) {
      refusal = e;
      diagnosis = new Diagnosis(verifier, delivery, body).of(e.reason(), received);
    }
    return new VerificationTrace(this);
  }

  private void look(WebhookDelivery delivery, Received received, ByteBuffer body) {
    headerLength = received.signature.length();
    signed = SignedBytes.of(scheme.signedText(), received, body);
    if (scheme.hasTimestamp()) {
      skew = Duration.ofMillis(received.atMillis - received.timestampMillis);
    }
    for (WebhookSecret secret : verifier.secrets(delivery)) {
      if (secret.mayShow()
          && secret.key() instanceof HmacKey key
          && verifier.fits(secret, received)) {
        receivedSignature = received.signature;
        computedSignature =
            WebhookSigner.text(scheme, List.of(key.sign(scheme.signedText(), received, body)));
      }
    }
  }
}
