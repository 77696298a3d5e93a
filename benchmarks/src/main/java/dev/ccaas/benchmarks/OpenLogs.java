// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.benchmarks;

import static java.nio.file.StandardOpenOption.WRITE;

import dev.ccaas.core.audit.AuditSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the slices of {@link AuditReport} append to: opened once and kept open from slice to slice,
 * so that none of them pays for opening. For one measurement at a time.
 */
final class OpenLogs {
  private static final Map<Integer, OpenLog> LOGS = new HashMap<>();
  private static @Nullable BareFile bare;

  private OpenLogs() {}

  private record OpenLog(Path directory, AuditSink sink) {}

  /** Returns a log that held so many records when it was opened. */
  static AuditSink log(int records) throws IOException {
    OpenLog open = LOGS.get(records);
    if (open == null) {
      Path directory = AuditLogs.of(records);
      open = new OpenLog(directory, AuditSink.jsonLines(directory));
      LOGS.put(records, open);
    }
    return open.sink();
  }

  /** Returns an empty file to append to. */
  static BareFile bare() throws IOException {
    BareFile open = bare;
    if (open == null) {
      open = new BareFile();
      bare = open;
    }
    return open;
  }

  /** Closes and removes everything. */
  static void close() throws IOException {
    for (OpenLog log : LOGS.values()) {
      log.sink().close();
      AuditLogs.remove(log.directory());
    }
    LOGS.clear();
    if (bare != null) {
      bare.close();
      bare = null;
    }
  }

  /** Lines of the length of a record, each forced to the disk. */
  static final class BareFile {
    private static final byte[] LINE = new byte[466];

    private final Path path = Files.createTempFile(AuditLogs.directory(), "bare", "");
    private final FileChannel file = FileChannel.open(path, WRITE);
    private long end;

    private BareFile() throws IOException {}

    void append() throws IOException {
      end += file.write(ByteBuffer.wrap(LINE), end);
      file.force(false);
    }

    private void close() throws IOException {
      file.close();
      Files.delete(path);
    }
  }
}
