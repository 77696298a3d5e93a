// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code application/x-www-form-urlencoded}. */
final class FormBody {
  private FormBody() {}

  /** The parameters of a request's form, or empty if its body is none that is all right. */
  static Optional<Map<String, String>> of(IncomingRequest request) {
    return request.hasContentType("application/x-www-form-urlencoded")
        ? parse(new String(request.body(), UTF_8))
        : Optional.empty();
  }

  /** The parameters, or empty if one is repeated or is not well encoded. */
  private static Optional<Map<String, String>> parse(String form) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (form.isEmpty()) {
      return Optional.of(parameters);
    }
    for (String pair : form.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      Optional<String> name = decode(parts[0]);
      Optional<String> value = parts.length == 2 ? decode(parts[1]) : Optional.of("");
      if (name.isEmpty() || value.isEmpty() || parameters.put(name.get(), value.get()) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(parameters);
  }

  /** The text without its encoding, or empty if it is not well encoded. */
  static Optional<String> decode(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // the caller answers 400
    }
  }
}
