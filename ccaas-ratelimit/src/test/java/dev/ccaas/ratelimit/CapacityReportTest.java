// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditException;
import dev.ccaas.core.audit.AuditLog;
import dev.ccaas.core.audit.AuditQuery;
import dev.ccaas.core.audit.AuditRecord;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityReportTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeTime time = FakeTime.create();
  private final RecordingAuditSink audit = RecordingAuditSink.create();

  @Test
  @Tag("S0.4.10")
  void tellsWhoWhichRuleHowOftenAndWhatWouldDo() {
    PlatformBudget budget = PlatformBudget.of("p", QuotaRule.window(300, MINUTE)).reserving(50);
    QuotaLimiter limiter = limiter(QuotaPolicy.sourceDocument().toBuilder().budget(budget).build());
    QuotaSubject ann = QuotaSubject.builder("ann").group("sandbox-developers").build();
    for (int minute = 0; minute < 20; minute++) {
      ask(limiter, ann, 70);
      time.advance(MINUTE);
    }
    ask(limiter, ann, 400); // once, beyond the 95th percentile
    ask(limiter, QuotaSubject.of("bob"), 9);

    CapacityReport report = limiter.report();

    CapacityReport.Entry first = report.entries().get(0);
    assertThat(first.consumer()).isEqualTo("ann");
    assertThat(first.group()).isEqualTo("sandbox-developers");
    assertThat(first.rule()).isEqualTo("sandbox-developers: 50 per 1m");
    assertThat(first.refused()).isEqualTo(20 * 20 + 350);
    assertThat(first.quota()).isEqualTo(50);
    assertThat(first.p95()).isEqualTo(70);
    assertThat(first.suggested()).isEqualTo(77);
    assertThat(report.entries()).hasSize(2);
    assertThat(report.toString()).contains("ann").contains("bob");
  }

  @Test
  void suggestsNoMoreThanDiscoveryMayHave() {
    PlatformBudget budget = PlatformBudget.of("p", QuotaRule.window(100, MINUTE)).reserving(40);
    QuotaPolicy policy =
        QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.window(50, MINUTE)))
            .budget(budget)
            .build();
    QuotaLimiter limiter = limiter(policy);
    ask(limiter, QuotaSubject.of("ann"), 90);

    assertThat(limiter.report().entries().get(0).suggested()).isEqualTo(60);
  }

  @Test
  void refusalsAreRecordedOnceAMinuteWithTheirNumber() {
    QuotaLimiter limiter = limiter(QuotaPolicy.sourceDocument());
    QuotaSubject ann = QuotaSubject.builder("ann").group("sandbox-developers").build();
    ask(limiter, ann, 150);
    time.advance(Duration.ofSeconds(59));
    ask(limiter, ann, 1);
    time.advance(Duration.ofSeconds(1));
    ask(limiter, ann, 51);

    assertThat(audit.events())
        .extracting(AuditEvent::action)
        .containsOnly(QuotaLimiter.QUOTA_EXCEEDED);
    assertThat(audit.events())
        .extracting(event -> event.attributes().get("refused"))
        .containsExactly("1", "101");
    assertThat(audit.events().get(0).actor()).contains("ann");
  }

  /** As a limiter in Redis does, or who reads what a gateway refused. */
  @Test
  void refusalsDecidedElsewhereCountAlike() {
    QuotaPolicy policy = QuotaPolicy.sourceDocument();
    RecordingAuditSink elsewhere = RecordingAuditSink.create();
    Violations violations = Violations.create(policy, elsewhere, time);
    QuotaLimiter limiter = limiter(policy);
    QuotaSubject ann = QuotaSubject.builder("ann").group("sandbox-developers").build();
    for (int i = 0; i < 200; i++) {
      Decision decision = limiter.tryAcquire(ann, 1);
      if (!decision.isAllowed()) {
        violations.refused(ann, 1, decision);
      }
      time.advance(Duration.ofMillis(500));
    }

    assertThat(violations.report()).hasToString(limiter.report().toString());
    assertThat(violations.report().entries().get(0).quota()).isEqualTo(50);
    assertThat(elsewhere.events()).hasSize(2);
    assertThat(elsewhere.events().stream().map(AuditEvent::attributes).toList())
        .isEqualTo(audit.events().stream().map(AuditEvent::attributes).toList());
  }

  @Test
  @Tag("S0.4.10")
  void auditLogsTellTheSameAsTheLimiter(@TempDir Path directory) {
    try (AuditSink log = AuditSink.jsonLines(directory)) {
      QuotaLimiter limiter =
          QuotaLimiter.builder(QuotaPolicy.sourceDocument()).time(time).audit(log).build();
      QuotaSubject ann =
          QuotaSubject.builder("ann").group("sandbox-developers").environment("qa").build();
      for (int minute = 0; minute < 20; minute++) {
        ask(limiter, ann, minute == 7 ? 400 : 70);
        time.advance(MINUTE);
      }
      ask(limiter, ann, 51); // once more, to record the minute before
      CapacityReport.Entry live = limiter.report().entries().get(0);

      CapacityReport report = read(directory, List.of());

      assertThat(report.made()).isEqualTo(time.instant());
      CapacityReport.Entry entry = report.entries().get(0);
      assertThat(report.entries()).hasSize(1);
      assertThat(entry).hasToString("ann by sandbox-developers: 50 per 1m: 731");
      assertThat(entry.refused()).isEqualTo(live.refused());
      assertThat(entry.group()).isEqualTo(live.group());
      assertThat(entry.environment()).isEqualTo(live.environment());
      assertThat(entry.quota()).isEqualTo(live.quota());
      assertThat(entry.period()).isEqualTo(live.period());
      assertThat(entry.p95()).isEqualTo(live.p95()).isEqualTo(70);
      assertThat(entry.suggested()).isEqualTo(live.suggested()).isEqualTo(77);
      assertThat(entry.first()).isEqualTo(live.first());
      assertThat(entry.last()).isEqualTo(live.last());
    }
    PlatformBudget budget = PlatformBudget.of("p", QuotaRule.window(60, MINUTE));
    assertThat(read(directory, List.of(budget)).entries().get(0).suggested()).isEqualTo(60);
  }

  /** Whoever can write a log writes these: nothing of it may end the report, or fill the memory. */
  @Test
  void recordsOfOthersAreTakenAsFarAsTheyMakeSense(@TempDir Path directory) {
    String[][] wrong = {
      {"refused", "-1"}, {"refused", "99999999999999999999"}, {"demand", "many"}, {"quota", ""},
      {"period", "PT0S"}, {"period", "P999999999999D"}, {"period", "soon"}, {"rule", "\u001b[2J"}
    };
    try (AuditSink log = AuditSink.jsonLines(directory)) {
      for (String[] attribute : wrong) {
        AuditEvent.Builder event = AuditEvent.builder(QuotaLimiter.QUOTA_EXCEEDED, time.instant());
        log.record(event.putAttribute(attribute[0], attribute[1]).build());
      }
    }

    CapacityReport report = read(directory, List.of());

    assertThat(report.entries()).hasSize(2); // with no rule, and with that one
    assertThat(report.entries().get(0).refused()).isEqualTo(7);
    assertThat(report.entries().get(0).period()).isEqualTo(MINUTE);
    assertThat(CapacityReport.read(Stream.empty(), List.of()).entries()).isEmpty();
  }

  @Test
  void nameMakesNoLineOfItsOwn() {
    QuotaLimiter limiter = limiter(QuotaPolicy.sourceDocument());
    ask(limiter, QuotaSubject.of("eve\r\nbob   default: 8 per 1s\u001b[2J\u202e\u2028"), 9);

    assertThat(limiter.report().toString().lines()).hasSize(2);
    assertThat(limiter.report().toString()).doesNotContainPattern("[\u001b\u202e\u2028]");
  }

  @Test
  void memoryForRecordedRefusalsIsBounded(@TempDir Path directory) {
    try (AuditSink log = AuditSink.jsonLines(directory)) {
      for (String consumer : List.of("ann", "bob", "eve", "ann", "dan")) {
        log.record(
            AuditEvent.builder(QuotaLimiter.QUOTA_EXCEEDED, time.instant())
                .actor(consumer)
                .putAttribute("refused", "3")
                .build());
      }
    }
    RecordedRefusals refusals = new RecordedRefusals(2);
    try (Stream<AuditRecord> records = AuditLog.open(directory).read(AuditQuery.all())) {
      records.forEach(refusals::add);
    }

    CapacityReport report = CapacityReport.of(refusals.last(), refusals.counted(), List.of());

    assertThat(report.entries().stream().map(entry -> entry.consumer() + " " + entry.refused()))
        .containsExactly("all others 6", "ann 6", "bob 3");
  }

  private static CapacityReport read(Path directory, List<PlatformBudget> budgets) {
    try (Stream<AuditRecord> records = AuditLog.open(directory).read(AuditQuery.all())) {
      return CapacityReport.read(records, budgets);
    }
  }

  /** A caller may ask for any number of permits; what was counted must not turn negative. */
  @Test
  void sumsEndAtTheHighestNumber(@TempDir Path directory) {
    try (AuditSink log = AuditSink.jsonLines(directory)) {
      QuotaLimiter limiter =
          QuotaLimiter.builder(QuotaPolicy.sourceDocument()).time(time).audit(log).build();
      QuotaSubject bob = QuotaSubject.of("bob");
      limiter.tryAcquire(bob, Long.MAX_VALUE / 2 + 1);
      limiter.tryAcquire(bob, Long.MAX_VALUE / 2 + 1);
      time.advance(MINUTE);
      limiter.tryAcquire(bob, Long.MAX_VALUE);

      CapacityReport.Entry live = limiter.report().entries().get(0);
      assertThat(live.p95()).isEqualTo(Long.MAX_VALUE);
    }
    CapacityReport.Entry entry = read(directory, List.of()).entries().get(0);
    assertThat(entry.refused()).isEqualTo(3);
    assertThat(entry.p95()).isEqualTo(Long.MAX_VALUE);
    assertThat(entry.suggested()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void recordedNumbersAddUpToTheHighestAtMost(@TempDir Path directory) {
    try (AuditSink log = AuditSink.jsonLines(directory)) {
      for (int i = 0; i < 2; i++) {
        log.record(
            AuditEvent.builder(QuotaLimiter.QUOTA_EXCEEDED, time.instant())
                .putAttribute("refused", Long.toString(Long.MAX_VALUE - 1))
                .build());
      }
    }

    assertThat(read(directory, List.of()).entries().get(0).refused()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void auditThatFailsLeavesTheRefusalAndItsCount() {
    QuotaLimiter limiter =
        QuotaLimiter.builder(QuotaPolicy.sourceDocument())
            .time(time)
            .audit(
                event -> {
                  throw new AuditException("full", null);
                })
            .build();

    ask(limiter, QuotaSubject.of("ann"), 20);

    assertThat(limiter.report().entries().get(0).refused()).isEqualTo(12);
  }

  @Test
  void memoryForRefusalsIsBounded() {
    QuotaLimiter limiter = limiter(QuotaPolicy.sourceDocument());
    for (int i = 0; i < Violations.MOST_CONSUMERS + 100; i++) {
      limiter.tryAcquire(QuotaKey.of("k" + i), 9);
    }

    CapacityReport report = limiter.report();
    assertThat(report.entries()).hasSize(Violations.MOST_CONSUMERS + 1);
    assertThat(report.entries().get(0).consumer()).isEqualTo("all others");
    assertThat(report.entries().get(0).refused()).isEqualTo(100);
  }

  private QuotaLimiter limiter(QuotaPolicy policy) {
    return QuotaLimiter.builder(policy).time(time).audit(audit).build();
  }

  private static void ask(QuotaLimiter limiter, QuotaSubject subject, int times) {
    for (int i = 0; i < times; i++) {
      limiter.tryAcquire(subject, 1);
    }
  }
}
