// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.stream.Collectors.joining;

import dev.ccaas.core.plan.ChangeResult.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an apply or destroy did, change by change; it may be incomplete, and the same call goes on
 * where it ended. Immutable.
 */
public final class ApplyResult {
  private final List<ChangeResult> results;
  private final boolean cancelled;
  private final Duration elapsed;

  private ApplyResult(List<ChangeResult> results, boolean cancelled, Duration elapsed) {
    this.results = List.copyOf(results);
    this.cancelled = cancelled;
    this.elapsed = elapsed;
  }

  static ApplyResult of(List<ChangeResult> results, boolean cancelled, Duration elapsed) {
    return new ApplyResult(results, cancelled, elapsed);
  }

  /** Returns what became of each change, in the order of the plan. */
  public List<ChangeResult> results() {
    return results;
  }

  /** Returns how many changes ended that way. */
  public int count(Outcome outcome) {
    return (int) results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /** Returns whether everything is as planned. */
  public boolean isComplete() {
    return count(Outcome.DONE) == results.size();
  }

  /** Returns whether the run was cancelled before it had attempted all. */
  public boolean isCancelled() {
    return cancelled;
  }

  /** Returns how long the run took. */
  public Duration elapsed() {
    return elapsed;
  }

  /** Returns a report: a line for each change that is not as planned, then the counts. */
  @Override
  public String toString() {
    Stream<String> lines =
        results.stream()
            .filter(result -> result.outcome() != Outcome.DONE)
            .map(result -> result + "\n");
    String totals =
        Stream.of(Outcome.values())
            .filter(outcome -> count(outcome) > 0)
            .map(outcome -> count(outcome) + " " + outcome)
            .collect(joining(", "));
    return lines.collect(joining())
        + "Result: "
        + (totals.isEmpty() ? "nothing to do" : totals)
        + (cancelled ? " (cancelled)" : "");
  }
}
