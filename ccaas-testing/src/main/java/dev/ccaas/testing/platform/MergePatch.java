// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** JSON Merge Patch (RFC 7396), which sets what it names and removes what it names null. */
final class MergePatch {
  private MergePatch() {}

  /**
   * Reads a patch.
   *
   * @throws IllegalArgumentException if it is not one JSON object
   */
  static ObjectNode parse(String patch) {
    return JsonText.parseObject(patch.getBytes(UTF_8))
        .orElseThrow(() -> new IllegalArgumentException("the patch is not one JSON object"));
  }

  /** A patched copy. */
  static ObjectNode apply(ObjectNode target, ObjectNode patch) {
    ObjectNode patched = target.deepCopy();
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      String name = entry.getKey();
      if (entry.getValue().isNull()) {
        patched.remove(name);
      } else if (entry.getValue() instanceof ObjectNode inner) {
        ObjectNode old = patched.get(name) instanceof ObjectNode o ? o : JsonText.object();
        patched.set(name, apply(old, inner));
      } else {
        patched.set(name, entry.getValue());
      }
    }
    return patched;
  }
}
