// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit.shipping;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import dev.ccaas.core.audit.AuditLog;
import dev.ccaas.core.audit.AuditQuery;
import dev.ccaas.core.audit.AuditRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Example: follows an audit log and puts each record to a collector under its number, so that one
 * that is sent twice is stored once. Run {@link #ship()} from one thread, every few seconds.
 */
final class LogShipper {
  private final HttpClient http = HttpClient.newHttpClient();
  private final AuditLog log;
  private final URI collector;
  private final Path position;

  /**
   * Creates a shipper.
   *
   * @param position a file that remembers the number of the last record that arrived
   */
  LogShipper(AuditLog log, URI collector, Path position) {
    this.log = log;
    this.collector = collector;
    this.position = position;
  }

  /** Sends what is new and returns how many records; the first that is refused ends it. */
  long ship() {
    long after = position();
    long count = 0;
    try (Stream<AuditRecord> records = log.read(AuditQuery.builder().afterSeq(after).build())) {
      for (AuditRecord record : (Iterable<AuditRecord>) records::iterator) {
        put(record);
        remember(record.seq());
        count++;
      }
    }
    return count;
  }

  private void put(AuditRecord record) {
    String name = "%s-%019d".formatted(record.node(), record.seq());
    HttpRequest request =
        HttpRequest.newBuilder(collector.resolve(name))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(record.json()))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new IOException("collector answered " + status + " to " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; the next run goes on from " + name, e);
    }
  }

  private long position() {
    try {
      return Files.exists(position) ? Long.parseLong(Files.readString(position)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A reader of the file sees the old number or the new one, never half of one. */
  private void remember(long seq) {
    try {
      Path next = Files.writeString(position.resolveSibling("shipped.next"), Long.toString(seq));
      Files.move(next, position, ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
