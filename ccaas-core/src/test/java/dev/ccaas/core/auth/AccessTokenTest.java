// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Canary;
import dev.ccaas.core.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {
  private static final String CANARY = Canary.text();

  @ParameterizedTest
  @ValueSource(strings = {"a", "eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "U4**aA25FG4_g0Q", "x|y,z;=\"{}"})
  @Tag("S1.auth.7")
  void takesEveryTokenOfVisibleAscii(String value) {
    AccessToken token = AccessToken.bearer(Secret.of(value));

    assertThat(token.authorization()).isEqualTo("Bearer " + value);
    assertThat(token.value().reveal()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\r\nHost: evil", "\n", "\t", "\0", "\u007f", "é", "\ud83d\ude00"})
  void refusesWhatCouldSmuggleASecondHeaderAndDoesNotQuoteIt(String smuggled) {
    assertThatThrownBy(() -> AccessToken.bearer(Secret.of(CANARY + smuggled)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: 1 to 8000 visible ASCII characters")
        .hasMessageNotContaining(CANARY);
  }

  @Test
  void refusesMoreThan8000Characters() {
    assertThat(AccessToken.bearer(Secret.of("x".repeat(8000)))).isNotNull();
    assertThatThrownBy(() -> AccessToken.bearer(Secret.of("x".repeat(8001))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("8001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void refusesALifetimeThatIsOver(Duration lifetime) {
    assertThatThrownBy(() -> token().withLifetime(lifetime))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(lifetime.toString());
  }

  @Test
  void printsLifetimeAndScopesButNotItself() {
    AccessToken token =
        token().withLifetime(Duration.ofHours(2)).withScopes(Scopes.of("user:read"));

    assertThat(token.toString()).contains("PT2H", "user:read").doesNotContain(CANARY);
  }

  @Test
  void isItsValueWhateverIsKnownAboutIt() {
    assertThat(token().withLifetime(Duration.ofHours(2)))
        .isEqualTo(token())
        .hasSameHashCodeAs(token())
        .isNotEqualTo(AccessToken.bearer(Secret.of("other")));
    assertThat(token().lifetime()).isEmpty();
    assertThat(token().scopes()).isEmpty();
  }

  private static AccessToken token() {
    return AccessToken.bearer(Secret.of(CANARY));
  }
}
