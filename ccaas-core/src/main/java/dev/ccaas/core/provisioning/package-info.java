// SPDX-License-Identifier: Apache-2.0
/**
 * Brands and webhook subscriptions in neutral terms, and who provisions them.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.provisioning.BrandProvisioner}: what each vendor's profile implements
 *       for brands
 *   <li>{@link dev.ccaas.core.provisioning.WebhookProvisioner}: what each vendor's profile
 *       implements for webhooks
 *   <li>{@link dev.ccaas.core.provisioning.Capability}: the operations that a profile declares or
 *       refuses
 *   <li>{@link dev.ccaas.core.provisioning.BrandSpec}: what a brand should be, right or wrong
 *   <li>{@link dev.ccaas.core.provisioning.BrandSettings}: its limits, certificate chain and health
 *       check
 *   <li>{@link dev.ccaas.core.provisioning.BrandRendition}: what a profile makes of such a wish,
 *       and what it must leave out
 *   <li>{@link dev.ccaas.core.provisioning.Brand}: a brand as the platform has it
 *   <li>{@link dev.ccaas.core.provisioning.PartialBrandException}: a brand of several resources
 *       that was made in part, and the id to go on with
 *   <li>{@link dev.ccaas.core.provisioning.Health}: what the platform says of a brand, silence
 *       included
 *   <li>{@link dev.ccaas.core.provisioning.WebhookSpec}: what a webhook subscription should be
 *   <li>{@link dev.ccaas.core.provisioning.Webhook}: a subscription as the platform has it
 * </ul>
 */
package dev.ccaas.core.provisioning;
