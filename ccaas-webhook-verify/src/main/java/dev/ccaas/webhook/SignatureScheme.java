// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static java.util.Objects.requireNonNull;

import dev.ccaas.webhook.SignedText.Field;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a sender signs, as data: which header carries the signature and in what form, which bytes are
 * signed, and what protects against replay. Ready ones are in {@link SignatureSchemes}.
 *
 * <p>Verifier and signer read the same object, so they cannot disagree. Immutable.
 */
public final class SignatureScheme {

  /** How a signature is computed. */
  public enum Algorithm {
    /** HMAC with SHA-256 under a shared secret, 32 bytes, never shortened (RFC 2104). */
    HMAC_SHA256(32),
    /** Ed25519 under the sender's private key, 64 bytes (RFC 8032). */
    ED25519(64);

    private final int size;

    Algorithm(int size) {
      this.size = size;
    }

    int size() {
      return size;
    }
  }

  /** How a signature is written. Each signature has exactly one text. */
  public enum Encoding {
    /** Hexadecimal digits in lower case. */
    HEX,
    /** Base64 with the standard alphabet and padding (RFC 4648 section 4). */
    BASE64
  }

  private final String name;
  private final String signatureHeader;
  private final Algorithm algorithm;
  private final Encoding encoding;
  private final String prefix;
  private final boolean severalSignatures;
  private final SignedText signed;
  private final @Nullable String timestampHeader;
  private final ChronoUnit timestampUnit;
  private final Duration tolerance;
  private final @Nullable String deliveryIdHeader;
  private final Duration replayWindow;
  private final boolean messageSignature;
  private final List<SchemeEvidence> evidence;

  private SignatureScheme(Builder builder) {
    name = builder.name;
    signatureHeader = builder.signatureHeader;
    algorithm = builder.algorithm;
    encoding = builder.encoding;
    prefix = builder.prefix;
    severalSignatures = builder.severalSignatures;
    signed = builder.signed;
    timestampHeader = builder.timestampHeader;
    timestampUnit = builder.timestampUnit;
    tolerance = builder.tolerance;
    deliveryIdHeader = builder.deliveryIdHeader;
    replayWindow = builder.replayWindow;
    messageSignature = builder.messageSignature;
    evidence = builder.evidence;
  }

  /**
   * Returns a builder of a scheme that signs the body alone with HMAC-SHA256 in hexadecimal.
   *
   * @param name what traces and replay guards call it
   * @param signatureHeader the header that carries the signature
   */
  public static Builder builder(String name, String signatureHeader) {
    return new Builder(
        requireNonNull(name, "name"), SchemeRules.header(signatureHeader, "signatureHeader"));
  }

  /** Returns the scheme's name. */
  public String name() {
    return name;
  }

  /** Returns the header that carries the signature, in lower case. */
  public String signatureHeader() {
    return signatureHeader;
  }

  /** Returns how the signature is computed. */
  public Algorithm algorithm() {
    return algorithm;
  }

  /** Returns how the signature is written. */
  public Encoding encoding() {
    return encoding;
  }

  /** Returns what stands before the encoded signature, such as {@code sha256=}; may be empty. */
  public String prefix() {
    return prefix;
  }

  /** Returns the template of what is signed, such as <code>{id}.{timestamp}.{body}</code>. */
  public String signed() {
    return signed.toString();
  }

  /** Returns the header that carries the signed timestamp, in lower case, if there is one. */
  public Optional<String> timestampHeader() {
    return Optional.ofNullable(timestampHeader);
  }

  /** Returns how far a timestamp may be from the verifier's clock, to either side. */
  public Duration tolerance() {
    return tolerance;
  }

  /** Returns the header that carries the signed delivery id, in lower case, if there is one. */
  public Optional<String> deliveryIdHeader() {
    return Optional.ofNullable(deliveryIdHeader);
  }

  /** Returns how long a delivery without timestamp is remembered as a possible replay. */
  public Duration replayWindow() {
    return replayWindow;
  }

  /** Returns on what each claim of this scheme rests; empty for a scheme of your own. */
  public List<SchemeEvidence> evidence() {
    return evidence;
  }

  SignedText signedText() {
    return signed;
  }

  ChronoUnit timestampUnit() {
    return timestampUnit;
  }

  boolean severalSignatures() {
    return severalSignatures;
  }

  boolean messageSignature() {
    return messageSignature;
  }

  boolean hasTimestamp() {
    return messageSignature || timestampHeader != null;
  }

  @Override
  public String toString() {
    String text = signed.toString().replace("\n", "\\n");
    return "%s: %s = %s%s(%s(secret, %s))"
        .formatted(name, signatureHeader, prefix, encoding, algorithm, text);
  }

