// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import java.nio.ByteBuffer;

/** Takes signed bytes in order. Small parts are gathered, a body is handed on where it lies. */
abstract class ByteSink {
  private final byte[] gathered = new byte[256];
  private int count;

  abstract void update(byte[] bytes, int offset, int length);

  abstract void update(ByteBuffer bytes);

  /** Takes a text of which every character is ASCII, as readers make sure. */
  @SuppressWarnings("deprecation") // the only copy that makes no array; ASCII loses nothing
  final void put(String text) {
    int end = text.length();
    for (int from = 0; from < end; ) {
      if (count == gathered.length) {
        flush();
      }
      int to = Math.min(end, from + gathered.length - count);
      text.getBytes(from, to, gathered, count);
      count += to - from;
      from = to;
    }
  }

  /** Takes what remains in the buffer and leaves its position as it was. */
  void put(ByteBuffer body) {
    flush();
    int start = body.position();
    update(body);
    body.position(start);
  }

  final void flush() {
    if (count > 0) {
      update(gathered, 0, count);
      count = 0;
    }
  }
}
