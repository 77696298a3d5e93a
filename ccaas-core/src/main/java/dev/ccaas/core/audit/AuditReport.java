// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What verifying an audit log brought to light. Immutable. */
public final class AuditReport {
  private final @Nullable Finding finding;
  private final int files;
  private final long records;
  private final long lastSeq;
  private final long checkpoints;
  private final @Nullable Checkpoint lastCheckpoint;

  AuditReport(@Nullable Finding finding, Tally tally) {
    this.finding = finding;
    this.files = tally.files;
    this.records = tally.records;
    this.lastSeq = tally.lastSeq;
    this.checkpoints = tally.checkpoints;
    this.lastCheckpoint = tally.lastCheckpoint;
  }

  /** What was counted on the way. */
  static final class Tally {
    int files;
    long records;
    long lastSeq;
    long checkpoints;
    @Nullable Checkpoint lastCheckpoint;
  }

  /** Returns whether nothing is wrong. */
  public boolean clean() {
    return finding == null;
  }

  /** Returns the first thing that is wrong; what comes after it was not looked at. */
  public Optional<Finding> finding() {
    return Optional.ofNullable(finding);
  }

  /** Returns how many files were read. */
  public int files() {
    return files;
  }

  /** Returns how many events were read and found right; headers of files are none. */
  public long records() {
    return records;
  }

  /** Returns the number of the last record that was found right; 0 if there was none. */
  public long lastSeq() {
    return lastSeq;
  }

  /** Returns how many checkpoints were held against the log and found right. */
  public long checkpoints() {
    return checkpoints;
  }

  /**
   * Returns up to which record a checkpoint vouches for the log; empty if there is none.
   *
   * <p>What follows that record could be cut off unseen.
   */
  public OptionalLong lastCheckpointSeq() {
    return lastCheckpoint == null
        ? OptionalLong.empty()
        : OptionalLong.of(lastCheckpoint.head().seq());
  }

  /** Returns when the last such checkpoint was made. */
  public Optional<Instant> lastCheckpointTime() {
    return Optional.ofNullable(lastCheckpoint).map(Checkpoint::time).map(Instant::parse);
  }

  /** Returns the finding, or how much was found right. */
  @Override
  public String toString() {
    return finding != null
        ? finding.toString()
        : records + " records in " + files + " files are right, the last is " + lastSeq;
  }

  /** What is wrong with a log, and where. Immutable. */
  public static final class Finding {
    private final Reason reason;
    private final Path file;
    private final long line;
    private final long seq;
    private final String message;

    Finding(Reason reason, Place place, String message) {
      this.reason = reason;
      this.file = place.file();
      this.line = place.line();
      this.seq = place.seq();
      this.message = message;
    }

    /** Returns what kind of fault it is. */
    public Reason reason() {
      return reason;
    }

    /** Returns the file that is wrong or missing. */
    public Path file() {
      return file;
    }

    /** Returns the line, from 1: the wrong one, or where a missing one should stand. */
    public long line() {
      return line;
    }

    /** Returns the number that the record at that place has to have, from 1. */
    public long seq() {
      return seq;
    }

    /** Returns what was found and what was expected; never a text out of the log. */
    public String message() {
      return message;
    }

    /** Returns file, line, reason and message. */
    @Override
    public String toString() {
      return file + ":" + line + ": " + reason + ": " + message;
    }
  }

  /** Where a finding is: which file, which line, and which record has to stand there. */
  record Place(Path file, long line, long seq) {}

  /** Kinds of fault; later versions may add some. */
  public enum Reason {
    /** A line is no record: rubbish, too long, or without the members that chain it. */
    UNREADABLE,
    /** A record does not have the hash that it names: it was changed. */
    HASH_DIFFERS,
    /** A record does not follow from the one before it: one of the two was exchanged. */
    LINK_BROKEN,
    /** Records are missing before this one. */
    MISSING,
    /** A record stands here that stands before too, or that belongs elsewhere. */
    INSERTED,
    /** A later record stands here, and this one's elsewhere. */
    SWAPPED,
    /** The first line of a file is not a header. */
    HEADER_MISSING,
    /** A whole file is missing, and no retention proof covers it. */
    FILE_MISSING,
    /** The end of a file or of the log is missing. */
    TRUNCATED,
    /** A link, directory, pipe or device stands in a file's place. */
    NOT_A_FILE,
    /** A checkpoint vouches for another record than the log holds. */
    CHECKPOINT_DIFFERS,
    /** A checkpoint or retention proof is not one. */
    CHECKPOINT_UNREADABLE,
    /** A signature does not fit what it signs. */
    SIGNATURE_INVALID,
    /** A checkpoint was signed by a key that was not given, or by none. */
    UNKNOWN_KEY
  }
}
