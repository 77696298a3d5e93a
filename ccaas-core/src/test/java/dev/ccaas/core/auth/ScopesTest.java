// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"admin", "*", "admin:all", "ADMIN", "webchat:*", "*:read", "user:Admin:x"})
  @Tag("S0.2.3")
  void refusesScopesThatGrantEverythingAndNamesThem(String scope) {
    assertThatThrownBy(() -> Scopes.of("user:read", scope))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scope: " + scope + " grants everything")
        .hasMessageContaining("Scopes.allowingAdministrative");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"administrator:read", "webchat:admins", "readmin", "a*b", "api:key:manage"})
  void doesNotTakeANameForAdministrativeThatOnlyLooksLikeIt(String scope) {
    assertThatCode(() -> Scopes.of(scope)).doesNotThrowAnyException();
  }

  @Test
  void administrativeScopesAreAllowedOnlyWhenAskedForByThatName() {
    Scopes scopes = Scopes.allowingAdministrative(List.of("admin:all", "user:read"));

    assertThat(scopes.administrative())
        .isEqualTo(Scopes.allowingAdministrative(Set.of("admin:all")));
    assertThat(Scopes.of("user:read").administrative().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "a\nb", "é"})
  void refusesNamesOutsideTheGrammarOfRfc6749(String scope) {
    assertThatThrownBy(() -> Scopes.allowingAdministrative(Set.of(scope)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: 1 to 256 visible ASCII characters");
  }

  @Test
  void readsWhatATokenAnswerNames() {
    assertThat(Scopes.parse("  webhook:manage integration:read  webhook:manage ").names())
        .containsExactly("integration:read", "webhook:manage");
    assertThat(Scopes.parse(" ")).isEqualTo(Scopes.none());
  }

  @Test
  void printsAsTheScopeParameter() {
    assertThat(Scopes.of("webhook:manage", "integration:read"))
        .hasToString("integration:read webhook:manage");
  }

  @Test
  void grantedAndRequiredAgreeWithSetLogicForAThousandRandomSets() {
    long seed = 20_250_601;
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      Set<String> granted = randomNames(random);
      Set<String> required = randomNames(random);
      Set<String> missing = new HashSet<>(required);
      missing.removeAll(granted);

      Scopes lacking = Scopes.of(required).minus(Scopes.of(granted));

      assertThat(lacking.names()).as("seed %d, set %d", seed, i).isEqualTo(missing);
      assertThat(lacking.isEmpty())
          .as("seed %d, set %d", seed, i)
          .isEqualTo(granted.containsAll(required));
      assertThat(Scopes.parse(Scopes.of(granted).toString())).isEqualTo(Scopes.of(granted));
    }
  }

  private static Set<String> randomNames(Random random) {
    List<String> things = List.of("webchat:brand", "webhooks:webhook", "user", "api:key");
    List<String> rights = List.of("read", "write", "manage");
    Set<String> names = new HashSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      names.add(
          things.get(random.nextInt(things.size()))
              + ":"
              + rights.get(random.nextInt(rights.size())));
    }
    return names;
  }
}
