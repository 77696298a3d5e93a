// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The report of a 429 storm, {@code docs/reports/429-storm.md} and its chart: made anew and
 * compared with what is committed. {@code -Dccaas.report.update=true} writes it.
 */
class StormReportTest {
  private static final Path DIRECTORY = Path.of("../docs/reports");

  private final Storm loop = Storm.seedLoop();
  private final Storm naive = Storm.naiveLimiter();
  private final Storm ours = Storm.ours();
  private final Map<String, Storm> storms = new LinkedHashMap<>();

  StormReportTest() {
    storms.put("retry loop of the document", loop);
    storms.put("loop behind a token bucket", naive);
    storms.put("QuotaLimiter", ours);
  }

  @Test
  @Tag("S0.4.14")
  @Tag("S0.4.15")
  void oursCausesNoStormAndCostsProductionNothing() {
    assertThat(ours.refused).isZero();
    assertThat(ours.productionLost).isZero();
    assertThat(ours.answered).isEqualTo(Storm.DEVELOPERS * Storm.ANSWERS);
  }

  @Test
  void othersCauseOneAndLoseRequestsOfProduction() {
    assertThat(loop.refused).isGreaterThan(loop.sent / 2);
    assertThat(naive.refused).isPositive().isLessThan(loop.refused);
    assertThat(loop.productionLost).isPositive();
    assertThat(naive.productionLost).isPositive();
  }

  @Test
  void committedReportIsWhatTheCodeDoes() throws IOException {
    assertCommitted("429-storm.md", text());
    assertCommitted("429-storm.svg", new StormChart(storms).svg());
  }

  private static void assertCommitted(String name, String made) throws IOException {
    Path file = DIRECTORY.resolve(name);
    if (Boolean.getBoolean("ccaas.report.update")) {
      Files.createDirectories(DIRECTORY);
      Files.writeString(file, made);
    }
    assertThat(Files.readString(file)).isEqualTo(made);
  }

  private String text() {
    StringBuilder text =
        new StringBuilder(
            """
            # A 429 storm, in virtual time

            Production sends about two requests a second. After a minute a sprint demo begins: 100
            developers start within ten seconds and want 30 answers each, one after the other, with the same token.
            The platform admits 300 in any minute from all of them and refuses the rest with 429.
            Production never waits and never repeats: what is refused is lost. 25 minutes are simulated.
            Made by `StormReportTest`, the same at every run.

            | developers' requests pass | sent | refused (429) | answers | last answer at | production lost |
            |---|---|---|---|---|---|
            """);
    storms.forEach((name, storm) -> text.append(row(name, storm)));
    text.append(
        """

        ![429 answers and lost requests per minute](429-storm.svg)

        * **The retry loop** waits 1, 2 and 4 seconds after a 429 and begins anew: most of what it sends
          is refused, and takes production's place.
        * **A token bucket** of 300 a minute with a burst of 300 before the loop: it admits nearly twice
          the platform's number at first, and later as much as the platform has, production not counted.
        * **`QuotaLimiter`**, one policy for developers and production: the exact budget of 300, a tenth
          of it reserved for production, and 8 a second with 45 a minute for each developer. Nobody is
          refused by the platform. The demo takes as long as what production leaves makes it take.
        """);
    return text.toString();
  }

  private static String row(String name, Storm storm) {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d | %,d of %,d | %d:%02d | %,d of %,d |\n",
        name,
        storm.sent,
        storm.refused,
        storm.answered,
        Storm.DEVELOPERS * Storm.ANSWERS,
        storm.done.toMinutes(),
        storm.done.toSecondsPart(),
        storm.productionLost,
        storm.productionSent);
  }
}
