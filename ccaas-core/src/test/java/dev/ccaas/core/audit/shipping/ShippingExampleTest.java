// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit.shipping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditLog;
import dev.ccaas.core.audit.AuditSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/audit-shipping.md against a collector that is down now and then. */
class ShippingExampleTest {
  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

  @TempDir private Path temp;
  private final TreeMap<String, String> received = new TreeMap<>();
  private volatile int status = 204;
  private HttpServer collector;

  @BeforeEach
  void start() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext("/logs/", this::take);
    collector.start();
  }

  @AfterEach
  void stop() {
    collector.stop(0);
  }

  @Test
  void everyRecordArrivesOnceThoughTheCollectorWasDown() {
    try (AuditSink sink = AuditSink.jsonLines(temp)) {
      LogShipper shipper = shipper();
      record(sink, "A", "B");
      assertThat(shipper.ship()).isEqualTo(2);

      status = 503;
      record(sink, "C");
      assertThatThrownBy(shipper::ship)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("503");

      status = 204;
      record(sink, "D");
      assertThat(shipper().ship()).as("a new process goes on where the old one was").isEqualTo(2);
      assertThat(shipper().ship()).isZero();
    }
    assertThat(received.values())
        .extracting(line -> line.replaceAll(".*\"action\":\"(\\w)\".*", "$1"))
        .containsExactly("A", "B", "C", "D");
  }

  private LogShipper shipper() {
    URI logs = URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/logs/");
    return new LogShipper(AuditLog.open(temp), logs, temp.resolve("shipped"));
  }

  private static void record(AuditSink sink, String... actions) {
    for (String action : List.of(actions)) {
      sink.record(AuditEvent.builder(action, NOON).build());
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      if (status == 204) {
        received.put(requireNonNull(exchange.getRequestURI().getPath()), body);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }
}
