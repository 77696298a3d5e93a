// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.plan.ApplyResult;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.plan.JournalRecord;
import dev.ccaas.core.plan.JournalRecord.Effect;
import dev.ccaas.core.plan.JournalRecord.Phase;
import dev.ccaas.core.plan.PlannedChange;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.testing.FakeBrandProvisioner;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.FakeWebhookProvisioner;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a killed run left in doubt is waited for once, not one after another. */
class DoubtTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CHANNELS = 8;

  private final FakeTime time = FakeTime.create();
  private final Instant start = time.instant();
  private final FakeBrandProvisioner brands = FakeBrandProvisioner.create();
  private final Journal journal = Journal.inMemory();
  private final ChannelReconciler reconciler =
      ChannelReconciler.builder(brands, FakeWebhookProvisioner.create())
          .journal(journal)
          .target("fake")
          .time(time)
          .maxInFlight(1)
          .readPatience(PATIENCE)
          .build();

  @Test
  void eightCreatesInDoubtCostOneWait() {
    leaveInDoubt(start);

    ApplyResult result = reconciler.apply(state());

    assertThat(result.isComplete()).isTrue();
    assertThat(brands.list()).hasSize(CHANNELS);
    assertThat(passed()).isEqualTo(PATIENCE);
  }

  @Test
  void doubtIsWaitedForHoweverOldItsRecordIs() {
    leaveInDoubt(start.minus(Duration.ofDays(1))); // its process may have slept before it sent it

    reconciler.apply(state());

    assertThat(passed()).isEqualTo(PATIENCE);
  }

  @Test
  void whatShowsAtTheEndOfTheWaitIsNotMadeAgain() {
    leaveInDoubt(start);
    for (int i = 0; i < CHANNELS; i++) {
      BrandSpec late = brand(i).toBuilder().owner("team-a").build();
      time.schedule(PATIENCE, () -> brands.create(late));
    }

    ApplyResult result = reconciler.apply(state());

    assertThat(result.isComplete()).isTrue();
    assertThat(brands.list()).hasSize(CHANNELS);
    assertThat(passed()).isEqualTo(PATIENCE);
  }

  private void leaveInDoubt(Instant at) {
    journal.bind("fake", "team-a");
    for (int i = 0; i < CHANNELS; i++) {
      journal.append(
          JournalRecord.builder(Effect.CREATE, PlannedChange.BRAND, "Shop " + i)
              .build(Phase.STARTED, at));
    }
  }

  private Duration passed() {
    return Duration.between(start, time.instant());
  }

  private static DesiredState state() {
    DesiredState.Builder state = DesiredState.builder("team-a");
    for (int i = 0; i < CHANNELS; i++) {
      state.channel(ChannelSpec.builder(brand(i)).build());
    }
    return state.build();
  }

  private static BrandSpec brand(int number) {
    return BrandSpec.builder().name("Shop " + number).build();
  }
}
