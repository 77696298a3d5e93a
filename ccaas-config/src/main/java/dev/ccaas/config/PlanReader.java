// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.internal.Redaction;
import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaElevation;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Turns rules of the right shape into plans and budgets, and notes what is wrong with values. */
final class PlanReader {
  /** Stands where a faulty rule would; the file is refused before anybody keeps it. */
  private static final QuotaRule NONE = QuotaRule.window(1, Duration.ofSeconds(1));

  private static final Duration LONGEST = Duration.ofDays(31);

  private final List<Fault> faults;

  PlanReader(List<Fault> faults) {
    this.faults = faults;
  }

  QuotaPlan plan(String name, JsonNode json, JsonPointer at) {
    QuotaPlan plan = QuotaPlan.of(name, rules(json, at)).members(json.path("members").asLong(1));
    return json.path("shadow").asBoolean() ? plan.shadow() : plan;
  }

  void addPlan(QuotaPolicy.Builder policy, JsonNode json, JsonPointer at) {
    QuotaPlan plan = plan(json.get("group").textValue(), json, at);
    unlessTwice(at, () -> policy.plan(json.path("environment").asText(), plan));
  }

  void addBudget(QuotaPolicy.Builder policy, JsonNode json, JsonPointer at) {
    PlatformBudget budget =
        PlatformBudget.of(json.get("platform").textValue(), rules(json, at))
            .reserving(json.path("reserved").asInt());
    boolean shadow = json.path("shadow").asBoolean();
    unlessTwice(at, () -> policy.budget(shadow ? budget.shadow() : budget));
  }

  void addElevation(QuotaPolicy.Builder policy, JsonNode json, JsonPointer at) {
    QuotaPlan plan = QuotaPlan.of("elevation", rules(json, at));
    JsonNode until = json.get("until");
    try {
      Instant end = Instant.parse(until.textValue());
      policy.elevation(QuotaElevation.of(json.get("consumer").textValue(), plan, end));
    } catch (DateTimeException e) {
      String found = Shown.value("/until", until);
      fault(at.appendProperty("until"), found + " (expected: such as 2026-12-01T00:00:00Z)");
    }
  }

  /** The policy knows what was there before; its messages name it. */
  private void unlessTwice(JsonPointer at, Runnable addition) {
    try {
      addition.run();
    } catch (IllegalArgumentException e) {
      fault(at, Redaction.redact(String.valueOf(e.getMessage())) + " (expected: once)");
    }
  }

  private QuotaRule[] rules(JsonNode json, JsonPointer at) {
    JsonPointer list = at.appendProperty("rules");
    List<QuotaRule> rules = new ArrayList<>();
    for (JsonNode rule : json.get("rules")) {
      rules.add(rule(rule, list.appendIndex(rules.size())));
    }
    return rules.toArray(QuotaRule[]::new);
  }

  private QuotaRule rule(JsonNode json, JsonPointer at) {
    String form = form(json);
    if (!form.isEmpty()) {
      fault(at, form + " (expected: either window, or rate with burst)");
      return NONE;
    }
    Duration per = duration(json.get("per").textValue());
    if (per.compareTo(LONGEST) > 0) {
      String found = Shown.value("/per", json.get("per"));
      fault(at.appendProperty("per"), found + " (expected: a length of time from 1ms to 31d)");
      return NONE;
    }
    try {
      return json.has("window")
          ? QuotaRule.window(json.get("window").longValue(), per)
          : QuotaRule.rate(json.get("rate").longValue(), per, json.get("burst").longValue());
    } catch (IllegalArgumentException e) { // numbers at odds
      String found = String.valueOf(e.getMessage()).replaceFirst("^permits", "rate");
      fault(at, found.replace(String.valueOf(per), json.get("per").textValue()));
      return NONE;
    }
  }

  /** Returns why it is neither form of a rule, or nothing if it is one. */
  private static String form(JsonNode json) {
    boolean rate = json.has("rate");
    if (json.has("window")) {
      return rate ? "window and rate" : json.has("burst") ? "window and burst" : "";
    }
    if (!rate) {
      return "neither window nor rate";
    }
    return json.has("burst") ? "" : "rate without burst";
  }

  private static Duration duration(String text) {
    String unit = text.replaceFirst("^[0-9]+", "");
    long number = Long.parseLong(text.substring(0, text.length() - unit.length()));
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private void fault(JsonPointer at, String message) {
    faults.add(Fault.atValue(at, message));
  }
}
