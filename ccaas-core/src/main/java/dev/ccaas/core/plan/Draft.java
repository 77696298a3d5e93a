// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plan with what it takes to carry it out: channel by channel, then what is not wished. */
final class Draft {
  private final DesiredState state;
  private final boolean destroy;
  private final List<Channel> channels = new ArrayList<>();
  private final List<Step> unwished = new ArrayList<>();
  private final List<JournalRecord> absent = new ArrayList<>();

  Draft(DesiredState state, boolean destroy) {
    this.state = state;
    this.destroy = destroy;
  }

  void add(@Nullable Step brand, @Nullable Step webhook) {
    channels.add(new Channel(brand, webhook));
  }

  void addUnwished(Step step) {
    unwished.add(step);
  }

  /** Adds an effect that an earlier run left open, of which nothing is there. */
  void addAbsent(JournalRecord open) {
    absent.add(open);
  }

  List<JournalRecord> absent() {
    return absent;
  }

  boolean isDestroy() {
    return destroy;
  }

  List<Channel> channels() {
    return channels;
  }

  List<Step> unwished() {
    return unwished;
  }

  /** Returns all steps, a shared webhook once, after the first channel that uses it. */
  Set<Step> steps() {
    Set<Step> steps = new LinkedHashSet<>();
    for (Channel channel : channels) {
      if (channel.brand != null) {
        steps.add(channel.brand);
      }
      if (channel.webhook != null) {
        steps.add(channel.webhook);
      }
    }
    steps.addAll(unwished);
    return steps;
  }

  ChannelPlan plan() {
    return ChannelPlan.of(state, destroy, steps().stream().map(Step::change).toList());
  }

  /** The steps of one channel; in a destroy, those of its parts that are there. */
  record Channel(@Nullable Step brand, @Nullable Step webhook) {}
}
