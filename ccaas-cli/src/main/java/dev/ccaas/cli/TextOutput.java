// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/** Takes UTF-8 in pieces, which may end inside a character, and prints it. */
final class TextOutput extends OutputStream {
  private static final int PIECE = 8_192;

  private final PrintWriter out;
  private final CharsetDecoder decoder =
      UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
  private final ByteBuffer bytes = ByteBuffer.allocate(PIECE);
  private final CharBuffer chars = CharBuffer.allocate(PIECE);

  TextOutput(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int taken = Math.min(bytes.remaining(), end - at);
      bytes.put(from, at, taken);
      at += taken;
      bytes.flip();
      decoder.decode(bytes, chars, false);
      bytes.compact();
      out.write(chars.array(), 0, chars.position());
      chars.clear();
    }
  }

  /** Fails if nobody reads on, which a {@link PrintWriter} keeps to itself. */
  @Override
  public void flush() throws IOException {
    if (out.checkError()) {
      throw new IOException("standard output takes no more");
    }
  }
}
