// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import dev.ccaas.webhook.WebhookRejectedException.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The headers that a scheme reads: each exactly once, 8 KiB together. */
final class HeaderTable {
  static final int MAX_LENGTH = 8192;
  private static final int MAX_HEADERS = 31;

  private final String[] names;

  /** The marks of all names: most other headers are passed over by theirs. */
  private long marks;

  HeaderTable(List<String> names) {
    if (names.size() > MAX_HEADERS || new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException(
          "headers that the scheme reads: " + names + " (expected: each once, at most 31)");
    }
    this.names = names.toArray(String[]::new);
    names.forEach(name -> marks |= mark(name));
  }

  /** Returns the values in the order of the names. */
  String[] read(Map<String, List<String>> headers) {
    Scan scan = new Scan(new String[names.length]);
    headers.forEach(scan); // an iterator would make an entry for each header
    if (scan.length > MAX_LENGTH) {
      throw WebhookRejectedException.of(
          Reason.OVERSIZED_HEADER,
          "headers " + List.of(names) + " are too long (expected: 8192 characters together)");
    }
    requireAll(scan.values);
    return scan.values;
  }

  private void requireAll(@Nullable String[] values) {
    for (int i = 0; i < values.length; i++) {
      String value = values[i];
      if (value == null || value.isEmpty()) {
        throw WebhookRejectedException.of(
            Reason.MISSING_HEADER,
            "header "
                + names[i]
                + " is missing or empty. Check that the sender signs, with this scheme, and that"
                + " no proxy drops the header");
      }
    }
  }

  private int index(@Nullable String name) {
    if (name == null || (marks & mark(name)) == 0) {
      return -1;
    }
    for (int i = 0; i < names.length; i++) {
      if (name.equals(names[i])) {
        return i;
      }
    }
    for (int i = 0; i < names.length; i++) {
      if (name.equalsIgnoreCase(names[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Returns one bit of 64, chosen by the name's length and its last letter in lower case. */
  private static long mark(String name) {
    int length = name.length();
    return length == 0 ? 0 : 1L << (5 * length + (name.charAt(length - 1) | 0x20));
  }

  private WebhookRejectedException duplicate(int index) {
    return WebhookRejectedException.of(
        Reason.DUPLICATE_HEADER,
        "header " + names[index] + " came more than once (expected: exactly one value)");
  }

  /** One walk over the headers that came. */
  private final class Scan implements BiConsumer<String, List<String>> {
    final String[] values;
    long length;
    private int seen;

    Scan(String[] values) {
      this.values = values;
    }

    @Override
    public void accept(String name, List<String> all) {
      int index = index(name);
      if (index < 0) {
        return;
      }
      if ((seen & (1 << index)) != 0 || (all != null && all.size() > 1)) {
        throw duplicate(index);
      }
      seen |= 1 << index;
      String value = all == null || all.isEmpty() ? null : all.get(0);
      if (value != null) {
        length += value.length();
        values[index] = value;
      }
    }
  }
}
