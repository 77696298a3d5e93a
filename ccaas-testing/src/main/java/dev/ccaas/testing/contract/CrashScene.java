// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.util.Optional;
import java.util.Set;

/** What a process is at when it dies. */
enum CrashScene {
  APPLY(Capability.CREATE),
  UPDATE(Capability.UPDATE),
  PRUNE(Capability.DELETE),
  ROLL_BACK(Capability.DELETE),
  DESTROY(Capability.DELETE);

  private final Capability needed;

  CrashScene(Capability needed) {
    this.needed = needed;
  }

  boolean isPossible(Set<Capability> offered) {
    return offered.contains(needed);
  }

  /** Returns whether the channels are there when the scene begins. */
  boolean hasPast() {
    return this != APPLY && this != ROLL_BACK;
  }

  /** Returns what is wished before the scene, and in a destroy what shall go. */
  static DesiredState before(CrashModelContract contract) {
    return both(contract, 1);
  }

  /** Returns what is wished in the scene. */
  DesiredState wished(CrashModelContract contract) {
    return switch (this) {
      case UPDATE -> both(contract, 2);
      case PRUNE -> state(otherWebhook(contract.channel("A", 1)));
      default -> before(contract);
    };
  }

  private static DesiredState both(CrashModelContract contract, int version) {
    return state(contract.channel("A", version), contract.channel("B", version));
  }

  private static DesiredState state(ChannelSpec... channels) {
    DesiredState.Builder state = DesiredState.builder("team");
    for (ChannelSpec channel : channels) {
      state.channel(channel);
    }
    return state.build();
  }

  private static ChannelSpec otherWebhook(ChannelSpec channel) {
    Optional<WebhookSpec> other =
        channel
            .webhook()
            .map(
                hook ->
                    WebhookSpec.builder("Other", hook.uri())
                        .eventTypes(hook.eventTypes())
                        .retryCount(hook.retryCount())
                        .build());
    ChannelSpec.Builder changed = ChannelSpec.builder(channel.brand());
    other.ifPresent(changed::webhook);
    return changed.build();
  }
}
