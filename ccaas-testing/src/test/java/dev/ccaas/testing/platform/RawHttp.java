// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 written and read by hand on one connection: a client that shares no code with ours. */
final class RawHttp implements AutoCloseable {
  private static final int STUCK_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  RawHttp(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(STUCK_MILLIS); // only so that a broken fake cannot hang the build
    in = socket.getInputStream();
  }

  /** One answer as it came over the wire; header names in lower case. */
  record Answer(String statusLine, Map<String, String> headers, String body) {}

  /** Sends the head, which lacks only Host and Content-Length, and the body. */
  Answer exchange(String head, String body) throws IOException {
    send(head, body);
    String statusLine = line();
    Map<String, String> headers = headers();
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended after " + bytes.length + " of " + length);
    }
    return new Answer(statusLine, headers, new String(bytes, UTF_8));
  }

  private void send(String head, String body) throws IOException {
    String message =
        head.strip().replace("\n", "\r\n")
            + "\r\nHost: localhost\r\nContent-Length: "
            + body.getBytes(UTF_8).length
            + "\r\n\r\n"
            + body;
    socket.getOutputStream().write(message.getBytes(UTF_8));
    socket.getOutputStream().flush();
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    return headers;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended in a head: '" + line + "'");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
