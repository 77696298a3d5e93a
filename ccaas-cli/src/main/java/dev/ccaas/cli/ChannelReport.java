// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.plan.ApplyResult;
import dev.ccaas.core.plan.ChangeResult;
import dev.ccaas.core.plan.ChannelPlan;
import dev.ccaas.core.plan.PlannedChange;

/** Plans and results on standard output, as text or as one JSON object. */
final class ChannelReport {
  private final OutputOptions output;

  private ChannelReport(OutputOptions output) {
    this.output = output;
  }

  static ChannelReport of(OutputOptions output) {
    return new ChannelReport(output);
  }

  void plan(ChannelPlan plan, int exitCode) {
    if (!output.isJson()) {
      text(plan.toString());
      return;
    }
    ObjectNode json = JsonOutput.head(output, exitCode);
    json.put("owner", plan.state().owner());
    json.put("destroy", plan.isDestroy());
    json.put("empty", plan.isEmpty());
    ArrayNode changes = json.putArray("changes");
    plan.changes().forEach(change -> changes.add(change(change)));
    JsonOutput.print(output, json);
  }

  void result(ApplyResult result, int exitCode) {
    if (!output.isJson()) {
      text(result.toString());
      return;
    }
    ObjectNode json = JsonOutput.head(output, exitCode);
    json.put("complete", result.isComplete());
    json.put("cancelled", result.isCancelled());
    json.put("elapsedMillis", result.elapsed().toMillis());
    ArrayNode changes = json.putArray("changes");
    result.results().forEach(ended -> changes.add(ended(ended)));
    JsonOutput.print(output, json);
  }

  private static ObjectNode ended(ChangeResult ended) {
    ObjectNode json = change(ended.change());
    json.put("outcome", ended.outcome().name());
    ended.id().ifPresent(id -> json.put("id", id));
    ended.failure().ifPresent(failure -> json.set("failure", JsonOutput.failure(failure)));
    return json;
  }

  private static ObjectNode change(PlannedChange change) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", change.kind())
        .put("name", change.name())
        .put("action", change.action().name());
    change.id().ifPresent(id -> json.put("id", id));
    ArrayNode fields = json.putArray("fields");
    for (PlannedChange.FieldChange field : change.fields()) {
      ObjectNode one = fields.addObject().put("path", field.path());
      field.before().ifPresent(before -> one.put("before", before));
      field.after().ifPresent(after -> one.put("after", after));
    }
    ArrayNode warnings = json.putArray("warnings");
    change.warnings().forEach(warnings::add);
    change.obstacle().ifPresent(obstacle -> json.set("obstacle", JsonOutput.failure(obstacle)));
    return json;
  }

  /** Prints a table whose lines begin with a sign that says what they are. */
  private void text(String table) {
    table
        .lines()
        .map(line -> line.isEmpty() ? line : output.colored(line.charAt(0), line))
        .forEach(output.out()::println);
    output.out().flush();
  }
}
