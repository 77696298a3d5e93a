// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.time.ZoneOffset.UTC;

import dev.ccaas.core.TimeSource;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Opens a log where it ended: an incomplete last line, which nobody was told is recorded, is cut
 * and recorded; anything else that is wrong is refused.
 */
final class LogRecovery {
  static final String RECOVERED = "AUDIT_RECOVERED";

  private static final Found NOTHING = new Found(null, ChainHead.START, 0, Tail.of(new byte[0]));

  /** Bytes after the last line end. */
  private record Tail(int length, String sha256) {
    static Tail of(byte[] bytes) {
      return new Tail(bytes.length, ChainedLine.sha256(bytes, 0, bytes.length));
    }
  }

  /** What one file holds: complete lines, where the chain stands after them, and what follows. */
  private record Found(@Nullable String node, ChainHead head, long size, Tail tail) {
    boolean isEmpty() {
      return size == 0;
    }
  }

  private final AuditFiles files;
  private final TimeSource time;

  private LogRecovery(JsonLinesOptions options) {
    this.files = options.files();
    this.time = options.time();
  }

  /**
   * Returns the log, ready to be appended to.
   *
   * @throws BrokenLogException if the log is not as it was written, or of another node than the
   *     options want; nothing was changed
   */
  static ChainLog open(JsonLinesOptions options) throws IOException {
    return new LogRecovery(options).recover(options);
  }

  private ChainLog recover(JsonLinesOptions options) throws IOException {
    List<LogName> names =
        files.names().stream().map(LogName::parse).flatMap(Optional::stream).sorted().toList();
    LogName last =
        names.isEmpty()
            ? new LogName(LocalDate.ofInstant(time.instant(), UTC), 0)
            : names.get(names.size() - 1);
    Found found = names.isEmpty() ? NOTHING : read(last);
    // A crash right after a file was made: the chain stands where the file before it ended.
    Found end = found.isEmpty() && names.size() > 1 ? complete(names.get(names.size() - 2)) : found;
    new CheckpointFile(files).check(end.head());
    boolean torn = found.tail().length() > 0;
    ChainLog log =
        new ChainLog(
            files,
            new ChainLog.Settings(owner(end.node(), options.node()), options.maxFileSize(), time),
            new ChainLog.End(last, found.size(), end.head()),
            torn);
    if (torn) {
      log.append(List.of(recovered(last, found.tail())), 0);
    }
    return log;
  }

  private String owner(@Nullable String found, @Nullable String wanted) throws IOException {
    if (found == null) {
      return wanted == null ? "node-" + UUID.randomUUID().toString().substring(0, 8) : wanted;
    }
    if (wanted != null && !wanted.equals(found)) {
      throw new BrokenLogException(
          files.directory()
              + " holds the log of node "
              + found
              + " (expected: of node "
              + wanted
              + "; one directory per node)");
    }
    return found;
  }

  /** Returns what a file holds that was left for a newer one, so nothing in it can be torn. */
  private Found complete(LogName name) throws IOException {
    Found found = read(name);
    if (found.isEmpty() || found.tail().length() > 0) {
      throw new BrokenLogException(
          files.directory().resolve(name.toString())
              + " does not end in a record, but is not the last file");
    }
    return found;
  }

  private Found read(LogName name) throws IOException {
    try (AuditFiles.LogFile file = files.open(name.toString())) {
      LogLines lines = new LogLines(file);
      ChainedLine previous = null;
      String node = null;
      for (byte[] bytes = lines.next(); bytes != null; bytes = lines.next()) {
        try {
          previous = link(bytes, previous);
          node = node == null ? LogHeader.node(previous) : node;
        } catch (IOException e) {
          throw broken(name, lines.number(), e);
        }
      }
      ChainHead head = previous == null ? ChainHead.START : previous.head();
      return new Found(node, head, lines.offset(), Tail.of(lines.tail()));
    }
  }

  private static ChainedLine link(byte[] bytes, @Nullable ChainedLine previous) throws IOException {
    ChainedLine line = ChainedLine.parse(bytes);
    if (previous != null && !line.follows(previous.head())) {
      throw new IOException("does not follow the record before it");
    }
    return line;
  }

  private BrokenLogException broken(LogName name, int line, IOException cause) {
    BrokenLogException broken =
        new BrokenLogException(
            files.directory().resolve(name.toString())
                + ", line "
                + line
                + ": "
                + cause.getMessage()
                + "; nothing was changed");
    broken.initCause(cause);
    return broken;
  }

  private byte[] recovered(LogName name, Tail tail) {
    AuditEvent event =
        AuditEvent.builder(RECOVERED, time.instant())
            .putAttribute("file", name.toString())
            .putAttribute("bytesCut", String.valueOf(tail.length()))
            .putAttribute("sha256", tail.sha256())
            .build();
    return AuditJson.bytes(event);
  }
}
