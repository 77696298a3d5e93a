// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.ratelimit.QuotaPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A quota policy in a YAML or JSON file, as people write and review it.
 *
 * <pre>{@code
 * default:
 *   members: 4            # how many consumers it is for
 *   rules: [{window: 8, per: 1s}, {window: 45, per: 1m}]
 * plans:
 *   - group: sandbox-developers
 *     rules: [{window: 50, per: 1m}]
 *   - group: integration-architects
 *     rules: [{window: 200, per: 1m}] # or {rate: 200, per: 1m, burst: 20}
 *   - group: sandbox-developers
 *     environment: qa     # the first one holds wherever the group has none of its own
 *     shadow: true        # decides and counts, but refuses nobody
 *     rules: [{window: 30, per: 1m}]
 * budgets:
 *   - platform: genesys-cloud
 *     reserved: 20        # percent, for production
 *     rules: [{window: 300, per: 1m}]
 *   - platform: nice-cxone/webhooks
 *     shadow: true        # as above
 *     rules: [{window: 5, per: 1s}]
 * elevations:
 *   - consumer: ann
 *     until: 2026-12-01T00:00:00Z
 *     rules: [{window: 90, per: 1m}]
 * costs: {export: 5}
 * message: Ask the platform team.
 * }</pre>
 *
 * <p>Only {@code default} has to be there. The shape is {@code quota-policy.schema.json} in this
 * package. What is possible but questionable, such as plans that together exceed a budget, is no
 * fault of the file: {@link QuotaPolicy#findings} tells it.
 */
public final class QuotaPolicyFile {
  private static final SchemaCheck SCHEMA =
      SchemaCheck.of("quota-policy.schema.json", "plans", "budgets", "elevations");

  private QuotaPolicyFile() {}

  /**
   * Returns the policy that the file describes.
   *
   * <p>Encoding, size, names and YAML are as in {@link DesiredStateFile#read}.
   *
   * @throws ConfigException if the file cannot be taken as it is, with everything wrong in it; what
   *     is wrong with values is only looked for once its syntax and then its shape are right
   */
  public static QuotaPolicy read(Path file) {
    Document document = Document.read(requireNonNull(file, "file"));
    document.refuse(SCHEMA.check(document.root()));
    List<Fault> faults = new ArrayList<>();
    QuotaPolicy policy = policy(document.root(), faults);
    document.refuse(faults);
    return policy;
  }

  private static QuotaPolicy policy(JsonNode root, List<Fault> faults) {
    PlanReader reader = new PlanReader(faults);
    JsonPointer start = JsonPointer.empty();
    QuotaPolicy.Builder policy =
        QuotaPolicy.builder(
            reader.plan("default", root.get("default"), start.appendProperty("default")));
    each(root, "plans", (plan, at) -> reader.addPlan(policy, plan, at));
    each(root, "budgets", (budget, at) -> reader.addBudget(policy, budget, at));
    each(root, "elevations", (elevation, at) -> reader.addElevation(policy, elevation, at));
    root.path("costs")
        .properties()
        .forEach(cost -> policy.cost(cost.getKey(), cost.getValue().longValue()));
    if (root.has("message")) {
      policy.message(root.get("message").textValue());
    }
    return policy.build();
  }

  private static void each(JsonNode root, String list, BiConsumer<JsonNode, JsonPointer> reader) {
    JsonPointer at = JsonPointer.empty().appendProperty(list);
    JsonNode items = root.path(list);
    for (int i = 0; i < items.size(); i++) {
      reader.accept(items.get(i), at.appendIndex(i));
    }
  }
}
