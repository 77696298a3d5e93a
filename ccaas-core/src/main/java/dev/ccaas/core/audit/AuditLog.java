// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Secret;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An audit log that {@link AuditSink#jsonLines} wrote, opened for reading, also while it is
 * written.
 *
 * <p>Memory does not depend on how long the log or a line is. Links, directories and pipes in place
 * of its files are not followed. Nothing is kept open between calls. Safe for use by many threads.
 */
public final class AuditLog {
  private final Path directory;
  private final TrustedKeys keys;
  private final @Nullable Supplier<Secret> checkpointKey;
  private final TimeSource time;
  private final List<Path> checkpoints;

  private AuditLog(Builder builder) {
    this.directory = builder.directory;
    this.keys = new TrustedKeys(builder.keys);
    this.checkpointKey = builder.checkpointKey;
    this.time = builder.time;
    this.checkpoints = List.copyOf(builder.checkpoints);
  }

  /**
   * Returns the log in a directory, without keys: signatures are not checked.
   *
   * @throws AuditException if there is no such directory
   */
  public static AuditLog open(Path directory) {
    return builder(directory).build();
  }

  /** Returns a builder of the log in a directory. */
  public static Builder builder(Path directory) {
    return new Builder(requireNonNull(directory, "directory"));
  }

  /**
   * Returns whether every record is there and unchanged, and if not, the first that is wrong.
   *
   * <p>Every line is held against the chain, every checkpoint against its record, the beginning
   * against the proof of what retention removed. Without checkpoints kept elsewhere, a log that was
   * rolled back together with its checkpoints looks like one that ended earlier. A last line
   * without its end is being written and not a fault.
   *
   * @throws AuditException if a file cannot be read
   */
  public AuditReport verify() {
    try {
      return LogVerifier.verify(directory, keys, checkpoints);
    } catch (IOException e) {
      throw RecordIterator.unreadable(directory, e);
    }
  }

  /**
   * Returns the records that meet the query, in the log's order; close the stream.
   *
   * <p>The chain is checked on the way, records that do not meet the query included: at the first
   * one that is wrong the stream throws {@link AuditException} of reason {@code BROKEN_LOG}, which
   * names file, line and what is wrong. Checkpoints, and where the log begins and ends, are what
   * {@link #verify()} looks at.
   *
   * @throws AuditException if a file cannot be read
   */
  public Stream<AuditRecord> read(AuditQuery query) {
    requireNonNull(query, "query");
    return RecordIterator.stream(RecordIterator.open(directory, query.afterSeq()))
        .filter(query::matches);
  }

  /**
   * Returns the records of several nodes' logs that meet the query, ordered by time; close the
   * stream.
   *
   * <p>Each node's records keep their order, also where its clock went back; at equal times the log
   * that is named first comes first. Each chain is checked as by {@link #read}.
   *
   * @throws AuditException if a file cannot be read
   */
  public static Stream<AuditRecord> merge(List<AuditLog> logs, AuditQuery query) {
    requireNonNull(query, "query");
    List<RecordIterator> each =
        logs.stream().map(log -> RecordIterator.open(log.directory, query.afterSeq())).toList();
    return RecordIterator.stream(new RecordMerge(each)).filter(query::matches);
  }

  /**
   * Removes the files of all days before that one and returns them; never the last file, which a
   * writer may have open.
   *
   * <p>What proves that they were removed on purpose goes to {@code audit-retention.jsonl} first,
   * so the rest of the log still verifies; it is signed if there is a {@link
   * Builder#checkpointKey}. A writer may be at work.
   *
   * @param day the first UTC day that is kept
   * @throws AuditException if the log does not verify, and then nothing is removed, or if a file
   *     cannot be written or removed
   * @throws IllegalArgumentException if the checkpoint key is none
   */
  public List<Path> removeBefore(LocalDate day) {
    requireNonNull(day, "day");
    CheckpointKey signer = checkpointKey == null ? null : CheckpointKey.parse(checkpointKey.get());
    AuditReport report = verify();
    if (!report.clean()) {
      throw new AuditException(
          "nothing was removed, the audit log is not clean: " + report, Reason.BROKEN_LOG, null);
    }
    try {
      return new Retention(directory, keys, signer, time).removeBefore(day);
    } catch (IOException e) {
      throw new AuditException(
          "audit log in " + directory + " was not shortened: " + e, Reason.STORAGE, e);
    }
  }

  /** Returns the directory. */
  @Override
  public String toString() {
    return "AuditLog of " + directory;
  }

  /** Collects what a log is verified against. Not safe for use by many threads. */
  public static final class Builder {
    private final Path directory;
    private final List<PublicKey> keys = new ArrayList<>();
    private final List<Path> checkpoints = new ArrayList<>();
    private @Nullable Supplier<Secret> checkpointKey;
    private TimeSource time = TimeSource.system();

    private Builder(Path directory) {
      this.directory = directory;
    }

    /**
     * Adds a key that may have signed checkpoints; with the first one, every signature has to fit.
     *
     * @throws IllegalArgumentException if it is not an Ed25519 key
     */
    public Builder publicKey(PublicKey key) {
      String algorithm = requireNonNull(key, "key").getAlgorithm();
      if (!(key instanceof EdECPublicKey ed) || !ed.getParams().getName().equals("Ed25519")) {
        throw new IllegalArgumentException("key of " + algorithm + " (expected: Ed25519)");
      }
      keys.add(key);
      return this;
    }

    /**
     * Adds a copy of {@code audit-checkpoints.jsonl} that is kept elsewhere, so that a roll back to
     * an older copy of the log shows; it may hold those of other nodes too.
     */
    public Builder checkpoints(Path file) {
      checkpoints.add(requireNonNull(file, "file"));
      return this;
    }

    /**
     * Sets the Ed25519 private key that signs what {@link AuditLog#removeBefore} leaves as proof;
     * it is read each time. The forms are those of {@link JsonLinesAudit.Builder#checkpointKey}.
     */
    public Builder checkpointKey(Supplier<Secret> key) {
      this.checkpointKey = requireNonNull(key, "key");
      return this;
    }

    /** Sets the clock that proofs of removal are dated by; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /**
     * Returns the log.
     *
     * @throws AuditException if there is no such directory
     */
    public AuditLog build() {
      if (!Files.isDirectory(directory)) {
        throw new AuditException(
            "audit directory " + directory + " is not there", Reason.STORAGE, null);
      }
      return new AuditLog(this);
    }
  }
}
