// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Secret;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.plan.ApplyResult;
import dev.ccaas.core.plan.ChangeResult;
import dev.ccaas.core.plan.ChangeResult.Outcome;
import dev.ccaas.core.plan.ChannelPlan;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.plan.JournalRecord;
import dev.ccaas.core.plan.JournalRecord.Phase;
import dev.ccaas.core.plan.OutcomeUnknownException;
import dev.ccaas.core.plan.PlannedChange;
import dev.ccaas.core.plan.PlannedChange.Action;
import dev.ccaas.core.plan.ReconcileException;
import dev.ccaas.core.plan.ReconcileException.Reason;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.testing.FakeBrandProvisioner;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.FakeWebhookProvisioner;
import dev.ccaas.testing.RecordingAuditSink;
import dev.ccaas.testing.SecretCanary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plan and apply do when the platform is not as they left it. */
class ReconcilerTest {
  private final FakeTime time = FakeTime.create();
  private final Journal journal = Journal.inMemory();
  private final RecordingAuditSink audit = RecordingAuditSink.create();
  private FakeBrandProvisioner brands = FakeBrandProvisioner.create();

  private ChannelReconciler.Builder reconciler() {
    return ChannelReconciler.builder(brands, FakeWebhookProvisioner.create())
        .journal(journal)
        .target("fake")
        .audit(audit)
        .maxInFlight(1)
        .time(time);
  }

  private static BrandSpec.Builder brand(String name) {
    return BrandSpec.builder().name(name).description("d");
  }

  private static DesiredState state(String... names) {
    DesiredState.Builder state = DesiredState.builder("team-a");
    for (String name : names) {
      state.channel(ChannelSpec.builder(brand(name).build()).build());
    }
    return state.build();
  }

  private static PlannedChange only(ChannelPlan plan) {
    assertThat(plan.changes()).hasSize(1);
    return plan.changes().get(0);
  }

  private static ReconcileException obstacle(PlannedChange change) {
    return (ReconcileException) change.obstacle().orElseThrow();
  }

  /** A platform team's rule: what bears no mark may be taken on a word, what bears one may not. */
  @ParameterizedTest
  @CsvSource({
    "none,   false, none,   BLOCKED",
    "none,   true,  none,   ADOPT",
    "none,   false, team-b, BLOCKED",
    "team-b, false, none,   BLOCKED",
    "team-b, true,  none,   BLOCKED",
    "team-b, true,  team-c, BLOCKED",
    "team-b, false, team-b, ADOPT",
    "team-b, true,  team-b, ADOPT"
  })
  void whoseBrandIsTakenOver(String mark, boolean adopt, String from, Action action) {
    BrandSpec.Builder theirs = brand("Support");
    if (!mark.equals("none")) {
      theirs.owner(mark);
    }
    String id = brands.create(theirs.build()).id();
    ChannelReconciler.Builder setup = reconciler().adopt(adopt);
    ChannelReconciler reconciler = (from.equals("none") ? setup : setup.adoptFrom(from)).build();

    PlannedChange change = only(reconciler.plan(state("Support")));
    ApplyResult result = reconciler.apply(state("Support"));

    assertThat(change.action()).isEqualTo(action);
    assertThat(change.id()).contains(id);
    boolean taken = action == Action.ADOPT;
    assertThat(result.isComplete()).isEqualTo(taken);
    assertThat(brands.list()).hasSize(1);
    String owner = brands.get(id).orElseThrow().spec().owner().orElse("none");
    assertThat(owner).isEqualTo(taken ? "team-a" : mark);
    if (!taken) {
      assertThat(obstacle(change).reason()).isEqualTo(Reason.NOT_OURS);
      assertThat(obstacle(change)).hasMessageContaining(id);
      assertThat(obstacle(change))
          .hasMessageContaining(mark.equals("none") ? "has no owner" : "belongs to owner team-b");
    }
  }

  @Test
  void twoOfOneNameAreLeftAlone() {
    String first = brands.create(brand("Support").owner("team-a").build()).id();
    String second = brands.create(brand("Support").owner("team-a").build()).id();

    PlannedChange change = only(reconciler().build().plan(state("Support")));

    assertThat(change.action()).isEqualTo(Action.BLOCKED);
    assertThat(obstacle(change).reason()).isEqualTo(Reason.DUPLICATES);
    assertThat(obstacle(change)).hasMessageContaining(first).hasMessageContaining(second);
    assertThat(reconciler().prune(true).build().apply(state("Support")).isComplete()).isFalse();
    assertThat(brands.list()).hasSize(2);
  }

  @Test
  void twoWithoutAMarkAreNotAdopted() {
    brands.create(brand("Support").build());
    brands.create(brand("Support").build());

    PlannedChange change = only(reconciler().adopt(true).build().plan(state("Support")));

    assertThat(obstacle(change).reason()).isEqualTo(Reason.DUPLICATES);
  }

