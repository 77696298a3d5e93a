// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.Transport;
import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.plan.JournalRecord;
import dev.ccaas.testing.FakeTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where the processes of one {@link CrashModelContract} case die and which answers they lose.
 *
 * <p>What a process does is a row of steps: points at which it may die, before a request is sent,
 * before its answer is read, before and after a journal record is kept; and answers that may get
 * lost. The script counts them and makes the chosen ones happen. For one thread.
 */
public final class CrashScript {
  /** The death of a process; nothing of it runs any further. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;

    private Death() {
      super("the process dies here", null, false, false);
    }
  }

  /** What may happen at a step, if it is another case than the step before. */
  enum Step {
    /** A process may die here. */
    DEATH,
    /** An answer may get lost here. */
    LOSS,
    /** A process that dies here leaves the same world as one that died at the point before. */
    SAME
  }

  private final FakeTime time = FakeTime.create();
  private final List<Step> steps = new ArrayList<>();
  private Set<Integer> faults = Set.of();
  private boolean counting;
  private boolean changed;
  private Instant last = Instant.MIN;

  CrashScript() {}

  /** Returns the clock of platform and processes. */
  public FakeTime time() {
    return time;
  }

  /** From now on steps are counted, and these go wrong. */
  void begin(Set<Integer> faults) {
    this.faults = faults;
    counting = true;
    changed = true;
  }

  /** From now on nothing goes wrong. */
  void end() {
    counting = false;
  }

  /** Returns the steps so far. */
  List<Step> steps() {
    return steps;
  }

  /** Does nothing, unless the process dies here. */
  public void point() {
    point(() -> {});
  }

  /**
   * Does nothing, unless the process dies here and leaves the world so.
   *
   * @param onDeath what the death leaves behind, such as half a line
   */
  public void point(Runnable onDeath) {
    if (!counting) {
      return;
    }
    boolean same = !changed && last.equals(time.instant());
    changed = false;
    last = time.instant();
    if (isFault(same ? Step.SAME : Step.DEATH)) {
      onDeath.run();
      throw new Death();
    }
  }

  /** Says that a process that dies from now on leaves another world than one that died before. */
  public void changed() {
    changed = true;
  }

  /**
   * Sends one request: two points and an answer.
   *
   * @param changes whether the platform may be another one afterwards
   * @param work has the platform carry it out
   * @throws TransportException if the answer is lost
   */
  public <T> T request(boolean changes, Supplier<T> work) {
    point();
    T answer = work.get();
    changed |= changes;
    point();
    if (counting && isFault(Step.LOSS)) {
      throw new TransportException(
          "The answer is lost: look before you repeat it.", Delivery.AMBIGUOUS, null);
    }
    return answer;
  }

  private boolean isFault(Step step) {
    steps.add(step);
    return faults.contains(steps.size() - 1);
  }

  /** Returns that wire with every request of it counted. */
  public Transport around(Transport wire) {
    requireNonNull(wire, "wire");
    return request -> request(!request.method().equals("GET"), () -> wire.send(request));
  }

  /** Returns that journal with every record of it counted; closing it leaves it open. */
  public Journal around(Journal journal) {
    requireNonNull(journal, "journal");
    return new Journal() {
      @Override
      public void bind(String target, String owner) {
        journal.bind(target, owner);
      }

      @Override
      public List<JournalRecord> records() {
        return journal.records();
      }

      @Override
      public void append(JournalRecord record) {
        point();
        journal.append(record);
        changed();
        point();
      }

      @Override
      public void close() {
        // the records outlive the process
      }
    };
  }
}
