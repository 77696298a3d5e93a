// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Storms as an SVG image: two panels over the same minutes, one line for each storm. */
final class StormChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 560;
  private static final int LEFT = 80;
  private static final int RIGHT = 740;
  private static final int PANEL = 170;
  private static final String[] COLOURS = {"#b2182b", "#e08214", "#1b7837"};
  private static final String[] DASHES = {"none", "7 4", "none"};

  private final Map<String, Storm> storms;
  private final List<String> elements = new ArrayList<>();

  StormChart(Map<String, Storm> storms) {
    this.storms = storms;
  }

  String svg() {
    text(LEFT, 26, "start", "A 429 storm: a sprint demo of 100 developers on one platform limit");
    legend();
    panel(100, "429 answers of the platform, per minute", storm -> storm.refusedPerMinute);
    panel(
        330,
        "requests of production lost, per minute (of about 120)",
        storm -> storm.lostPerMinute);
    text((LEFT + RIGHT) / 2, HEIGHT - 14, "middle", "minute of virtual time; the demo begins at 1");
    return String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                + "viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">\n",
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT)
        + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
        + String.join("\n", elements)
        + "\n</svg>\n";
  }

  private void legend() {
    int x = LEFT;
    int number = 0;
    for (String name : storms.keySet()) {
      line(number++, x + ",48 " + (x + 28) + ",48");
      text(x + 34, 52, "start", name);
      x += 60 + 7 * name.length();
    }
  }

  private void panel(int top, String title, Function<Storm, long[]> values) {
    long most =
        storms.values().stream().map(values).flatMapToLong(Arrays::stream).max().orElseThrow();
    long step = step(most);
    long highest = (most + step - 1) / step * step;
    int bottom = top + PANEL;
    text(LEFT, top - 12, "start", title);
    for (long tick = 0; tick <= highest; tick += step) {
      long y = bottom - PANEL * tick / highest;
      grid(LEFT, y, RIGHT, y);
      text(LEFT - 8, y + 4, "end", Long.toString(tick));
    }
    for (int minute = 0; minute <= Storm.MINUTES; minute += 5) {
      grid(x(minute), top, x(minute), bottom);
      text(x(minute), bottom + 18, "middle", Integer.toString(minute));
    }
    int number = 0;
    for (Storm storm : storms.values()) {
      StringBuilder points = new StringBuilder();
      long[] counts = values.apply(storm);
      for (int i = 0; i < counts.length; i++) { // at the middle of the minute
        long x = (x(i) + x(i + 1)) / 2;
        points.append(x).append(',').append(bottom - PANEL * counts[i] / highest).append(' ');
      }
      line(number++, points.toString().strip());
    }
  }

  /** Returns 1, 2 or 5 times a power of ten, so that it fits at most five times. */
  private static long step(long most) {
    long power = 1;
    while (true) {
      for (long step : new long[] {power, 2 * power, 5 * power}) {
        if (5 * step >= most) {
          return step;
        }
      }
      power *= 10;
    }
  }

  private static long x(int minute) {
    return LEFT + (long) (RIGHT - LEFT) * minute / Storm.MINUTES;
  }

  private void grid(long fromX, long fromY, long toX, long toY) {
    add("<path d=\"M%d,%d L%d,%d\" stroke=\"#d0d0d0\"/>", fromX, fromY, toX, toY);
  }

  private void line(int number, String points) {
    add(
        "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" stroke-dasharray=\"%s\""
            + " points=\"%s\"/>",
        COLOURS[number], DASHES[number], points);
  }

  private void text(long x, long y, String anchor, String words) {
    add("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, words);
  }

  private void add(String element, Object... parts) {
    elements.add(String.format(Locale.ROOT, element, parts));
  }
}
