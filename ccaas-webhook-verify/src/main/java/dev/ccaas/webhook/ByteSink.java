// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import java.nio.ByteBuffer;

/** Takes signed bytes in order. Small parts are gathered, a body is handed on where it lies. */
abstract class ByteSink {
  private final byte[] gathered = new byte[256];
  private int count;

  abstract void update(byte[] bytes, int offset, int length);

  abstract void update(ByteBuffer bytes);

  /** Takes a text of which every character is below 256. */
  final void put(String text) {
    for (int i = 0; i < text.length(); i++) {
      put((byte) text.charAt(i));
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

  private void put(byte next) {
    if (count == gathered.length) {
      flush();
    }
    gathered[count++] = next;
  }
}
