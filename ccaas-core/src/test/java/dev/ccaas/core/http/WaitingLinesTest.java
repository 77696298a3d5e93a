// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.http.WaitingLines.Place;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingLinesTest {
  private static final QuotaKey KEY = QuotaKey.of("client", "brands");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<String> lengths = new ArrayList<>();
  private final WaitingLines lines =
      new WaitingLines((key, length) -> lengths.add(key + " " + length));

  @Test
  void whoCameFirstIsFirstUntilItLeaves() {
    Place first = lines.join(KEY);
    Place second = lines.join(KEY);
    assertThat(first.isFirst()).isTrue();
    assertThat(second.isFirst()).isFalse();

    first.close();

    assertThat(second.isFirst()).isTrue();
  }

  @Test
  void whoGivesUpInTheMiddleStopsNobody() {
    Place first = lines.join(KEY);
    Place second = lines.join(KEY);
    Place third = lines.join(KEY);

    second.close();
    first.close();

    assertThat(third.isFirst()).isTrue();
  }

  @Test
  void everyChangeOfALinesLengthIsTold() {
    QuotaKey other = QuotaKey.of("client", "webhooks");
    Place first = lines.join(KEY);
    Place second = lines.join(KEY);
    lines.join(other);

    first.close();
    second.close();

    assertThat(lengths)
        .containsExactly(
            "client/brands 1",
            "client/brands 2",
            "client/webhooks 1",
            "client/brands 1",
            "client/brands 0");
  }

  @Test
  void thereIsALineOnlyWhileSomebodyStandsInIt() {
    assertThat(lines.isEmpty(KEY)).isTrue();

    try (Place place = lines.join(KEY)) {
      assertThat(place.isFirst()).isTrue();
      assertThat(lines.isEmpty(KEY)).isFalse();
      assertThat(lines.isEmpty(QuotaKey.of("client", "webhooks"))).isTrue();
    }

    assertThat(lines.isEmpty(KEY)).isTrue();
  }

  @Test
  void thoseBehindKnowWhatTheFirstWasTold() {
    Place first = lines.join(KEY);
    Place second = lines.join(KEY);
    assertThat(second.refusal()).isNull();
    assertThat(second.left(5)).isZero();

    first.refused(Decision.denied("300 per PT1M", 0, MINUTE), Long.MAX_VALUE);

    assertThat(second.refusal()).hasToString("denied, retry after PT1M by 300 per PT1M");
    assertThat(second.left(Long.MAX_VALUE + 1)).isEqualTo(MINUTE.toNanos() - 1);
  }

  @Test
  void waitsBeyondMeasureAreAsLongAsCanBeMeasured() {
    Place place = lines.join(KEY);

    place.refused(Decision.denied("never", 0, Duration.ofSeconds(Long.MAX_VALUE)), 0);

    assertThat(place.left(0)).isEqualTo(Long.MAX_VALUE);
  }
}
