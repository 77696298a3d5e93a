// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import org.slf4j.Logger;

/** Logs each event at INFO, the one use of that level in this library: the user asked for it. */
final class Slf4jSink implements AuditSink {
  /** The logger's name. */
  static final String LOGGER = "dev.ccaas.audit";

  private final Logger logger;
  private volatile boolean closed;

  Slf4jSink(Logger logger) {
    this.logger = logger;
  }

  @Override
  public void record(AuditEvent event) {
    String action = AuditJson.text(event.action());
    if (closed) {
      throw new AuditException(action + " was not recorded: the sink is closed", null);
    }
    if (!logger.isInfoEnabled()) {
      throw new AuditException(
          action
              + " was not recorded: logger "
              + logger.getName()
              + " drops INFO (expected: a logging backend with that logger at INFO)",
          null);
    }
    logger.info(AuditJson.line(event));
  }

  @Override
  public void close() {
    closed = true;
  }
}
