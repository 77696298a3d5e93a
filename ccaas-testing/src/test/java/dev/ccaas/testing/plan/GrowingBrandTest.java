// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.plan.ApplyResult;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.plan.JournalRecord;
import dev.ccaas.core.plan.JournalRecord.Effect;
import dev.ccaas.core.plan.JournalRecord.Phase;
import dev.ccaas.core.plan.PlannedChange;
import dev.ccaas.core.plan.PlannedChange.Action;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.provisioning.PartialBrandException;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.FakeWebhookProvisioner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A brand of two resources, whose id is {@code a/-} with the first of them and {@code a/b} whole.
 */
class GrowingBrandTest {
  private static final String PART = "a/-";
  private static final String WHOLE = "a/b";

  private final FakeTime time = FakeTime.create();
  private final Growing platform = new Growing();
  private final Journal journal = Journal.inMemory();

  private ChannelReconciler reconciler() {
    return ChannelReconciler.builder(platform, FakeWebhookProvisioner.create())
        .journal(journal)
        .target("growing")
        .time(time)
        .prune(true)
        .build();
  }

  private static DesiredState wished() {
    BrandSpec brand = BrandSpec.builder().name("Support").description("whole").build();
    return DesiredState.builder("team").channel(ChannelSpec.builder(brand).build()).build();
  }

  private void keep(Effect effect, String name, String id, Phase phase) {
    journal.bind("growing", "team");
    journal.append(
        JournalRecord.builder(effect, PlannedChange.BRAND, name)
            .id(id)
            .build(phase, time.instant()));
  }

  @Test
  void updateThatAnswersAnotherIdIsReadBackByThat() {
    platform.failsHalfway = true;

    ApplyResult result = reconciler().apply(wished());

    assertThat(result.isComplete()).as(result.toString()).isTrue();
    assertThat(result.results().get(0).id()).contains(WHOLE);
    assertThat(journal.records())
        .last()
        .extracting(JournalRecord::effect, JournalRecord::id)
        .containsExactly(Effect.UPDATE, Optional.of(WHOLE));
  }

  @Test
  void brandThatGrewUnseenIsOneBrand() {
    keep(Effect.CREATE, "Support", PART, Phase.DONE);
    keep(Effect.UPDATE, "Support", PART, Phase.STARTED);
    platform.parts = WHOLE;
    time.advance(Duration.ofHours(1));

    ApplyResult result = reconciler().apply(wished());

    assertThat(result.results())
        .extracting(change -> change.change().action(), change -> change.id().orElseThrow())
        .containsExactly(tuple(Action.UNCHANGED, WHOLE));
    assertThat(platform.sent).isEmpty();
  }

  @Test
  void brandThatShrankIsRemovedByAllThatItsIdsName() {
    keep(Effect.CREATE, "Support", WHOLE, Phase.DONE);
    keep(Effect.DELETE, "Support", WHOLE, Phase.STARTED);
    platform.parts = PART;

    ApplyResult result = reconciler().destroy(wished());

    assertThat(result.isComplete()).as(result.toString()).isTrue();
    assertThat(platform.sent).containsExactly("delete " + WHOLE);
  }

  @Test
  void brandOfAWishedNameIsNeverPruned() {
    platform.parts = PART;
    keep(Effect.CREATE, "Support", WHOLE, Phase.DONE);

    assertThat(reconciler().plan(wished()).changes())
        .extracting(PlannedChange::action)
        .containsExactly(Action.UPDATE);
  }

  @Test
  void removalThatHappenedBeforeACrashIsClosed() {
    keep(Effect.CREATE, "Gone", "x/y", Phase.DONE);
    keep(Effect.DELETE, "Gone", "x/y", Phase.STARTED);
    platform.parts = WHOLE;

    reconciler().apply(wished());

    assertThat(journal.records())
        .filteredOn(record -> record.name().equals("Gone"))
        .last()
        .extracting(JournalRecord::effect, JournalRecord::phase)
        .containsExactly(Effect.DELETE, Phase.DONE);
  }

  /** One brand, as far as it is there. */
  private static final class Growing implements BrandProvisioner {
    private final List<String> sent = new ArrayList<>();
    private String parts = "";
    private boolean failsHalfway;

    @Override
    public Set<Capability> capabilities() {
      return Set.of(Capability.values());
    }

    @Override
    public Brand create(BrandSpec spec) {
      sent.add("create");
      parts = failsHalfway ? PART : WHOLE;
      if (failsHalfway) {
        TransportException lost = new TransportException("lost", Delivery.AMBIGUOUS, null);
        throw new PartialBrandException(PART, "the first exists", lost);
      }
      return shown(WHOLE);
    }

    @Override
    public Optional<Brand> get(String id) {
      if (parts.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(shown(id.equals(PART) ? PART : parts));
    }

    @Override
    public List<Brand> list() {
      return parts.isEmpty() ? List.of() : List.of(shown(parts));
    }

    @Override
    public Brand update(String id, BrandSpec spec) {
      sent.add("update " + id);
      parts = WHOLE;
      return shown(WHOLE);
    }

    @Override
    public Optional<String> join(String id, String other) {
      boolean known = Set.of(PART, WHOLE).containsAll(List.of(id, other));
      return known
          ? Optional.of(id.equals(other) ? id : WHOLE)
          : BrandProvisioner.super.join(id, other);
    }

    @Override
    public void delete(String id) {
      sent.add("delete " + id);
      parts = "";
    }

    @Override
    public Health health(String id) {
      return Health.unknown();
    }

    private static Brand shown(String id) {
      String description = id.equals(WHOLE) ? "whole" : "in part";
      BrandSpec spec =
          BrandSpec.builder().name("Support").description(description).owner("team").build();
      return Brand.builder(id).name("Support").spec(spec).build();
    }
  }
}
