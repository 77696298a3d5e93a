// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.provisioning.Capability;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Operations that are carried out one at a time, counted, and end badly when told to. */
final class OnDemand {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Ending> endings = new ArrayDeque<>();
  private final Set<Capability> capabilities;
  private int calls;

  OnDemand(Set<Capability> capabilities) {
    this.capabilities = Set.copyOf(capabilities);
  }

  Set<Capability> capabilities() {
    return capabilities;
  }

  /** Carries out an operation, unless it is not offered or was told to fail. */
  <T> T call(Capability operation, Supplier<T> work) {
    if (!capabilities.contains(operation)) {
      throw new UnsupportedByPlatformException(
          operation + " is not offered. Offered are: " + capabilities);
    }
    return locked(
        () -> {
          calls++;
          Ending ending = endings.poll();
          if (ending == null) {
            return work.get();
          }
          if (ending.carriedOut) {
            locked(work);
          }
          throw ending.failure;
        });
  }

  void failNext(RuntimeException failure) {
    locked(() -> endings.add(new Ending(false, failure)));
  }

  void loseNextAnswer() {
    RuntimeException failure =
        new TransportException(
            "The answer was lost on demand: look before you repeat it.", Delivery.AMBIGUOUS, null);
    locked(() -> endings.add(new Ending(true, failure)));
  }

  int calls() {
    return locked(() -> calls);
  }

  <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** How a call ends, and whether what it asked for is done all the same. */
  private record Ending(boolean carriedOut, RuntimeException failure) {}
}
