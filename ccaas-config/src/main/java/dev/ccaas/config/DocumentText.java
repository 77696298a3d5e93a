// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The text of a file: UTF-8 of at most 16 MiB without control characters, a byte order mark cut.
 */
final class DocumentText {
  static final int MAX_BYTES = 16 << 20;

  private DocumentText() {}

  static String read(Path file) {
    byte[] bytes = bytes(file);
    if (bytes.length > MAX_BYTES) {
      throw refused(file, Position.NOWHERE, "more than 16 MiB (expected: at most 16 MiB)");
    }
    String text = decode(file, bytes);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
        String found = String.format(Locale.ROOT, "the control character U+%04X", (int) c);
        throw refused(file, Position.behind(text, i), found + " (expected: text)");
      }
    }
    return text;
  }

  static ConfigException refused(Path file, Position at, String message) {
    return new ConfigException(List.of(new Finding(file, at, "", message)));
  }

  private static byte[] bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw refused(file, Position.NOWHERE, "a directory (expected: a file)");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw refused(
          file,
          Position.NOWHERE,
          "cannot be read, "
              + e.getClass().getSimpleName()
              + " (expected: a file that this process may read)");
    }
  }

  private static String decode(Path file, byte[] bytes) {
    CharsetDecoder decoder =
        UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (result.isError()) {
      throw refused(
          file,
          Position.behind(text, text.length()),
          "bytes that are not UTF-8 (expected: a text in UTF-8; save the file as such)");
    }
    return (text.length() > 0 && text.charAt(0) == '\uFEFF' ? text.position(1) : text).toString();
  }
}
