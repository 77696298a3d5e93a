// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A lock inside the object that it guards, for sections of a few reads and writes.
 *
 * <p>One atomic operation where a monitor needs two, and no thread is parked. After some turns it
 * lets others run, so that a holder that was stopped gets to its end.
 */
abstract class SpinLock {
  private static final int FREE = 0;
  private static final int HELD = 1;
  private static final int GONE = 2;
  private static final int SPINS = 64;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(SpinLock.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // read and written through STATE
  private int state;

  /** Returns false if the object was given up and another one counts. */
  final boolean lock() {
    return STATE.compareAndSet(this, FREE, HELD) || lockWhenFree();
  }

  @SuppressWarnings("ThreadPriorityCheck") // lets a holder that was stopped go on
  private boolean lockWhenFree() {
    for (int spins = 1; ; spins++) {
      int seen = (int) STATE.getAcquire(this);
      if (seen == GONE) {
        return false;
      }
      if (seen == FREE && STATE.compareAndSet(this, FREE, HELD)) {
        return true;
      }
      if (spins % SPINS == 0) {
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
    }
  }

  final void unlock() {
    STATE.setRelease(this, FREE);
  }

  /** Unlocks for good: who waits for this object looks for another. */
  final void giveUp() {
    STATE.setRelease(this, GONE);
  }
}
