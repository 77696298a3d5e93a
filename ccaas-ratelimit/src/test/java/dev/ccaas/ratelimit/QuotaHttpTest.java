// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class QuotaHttpTest {
  private final FakeTime time = FakeTime.create();
  private final QuotaPolicy policy = QuotaPolicy.sourceDocument();
  private final QuotaLimiter limiter = QuotaLimiter.builder(policy).time(time).build();
  private final QuotaSubject subject = QuotaSubject.of("ann");

  @Test
  void admissionTellsEveryRuleAndWhatIsLeft() {
    assertThat(fields(QuotaHttp.of(policy), limiter.tryAcquire(subject, 3)))
        .containsExactly(
            Map.entry(
                "RateLimit-Policy",
                "\"default: 8 per 1s\";q=8;w=1, \"default: 45 per 1m\";q=45;w=60"),
            Map.entry("RateLimit", "\"default: 8 per 1s\";r=5, \"default: 45 per 1m\";r=42"));
  }

  @Test
  @Tag("S0.4.9")
  @Tag("S0.4.12")
  void refusalTellsWhenToComeAgainAndTheConfiguredMessage() throws Exception {
    limiter.tryAcquire(subject, 8);
    time.advance(Duration.ofMillis(100));
    Decision refusal = limiter.tryAcquire(subject, 1);
    QuotaHttp http = QuotaHttp.of(policy);

    assertThat(QuotaHttp.REFUSED).isEqualTo(429);
    assertThat(fields(http, refusal))
        .containsEntry("Retry-After", "1")
        .containsEntry("RateLimit", "\"default: 8 per 1s\";r=0;t=1, \"default: 45 per 1m\";r=37");
    JsonNode problem = new ObjectMapper().readTree(http.problem(refusal));
    assertThat(problem.path("status").intValue()).isEqualTo(429);
    assertThat(problem.path("detail").textValue())
        .isEqualTo(
            "Internal developer quota exceeded. Contact platform team for temporary elevation.");
    assertThat(problem.path("violated-policies").get(0).textValue()).isEqualTo("default: 8 per 1s");
    assertThat(problem.path("retry-after").intValue()).isEqualTo(1);
  }

  @Test
  void whatIsNeverAdmittedHasNoRetryAfter() throws Exception {
    Decision refusal = limiter.tryAcquire(subject, 9);

    assertThat(fields(QuotaHttp.of(policy).withKongFields(), refusal))
        .doesNotContainKeys("Retry-After", "RateLimit-Reset");
    assertThat(
            new ObjectMapper().readTree(QuotaHttp.of(policy).problem(refusal)).has("retry-after"))
        .isFalse();
  }

  @Test
  void kongsFieldsComeBesideTheOthersIfAsked() {
    assertThat(fields(QuotaHttp.of(policy).withKongFields(), limiter.tryAcquire(subject, 3)))
        .containsEntry("X-RateLimit-Limit-Second", "8")
        .containsEntry("X-RateLimit-Remaining-Second", "5")
        .containsEntry("X-RateLimit-Limit-Minute", "45")
        .containsEntry("X-RateLimit-Remaining-Minute", "42")
        .containsEntry("RateLimit-Limit", "8")
        .containsEntry("RateLimit-Remaining", "5")
        .containsEntry("RateLimit-Reset", "1");
  }

  /** As Kong itself, which has one limit per period. */
  @Test
  void kongsFieldsOfAPeriodAreThoseOfTheTightestRule() {
    Duration minute = Duration.ofMinutes(1);
    QuotaPolicy two =
        QuotaPolicy.builder(QuotaPlan.of("default", QuotaRule.window(45, minute)))
            .budget(PlatformBudget.of("p", QuotaRule.window(5, minute)))
            .build();
    QuotaLimiter both = QuotaLimiter.builder(two).time(time).build();
    QuotaSubject ann = QuotaSubject.builder("ann").platform("p").build();

    assertThat(QuotaHttp.of(two).withKongFields().fields(both.tryAcquire(ann, 2), both.usage(ann)))
        .containsEntry("X-RateLimit-Limit-Minute", "5")
        .containsEntry("X-RateLimit-Remaining-Minute", "3")
        .containsEntry("RateLimit-Remaining", "3");
  }

  /** Its numbers are on trial: told to callers, they would slow down those who act on them. */
  @Test
  void planInShadowIsNotTold() {
    Duration minute = Duration.ofMinutes(1);
    QuotaPlan plan = QuotaPlan.of("default", QuotaRule.window(2, minute));
    PlatformBudget budget = PlatformBudget.of("p", QuotaRule.window(9, minute));
    QuotaPolicy tried = QuotaPolicy.builder(plan.shadow()).budget(budget).build();
    QuotaLimiter trying = QuotaLimiter.builder(tried).time(time).build();
    QuotaHttp http = QuotaHttp.of(tried).withKongFields();
    QuotaSubject ann = QuotaSubject.builder("ann").platform("p").build();
    QuotaSubject bob = QuotaSubject.of("bob");

    assertThat(http.fields(trying.tryAcquire(ann, 3), trying.usage(ann)))
        .containsEntry("RateLimit-Policy", "\"p: 9 per 1m\";q=9;w=60")
        .containsEntry("RateLimit", "\"p: 9 per 1m\";r=6")
        .containsEntry("X-RateLimit-Limit-Minute", "9")
        .containsEntry("RateLimit-Remaining", "6");
    assertThat(http.fields(trying.tryAcquire(bob, 3), trying.usage(bob))).isEmpty();
    assertThat(trying.usage(ann)).extracting(QuotaUsage::isShadow).containsExactly(true, false);
    assertThat(trying.usage(bob)).asString().contains("2 left, all in PT0S (shadow)");
  }

  /** What a structured field cannot hold would make the whole field malformed. */
  @Test
  void numbersHaveFifteenDigitsAtMost() {
    Duration second = Duration.ofSeconds(1);
    QuotaRule rate = QuotaRule.rate(1_000_000_000, second, 2_000_000_000_000_000L);
    QuotaPolicy huge = QuotaPolicy.builder(QuotaPlan.of("default", rate)).build();
    QuotaLimiter roomy = QuotaLimiter.builder(huge).time(time).build();

    assertThat(QuotaHttp.of(huge).fields(roomy.tryAcquire(subject, 1), roomy.usage(subject)))
        .containsEntry(
            "RateLimit", "\"default: 1000000000 per 1s burst 2000000000000000\";r=999999999999999");
  }

  @Test
  void messageOfAnyTextIsJson() throws Exception {
    String message = "\"quoted\" \\ \n\u2028 \uD83D\uDE00";
    QuotaHttp http = QuotaHttp.of(policy.toBuilder().message(message).build());

    JsonNode problem = new ObjectMapper().readTree(http.problem(limiter.tryAcquire(subject, 9)));
    assertThat(problem.path("detail").textValue()).isEqualTo(message);
  }

  private Map<String, String> fields(QuotaHttp http, Decision decision) {
    return http.fields(decision, limiter.usage(subject));
  }
}
