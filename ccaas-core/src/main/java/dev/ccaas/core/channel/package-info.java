// SPDX-License-Identifier: Apache-2.0
/**
 * The whole way to a channel: preflight, brand, health, webhook, audit.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.channel.ChannelProvisioning}: the flow, the same for every vendor and
 *       profile
 *   <li>{@link dev.ccaas.core.channel.PlatformClient}: what the clients of all vendors share, so
 *       that a program takes any of them
 *   <li>{@link dev.ccaas.core.channel.ChannelSpec}: what to provision, signed or not, and who asks
 *   <li>{@link dev.ccaas.core.channel.ProvisionedChannel}: the result, with what is not as wished
 *   <li>{@link dev.ccaas.core.channel.ProvisioningException}: which step failed, and what is on the
 *       platform now
 *   <li>{@link dev.ccaas.core.channel.ChannelEffect}: one thing that was made, may exist or was
 *       removed
 *   <li>{@link dev.ccaas.core.channel.OnFailure}: whether a failed run removes what it made
 *   <li>{@link dev.ccaas.core.channel.ChannelStep}: the steps, so that failures and timelines name
 *       them
 *   <li>{@link dev.ccaas.core.channel.ChannelProgress}: what happened to a step, for timelines
 * </ul>
 */
package dev.ccaas.core.channel;
