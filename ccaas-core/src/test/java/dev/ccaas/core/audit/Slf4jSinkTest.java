// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.NOPLogger;

class Slf4jSinkTest {
  private static final AuditEvent EVENT =
      AuditEvent.builder("X", Instant.parse("2025-06-01T12:00:00Z"))
          .putAttribute("text", "{} %s \n {}")
          .build();

  @Test
  void logsOneLineAtInfo() {
    ListLogger logger = new ListLogger();
    new Slf4jSink(logger).record(EVENT);

    assertThat(logger.lines).containsExactly("INFO " + AuditJson.line(EVENT));
    assertThat(logger.lines.get(0)).doesNotContain("\n").contains("{} %s   {}");
  }

  @Test
  void failsWhileLoggerDropsInfo() {
    assertThatThrownBy(() -> new Slf4jSink(NOPLogger.NOP_LOGGER).record(EVENT))
        .isInstanceOf(AuditException.class)
        .hasMessageStartingWith("X was not recorded: logger NOP drops INFO");
  }

  @Test
  void takesNothingOnceClosed() {
    ListLogger logger = new ListLogger();
    Slf4jSink sink = new Slf4jSink(logger);
    sink.close();

    assertThatThrownBy(() -> sink.record(EVENT))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("closed");
    assertThat(logger.lines).isEmpty();
  }

  private static final class ListLogger extends LegacyAbstractLogger {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<String> lines = new ArrayList<>();

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String message, Object[] arguments, Throwable thrown) {
      lines.add(level + " " + message);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
      return "";
    }

    @Override
    public boolean isTraceEnabled() {
      return false;
    }

    @Override
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }
  }
}
