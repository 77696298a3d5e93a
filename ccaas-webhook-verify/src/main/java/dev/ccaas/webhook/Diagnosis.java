// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ccaas.webhook.SignatureScheme.Encoding;
import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what would have made a refused delivery match, by trying it: another encoding, another form
 * of the secret, another scheme. It tells only what the holder of a right signature knows already.
 */
final class Diagnosis {
  private static final Set<Reason> BY_TIME =
      Set.of(Reason.TIMESTAMP_TOO_OLD, Reason.TIMESTAMP_IN_FUTURE);
  private static final Set<Reason> BY_SIGNATURE =
      Set.of(
          Reason.MISSING_HEADER,
          Reason.MALFORMED_SIGNATURE,
          Reason.UNSUPPORTED_SIGNATURE,
          Reason.UNKNOWN_KEY,
          Reason.SIGNATURE_MISMATCH);

  private final WebhookVerifier verifier;
  private final SignatureScheme scheme;
  private final WebhookDelivery delivery;
  private final ByteBuffer body;

  Diagnosis(WebhookVerifier verifier, WebhookDelivery delivery, ByteBuffer body) {
    this.verifier = verifier;
    this.scheme = verifier.scheme();
    this.delivery = delivery;
    this.body = body;
  }

  List<String> of(Reason reason, @Nullable Received received) {
    if (received != null && BY_TIME.contains(reason)) {
      return List.of(stale(received));
    }
    if (!BY_SIGNATURE.contains(reason)) {
      return List.of("wrong form: " + reason + " comes before any secret is looked at");
    }
    Set<String> found = new LinkedHashSet<>();
    for (WebhookSecret secret : verifier.secrets(delivery)) {
      if (received != null) {
        found.addAll(forms(secret, received));
      }
      found.addAll(otherSchemes(secret));
    }
    if (found.isEmpty()) {
      found.add(
          reason == Reason.MISSING_HEADER
              ? "not signed: the sender does not sign, signs by a scheme that is not known here, or"
                  + " a proxy drops the header"
              : "wrong secret, or other bytes: no known variation of secret, encoding and scheme"
                  + " matches. Check that both sides have the same secret, and that the body is"
                  + " verified as it came, not parsed and written anew");
    }
    return List.copyOf(found);
  }

  private String stale(Received received) {
    try {
      WebhookSecret ignored = verifier.requireSigned(delivery, received, body);
      return "stale: the signature is right, only the time is not. A late repeat, a replay, or a"
          + " clock that is wrong";
    } catch (WebhookRejectedException e) {
      return "stale, and the signature is wrong too: " + e.reason();
    }
  }

  /** The secret as it is, or in a form in which it is often mistaken for another. */
  private List<String> forms(WebhookSecret secret, Received received) {
    List<String> found = new ArrayList<>();
    if (secret.key().algorithm() != scheme.algorithm()) {
      return found;
    }
    if (received.signatures.length > 0
        && !verifier.fits(secret, received)
        && secret.key().verify(scheme.signedText(), received, body)) {
      found.add("inactive secret: it matches, but it is retired or has another key id");
    }
    if (secret.key() instanceof HmacKey key) {
      writtenAs(key, received).ifPresent(found::add);
      for (Map.Entry<String, HmacKey> other : mistaken(key).entrySet()) {
        boolean right =
            received.signatures.length > 0
                && other.getValue().verify(scheme.signedText(), received, body);
        if (right) {
          found.add(other.getKey());
        } else {
          writtenAs(other.getValue(), received)
              .ifPresent(as -> found.add(other.getKey() + "; " + as));
        }
      }
    }
    return found;
  }

  private static Map<String, HmacKey> mistaken(HmacKey key) {
    Map<String, HmacKey> others = new LinkedHashMap<>();
    String text = new String(key.bytes(), ISO_8859_1);
    byte[] encoded = Base64.getEncoder().encode(key.bytes());
    others.put(
        "wrong secret: the sender uses its Base64 text as it is (see WebhookSecret.ofText)",
        new HmacKey(encoded));
    try {
      byte[] decoded =
          Base64.getDecoder().decode(text.startsWith("whsec_") ? text.substring(6) : text);
      if (decoded.length > 0) {
        others.put(
            "wrong secret: the sender decodes it from Base64 (see WebhookSecret.ofBase64 and"
                + " ofStandard)",
            new HmacKey(decoded));
      }
    } catch (IllegalArgumentException e) {
      return others; // not Base64, so nobody decodes it
    }
    return others;
  }

  private Optional<String> writtenAs(HmacKey key, Received received) {
    byte[] signature = key.sign(scheme.signedText(), received, body);
    Map<String, Function<byte[], String>> encodings = new LinkedHashMap<>();
    encodings.put("HEX", bytes -> SignatureText.encode(Encoding.HEX, bytes));
    encodings.put(
        "HEX in upper case",
        bytes -> SignatureText.encode(Encoding.HEX, bytes).toUpperCase(Locale.ROOT));
    encodings.put("BASE64", bytes -> SignatureText.encode(Encoding.BASE64, bytes));
    encodings.put("BASE64 without padding", Base64.getEncoder().withoutPadding()::encodeToString);
    encodings.put("BASE64 for URLs", Base64.getUrlEncoder()::encodeToString);
    String expected = scheme.encoding().name();
    for (String sent : received.signature.strip().split(" +", -1)) {
      for (Map.Entry<String, Function<byte[], String>> encoding : encodings.entrySet()) {
        String text = encoding.getValue().apply(signature);
        boolean bare = sent.equals(text) && !scheme.prefix().isEmpty();
        if (!bare && !sent.equals(scheme.prefix() + text)) {
          continue;
        }
        String what = bare ? "prefix missing: \"" + scheme.prefix() + "\" is not sent" : "";
        if (!encoding.getKey().equals(expected)) {
          what +=
              (bare ? "; " : "")
                  + "wrong encoding: sent as "
                  + encoding.getKey()
                  + ", expected "
                  + expected;
        }
        return what.isEmpty() ? Optional.empty() : Optional.of(what);
      }
    }
    return Optional.empty();
  }

  private List<String> otherSchemes(WebhookSecret secret) {
    List<String> found = new ArrayList<>();
    for (SignatureScheme other : SignatureSchemes.all()) {
      if (!other.name().equals(scheme.name())
          && other.algorithm() == secret.key().algorithm()
          && matches(other, secret)) {
        found.add("wrong scheme: it matches " + other.name());
      }
    }
    return found;
  }

  private boolean matches(SignatureScheme other, WebhookSecret secret) {
    try {
      DeliveryReader reader = DeliveryReader.of(other);
      Received received = reader.fields(delivery);
      reader.signatures(received);
      return secret.key().verify(other.signedText(), received, body);
    } catch (WebhookRejectedException e) {
      return false; // not even the form of that scheme
    }
  }
}
