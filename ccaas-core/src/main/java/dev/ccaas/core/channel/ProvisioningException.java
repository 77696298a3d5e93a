// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

import static java.util.stream.Collectors.joining;

import dev.ccaas.core.error.CcaasException;
import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel was not provisioned, or was and could not be recorded: {@link #effects()} tells what
 * exists on the platform now, what may exist, and what was removed again.
 *
 * <p>The cause is how {@link #failedStep()} failed; how undoing or recording failed is suppressed
 * in this exception.
 */
public final class ProvisioningException extends CcaasException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Ended ended;

  private ProvisioningException(String message, RuntimeException cause, Ended ended) {
    super(message, cause);
    this.ended = ended;
  }

  static ProvisioningException failed(
      ChannelStep step, RuntimeException cause, List<ChannelEffect> effects) {
    return new ProvisioningException(
        step + " failed, the channel was not provisioned. " + cause.getMessage() + rest(effects),
        cause,
        new Ended(step, List.copyOf(effects), null));
  }

  static ProvisioningException notRecorded(
      ProvisionedChannel channel, RuntimeException cause, List<ChannelEffect> effects) {
    return new ProvisioningException(
        "The channel was provisioned as brand "
            + channel.brandId()
            + ", but that was not recorded: "
            + cause.getMessage()
            + " Mend the audit sink; do not provision the channel again.",
        cause,
        new Ended(ChannelStep.AUDIT, List.copyOf(effects), channel));
  }

  private static String rest(List<ChannelEffect> effects) {
    if (effects.isEmpty()) {
      return " Nothing was made on the platform.";
    }
    return effects.stream()
        .map(ProvisioningException::sentence)
        .collect(joining(" ", " On the platform: ", ""));
  }

  private static String sentence(ChannelEffect effect) {
    return switch (effect.state()) {
      case EXISTS -> effect + ": keep it or remove it before the next try.";
      case MAY_EXIST -> effect + ": look it up by name before the next try.";
      case NOT_UNDONE -> effect + ": look it up by its id and remove it.";
      default -> effect + ".";
    };
  }

  /** Returns the step that failed. */
  public ChannelStep failedStep() {
    return ended.step();
  }

  /** Returns what the run made or may have made, in the order it was made; often empty. */
  public List<ChannelEffect> effects() {
    return ended.effects();
  }

  /** Returns the channel, if it was provisioned and only recording it failed. */
  public Optional<ProvisionedChannel> channel() {
    return Optional.ofNullable(ended.channel());
  }

  private record Ended(
      ChannelStep step, List<ChannelEffect> effects, @Nullable ProvisionedChannel channel) {}
}