  /** Collects what differs from a body signed with HMAC-SHA256 in hexadecimal. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final String signatureHeader;
    private Algorithm algorithm = Algorithm.HMAC_SHA256;
    private Encoding encoding = Encoding.HEX;
    private String prefix = "";
    private boolean severalSignatures;
    private SignedText signed = SignedText.parse("{body}");
    private @Nullable String timestampHeader;
    private ChronoUnit timestampUnit = ChronoUnit.SECONDS;
    private Duration tolerance = Duration.ofMinutes(5);
    private @Nullable String deliveryIdHeader;
    private Duration replayWindow = Duration.ofHours(24);
    private boolean messageSignature;
    private List<SchemeEvidence> evidence = List.of();

    private Builder(String name, String signatureHeader) {
      this.name = name;
      this.signatureHeader = signatureHeader;
    }

    /** Sets how the signature is computed; default HMAC-SHA256. */
    public Builder algorithm(Algorithm algorithm) {
      this.algorithm = requireNonNull(algorithm, "algorithm");
      return this;
    }

    /** Sets how the signature is written; default hexadecimal. */
    public Builder encoding(Encoding encoding) {
      this.encoding = requireNonNull(encoding, "encoding");
      return this;
    }

    /** Sets what stands before the encoded signature; default nothing. */
    public Builder prefix(String prefix) {
      this.prefix = requireNonNull(prefix, "prefix");
      return this;
    }

    /**
     * Allows up to 16 signatures (Ed25519: 4), separated by one space, of which one must match;
     * those with another prefix are of another version and are passed over.
     */
    public Builder severalSignatures() {
      severalSignatures = true;
      return this;
    }

    /**
     * Sets what is signed; default <code>{body}</code>.
     *
     * @param template ASCII text with the fields <code>{id}</code>, <code>{timestamp}</code>,
     *     <code>
     *     {body}</code>, <code>{method}</code>, <code>{path}</code> (with query) and <code>
     *     {header:name}</code> (lower case)
     * @throws IllegalArgumentException if it has another form
     */
    public Builder signed(String template) {
      signed = SignedText.parse(requireNonNull(template, "template"));
      return this;
    }

    /**
     * Sets the header that carries the signed timestamp; default none.
     *
     * @param unit seconds or milliseconds since 1970-01-01T00:00Z
     * @throws IllegalArgumentException if it is another unit
     */
    public Builder timestamp(String header, ChronoUnit unit) {
      if (unit != ChronoUnit.SECONDS && unit != ChronoUnit.MILLIS) {
        throw new IllegalArgumentException("unit: " + unit + " (expected: SECONDS or MILLIS)");
      }
      timestampHeader = SchemeRules.header(header, "header");
      timestampUnit = unit;
      return this;
    }

    /** Sets how far a timestamp may be from the clock, to either side; default five minutes. */
    public Builder tolerance(Duration tolerance) {
      this.tolerance = SchemeRules.window(tolerance, "tolerance");
      return this;
    }

    /** Sets the header that carries the signed delivery id; default none. */
    public Builder deliveryId(String header) {
      deliveryIdHeader = SchemeRules.header(header, "header");
      return this;
    }

    /**
     * Sets how long a delivery without timestamp is remembered as a possible replay; default 24
     * hours. With a timestamp the tolerance decides.
     */
    public Builder replayWindow(Duration replayWindow) {
      this.replayWindow = SchemeRules.window(replayWindow, "replayWindow");
      return this;
    }

    Builder messageSignature() {
      messageSignature = true;
      return this;
    }

    Builder evidence(SchemeEvidence... claims) {
      evidence = List.of(claims);
      return this;
    }

    /**
     * Returns the scheme.
     *
     * @throws IllegalArgumentException if a timestamp or delivery id is read but not signed, or
     *     signed but not read, or if several signatures are allowed without a signed delivery id
     */
    public SignatureScheme build() {
      SchemeRules.requireReadIfSigned(signed, Field.TIMESTAMP, timestampHeader != null);
      SchemeRules.requireReadIfSigned(signed, Field.ID, deliveryIdHeader != null);
      SchemeRules.requireReadIfSigned(signed, Field.PARAMETERS, messageSignature);
      if (severalSignatures && deliveryIdHeader == null) {
        // A replay would drop one of the signatures and look like another delivery.
        throw new IllegalArgumentException(
            "severalSignatures: without deliveryId (expected: a signed delivery id)");
      }
      return new SignatureScheme(this);
    }
  }
}
