// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.AccessToken;
import dev.ccaas.core.auth.TokenProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A provider without a token door: it makes a token up when there is none, when the last one has
 * expired, and when the last one was invalidated.
 *
 * <p>Values are made by {@link SecretCanary}, which finds leaks. Safe for use by many threads.
 */
public final class FakeTokenProvider implements TokenProvider {
  private final ReentrantLock lock = new ReentrantLock();
  private final TimeSource time;
  private final Duration lifetime;
  private final Deque<RuntimeException> failures = new ArrayDeque<>();
  private final List<AccessToken> issued = new ArrayList<>();
  private @Nullable AccessToken current;
  private Instant expiry = Instant.MIN;

  private FakeTokenProvider(TimeSource time, Duration lifetime) {
    this.time = time;
    this.lifetime = lifetime;
  }

  /** Returns a provider whose tokens live for two hours of that clock. */
  public static FakeTokenProvider create(TimeSource time) {
    return create(time, Duration.ofHours(2));
  }

  /** Returns a provider whose tokens live that long by that clock. */
  public static FakeTokenProvider create(TimeSource time, Duration lifetime) {
    return new FakeTokenProvider(
        requireNonNull(time, "time"), requireNonNull(lifetime, "lifetime"));
  }

  @Override
  public AccessToken token() {
    lock.lock();
    try {
      AccessToken token = current;
      if (token == null || !time.instant().isBefore(expiry)) {
        token = issue();
      }
      return token;
    } finally {
      lock.unlock();
    }
  }

  private AccessToken issue() {
    RuntimeException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    AccessToken token = AccessToken.bearer(SecretCanary.secret()).withLifetime(lifetime);
    issued.add(token);
    current = token;
    expiry = time.instant().plus(lifetime);
    return token;
  }

  @Override
  public void invalidate(AccessToken refused) {
    requireNonNull(refused, "refused");
    lock.lock();
    try {
      if (Objects.equals(refused, current)) {
        current = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Makes the next token that has to be made up fail with this instead. */
  public void failNext(RuntimeException failure) {
    requireNonNull(failure, "failure");
    lock.lock();
    try {
      failures.add(failure);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the tokens made up so far, in order. */
  public List<AccessToken> issued() {
    lock.lock();
    try {
      return List.copyOf(issued);
    } finally {
      lock.unlock();
    }
  }
}
