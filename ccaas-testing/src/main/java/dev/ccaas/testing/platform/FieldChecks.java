// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Collects what is wrong with the fields of one JSON object. */
final class FieldChecks {
  private final ObjectNode object;
  private final String prefix;
  private final List<FieldProblem> problems = new ArrayList<>();

  private FieldChecks(ObjectNode object, String prefix) {
    this.object = object;
    this.prefix = prefix;
  }

  /**
   * Starts with the complaint about every field that is not among the known ones.
   *
   * @param prefix put before each field's name, such as {@code settings.}
   */
  static FieldChecks of(ObjectNode object, String prefix, Set<String> known) {
    FieldChecks checks = new FieldChecks(object, prefix);
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                checks.complain(name, "unknown.field");
              }
            });
    return checks;
  }

  FieldChecks required(String name, Predicate<JsonNode> valid) {
    if (!object.hasNonNull(name)) {
      complain(name, "missing.value");
      return this;
    }
    return optional(name, valid);
  }

  FieldChecks optional(String name, Predicate<JsonNode> valid) {
    if (object.has(name) && !valid.test(object.get(name))) {
      complain(name, "invalid.value");
    }
    return this;
  }

  /** Goes into the object of that name, if it is one. */
  FieldChecks inside(
      String name, Set<String> known, java.util.function.Consumer<FieldChecks> then) {
    if (object.get(name) instanceof ObjectNode child) {
      FieldChecks checks = of(child, prefix + name + ".", known);
      then.accept(checks);
      problems.addAll(checks.problems);
    }
    return this;
  }

  private void complain(String name, String code) {
    problems.add(new FieldProblem(prefix + name, code));
  }

  List<FieldProblem> problems() {
    return problems;
  }

  static boolean isText(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank();
  }

  static Predicate<JsonNode> isWholeNumber(int least, int most) {
    return node -> node.isInt() && node.intValue() >= least && node.intValue() <= most;
  }

  /** Holds for an array of at least one element, all of which are valid. */
  static Predicate<JsonNode> isList(Predicate<JsonNode> valid) {
    return node -> {
      boolean good = node.isArray() && !node.isEmpty();
      for (JsonNode element : node) {
        good &= valid.test(element);
      }
      return good;
    };
  }
}
