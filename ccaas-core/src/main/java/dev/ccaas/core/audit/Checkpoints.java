// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import dev.ccaas.core.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs where the chain stands: a second after the first record that is not covered yet, when a
 * file is full, and at the end. Without a key it does nothing.
 */
final class Checkpoints {
  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final CheckpointFile file;
  private final @Nullable CheckpointKey key;
  private final Consumer<String> copy;
  private final TimeSource time;
  private final String node;
  private Runnable wake = () -> {};
  private ChainHead covered = ChainHead.START;
  private volatile boolean armed;
  private volatile boolean due;

  Checkpoints(String node, JsonLinesOptions options) {
    this.node = node;
    this.file = new CheckpointFile(options.files());
    this.key = options.key();
    this.copy = options.copy();
    this.time = options.time();
  }

  /** Sets what has a leader look for {@link #due} work. */
  void wakeWith(Runnable wake) {
    this.wake = wake;
  }

  /** Returns whether {@link #writeIfDue} has something to do. */
  boolean due() {
    return due;
  }

  /** Notes that records were appended, and if that filled a file. */
  void follow(boolean rolled) {
    if (key == null) {
      return;
    }
    if (rolled) {
      due = true;
    } else if (!armed) {
      armed = true;
      time.schedule(INTERVAL, this::ring);
    }
  }

  private void ring() {
    armed = false;
    due = true;
    wake.run();
  }

  /**
   * Writes a checkpoint if it is time; one that cannot be written is tried again a second later.
   */
  void writeIfDue(ChainHead head) {
    if (due) {
      due = false;
      Optional<String> failure = write(head);
      failure.ifPresent(what -> log.warn("{}; trying again with the next records", what));
    }
  }

  /** Writes the last checkpoint; returns what went wrong, if anything did. */
  Optional<String> writeLast(ChainHead head) {
    return write(head);
  }

  private Optional<String> write(ChainHead head) {
    if (key == null || head.equals(covered)) {
      return Optional.empty();
    }
    Checkpoint checkpoint = key.sign(node, head, time.instant());
    try {
      file.append(checkpoint);
    } catch (IOException e) {
      return Optional.of("audit checkpoint of record " + head.seq() + " was not written: " + e);
    }
    covered = head;
    try {
      copy.accept(checkpoint.line());
    } catch (RuntimeException e) { // a user's code: the log itself is well
      return Optional.of(
          "audit checkpoint of record "
              + head.seq()
              + " was not copied: "
              + e.getClass().getName());
    }
    return Optional.empty();
  }
}
