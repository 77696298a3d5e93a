// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a messaging platform delivers: an event in the shape of Genesys Open Messaging, its text as
 * customers write it, of an exact length in bytes.
 */
public enum Body {
  /** Several languages in UTF-8: one to four characters of a hundred are beyond ASCII. */
  UTF8,

  /** German alone in UTF-8: one or two of a hundred, none beyond Latin-1. */
  LATIN1,

  /** The first from a sender that escapes all but ASCII, as JSON also allows. */
  ASCII;

  private static final String BEFORE =
      "{\"id\":\"7c1e5f0ad2b84e6f\",\"channel\":{\"platform\":\"Open\",\"type\":\"Private\","
          + "\"to\":{\"id\":\"+493012345\"},\"from\":{\"nickname\":\"Zoë\"},"
          + "\"time\":\"2026-11-28T10:15:30.123Z\"},\"type\":\"Text\",\"text\":\"";
  private static final String LANGUAGES =
      "Hi Zoë, I’d like to move my booking to Friday. "
          + "Können Sie mir bitte einen früheren Termin am Vormittag geben? "
          + "Gracias, mañana a las nueve me viene bien. "
          + "Merci pour votre aide, c’est noté pour le 3 mars. "
          + "Dziękuję za pomoc, do zobaczenia w Krakowie. "
          + "Thanks, all good now 👍 ";
  private static final String GERMAN =
      "Grüß Gott, ich möchte meinen Termin am Freitag auf den Vormittag verlegen. "
          + "Bitte senden Sie die Rechnung an die neue Adresse in der Schillerstraße. "
          + "Vielen Dank und bis bald, alles andere bleibt wie besprochen. ";
  private static final String AFTER = "\",\"direction\":\"Outbound\"}";

  /** Returns the event with as much text as makes it that long. */
  byte[] ofSize(int size) {
    StringBuilder json = new StringBuilder(written(BEFORE));
    int left = size - length(json) - length(AFTER);
    if (left < 0) {
      throw new IllegalArgumentException("size: " + size + " (expected: room for the event)");
    }
    int[] text = (this == LATIN1 ? GERMAN : LANGUAGES).codePoints().toArray();
    for (int i = 0; ; i++) {
      String next = written(Character.toString(text[i % text.length]));
      if (length(next) > left) {
        return json.append(" ".repeat(left)).append(AFTER).toString().getBytes(UTF_8);
      }
      json.append(next);
      left -= length(next);
    }
  }

  private static int length(CharSequence text) {
    return text.toString().getBytes(UTF_8).length;
  }

  private String written(String text) {
    if (this != ASCII) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    for (char c : text.toCharArray()) {
      escaped.append(c < 128 ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return escaped.toString();
  }
}
