// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ccaas.core.TimeSource;
import java.io.IOException;
import java.time.Duration;

/** What a {@link RawServer} does about a request, well or badly. */
final class RawAnswer {
  private RawAnswer() {}

  /** Answers without a body. */
  static RawServer.Action answer(int status, String... fields) {
    return withBody(status, "", fields);
  }

  static RawServer.Action withBody(int status, String body, String... fields) {
    String text = head(status, fields) + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    return (request, connection) -> {
      connection.getOutputStream().write(text.getBytes(ISO_8859_1));
      return true;
    };
  }

  /** Writes exactly that, then closes. */
  static RawServer.Action bytes(String text) {
    return (request, connection) -> {
      connection.getOutputStream().write(text.getBytes(ISO_8859_1));
      return false;
    };
  }

  static RawServer.Action hangUp() {
    return (request, connection) -> false;
  }

  static RawServer.Action reset() {
    return (request, connection) -> {
      connection.setSoLinger(true, 0);
      return false;
    };
  }

  /** Never answers. */
  static RawServer.Action silence() {
    return silenceAfter("");
  }

  /** Writes that and nothing more, but keeps the connection. */
  static RawServer.Action silenceAfter(String text) {
    return (request, connection) -> {
      connection.getOutputStream().write(text.getBytes(ISO_8859_1));
      if (connection.getInputStream().read() < 0) {
        throw new IOException("the client went away");
      }
      return false;
    };
  }

  /** Promises more than it writes. */
  static RawServer.Action truncated(int status, String part, String... fields) {
    return bytes(head(status, fields) + "Content-Length: 1000\r\n\r\n" + part);
  }

  /** Writes a body byte by byte, without end. */
  static RawServer.Action drip(int status) {
    return endless(head(status) + "Content-Length: 1000000\r\n\r\n", "x", Duration.ofMillis(10));
  }

  /** Writes a body as fast as it can, without end. */
  static RawServer.Action flood(int status) {
    String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
    return endless(head(status) + "Transfer-Encoding: chunked\r\n\r\n", chunk, Duration.ZERO);
  }

  private static RawServer.Action endless(String head, String part, Duration pause) {
    return (request, connection) -> {
      connection.getOutputStream().write(head.getBytes(ISO_8859_1));
      while (true) {
        connection.getOutputStream().write(part.getBytes(ISO_8859_1));
        try {
          TimeSource.system().sleep(pause);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    };
  }

  private static String head(int status, String... fields) {
    String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    return "HTTP/1.1 " + status + " Text\r\n" + lines;
  }
}
