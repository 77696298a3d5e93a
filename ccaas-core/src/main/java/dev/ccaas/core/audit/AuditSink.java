// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Where audit events go.
 *
 * <p>When {@link #record} returns, the sink has taken the event; what that guarantees is stated by
 * each sink. A sink that cannot take an event throws {@link AuditException}, never drops it in
 * silence. Safe for use by many threads.
 */
public interface AuditSink extends AutoCloseable {

  /**
   * Takes one event.
   *
   * @throws AuditException if the event could not be recorded
   */
  void record(AuditEvent event);

  /** Releases what the sink holds; afterwards {@link #record} throws {@link AuditException}. */
  @Override
  default void close() {}

  /** Returns a sink that forgets every event. */
  static AuditSink none() {
    return event -> {};
  }

  /**
   * Returns a sink that logs each event as one line of JSON to the SLF4J logger {@code
   * dev.ccaas.audit} at INFO.
   *
   * <p>What the logging backend does with the line is not known here. While that logger drops INFO,
   * {@link #record} throws.
   */
  static AuditSink slf4j() {
    return new Slf4jSink(LoggerFactory.getLogger(Slf4jSink.LOGGER));
  }

  /**
   * Returns a sink that appends each event as one line of JSON to {@code
   * provision-audit-YYYY-MM-DD.jsonl} in that directory, after the UTC day of the system's clock.
   *
   * <p>Names are the source document's; credentials are cut out; a line has at most 64 KiB. When
   * {@link #record} returns, the line is on the disk: it survives a power cut. Lines are never
   * changed, and each holds the hash of the one before, so an edit shows. {@link
   * JsonLinesAudit#builder} sets node, file size, signed checkpoints, and what happens when the
   * disk is full or slow; here a failure throws at once, and slowness after 30 seconds.
   *
   * @param directory where the files go; made if it is not there, for its owner only where the file
   *     system is POSIX's
   * @throws AuditException if the directory cannot be used, another writer has it, or the log in it
   *     is not as it was written
   */
  static AuditSink jsonLines(Path directory) {
    return JsonLinesAudit.builder(directory).build();
  }

  /**
   * Returns a sink that gives each event to all of these, in order, even if one fails.
   *
   * <p>Then it throws one {@link AuditException}: its cause is what the first failed sink threw,
   * what others threw is suppressed in it. Closing it closes all of them.
   */
  static AuditSink tee(AuditSink... sinks) {
    return new TeeSink(List.of(sinks));
  }

  /**
   * Returns a sink that takes events at once and gives them to that one, in order, on a daemon
   * thread: {@link #record} does not wait for the sink, and its return promises nothing.
   *
   * <p>When more events wait than the backlog allows, its policy decides. An event that the sink
   * refuses is dropped and counted, whatever the policy, because nobody waits for the answer; the
   * sink gets an {@code AUDIT_GAP} with the count before the next event. {@link #close} has the
   * waiting events delivered, up to the backlog's patience, and closes the sink. What was waiting
   * when the process dies is lost.
   *
   * @param sink where the events go
   * @param backlog how many may wait, and what happens to one more
   */
  static AuditSink async(AuditSink sink, AuditBacklog backlog) {
    return AsyncSink.start(
        requireNonNull(sink, "sink"), requireNonNull(backlog, "backlog"), TimeSource.system());
  }
}
