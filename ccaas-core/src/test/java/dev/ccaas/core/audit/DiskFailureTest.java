// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.audit.AuditException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is full, read-only or failing: each policy does what it says, the chain goes on. */
class DiskFailureTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path temp;
  private final ManualTime time = new ManualTime("2025-06-01T12:00:00Z");
  private TestDisk disk;

  @BeforeEach
  void insertDisk() throws IOException {
    disk = TestDisk.in(temp);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 20, 300, 600})
  void tellsThatDiskIsFullAndGoesOnOnceItIsNot(long room) throws IOException {
    try (AuditSink sink = open(AuditBacklog.fail(10, PATIENCE))) {
      sink.record(event("a"));
      disk.room(room);
      for (int i = 0; i < 3; i++) {
        AuditException refused =
            catchThrowableOfType(AuditException.class, () -> sink.record(large("LOST")));
        assertThat(refused.reason()).isEqualTo(Reason.STORAGE);
        assertThat(refused)
            .hasMessageStartingWith("LOST was not recorded in " + temp)
            .hasMessageContaining("provision-audit-2025-06-01.jsonl")
            .hasMessageContaining("No space left on device")
            .hasMessageEndingWith("; what it tells of may have been done")
            .hasCauseInstanceOf(IOException.class);
      }
      disk.room(Long.MAX_VALUE);
      sink.record(event("b"));
    }

    assertThat(Chain.in(temp).actions()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 150, 250})
  void goesOnAfterDiskWasFullAtTheBeginOfFile(long room) throws IOException {
    try (AuditSink sink = open(AuditBacklog.fail(10, PATIENCE))) {
      sink.record(event("a"));
      time.set("2025-06-02T00:00:00Z");
      disk.room(room);
      assertThatThrownBy(() -> sink.record(event("LOST"))).isInstanceOf(AuditException.class);
      assertThatThrownBy(() -> sink.record(event("LOST"))).isInstanceOf(AuditException.class);
      disk.room(Long.MAX_VALUE);
      sink.record(event("b"));
    }

    assertThat(Chain.in(temp).actions()).containsExactly("a", "b");
  }

  @Test
  void tellsThatDiskBecameReadOnlyAndGoesOnOnceItIsNot() throws IOException {
    try (AuditSink sink = open(AuditBacklog.fail(10, PATIENCE))) {
      sink.record(event("a"));
      disk.readOnly(true);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> sink.record(event("LOST")))
            .isInstanceOf(AuditException.class)
            .hasMessageContaining("Read-only file system");
      }
      disk.readOnly(false);
      sink.record(event("b"));
    }

    assertThat(Chain.in(temp).actions()).containsExactly("a", "b");
  }

  /** After a failed fsync the system may take the bytes for written: they are written again. */
  @Test
  void writesAnewWhatCouldNotBeForced() throws IOException {
    try (AuditSink sink = open(AuditBacklog.fail(10, PATIENCE))) {
      sink.record(event("a"));
      int opens = disk.opens();
      disk.onForce(
          () -> {
            throw new IOException("Input/output error");
          });
      assertThatThrownBy(() -> sink.record(event("LOST")))
          .hasMessageContaining("Input/output error");
      disk.onForce(() -> {});
      sink.record(event("b"));
      sink.record(event("c"));
      assertThat(disk.opens()).as("opened anew, once").isEqualTo(opens + 1);
    }

    assertThat(Chain.in(temp).actions()).containsExactly("a", "b", "c");
  }

  @Test
  void blockingWaitsUntilThereIsSpace() throws IOException {
    try (AuditSink sink = open(AuditBacklog.block(10, PATIENCE))) {
      sink.record(event("a"));
      disk.room(100);
      time.schedule(Duration.ofSeconds(29), () -> disk.room(Long.MAX_VALUE));
      sink.record(event("b"));
    }

    assertThat(time.sleeps()).isEqualTo(290);
    assertThat(Chain.in(temp).actions()).containsExactly("a", "b");
  }

  @Test
  void blockingGivesUpWhenPatienceEnds() throws IOException {
    try (AuditSink sink = open(AuditBacklog.block(10, PATIENCE))) {
      disk.room(100);
      AuditException refused =
          catchThrowableOfType(AuditException.class, () -> sink.record(event("LOST")));
      assertThat(refused.reason()).isEqualTo(Reason.STORAGE);
      assertThat(time.instant()).isEqualTo(Instant.parse("2025-06-01T12:00:30Z"));
      disk.room(Long.MAX_VALUE);
      sink.record(event("b"));
    }

    assertThat(Chain.in(temp).actions()).containsExactly("b");
  }

  @Test
  void blockingKeepsAnInterruptAndTheEvent() throws IOException {
    try (AuditSink sink = open(AuditBacklog.block(10, PATIENCE))) {
      disk.room(100);
      time.schedule(Duration.ofSeconds(1), () -> disk.room(Long.MAX_VALUE));
      Thread.currentThread().interrupt();
      sink.record(event("a"));
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(Chain.in(temp).actions()).containsExactly("a");
  }

  @Test
  void droppingCountsAndSaysSoOnceItCan() throws IOException {
    try (AuditSink sink = open(AuditBacklog.drop(10, PATIENCE))) {
      sink.record(event("a"));
      disk.room(50);
      sink.record(event("LOST"));
      time.advance(Duration.ofMinutes(1));
      sink.record(event("LOST"));
      sink.record(event("LOST"));
      disk.room(Long.MAX_VALUE);
      sink.record(event("b"));
      sink.record(event("c"));
    }

    assertThat(Chain.in(temp).actions()).containsExactly("a", LostEvents.GAP, "b", "c");
    JsonNode gap = Chain.in(temp).attributes(LostEvents.GAP);
    assertThat(gap.get("dropped").asText()).isEqualTo("3");
    assertThat(gap.get("since").asText()).isEqualTo("2025-06-01T12:00:00Z");
  }

  @Test
  void closingWritesTheGapOrTellsOfIt() throws IOException {
    try (AuditSink sink = open(AuditBacklog.drop(10, PATIENCE))) {
      disk.room(0);
      sink.record(event("LOST"));
      disk.room(Long.MAX_VALUE);
    }
    assertThat(Chain.in(temp).actions()).containsExactly(LostEvents.GAP);

    AuditSink sink = open(AuditBacklog.drop(10, PATIENCE));
    disk.room(0);
    sink.record(event("LOST"));

    assertThatThrownBy(sink::close)
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("1 events were dropped and the log does not say so");
    disk.room(Long.MAX_VALUE);
    open(AuditBacklog.fail(1, PATIENCE)).close(); // the directory was let go
  }

  @Test
  void recordsOnInterruptedThread() throws IOException {
    try (AuditSink sink = open(AuditBacklog.fail(10, PATIENCE))) {
      Thread.currentThread().interrupt();
      sink.record(event("a"));
      sink.record(event("b"));
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(Chain.in(temp).actions()).containsExactly("a", "b");
  }

  /** The interrupt closes the channel in the middle of the write; nobody notices. */
  @Test
  void recordsOnceAlthoughAnInterruptClosesTheFile() throws IOException {
    try (AuditSink sink = open(AuditBacklog.fail(10, PATIENCE))) {
      int[] interrupts = {5};
      disk.onForce(
          () -> {
            if (interrupts[0]-- > 0) {
              Thread.currentThread().interrupt(); // the directory is forced next
            }
          });
      sink.record(event("a"));
      assertThat(Thread.interrupted()).isTrue();
      sink.record(event("b"));
    }

    assertThat(Chain.in(temp).actions()).containsExactly("a", "b");
  }

  @Test
  void lettingGoOfTheDirectoryDoesNotDependOnTheDisk() {
    AuditSink sink = open(AuditBacklog.fail(10, PATIENCE));
    sink.record(event("a"));
    disk.readOnly(true);
    assertThatThrownBy(() -> sink.record(event("LOST"))).isInstanceOf(AuditException.class);
    sink.close();
    disk.readOnly(false);

    open(AuditBacklog.fail(10, PATIENCE)).close();
  }

  private AuditSink open(AuditBacklog backlog) {
    return JsonLinesAudit.builder(temp).files(disk).time(time).backlog(backlog).build();
  }

  private static AuditEvent event(String action) {
    return AuditEvent.builder(action, Instant.EPOCH).build();
  }

  private static AuditEvent large(String action) {
    return AuditEvent.builder(action, Instant.EPOCH).actor("x".repeat(1_000)).build();
  }
}
