// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static dev.ccaas.webhook.SchemeEvidence.Grade.ASSUMED;
import static dev.ccaas.webhook.SchemeEvidence.Grade.PUBLISHED;
import static dev.ccaas.webhook.SchemeEvidence.Grade.SOURCE;
import static java.time.temporal.ChronoUnit.SECONDS;

import dev.ccaas.webhook.SignatureScheme.Algorithm;
import dev.ccaas.webhook.SignatureScheme.Encoding;
import java.time.Duration;
import java.util.List;

/**
 * Ready schemes, each with its evidence. For another sender describe one with {@link
 * SignatureScheme#builder}.
 */
public final class SignatureSchemes {
  private static final String EDGE_CASE_3 = "S0, Edge Case 3";

  private SignatureSchemes() {}

  /**
   * Returns the source documents' scheme for Genesys: {@code x-genesys-signature}, HMAC-SHA256 over
   * the body. The vendor publishes no such header: an in-house gateway sends it.
   *
   * @param encoding how the gateway writes it; the documents do not say. {@link Encoding#HEX} is
   *     how S1 writes the signature of a payload
   */
  public static SignatureScheme genesysGateway(Encoding encoding) {
    return SignatureScheme.builder("genesys-gateway", "x-genesys-signature")
        .encoding(encoding)
        .evidence(
            SchemeEvidence.of(
                "Webhooks carry x-genesys-signature: HMAC-SHA256 over the body",
                SOURCE,
                EDGE_CASE_3),
            SchemeEvidence.of(
                "x-genesys-signature is in hexadecimal digits in lower case",
                ASSUMED,
                "S1 writes payload signatures so; neither document says it of webhooks"))
        .build();
  }

  /**
   * Returns the source documents' scheme for NICE CXone: {@code x-nice-signature}, HMAC-SHA256 over
   * the body. The vendor publishes no such header: an in-house gateway sends it.
   *
   * @param encoding how the gateway writes it; the documents do not say. {@link Encoding#HEX} is
   *     how S1 writes the signature of a payload
   */
  public static SignatureScheme niceGateway(Encoding encoding) {
    return SignatureScheme.builder("nice-gateway", "x-nice-signature")
        .encoding(encoding)
        .evidence(
            SchemeEvidence.of(
                "Webhooks carry x-nice-signature: HMAC-SHA256 over the body", SOURCE, EDGE_CASE_3),
            SchemeEvidence.of(
                "x-nice-signature is in hexadecimal digits in lower case",
                ASSUMED,
                "S1 writes payload signatures so; neither document says it of webhooks"))
        .build();
  }

  /**
   * Returns the scheme of Genesys Cloud Open Messaging: {@code X-Hub-Signature-256}, in Base64 and
   * not, as others do under that name, in hexadecimal. The secret is text.
   *
   * <p>It has no timestamp: the platform sends a delivery again up to five times within 85 seconds,
   * and a repeat is known by its signature.
   */
  public static SignatureScheme genesysOpenMessaging() {
    return SignatureScheme.builder("genesys-open-messaging", "X-Hub-Signature-256")
        .prefix("sha256=")
        .encoding(Encoding.BASE64)
        .evidence(
            SchemeEvidence.of(
                "Open Messaging signs each call with X-Hub-Signature-256: sha256= and the Base64 of"
                    + " HMAC-SHA256 over the body, keyed with the secret token's text",
                PUBLISHED,
                "developer.genesys.cloud, openmessaging/validate"))
        .build();
  }

  /**
   * Returns the scheme of Genesys AudioHook and Audio Connector: an HTTP message signature over the
   * request that opens the WebSocket, 10 seconds of tolerance. The secret is Base64, its id is the
   * API key.
   *
   * <p>Needs {@link WebhookDelivery#withRequest} and the {@code Host} header as the sender sent
   * them. The order of the signed components is fixed; the nonce has at least 22 characters.
   */
  public static SignatureScheme genesysAudioHook() {
    return SignatureScheme.builder("genesys-audiohook", "Signature")
        .encoding(Encoding.BASE64)
        .signed(MessageSignatureReader.AUDIOHOOK)
        .tolerance(Duration.ofSeconds(10))
        .messageSignature()
        .evidence(
            SchemeEvidence.of(
                "AudioHook signs the WebSocket request with an HTTP message signature: hmac-sha256"
                    + " over request target, authority, organization, session and correlation id"
                    + " and API key, keyed with the Base64-decoded client secret",
                PUBLISHED,
                "purecloudlabs/audiohook-reference-implementation, and the documented example"),
            SchemeEvidence.of(
                "AudioHook lists the signed components in the order of the documented example",
                ASSUMED,
                "the example and the reference client do; no text demands it"))
        .build();
  }

