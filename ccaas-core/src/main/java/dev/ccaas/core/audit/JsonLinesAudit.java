// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static dev.ccaas.core.audit.AuditBacklog.Loss.DROP;
import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Secret;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditException.Reason;
import dev.ccaas.core.audit.Entry.Outcome;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The log in files: what {@link #record} has returned for is on the disk, once and in order, and
 * part of a chain of hashes in which a later edit shows.
 *
 * <p>Threads that record at the same time share one write to the disk. One writer per directory;
 * after a crash the next one goes on where the log ended. The form of the files is decision 0013 of
 * this library. Safe for use by many threads; an interrupted thread records like any other.
 */
public final class JsonLinesAudit implements AuditSink {
  private final Path directory;
  private final AuditBacklog backlog;
  private final AuditWriter writer;
  private final GroupCommit commits;

  private JsonLinesAudit(JsonLinesOptions options, AuditWriter writer) {
    this.directory = options.files().directory();
    this.backlog = options.backlog();
    this.writer = writer;
    this.commits = new GroupCommit(backlog, options.time(), writer);
    writer.wakeWith(commits::poke);
  }

  /**
   * Returns a builder of a log in that directory.
   *
   * @param directory where the files go; made if it is not there, for its owner only where the file
   *     system is POSIX's
   */
  public static Builder builder(Path directory) {
    return new Builder(requireNonNull(directory, "directory"));
  }

  /** Opens a log with options that nobody checks. */
  static JsonLinesAudit open(JsonLinesOptions options) throws IOException {
    Closeable lock = options.files().lock();
    try {
      ChainLog log = LogRecovery.open(options);
      return new JsonLinesAudit(options, new AuditWriter(log, lock, options));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Takes one event; when this returns it is on the disk, unless the backlog is one that drops.
   *
   * @throws AuditException with a reason, if the event was not recorded
   */
  @Override
  public void record(AuditEvent event) {
    Outcome outcome = commits.submit(AuditJson.bytes(event));
    Reason reason = outcome.reason();
    if (reason == null) {
      return;
    }
    if (backlog.loss() == DROP && reason != Reason.CLOSED) {
      writer.lose(outcome);
      return;
    }
    throw new AuditException(
        AuditJson.text(event.action())
            + " was not recorded in "
            + directory
            + ": "
            + outcome.what()
            + "; what it tells of may have been done",
        reason,
        outcome.cause());
  }

  /**
   * Has the waiting events written, signs where the chain ends, and lets the directory go.
   *
   * @throws AuditException if not all of it could be done
   */
  @Override
  public void close() {
    Outcome outcome = commits.close();
    if (outcome.reason() != null) {
      throw new AuditException(
          "audit log in " + directory + " was not closed as it should: " + outcome.what(),
          outcome.reason(),
          outcome.cause());
    }
  }

  /** Returns which directory, without its content. */
  @Override
  public String toString() {
    return "AuditSink.jsonLines(" + directory + ")";
  }

  /** Collects how a log is written. Not safe for use by many threads. */
  public static final class Builder {
    private static final long SMALLEST_FILE = 128 << 10;

    private final Path directory;
    private @Nullable AuditFiles files;
    private @Nullable String node;
    private long maxFileSize = 64 << 20;
    private @Nullable Supplier<Secret> key;
    private Consumer<String> copy = line -> {};
    private AuditBacklog backlog = AuditBacklog.fail(8_192, Duration.ofSeconds(30));
    private TimeSource time = TimeSource.system();

    private Builder(Path directory) {
      this.directory = directory;
    }

    /**
     * Sets the name of the machine or process that writes, by which logs are told apart once they
     * are merged; default: what the log in the directory says, else a random name.
     *
     * @param node 1 to 64 letters, digits, dots, hyphens, underscores
     */
    public Builder node(String node) {
      if (!requireNonNull(node, "node").matches("[A-Za-z0-9._-]{1,64}")) {
        throw new IllegalArgumentException(
            "node: "
                + AuditJson.text(node)
                + " (expected: 1 to 64 of A-Z, a-z, 0-9, dot, hyphen, underscore)");
      }
      this.node = node;
      return this;
    }

    /**
     * Sets after how many bytes the day goes on in a further file, at least 128 KiB; default 64
     * MiB.
     */
    public Builder maxFileSize(long bytes) {
      if (bytes < SMALLEST_FILE) {
        throw new IllegalArgumentException(
            "maxFileSize: " + bytes + " (expected: " + SMALLEST_FILE + " or more)");
      }
      this.maxFileSize = bytes;
      return this;
    }

    /**
     * Sets the Ed25519 key that signs checkpoints, such as {@code SecretSource.file(path)::secret};
     * it is read once, by {@link #build}. Default: no checkpoints, and then a log that was cut at
     * its end looks like a shorter one.
     *
     * @param key gives PKCS#8 as PEM or Base64, or Base64 of the 32 bytes of the private key
     */
    public Builder checkpointKey(Supplier<Secret> key) {
      this.key = requireNonNull(key, "key");
      return this;
    }

    /**
     * Sets what gets a copy of each checkpoint's line, to keep it where nobody who can write the
     * directory can change it. It is called while others wait to record, so it has to be quick; if
     * it throws, the name of the exception's class is logged.
     */
    public Builder checkpointCopy(Consumer<String> copy) {
      this.copy = requireNonNull(copy, "copy");
      return this;
    }

    /**
     * Sets how many events may wait and what happens when the disk is full or slow; default {@code
     * AuditBacklog.fail(8192, 30 seconds)}. A thread that is writing itself cannot give up a write
     * that hangs in the system; all others do when their patience ends.
     */
    public Builder backlog(AuditBacklog backlog) {
      this.backlog = requireNonNull(backlog, "backlog");
      return this;
    }

    /** Sets the clock after which files are named; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /** Sets another disk. */
    Builder files(AuditFiles files) {
      this.files = files;
      return this;
    }

    /**
     * Opens the log: an incomplete last line, which nobody was told is recorded, is cut off and an
     * {@code AUDIT_RECOVERED} says so.
     *
     * @throws AuditException with reason {@code IN_USE} if another writer has the directory, {@code
     *     BROKEN_LOG} if the log is not as it was written, {@code STORAGE} if the directory cannot
     *     be made, read or written
     * @throws IllegalArgumentException if the checkpoint key is none
     */
    public JsonLinesAudit build() {
      CheckpointKey signer = key == null ? null : CheckpointKey.parse(key.get());
      try {
        AuditFiles disk = files == null ? DiskFiles.create(directory) : files;
        return open(new JsonLinesOptions(disk, node, maxFileSize, signer, copy, backlog, time));
      } catch (BrokenLogException e) {
        throw new AuditException(
            "audit log is not as it was written: " + e.getMessage(), Reason.BROKEN_LOG, e);
      } catch (IOException e) {
        throw new AuditException(
            "audit log in " + directory.toAbsolutePath() + " cannot be opened: " + e,
            Reason.STORAGE,
            e);
      }
    }
  }
}
