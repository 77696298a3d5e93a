// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import com.fasterxml.jackson.core.JsonLocation;
import org.jspecify.annotations.Nullable;

/** A place in a text: line and column in characters, both from 1; or nowhere in particular. */
record Position(int line, int column) implements Comparable<Position> {
  static final Position NOWHERE = new Position(0, 0);

  static Position of(@Nullable JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? NOWHERE
        : new Position(location.getLineNr(), Math.max(1, location.getColumnNr()));
  }

  /** Returns the place behind that many characters of a text. */
  static Position behind(CharSequence text, int length) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < length; i++) {
      boolean ends =
          text.charAt(i) == '\n'
              || (text.charAt(i) == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      line += ends ? 1 : 0;
      column = ends ? 1 : column + 1;
    }
    return new Position(line, column);
  }

  @Override
  public int compareTo(Position other) {
    return line != other.line
        ? Integer.compare(line, other.line)
        : Integer.compare(column, other.column);
  }
}
