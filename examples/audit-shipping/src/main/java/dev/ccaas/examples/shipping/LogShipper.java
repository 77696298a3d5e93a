// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.shipping;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.ccaas.core.audit.AuditLog;
import dev.ccaas.core.audit.AuditQuery;
import dev.ccaas.core.audit.AuditRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Follows an audit log and hands on what is new, each record at least once and in order. Call
 * {@link #ship} from one thread, every few seconds; what it throws ends that call only.
 */
public final class LogShipper {
  private static final int BATCH = 500;

  /** Where the records go. */
  @FunctionalInterface
  public interface Collector {
    /**
     * Returns once all of the records are safe there.
     *
     * @throws IOException if one of them may not be; all come again, so the collector has to tell a
     *     record that it has by its node and number
     */
    void put(List<AuditRecord> records) throws IOException;
  }

  private final AuditLog log;
  private final Collector collector;
  private final Path position;

  /**
   * Creates a shipper.
   *
   * @param position a file that remembers the number of the last record that arrived
   */
  public LogShipper(AuditLog log, Collector collector, Path position) {
    this.log = log;
    this.collector = collector;
    this.position = position;
  }

  /** Hands on what is new and returns how many records that were. */
  public long ship() throws IOException {
    long count = 0;
    for (List<AuditRecord> batch = next(); !batch.isEmpty(); batch = next()) {
      collector.put(batch);
      remember(batch.get(batch.size() - 1).seq());
      count += batch.size();
    }
    return count;
  }

  private List<AuditRecord> next() throws IOException {
    AuditQuery query = AuditQuery.builder().afterSeq(position()).build();
    try (Stream<AuditRecord> records = log.read(query)) {
      return records.limit(BATCH).toList();
    }
  }

  private long position() throws IOException {
    return Files.exists(position) ? Long.parseLong(Files.readString(position)) : 0;
  }

  /** A reader of the file sees the old number or the new one, never half of one. */
  private void remember(long seq) throws IOException {
    Path next = Files.writeString(position.resolveSibling("shipped.next"), Long.toString(seq));
    Files.move(next, position, ATOMIC_MOVE);
  }
}
