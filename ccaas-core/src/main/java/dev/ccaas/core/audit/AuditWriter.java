// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static dev.ccaas.core.audit.AuditBacklog.Loss.BLOCK;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditException.Reason;
import dev.ccaas.core.audit.Entry.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the leading thread does in its round: gap, records, checkpoint, and the end of the log. */
final class AuditWriter implements GroupCommit.Round {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ChainLog log;
  private final Checkpoints checkpoints;
  private final Closeable directoryLock;
  private final AuditBacklog backlog;
  private final TimeSource time;
  private final LostEvents lost;
  private boolean interrupted;

  AuditWriter(ChainLog log, Closeable directoryLock, JsonLinesOptions options) {
    this.log = log;
    this.directoryLock = directoryLock;
    this.checkpoints = new Checkpoints(log.node(), options);
    this.backlog = options.backlog();
    this.time = options.time();
    this.lost = new LostEvents(time);
  }

  /** Sets what has a leader look whether a checkpoint is due. */
  void wakeWith(Runnable wake) {
    checkpoints.wakeWith(wake);
  }

  /** Counts an event that was not recorded, for the gap record; one that may still be is none. */
  void lose(Outcome outcome) {
    if (!outcome.mayFollow()) {
      lost.add();
    }
  }

  @Override
  public boolean wanted() {
    return checkpoints.due();
  }

  /** Writes with the interrupt taken off: a file channel closes on an interrupted thread. */
  @Override
  public void run(List<Entry> batch) {
    interrupted = Thread.interrupted();
    try {
      checkpoints.writeIfDue(log.end().head());
      boolean written = write(batch);
      if (written && !batch.isEmpty() && batch.get(batch.size() - 1).json() == null) {
        batch.get(batch.size() - 1).finish(end());
      }
    } catch (InterruptedException e) {
      interrupted = true; // it cut the pause between two tries short, no more
    } finally {
      if (Thread.interrupted() || interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Returns whether every record of the batch is finished, one way or the other. */
  private boolean write(List<Entry> batch) throws InterruptedException {
    List<byte[]> records = new ArrayList<>(batch.size());
    batch.stream().map(Entry::json).filter(json -> json != null).forEach(records::add);
    int done = 0;
    try {
      tellGap();
      while (done < records.size()) {
        int next = appendAnyhow(records, done);
        batch.subList(done, next).forEach(entry -> entry.finish(Outcome.RECORDED));
        done = next;
      }
      return true;
    } catch (IOException e) {
      return giveUp(batch.subList(done, records.size()), e);
    }
  }

  /** Appends once more for each interrupt that closed the file meanwhile. */
  private int appendAnyhow(List<byte[]> records, int from) throws IOException {
    while (true) {
      try {
        LogName before = log.end().name();
        int next = log.append(records, from);
        checkpoints.follow(!before.equals(log.end().name()));
        return next;
      } catch (ClosedByInterruptException e) {
        interrupted |= Thread.interrupted();
      }
    }
  }

  private void tellGap() throws IOException {
    Optional<AuditEvent> gap = lost.event();
    if (gap.isPresent()) {
      appendAnyhow(List.of(AuditJson.bytes(gap.get())), 0);
      lost.told(gap.get());
    }
  }

  /** Fails the entries, but those that still have patience if the policy is to wait. */
  private boolean giveUp(List<Entry> entries, IOException cause) throws InterruptedException {
    Reason reason = cause instanceof BrokenLogException ? Reason.BROKEN_LOG : Reason.STORAGE;
    Outcome outcome = Outcome.failed(reason, log.path() + ": " + cause, cause);
    boolean waits = backlog.loss() == BLOCK && reason == Reason.STORAGE;
    long now = time.nanoTime();
    boolean all = true;
    for (Entry entry : entries) {
      if (waits && entry.due() - now > 0) {
        all = false;
      } else {
        entry.finish(outcome);
      }
    }
    if (!all) {
      time.sleep(PAUSE);
    }
    return all;
  }

  /** Closes everything, whatever fails on the way. */
  private Outcome end() {
    List<String> failures = new ArrayList<>();
    checkpoints.writeLast(log.end().head()).ifPresent(failures::add);
    if (lost.count() > 0) {
      failures.add(lost.count() + " events were dropped and the log does not say so");
    }
    for (Closeable open : List.of(log, directoryLock)) {
      try {
        open.close();
      } catch (IOException e) {
        failures.add(log.path() + " was not closed: " + e);
      }
    }
    return failures.isEmpty()
        ? Outcome.RECORDED
        : Outcome.failed(Reason.STORAGE, String.join("; ", failures), null);
  }
}
