// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers that a scheme reads: each exactly once, 8 KiB together. */
final class HeaderTable {
  static final int MAX_LENGTH = 8192;
  private static final int MAX_HEADERS = 31;

  private final String[] names;

  HeaderTable(List<String> names) {
    if (names.size() > MAX_HEADERS || new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "headers that the scheme reads: " + names + " (expected: each once, at most 31)");
    }
    this.names = names.toArray(String[]::new);
  }

  /** Returns the values in the order of the names. */
  String[] read(Map<String, List<String>> headers) {
    String[] values = new String[names.length];
    Arrays.fill(values, "");
    int seen = 0;
    int length = 0;
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      int index = index(header.getKey());
      if (index < 0) {
        continue;
      }
      String value = single(index, header.getValue());
      if ((seen & (1 << index)) != 0) {
        throw duplicate(index);
      }
      seen |= 1 << index;
      length += Math.min(value.length(), MAX_LENGTH + 1);
      values[index] = value;
    }
    if (length > MAX_LENGTH) {
      throw WebhookRejectedException.of(
          Reason.OVERSIZED_HEADER,
          "headers " + List.of(names) + " are too long (expected: 8192 characters together)");
    }
    requireAll(values);
    return values;
  }

  private void requireAll(String[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i].isEmpty()) {
        throw WebhookRejectedException.of(
            Reason.MISSING_HEADER,
            "header "
                + names[i]
                + " is missing or empty. Check that the sender signs, with this scheme, and that"
                + " no proxy drops the header");
      }
    }
  }

  private String single(int index, @Nullable List<String> values) {
    if (values == null || values.isEmpty()) {
      return "";
    }
    if (values.size() > 1) {
      throw duplicate(index);
    }
    String value = values.get(0);
    return value == null ? "" : value;
  }

  private int index(@Nullable String name) {
    if (name != null) {
      for (int i = 0; i < names.length; i++) {
        if (name.length() == names[i].length() && name.equalsIgnoreCase(names[i])) {
          return i;
        }
      }
    }
    return -1;
  }

  private WebhookRejectedException duplicate(int index) {
    return WebhookRejectedException.of(
        Reason.DUPLICATE_HEADER,
        "header " + names[index] + " came more than once (expected: exactly one value)");
  }
}
