// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import dev.ccaas.core.provisioning.WebhookSpec;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for a webhook that need nothing but the wish itself; none is a source document's. */
final class WebhookRules {
  static final int MAX_NAME = 256;
  static final int MAX_EVENT_TYPES = 50;

  private static final Pattern WORD = Pattern.compile("[\\x21-\\x7E]{1,128}");

  private final List<Violation> found;

  WebhookRules(List<Violation> found) {
    this.found = found;
  }

  void name(String name) {
    if (name.isBlank()
        || name.length() > MAX_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      add("name", Violation.FORM, Violation.shown(name), "1 to 256 characters, none a control");
    }
  }

  void delivery(WebhookSpec webhook) {
    List<String> types = webhook.eventTypes();
    if (types.isEmpty() || types.size() > MAX_EVENT_TYPES) {
      add("eventFilters", Violation.RANGE, types.size() + " kinds of event", "1 to 50");
    }
    types.stream().limit(MAX_EVENT_TYPES).forEach(type -> word("eventFilters", type));
    word("type", webhook.type());
    if (webhook.retryCount() < 0) {
      add("deliveryPolicy.retryCount", Violation.RANGE, "" + webhook.retryCount(), "0 or more");
    }
    Duration interval = webhook.retryInterval();
    if (interval.isNegative() || !interval.equals(Duration.ofSeconds(interval.toSeconds()))) {
      add(
          "deliveryPolicy.retryInterval",
          Violation.FORM,
          interval.toString(),
          "whole seconds, not negative");
    }
  }

  private void word(String field, String word) {
    if (!WORD.matcher(word).matches()) {
      add(field, Violation.FORM, Violation.shown(word), "1 to 128 visible ASCII characters");
    }
  }

  private void add(String field, String code, String value, String expected) {
    found.add(
        Violation.of(
            "webhook." + field,
            code,
            "webhook." + field + ": '" + value + "' (expected: " + expected + "). Change it"));
  }
}
