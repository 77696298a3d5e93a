// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One request as it came over the wire. */
final class RawRequest {
  private final List<String> lines;
  private final byte[] body;

  private RawRequest(List<String> lines, byte[] body) {
    this.lines = lines;
    this.body = body;
  }

  /** Returns the next request of the connection, or null if the client closed it before. */
  static RawRequest read(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int window = 0;
    while (window != 0x0D0A0D0A) { // the empty line
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.write(next);
      window = window << 8 | next;
    }
    RawRequest bodiless =
        new RawRequest(List.of(head.toString(ISO_8859_1).strip().split("\r\n")), new byte[0]);
    List<String> length = bodiless.all("content-length");
    byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length.get(0)));
    return new RawRequest(bodiless.lines, body);
  }

  String requestLine() {
    return lines.get(0);
  }

  String method() {
    return requestLine().substring(0, requestLine().indexOf(' '));
  }

  /** Returns the field names in lower case, in the order of the wire. */
  List<String> names() {
    return fields().map(field -> name(field)).toList();
  }

  /** Returns the values of that field. */
  List<String> all(String name) {
    return fields()
        .filter(field -> name(field).equals(name.toLowerCase(Locale.ROOT)))
        .map(field -> field.substring(field.indexOf(':') + 1).strip())
        .toList();
  }

  byte[] body() {
    return body.clone();
  }

  private Stream<String> fields() {
    return lines.stream().skip(1);
  }

  private static String name(String field) {
    return field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