  /**
   * Returns the scheme of NICE CXone Mpower Expert: {@code X-Nexus-Signature-256} in hexadecimal
   * over timestamp, full stop and body. The secret is text.
   *
   * <p>The vendor's delivery id is not signed, so a repeat is known by its signature. The tolerance
   * of five minutes is ours: the vendor names none.
   */
  public static SignatureScheme cxoneExpert() {
    return SignatureScheme.builder("cxone-expert", "X-Nexus-Signature-256")
        .prefix("sha256=")
        .signed("{timestamp}.{body}")
        .timestamp("X-Nexus-Timestamp", SECONDS)
        .evidence(
            SchemeEvidence.of(
                "CXone Expert signs with X-Nexus-Signature-256: sha256= and the hexadecimal"
                    + " HMAC-SHA256 over X-Nexus-Timestamp, a full stop and the body",
                PUBLISHED,
                "expert-help.nice.com, Webhook integration guide"),
            SchemeEvidence.of(
                "X-Nexus-Timestamp is in seconds and within five minutes of the delivery",
                ASSUMED,
                "the guide calls it a Unix timestamp and names no window"))
        .build();
  }

  /**
   * Returns Standard Webhooks with a shared secret ({@code v1}): see {@link
   * WebhookSecret#ofStandard}.
   */
  public static SignatureScheme standardWebhooks() {
    return standard("standard-webhooks", "v1,", Algorithm.HMAC_SHA256);
  }

  /**
   * Returns Standard Webhooks with the sender's public key ({@code v1a}, Ed25519): see {@link
   * WebhookSecret#ofStandard}.
   */
  public static SignatureScheme standardWebhooksEd25519() {
    return standard("standard-webhooks-ed25519", "v1a,", Algorithm.ED25519);
  }

  /**
   * Returns GitHub's scheme, which many imitate: {@code X-Hub-Signature-256}, in hexadecimal over
   * the body, without timestamp. The secret is text.
   */
  public static SignatureScheme github() {
    return SignatureScheme.builder("github", "X-Hub-Signature-256")
        .prefix("sha256=")
        .evidence(
            SchemeEvidence.of(
                "GitHub signs with X-Hub-Signature-256: sha256= and the hexadecimal HMAC-SHA256"
                    + " over the body",
                PUBLISHED,
                "docs.github.com, Validating webhook deliveries"))
        .build();
  }

  /** Returns all ready schemes, the gateways' in hexadecimal. */
  public static List<SignatureScheme> all() {
    return List.of(
        genesysGateway(Encoding.HEX),
        niceGateway(Encoding.HEX),
        genesysOpenMessaging(),
        genesysAudioHook(),
        cxoneExpert(),
        standardWebhooks(),
        standardWebhooksEd25519(),
        github());
  }

  private static SignatureScheme standard(String name, String prefix, Algorithm algorithm) {
    return SignatureScheme.builder(name, "webhook-signature")
        .algorithm(algorithm)
        .prefix(prefix)
        .encoding(Encoding.BASE64)
        .severalSignatures()
        .signed("{id}.{timestamp}.{body}")
        .timestamp("webhook-timestamp", SECONDS)
        .deliveryId("webhook-id")
        .evidence(
            SchemeEvidence.of(
                "Standard Webhooks signs webhook-id, webhook-timestamp and the body, joined by full"
                    + " stops; webhook-signature lists v1 (HMAC-SHA256) and v1a (Ed25519) in Base64",
                PUBLISHED,
                "standard-webhooks.md 1.0.0"),
            SchemeEvidence.of(
                "Five minutes to either side are tolerated",
                PUBLISHED,
                "the specification's own libraries; the text leaves the length open"))
        .build();
  }
}
