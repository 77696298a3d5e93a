// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.catalog.ApiSpec;
import dev.ccaas.core.catalog.SpecCatalog;
import dev.ccaas.core.catalog.SpecId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A catalog that changes while it is in use and fails on demand, as one that reads from a
 * repository does.
 *
 * <p>Safe for use by many threads.
 */
public final class FakeSpecCatalog implements SpecCatalog {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<SpecId, ApiSpec> specs = new LinkedHashMap<>();
  private final Deque<RuntimeException> failures = new ArrayDeque<>();

  private FakeSpecCatalog() {}

  /** Returns an empty catalog. */
  public static FakeSpecCatalog create() {
    return new FakeSpecCatalog();
  }

  /** Adds a description, or replaces the one of the same id in its place. */
  public FakeSpecCatalog put(ApiSpec spec) {
    requireNonNull(spec, "spec");
    lock.lock();
    try {
      specs.put(spec.id(), spec);
      return this;
    } finally {
      lock.unlock();
    }
  }

  /** Removes the description of that id; does nothing if there is none. */
  public void remove(SpecId id) {
    requireNonNull(id, "id");
    lock.lock();
    try {
      specs.remove(id);
    } finally {
      lock.unlock();
    }
  }

  /** Makes the next question, after those already told, fail with this. */
  public void failNext(RuntimeException failure) {
    requireNonNull(failure, "failure");
    lock.lock();
    try {
      failures.add(failure);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<SpecId> list() {
    lock.lock();
    try {
      failAsTold();
      return List.copyOf(specs.keySet());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<ApiSpec> find(SpecId id) {
    requireNonNull(id, "id");
    lock.lock();
    try {
      failAsTold();
      return Optional.ofNullable(specs.get(id));
    } finally {
      lock.unlock();
    }
  }

  private void failAsTold() {
    RuntimeException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
  }
}
