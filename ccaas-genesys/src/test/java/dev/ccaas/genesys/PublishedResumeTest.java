// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

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
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.FakeGenesys;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A run that was killed while it made the rest of a brand: the platform shows the whole one under a
 * longer id than the journal knows.
 */
class PublishedResumeTest {
  private static final BrandSpec WISH =
      BrandSpec.builder()
          .name("Shop")
          .allowedOrigins(List.of("https://shop.example.com"))
          .channelTypes(List.of("webchat"))
          .build();
  private static final DesiredState STATE =
      DesiredState.builder("team-a").channel(ChannelSpec.builder(WISH).build()).build();

  private final FakeTime time = FakeTime.create();
  private final FakeGenesys platform = FakeGenesys.create(time);
  private final Genesys genesys =
      Genesys.builder(
              GenesysProfile.published(GenesysRegion.ofAwsRegion("eu-central-1"))
                  .withApiUri(platform.baseUri())
                  .withLoginUri(platform.baseUri()),
              platform.clientCredentials())
          .transport(platform.asTransport())
          .time(time)
          .build();
  private final Journal journal = Journal.inMemory();
  private final ChannelReconciler reconciler =
      ChannelReconciler.builder(genesys.brands(), genesys.webhooks())
          .journal(journal)
          .target("fake")
          .time(time)
          .build();

  @AfterEach
  void close() {
    genesys.close();
  }

  @Test
  void applyTakesTheWholeBrandForTheOneThatWasMadeInPart() {
    Brand whole = killedWhileCompleting();

    ApplyResult result = reconciler.apply(STATE);

    assertThat(result.isComplete()).isTrue();
    assertThat(result.results())
        .singleElement()
        .extracting(r -> r.id().orElseThrow())
        .isEqualTo(whole.id());
    assertThat(platform.deployments()).hasSize(1);
    assertThat(platform.configurations()).hasSize(1);
    assertThat(reconciler.plan(STATE).isEmpty()).isTrue();
  }

  @Test
  void destroyRemovesIt() {
    killedWhileCompleting();

    assertThat(reconciler.destroy(STATE).isComplete()).isTrue();

    assertThat(platform.deployments()).isEmpty();
    assertThat(platform.configurations()).isEmpty();
  }

  /** Returns the brand as the platform shows it; the journal knows its first part. */
  private Brand killedWhileCompleting() {
    Brand whole = genesys.brands().create(WISH.toBuilder().owner("team-a").build());
    String part = whole.id().replaceFirst("/[^/]+/", "/-/");
    JournalRecord.Builder create =
        JournalRecord.builder(Effect.CREATE, PlannedChange.BRAND, "Shop").id(part);
    JournalRecord.Builder update =
        JournalRecord.builder(Effect.UPDATE, PlannedChange.BRAND, "Shop").id(part);
    journal.bind("fake", "team-a");
    journal.append(create.build(Phase.DONE, time.instant()));
    journal.append(update.build(Phase.STARTED, time.instant()));
    return whole;
  }
}
