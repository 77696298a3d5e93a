// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

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
}
