// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.testing.webhook.JsonStyle.Escapes;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The forms in which senders write the same JSON, and how each is called. */
final class BodyForms {
  private static final int MAX_BODY = 1 << 16;

  private static final List<String> ENDS = List.of("", "\n", "\r\n");

  private record Form(String name, String text) {}

  private BodyForms() {}

  /** Returns the name of the first form that fits. */
  static Optional<String> find(byte[] body, Predicate<byte[]> fits) {
    if (body.length > MAX_BODY) {
      return Optional.empty();
    }
    Stream<Form> rewritten = JsonValue.parse(body).stream().flatMap(BodyForms::rewritten);
    return Stream.concat(otherLines(new String(body, UTF_8)), rewritten)
        .filter(form -> fits.test(form.text.getBytes(UTF_8)))
        .map(Form::name)
        .findFirst();
  }

  private static Stream<Form> otherLines(String text) {
    String unix = text.replace("\r\n", "\n");
    Stream<Form> ends =
        ENDS.stream()
            .map(end -> new Form("it came, but with" + named(end), text.stripTrailing() + end));
    Stream<Form> lines =
        Stream.of(
            new Form("it came, but with LF between lines", unix),
            new Form("it came, but with CRLF between lines", unix.replace("\n", "\r\n")));
    return Stream.concat(ends, lines);
  }

  private static Stream<Form> rewritten(JsonValue value) {
    return Stream.concat(
        styled("", value), Stream.of(value).flatMap(v -> styled("keys in order, ", v.sorted())));
  }

  private static Stream<Form> styled(String prefix, JsonValue value) {
    return JsonStyle.ALL.stream()
        .flatMap(
            style ->
                Stream.of(Escapes.values())
                    .flatMap(
                        escapes -> {
                          String name = prefix + style.name() + escapes.suffix();
                          String text = style.write(value, escapes);
                          return ENDS.stream()
                              .map(
                                  end ->
                                      new Form(
                                          end.isEmpty() ? name : name + "," + named(end),
                                          text + end));
                        }));
  }

  private static String named(String end) {
    return switch (end) {
      case "" -> "out newline at the end";
      case "\n" -> " newline at the end";
      default -> " CRLF at the end";
    };
  }
}
