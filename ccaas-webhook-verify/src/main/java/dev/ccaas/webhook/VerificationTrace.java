// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How a delivery was judged, step by step, and for a refusal what is probably wrong. It never holds
 * the secret; a signature only if the secret is {@link WebhookSecret#forDebugging}. Immutable.
 */
public final class VerificationTrace {
  private final SignatureScheme scheme;
  private final @Nullable WebhookRejectedException refusal;
  private final int headerLength;
  private final @Nullable String signedText;
  private final @Nullable String signedSha256;
  private final long signedLength;
  private final @Nullable Duration skew;
  private final @Nullable String receivedSignature;
  private final @Nullable String computedSignature;
  private final List<String> diagnosis;

  VerificationTrace(Explanation explanation) {
    scheme = explanation.scheme();
    refusal = explanation.refusal;
    headerLength = explanation.headerLength;
    SignedBytes signed = explanation.signed;
    signedText = signed == null ? null : signed.text();
    signedSha256 = signed == null ? null : signed.sha256Hex();
    signedLength = signed == null ? 0 : signed.length();
    skew = explanation.skew;
    receivedSignature = explanation.receivedSignature;
    computedSignature = explanation.computedSignature;
    diagnosis = List.copyOf(explanation.diagnosis);
  }

  /** Returns the scheme by which it was judged. */
  public SignatureScheme scheme() {
    return scheme;
  }

  /**
   * Returns whether form, time and signature are right; whether it is a replay is not looked at.
   */
  public boolean isVerified() {
    return refusal == null;
  }

  /** Returns why it was refused, if it was. */
  public Optional<Reason> reason() {
    return Optional.ofNullable(refusal).map(WebhookRejectedException::reason);
  }

  /** Returns the refusal in words, if it was refused. */
  public Optional<String> message() {
    return Optional.ofNullable(refusal).map(WebhookRejectedException::getMessage);
  }

  /** Returns the length of the signature header's value; 0 if the headers could not be read. */
  public int headerLength() {
    return headerLength;
  }

  /** Returns how many bytes are signed, if the headers could be read. */
  public OptionalLong signedLength() {
    return signedText == null ? OptionalLong.empty() : OptionalLong.of(signedLength);
  }

  /** Returns the SHA-256 of the signed bytes in hexadecimal, to compare with the sender's. */
  public Optional<String> signedSha256() {
    return Optional.ofNullable(signedSha256);
  }

  /** Returns the signed bytes as text, of the body only the first 32 bytes. */
  public Optional<String> signedText() {
    return Optional.ofNullable(signedText);
  }

  /** Returns how long ago it was signed by the two clocks; negative if in the future. */
  public Optional<Duration> clockSkew() {
    return Optional.ofNullable(skew);
  }

  /** Returns the signature header as it came, if a debugging secret permits. */
  public Optional<String> receivedSignature() {
    return Optional.ofNullable(receivedSignature);
  }

  /** Returns the signature as it should be, if a debugging secret permits. */
  public Optional<String> computedSignature() {
    return Optional.ofNullable(computedSignature);
  }

  /** Returns the first position at which the two differ, if both may be shown and they differ. */
  public OptionalInt firstDifference() {
    if (receivedSignature == null || computedSignature == null) {
      return OptionalInt.empty();
    }
    int length = Math.min(receivedSignature.length(), computedSignature.length());
    int at = 0;
    while (at < length && receivedSignature.charAt(at) == computedSignature.charAt(at)) {
      at++;
    }
    return receivedSignature.equals(computedSignature) ? OptionalInt.empty() : OptionalInt.of(at);
  }

  /** Returns what is probably wrong, most probable first; empty if it is verified. */
  public List<String> diagnosis() {
    return diagnosis;
  }

  /** Returns all of it as lines of text. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    line(text, "scheme", scheme.toString());
    line(text, "outcome", refusal == null ? "verified" : refusal.getMessage());
    line(text, "header", scheme.signatureHeader() + ", " + headerLength + " characters");
    if (signedText != null) {
      line(text, "signed bytes", signedLength + ", SHA-256 " + signedSha256);
      line(text, "signed text", signedText);
    }
    if (skew != null) {
      line(text, "clock skew", skew.toMillis() + " ms");
    }
    if (receivedSignature != null) {
      line(text, "received", receivedSignature);
      line(text, "computed", String.valueOf(computedSignature));
      firstDifference().ifPresent(at -> line(text, "differs from", "position " + at));
    } else {
      line(text, "signatures", "not shown: no secret is forDebugging()");
    }
    diagnosis.forEach(line -> line(text, "diagnosis", line));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, @Nullable String value) {
    text.append("%-13s %s%n".formatted(name, value));
  }
}
