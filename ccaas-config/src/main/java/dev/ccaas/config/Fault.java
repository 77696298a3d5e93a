// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * Something wrong at a node of a document, which has its line and column looked up later.
 *
 * @param at the node
 * @param atName whether the name of the field is meant, not its value
 * @param path the field to name, which differs from the node if it is missing there
 */
record Fault(JsonPointer at, boolean atName, String path, String message) {
  static Fault atValue(JsonPointer at, String message) {
    return new Fault(at, false, dotted(at), message);
  }

  static Fault atName(JsonPointer at, String message) {
    return new Fault(at, true, dotted(at), message);
  }

  static Fault missing(JsonPointer parent, String name, String message) {
    return new Fault(parent, false, dotted(parent.appendProperty(name)), message);
  }

  /** Returns a pointer in the form of the house, such as {@code channels[3].brand.name}. */
  private static String dotted(JsonPointer pointer) {
    StringBuilder path = new StringBuilder();
    for (JsonPointer step = pointer; !step.matches(); step = step.tail()) {
      if (step.getMatchingIndex() >= 0) {
        path.append('[').append(step.getMatchingIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(Shown.name(step.getMatchingProperty()));
      }
    }
    return path.toString();
  }
}
