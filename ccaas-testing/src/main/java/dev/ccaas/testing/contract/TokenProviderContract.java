// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.TokenProvider;
import dev.ccaas.core.error.CcaasException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TokenProvider} that can renew its token must do.
 *
 * <p>Time is part of it: no provider can pass by sleeping.
 */
public interface TokenProviderContract {

  /** Returns the provider under test, the same one for the whole test. */
  TokenProvider provider();

  /** Returns how long a token lives; at least one hour. */
  Duration lifetime();

  /** Moves the clock by which tokens expire. */
  void advance(Duration time);

  /** Returns whether that token has been given out and has not expired by that clock. */
  boolean isAlive(AccessToken token);

  /** Returns how many tokens have been obtained so far. */
  int obtained();

  /** Makes the next attempt to obtain a token fail. */
  void failNext();

  /** A token is kept, not asked for anew each time. */
  @Test
  default void givesTheSameTokenWhileItLives() {
    AccessToken first = provider().token();
    advance(lifetime().dividedBy(4));

    assertEquals(first, provider().token());
    assertEquals(1, obtained(), "tokens obtained");
  }

  /** No token that is given out has expired, whenever it is asked for. */
  @Test
  default void neverGivesAnExpiredToken() {
    Duration step = lifetime().dividedBy(16);
    for (int i = 0; i < 16 * 3; i++) {
      assertTrue(isAlive(provider().token()), "alive after " + step.multipliedBy(i));
      advance(step);
    }
    advance(lifetime().multipliedBy(2));
    assertTrue(isAlive(provider().token()), "alive after a long silence");
  }

  /** A refused token is not given out again. */
  @Test
  default void renewsATokenThatWasRefused() {
    AccessToken refused = provider().token();

    provider().invalidate(refused);

    AccessToken renewed = provider().token();
    assertNotEquals(refused, renewed);
    assertTrue(isAlive(renewed), "the new token is alive");
    assertEquals(2, obtained(), "tokens obtained");
  }

  /** A late refusal of an old token does not cost the newer one. */
  @Test
  default void keepsTheNewerTokenWhenAnOlderOneIsRefused() {
    AccessToken old = provider().token();
    provider().invalidate(old);
    AccessToken newer = provider().token();

    provider().invalidate(old);

    assertEquals(newer, provider().token());
    assertEquals(2, obtained(), "tokens obtained");
  }

  /** A failure is told, and is over when its cause is. */
  @Test
  default void tellsAFailureAndRecovers() {
    failNext();
    assertThrows(CcaasException.class, () -> provider().token());

    advance(Duration.ofMinutes(2));

    assertTrue(isAlive(provider().token()), "a token after the failure is over");
  }

  /** Many callers at once get one token. */
  @Test
  default void manyThreadsShareOneToken() {
    List<AccessToken> tokens = new ArrayList<>(Threads.together(32, n -> provider().token()));

    assertEquals(1, Set.copyOf(tokens.stream().map(t -> t.value().reveal()).toList()).size());
    assertEquals(1, obtained(), "tokens obtained");
  }
}
