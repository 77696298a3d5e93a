// SPDX-License-Identifier: Apache-2.0
/**
 * Platforms that run inside a test: protocol servers that need no vendor module, so that they judge
 * our clients and do not echo them.
 *
 * <ul>
 *   <li>{@link dev.ccaas.testing.platform.FakeGenesys}: Genesys Cloud's token door, the source
 *       document's brands and webhooks, and the published web deployments and open messaging
 *   <li>{@link dev.ccaas.testing.platform.GenesysFaults}: faults that only Genesys Cloud has, to be
 *       told to the fake
 *   <li>{@link dev.ccaas.testing.platform.FakeCxone}: NICE CXone's token doors and discovery, the
 *       source document's brands and webhooks, and the published channels and points of contact
 *   <li>{@link dev.ccaas.testing.platform.CxoneHost}: which of CXone's hosts is meant, since it has
 *       many
 *   <li>{@link dev.ccaas.testing.platform.CxoneFaults}: faults that only CXone has, to be told to
 *       the fake
 *   <li>{@link dev.ccaas.testing.platform.CxoneSender}: CXone as the caller of your service, with
 *       signed webhooks and the calls of a BYOC integration
 *   <li>{@link dev.ccaas.testing.platform.FakePlatform}: what every fake platform can do, so that
 *       tests and the extension treat them alike
 *   <li>{@link dev.ccaas.testing.platform.Fault}: a way to treat a request badly, and whether the
 *       platform acts on it
 *   <li>{@link dev.ccaas.testing.platform.FakeServer}: a fake platform on a loopback socket
 *   <li>{@link dev.ccaas.testing.platform.RecordedRequest}: what is kept of a request, without
 *       secrets
 * </ul>
 */
package dev.ccaas.testing.platform;
