// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.plan;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;

/** A removal that a crash interrupted is ended by the next run, whatever that run wishes for. */
class UnfinishedUndoTest {
  private final FakeTime time = FakeTime.create();
  private final FakeBrandProvisioner brands = FakeBrandProvisioner.create();
  private final Journal journal = Journal.inMemory();

  @Test
  void isFinishedThoughNobodyWishesForItAnyMore() {
    String id = brands.create(BrandSpec.builder().name("Shop").owner("team-a").build()).id();
    journal.bind("fake", "team-a");
    keep(Effect.CREATE, Phase.DONE, id);
    keep(Effect.UNDO, Phase.STARTED, id);

    ChannelReconciler.builder(brands, FakeWebhookProvisioner.create())
        .journal(journal)
        .target("fake")
        .time(time)
        .build()
        .apply(DesiredState.builder("team-a").build());

    assertThat(brands.list()).isEmpty();
    JournalRecord last = journal.records().get(journal.records().size() - 1);
    assertThat(last.effect()).isEqualTo(Effect.UNDO);
    assertThat(last.phase()).isEqualTo(Phase.DONE);
  }

  private void keep(Effect effect, Phase phase, String id) {
    journal.append(
        JournalRecord.builder(effect, PlannedChange.BRAND, "Shop")
            .id(id)
            .build(phase, time.instant()));
  }
}
