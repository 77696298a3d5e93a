// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import dev.ccaas.webhook.SignatureScheme.Encoding;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Signatures as text. Each signature has exactly one text: case, padding and length are fixed. */
final class SignatureText {
  private static final byte[] HEX = table("0123456789abcdef");
  private static final byte[] BASE64 =
      table("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

  private SignatureText() {}

  static String encode(Encoding encoding, byte[] signature) {
    return encoding == Encoding.HEX
        ? HexFormat.of().formatHex(signature)
        : Base64.getEncoder().encodeToString(signature);
  }

  /** Returns how many characters encode that many bytes. */
  static int length(Encoding encoding, int size) {
    return encoding == Encoding.HEX ? 2 * size : (size + 2) / 3 * 4;
  }

  /** Returns that many bytes, which the text encodes from that position on, or null. */
  static byte @Nullable [] decode(Encoding encoding, String text, int from, int size) {
    return encoding == Encoding.HEX ? hex(text, from, size) : base64(text, from, size);
  }

  private static byte @Nullable [] hex(String text, int from, int size) {
    byte[] bytes = new byte[size];
    int wrong = 0;
    for (int i = 0, at = from; i < size; i++, at += 2) {
      int pair = (digit(HEX, text.charAt(at)) << 4) | digit(HEX, text.charAt(at + 1));
      wrong |= pair;
      bytes[i] = (byte) pair;
    }
    return wrong < 0 ? null : bytes;
  }

  /** Signatures have 32 or 64 bytes, so the last four characters have one or two of padding. */
  private static byte @Nullable [] base64(String text, int from, int size) {
    int padding = (3 - size % 3) % 3;
    int end = from + length(Encoding.BASE64, size);
    int last = end - 4;
    if (!"==".regionMatches(0, text, end - padding, padding)) {
      return null;
    }
    byte[] bytes = new byte[size];
    int wrong = 0;
    int filled = 0;
    for (int at = from; at < last; at += 4) {
      int four = two(text, at) << 12 | two(text, at + 2);
      wrong |= four;
      bytes[filled++] = (byte) (four >> 16);
      bytes[filled++] = (byte) (four >> 8);
      bytes[filled++] = (byte) four;
    }
    int four = two(text, last) << 12;
    if (padding == 1) {
      four |= digit(BASE64, text.charAt(last + 2)) << 6;
    }
    wrong |= four;
    for (int shift = 16; filled < size; shift -= 8) {
      bytes[filled++] = (byte) (four >> shift);
    }
    // Bits that no byte takes must be zero, or one signature would have several texts.
    boolean leftOver = (four & ((1 << (8 * padding)) - 1)) != 0;
    return wrong < 0 || leftOver ? null : bytes;
  }

  /** Returns the 12 bits of two digits of Base64, or a negative number. */
  private static int two(String text, int at) {
    return (digit(BASE64, text.charAt(at)) << 6) | digit(BASE64, text.charAt(at + 1));
  }

  /** Returns the digit's value, or a negative number. */
  private static int digit(byte[] table, char digit) {
    return digit < table.length ? table[digit] : -1;
  }

  private static byte[] table(String digits) {
    byte[] table = new byte[128];
    Arrays.fill(table, (byte) -1);
    for (int i = 0; i < digits.length(); i++) {
      table[digits.charAt(i)] = (byte) i;
    }
    return table;
  }
}
