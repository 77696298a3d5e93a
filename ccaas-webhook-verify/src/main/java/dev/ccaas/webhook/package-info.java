// SPDX-License-Identifier: Apache-2.0
/**
 * Verifies that a webhook is what a holder of the secret signed, and signs webhooks, by the JDK
 * alone.
 *
 * <p>A scheme says how a sender signs; a verifier judges deliveries by it, a signer makes them.
 * What was verified is a type of its own, and nothing else makes one.
 *
 * <ul>
 *   <li>{@link dev.ccaas.webhook.SignatureScheme}: how one sender signs, as data that verifier and
 *       signer share
 *   <li>{@link dev.ccaas.webhook.SignatureSchemes}: the schemes of the platforms that we know
 *   <li>{@link dev.ccaas.webhook.SchemeEvidence}: on what each claim about such a scheme rests
 *   <li>{@link dev.ccaas.webhook.WebhookVerifier}: judges a delivery; there is no way around it
 *   <li>{@link dev.ccaas.webhook.WebhookDelivery}: headers, request line and tenant of one delivery
 *   <li>{@link dev.ccaas.webhook.VerifiedWebhook}: the only way to a body that was verified
 *   <li>{@link dev.ccaas.webhook.WebhookRejectedException}: the one failure, with its reason and
 *       HTTP status
 *   <li>{@link dev.ccaas.webhook.WebhookSecret}: a key that never prints itself, with rotation
 *   <li>{@link dev.ccaas.webhook.WebhookSecrets}: which keys are a tenant's now; implement it for
 *       your vault
 *   <li>{@link dev.ccaas.webhook.ReplayGuard}: lets each delivery through once; implement it for a
 *       shared store
 *   <li>{@link dev.ccaas.webhook.WebhookSigner}: makes the headers of a delivery, for harnesses and
 *       senders
 *   <li>{@link dev.ccaas.webhook.VerificationTrace}: the steps of a judgement and the diagnosis,
 *       for people
 * </ul>
 */
package dev.ccaas.webhook;
