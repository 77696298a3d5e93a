// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.ccaas.core.audit.AuditReport.Finding;
import dev.ccaas.core.audit.AuditReport.Place;
import dev.ccaas.core.audit.AuditReport.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a log one by one over all its files, headers too, each held against the chain.
 *
 * <p>It ends at the log's end or at the first fault. A last line without its end is still being
 * written and not yet there. Memory does not depend on the log.
 */
final class ChainReader implements Closeable {
  private final List<LogFile> files;
  private int opened;
  private @Nullable LogFile file;
  private @Nullable BoundedLines lines;
  private Place end;
  private String node = "";
  private @Nullable ChainHead head;
  private @Nullable Finding fault;

  /** Creates a reader of these files, in this order; where the first one starts is accepted. */
  ChainReader(Path directory, List<LogFile> files) {
    this.files = files;
    this.end = new Place(directory, 1, 1);
  }

  /** Returns the next record, or null at the end or at a fault. */
  @Nullable ChainedRecord next() throws IOException {
    while (fault == null) {
      LogFile from = file;
      BoundedLines open = lines;
      if (from == null || open == null) {
        if (opened == files.size() || !open(files.get(opened++))) {
          return null;
        }
        continue;
      }
      byte[] line = open.next();
      if (line != null && (open.whole() || line.length == BoundedLines.MAX_BYTES)) {
        return read(line, from, open);
      }
      endOf(from, open);
    }
    return null;
  }

  private boolean open(LogFile next) throws IOException {
    if (!next.isRegular() && Files.exists(next.path(), NOFOLLOW_LINKS)) {
      fault =
          new Finding(
              Reason.NOT_A_FILE, new Place(next.path(), 1, expected()), "is not a regular file");
      return false;
    }
    lines = BoundedLines.open(next.path());
    file = next;
    return true;
  }

  private void endOf(LogFile from, BoundedLines open) throws IOException {
    open.close();
    lines = null;
    boolean torn = open.number() > 0 && !open.whole();
    end = new Place(from.path(), open.number() + (torn ? 0 : 1), expected());
    if (torn && opened < files.size()) {
      fault = new Finding(Reason.TRUNCATED, end, "the line has no end, but another file follows");
    }
  }

  private @Nullable ChainedRecord read(byte[] line, LogFile from, BoundedLines open)
      throws IOException {
    Place place = new Place(from.path(), open.number(), expected());
    ChainedRecord record;
    try {
      record = ChainedRecord.parse(line, place, node);
    } catch (ChainedLine.ChangedException e) {
      fault = new Finding(Reason.HASH_DIFFERS, place, "the line " + e.getMessage());
      return null;
    } catch (IOException e) {
      fault = new Finding(Reason.UNREADABLE, place, "the line " + e.getMessage());
      return null;
    }
    fault = judge(record, from, place);
    if (fault != null) {
      return null;
    }
    node = record.node();
    head = record.head();
    return record;
  }

  private @Nullable Finding judge(ChainedRecord record, LogFile from, Place place)
      throws IOException {
    if (place.line() == 1 && !record.header()) {
      return new Finding(
          Reason.HEADER_MISSING, place, "the file begins with record " + record.seq());
    }
    if (place.line() > 1 && record.header()) {
      return new Finding(Reason.INSERTED, place, "a file's header stands inside a file");
    }
    ChainHead before = head == null ? startOf(record) : head;
    if (record.line().follows(before)) {
      return null;
    }
    if (record.seq() <= before.seq()) {
      return new Finding(
          Reason.INSERTED,
          place,
          "record " + record.seq() + " stands here, after record " + before.seq());
    }
    if (record.seq() == before.seq() + 1) {
      return broken(place);
    }
    return gap(record, from, place);
  }

  /** A log may begin with any record, as after retention, but its first follows nothing. */
  private static ChainHead startOf(ChainedRecord record) {
    return record.seq() == 1
        ? ChainHead.START
        : new ChainHead(record.seq() - 1, record.line().prev());
  }

  private static Finding broken(Place place) {
    return new Finding(
        Reason.LINK_BROKEN,
        place,
        "record "
            + place.seq()
            + " does not follow from the record before it: one of the two was exchanged");
  }

  private Finding gap(ChainedRecord record, LogFile from, Place place) throws IOException {
    long after = seqOfNextLine();
    if (after == place.seq() || after == place.seq() + 1) {
      return new Finding(
          Reason.SWAPPED,
          place,
          "record " + record.seq() + " stands here instead of record " + place.seq());
    }
    String missing = "records " + place.seq() + " to " + (record.seq() - 1) + " are missing";
    if (!record.header()) {
      return new Finding(Reason.MISSING, place, missing + " here");
    }
    Path predecessor = from.predecessor();
    return predecessor.equals(from.path()) || predecessor.equals(end.file())
        ? new Finding(
            Reason.TRUNCATED,
            end,
            missing
                + ": the end of this file, or whole files between it and "
                + from.path().getFileName())
        : new Finding(
            Reason.FILE_MISSING,
            new Place(predecessor, 1, place.seq()),
            missing + " with this file");
  }

  /** Returns the number of the record after the one just read; -1 if there is none to be read. */
  private long seqOfNextLine() throws IOException {
    BoundedLines open = lines;
    byte[] line = open == null ? null : open.next();
    if (line == null && opened < files.size() && files.get(opened).isRegular()) {
      try (BoundedLines next = BoundedLines.open(files.get(opened).path())) {
        line = next.next();
      }
    }
    try {
      return line == null ? -1 : ChainedLine.parse(line).seq();
    } catch (IOException e) { // not readable: then it says nothing about the line before
      return -1;
    }
  }

  private long expected() {
    return head == null ? 1 : head.seq() + 1;
  }

  /** Returns what is wrong, if something is. */
  @Nullable Finding fault() {
    return fault;
  }

  /** Returns where the log begins, or would if its first files were not empty. */
  Place start() {
    return new Place(files.get(0).path(), 1, 1);
  }

  /** Returns where the next record would stand, once {@link #next} has come to the end. */
  Place end() {
    return end;
  }

  @Override
  public void close() throws IOException {
    BoundedLines open = lines;
    lines = null;
    if (open != null) {
      open.close();
    }
  }
}
