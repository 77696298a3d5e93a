// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.auth.AccessToken;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FakeTokenProviderTest {
  private final FakeTime time = FakeTime.create();
  private final FakeTokenProvider tokens = FakeTokenProvider.create(time, Duration.ofMinutes(1));

  @Test
  void givesTheSameTokenUntilItExpires() {
    AccessToken first = tokens.token();
    time.advance(Duration.ofSeconds(59));
    assertThat(tokens.token()).isSameAs(first);

    time.advance(Duration.ofSeconds(1));

    assertThat(tokens.token()).isNotEqualTo(first);
    assertThat(tokens.issued()).hasSize(2).first().isSameAs(first);
    assertThat(first.lifetime()).contains(Duration.ofMinutes(1));
  }

  @Test
  void tokensLiveTwoHoursByDefault() {
    assertThat(FakeTokenProvider.create(time).token().lifetime()).contains(Duration.ofHours(2));
  }

  @Test
  void invalidatingAnOldTokenKeepsTheNewerOne() {
    AccessToken first = tokens.token();
    tokens.invalidate(first);
    AccessToken second = tokens.token();
    assertThat(second).isNotEqualTo(first);

    tokens.invalidate(first);

    assertThat(tokens.token()).isSameAs(second);
  }

  @Test
  void failsOnceAsToldThenGivesTokensAgain() {
    IllegalStateException failure = new IllegalStateException("door shut");
    tokens.failNext(failure);

    assertThatThrownBy(tokens::token).isSameAs(failure);

    assertThat(tokens.token().value().reveal()).startsWith("cnry");
  }
}
