// SPDX-License-Identifier: Apache-2.0
/**
 * Why a webhook is refused, as far as it takes a JSON library to find out.
 *
 * <ul>
 *   <li>{@link dev.ccaas.testing.webhook.WebhookDiagnosis}: a verifier's trace as JSON, and whether
 *       the body was parsed and written anew on its way
 * </ul>
 */
package dev.ccaas.testing.webhook;