  @Test
  void approvedPlanIsCarriedOutOnlyWhileItHolds() {
    ChannelReconciler reconciler = reconciler().build();
    ChannelPlan approved = reconciler.plan(state("Support"));
    brands.create(brand("Support").build());
    int before = brands.calls();

    assertThatThrownBy(() -> reconciler.apply(approved))
        .isInstanceOfSatisfying(
            ReconcileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PLAN_OUTDATED));

    assertThat(brands.list()).hasSize(1);
    assertThat(brands.calls() - before).as("lists only").isEqualTo(2);
    assertThat(journal.records()).isEmpty();
  }

  @Test
  void approvedPlanThatStillHoldsIsCarriedOut() {
    ChannelReconciler reconciler = reconciler().build();

    ApplyResult result = reconciler.apply(reconciler.plan(state("A", "B")));
    ApplyResult removed = reconciler.apply(reconciler.planDestroy(state("A", "B")));

    assertThat(result.count(Outcome.DONE)).isEqualTo(2);
    assertThat(removed.count(Outcome.DONE)).isEqualTo(2);
    assertThat(brands.list()).isEmpty();
  }

  private OutcomeUnknownException lostWithoutList() {
    brands =
        FakeBrandProvisioner.create(
            Set.of(Capability.CREATE, Capability.GET, Capability.DELETE, Capability.UPDATE));
    brands.loseNextAnswer();

    ChangeResult result = reconciler().build().apply(state("Support")).results().get(0);

    assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(brands.calls()).isEqualTo(1);
    return (OutcomeUnknownException) result.failure().orElseThrow();
  }

  @Test
  void withoutAListALostCreateIsAQuestionAndNeverSentAgain() {
    OutcomeUnknownException question = lostWithoutList();

    ChangeResult again = reconciler().build().apply(state("Support")).results().get(0);

    assertThat(question).hasMessageContaining("'Support'").hasMessageContaining("as absent");
    assertThat(again.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(brands.calls()).isEqualTo(1);
    assertThat(only(reconciler().build().plan(state("Support"))).obstacle())
        .get()
        .isInstanceOf(OutcomeUnknownException.class);
  }

  @Test
  void theQuestionIsAnsweredByAnId() {
    OutcomeUnknownException question = lostWithoutList();
    ChannelReconciler reconciler = reconciler().build();

    reconciler.resolveAs(question, "by-hand");

    PlannedChange change = only(reconciler.plan(state("Support")));
    assertThat(change.action()).isEqualTo(Action.CREATE); // no brand has that id: it is gone
    assertThatThrownBy(() -> reconciler.resolveAs(question, "twice"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no unknown outcome");
  }

  @Test
  void theQuestionIsAnsweredAsAbsent() {
    OutcomeUnknownException question = lostWithoutList();
    ChannelReconciler reconciler = reconciler().build();

    reconciler.resolveAbsent(question);
    ApplyResult result = reconciler.apply(state("Support"));

    assertThat(result.isComplete()).isTrue();
    assertThat(last().phase()).isEqualTo(Phase.DONE);
  }

  private JournalRecord last() {
    List<JournalRecord> all = journal.records();
    return all.get(all.size() - 1);
  }

  @Test
  void cancelledRunLeavesNothingOpenAndGoesOnLater() {
    ChannelReconciler cancelled =
        reconciler().cancelledWhen(() -> audit.events().size() >= 3).build();

    ApplyResult result = cancelled.apply(state("A", "B", "C", "D", "E"));

    assertThat(result.isCancelled()).isTrue();
    assertThat(result.isComplete()).isFalse();
    assertThat(result.count(Outcome.DONE)).isEqualTo(3);
    assertThat(result.count(Outcome.NOT_ATTEMPTED)).isEqualTo(2);
    assertThat(journal.records()).hasSize(6);
    assertThat(last().phase()).isEqualTo(Phase.DONE);
    assertThat(reconciler().build().apply(state("A", "B", "C", "D", "E")).isComplete()).isTrue();
    assertThat(brands.list()).hasSize(5);
  }

  @Test
  void oneFailureDoesNotEndTheRunAndIsReported() {
    InvalidRequestException refusal = refusal(400);
    AtomicInteger sent = new AtomicInteger();
    ChannelReconciler reconciler =
        reconciler()
            .progress(
                progress -> {
                  if (sent.incrementAndGet() == 1) {
                    brands.failNext(refusal);
                  }
                })
            .build();

    ApplyResult result = reconciler.apply(state("A", "B", "C"));

    assertThat(result.isComplete()).isFalse();
    assertThat(result.results())
        .extracting(ChangeResult::outcome)
        .containsExactlyInAnyOrder(Outcome.DONE, Outcome.FAILED, Outcome.DONE);
    assertThat(result.results().stream().flatMap(one -> one.failure().stream()))
        .containsExactly((CcaasException) refusal);
    assertThat(brands.list()).hasSize(2);
  }

  private static InvalidRequestException refusal(int status) {
    return (InvalidRequestException)
        ApiException.of(ApiFailure.builder("POST /brands", status).message("no").build());
  }

  /** 400 is final: sent once, written down as not carried out, told as it is. */
  @Test
  void refusedCreateIsSentOnce() {
    OddBrands.Refusing refusing = new OddBrands.Refusing(brands, refusal(400));

    ApplyResult result =
        ChannelReconciler.builder(refusing, FakeWebhookProvisioner.create())
            .journal(journal)
            .target("fake")
            .time(time)
            .build()
            .apply(state("Support"));

    assertThat(result.results().get(0).failure()).containsInstanceOf(InvalidRequestException.class);
    assertThat(refusing.creates()).isEqualTo(1);
    assertThat(last().phase()).isEqualTo(Phase.FAILED);
    assertThat(last().details()).containsEntry("failure", "InvalidRequestException");
    assertThat(time.slept()).isEmpty();
  }

  /** Reads after a write that are answered 404, 408 or 410 are repeated; others are not. */
  @ParameterizedTest
  @CsvSource({"404, true", "408, true", "410, true", "400, false", "409, false", "403, false"})
  void readsAfterACreateAreRepeatedWhileItDoesNotShow(int status, boolean repeated) {
    List<CcaasException> reads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      reads.add(ApiException.of(ApiFailure.builder("GET /brands/1", status).build()));
    }
    OddBrands.Lagging lagging = new OddBrands.Lagging(brands, reads);

    ApplyResult result =
        ChannelReconciler.builder(lagging, FakeWebhookProvisioner.create())
            .time(time)
            .build()
            .apply(state("Support"));

    assertThat(result.isComplete()).isEqualTo(repeated);
    assertThat(lagging.gets()).isEqualTo(repeated ? 4 : 1);
    assertThat(brands.list()).hasSize(1);
  }

  /** Only what the caller set counts: what else the platform shows is its own affair. */
  @Test
  void readsBackOnlyWhatWasSet() {
    brands.create(
        brand("Support").owner("team-a").allowedOrigins(List.of("https://x.example.com")).build());

    ChannelPlan plan = reconciler().build().plan(state("Support"));

    assertThat(plan.isEmpty()).isTrue();
  }

  @Test
  void whatNeverShowsAsWishedIsNamedFieldByField() {
    OddBrands.Forgetful forgetful = new OddBrands.Forgetful(brands);

    ApplyResult result =
        ChannelReconciler.builder(forgetful, FakeWebhookProvisioner.create())
            .time(time)
            .readPatience(Duration.ofSeconds(10))
            .build()
            .apply(state("Support"));

    CcaasException failure = result.results().get(0).failure().orElseThrow();
    assertThat(failure).hasMessageContaining("description: (nothing) -> d");
    assertThat(((ReconcileException) failure).reason()).isEqualTo(Reason.NOT_AS_WISHED);
  }

  /** An update may answer another id, as a brand of several parts does once it is whole. */
  @Test
  void updateThatAnswersAnotherIdIsReadBackByThatId() {
    reconciler().build().apply(state("Support"));
    OddBrands.Moving moving = new OddBrands.Moving(brands);
    DesiredState changed =
        DesiredState.builder("team-a")
            .channel(ChannelSpec.builder(brand("Support").description("new").build()).build())
            .build();

    ApplyResult result =
        ChannelReconciler.builder(moving, FakeWebhookProvisioner.create())
            .journal(journal)
            .target("fake")
            .time(time)
            .build()
            .apply(changed);

    Brand now = brands.list().get(0);
    assertThat(result.isComplete()).isTrue();
    assertThat(result.results().get(0).id()).contains(now.id());
    assertThat(last().id()).contains(now.id());
    assertThat(reconciler().build().plan(changed).isEmpty()).isTrue();
  }

  /** A platform that takes a secret and does not show it: the journal tells that it changed. */
  @Test
  void changedSecretThatThePlatformHidesIsSeenByTheJournal() {
    Secret first = SecretCanary.secret();
    OddBrands.Hiding hiding = new OddBrands.Hiding(brands);
    ChannelReconciler reconciler =
        ChannelReconciler.builder(hiding, FakeWebhookProvisioner.create())
            .journal(journal)
            .target("fake")
            .audit(audit)
            .time(time)
            .build();
    reconciler.apply(signed(first));
    assertThat(reconciler.plan(signed(first)).isEmpty()).isTrue();
    time.advance(Duration.ofMinutes(2));

    ChannelPlan plan = reconciler.plan(signed(SecretCanary.secret()));

    assertThat(only(plan).fields()).hasToString("[signatureSecret: *** -> ***]");
    SecretCanary.assertClean(journal.records().toString());
    SecretCanary.assertClean(audit.events().toString());
    SecretCanary.assertClean(plan.toString());
  }

  private static DesiredState signed(Secret secret) {
    return DesiredState.builder("team-a")
        .channel(ChannelSpec.builder(brand("Support").signatureSecret(secret).build()).build())
        .build();
  }
}
