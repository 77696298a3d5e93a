// SPDX-License-Identifier: Apache-2.0
/**
 * What an implementation must do, as JUnit 5 interfaces: implement one in a test class, hand it
 * your object, and its tests run.
 *
 * <ul>
 *   <li>{@link dev.ccaas.testing.contract.TokenProviderContract}: tokens are kept, renewed and
 *       never expired
 *   <li>{@link dev.ccaas.testing.contract.TransportContract}: any answer is an answer; no answer
 *       tells what is known of the delivery
 *   <li>{@link dev.ccaas.testing.contract.RateLimiterContract}: quotas are exact and waits are
 *       promises
 *   <li>{@link dev.ccaas.testing.contract.AuditSinkContract}: no event is lost in silence
 *   <li>{@link dev.ccaas.testing.contract.SpecCatalogContract}: what is listed is found, byte for
 *       byte
 *   <li>{@link dev.ccaas.testing.contract.JournalContract}: records of a reconciler are kept, in
 *       order, for one owner
 *   <li>{@link dev.ccaas.testing.contract.BrandProvisionerContract}: brands are made once, read,
 *       changed and removed
 *   <li>{@link dev.ccaas.testing.contract.WebhookProvisionerContract}: the same for webhooks
 *   <li>{@link dev.ccaas.testing.contract.CrashModelContract}: plan and apply end once each,
 *       wherever a process dies and whatever answers it loses
 *   <li>{@link dev.ccaas.testing.contract.CrashWorld}: what it needs of a platform
 *   <li>{@link dev.ccaas.testing.contract.CrashScript}: what the platform's clients tell it
 *   <li>{@link dev.ccaas.testing.contract.FakePlatformContract}: a fake misbehaves when told to and
 *       behaves again
 * </ul>
 */
package dev.ccaas.testing.contract;
