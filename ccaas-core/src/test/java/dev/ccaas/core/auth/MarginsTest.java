// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.Canary;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarginsTest {
  private static final RandomGenerator NO_JITTER = () -> 0L;
  private static final RandomGenerator MOST_JITTER = () -> -1L; // nextDouble() just below 1

  private final Margins margins = new Margins(Duration.ofMinutes(15), Duration.ofSeconds(30));

  @ParameterizedTest
  @CsvSource({
    // lifetime, given out for, renewed after
    "PT2H,    PT1H59M30S, PT1H45M", // the source document's token and margins
    "PT48H,   PT47H59M30S, PT47H45M", // the longest of a Genesys Cloud client
    "PT12M,   PT11M30S, PT6M",
    "PT5M,    PT4M30S, PT2M30S", // the shortest of a Genesys Cloud client
    "PT4M,    PT3M36S, PT2M",
    "PT10S,   PT9S, PT5S",
    "PT1S,    PT0.9S, PT1S", // never sooner than a second after it came
  })
  void marginsAreCappedByTheLifetime(Duration lifetime, Duration served, Duration renewed) {
    assertThat(margins.untilExpired(lifetime)).isEqualTo(served);
    assertThat(margins.untilRenewal(lifetime, NO_JITTER)).isEqualTo(renewed);
  }

  @Test
  void jitterRenewsUpToATenthOfTheMarginEarlier() {
    Duration earliest = margins.untilRenewal(Duration.ofHours(2), MOST_JITTER);

    assertThat(earliest)
        .isGreaterThanOrEqualTo(Duration.ofMinutes(105).minusSeconds(90))
        .isLessThan(Duration.ofMinutes(105).minusSeconds(89));
  }

  @Test
  void unknownLifetimeCountsAsFiveMinutes() {
    assertThat(Margins.lifetimeOf(token())).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void lifetimeIsCappedAt450Days() {
    AccessToken endless = token().withLifetime(Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(Margins.lifetimeOf(endless)).isEqualTo(Duration.ofDays(450));
    assertThat(margins.untilRenewal(Margins.lifetimeOf(endless), NO_JITTER))
        .isEqualTo(Duration.ofDays(450).minusMinutes(15));
  }

  private static AccessToken token() {
    return AccessToken.bearer(Canary.secret());
  }
}
