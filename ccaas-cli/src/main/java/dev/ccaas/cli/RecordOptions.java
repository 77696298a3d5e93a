// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.audit.AuditLog;
import dev.ccaas.core.audit.AuditQuery;
import dev.ccaas.core.audit.AuditRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which records of which logs; all conditions have to be met. */
final class RecordOptions {
  /** How what was recorded ended. */
  enum Outcome {
    /** It succeeded. */
    SUCCESS,
    /** It failed. */
    FAILURE
  }

  @Mixin private LogDirectories logs;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = Time.class,
      description = "Only records of this time and later: 2025-06-01 or 2025-06-01T12:00:00Z.")
  private @Nullable Instant from;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Time.class,
      description = "Only records before this time.")
  private @Nullable Instant until;

  @Option(names = "--actor", description = "Only records of what this actor asked for.")
  private @Nullable String actor;

  @Option(names = "--action", description = "Only records of this action.")
  private @Nullable String action;

  @Option(names = "--brand", paramLabel = "ID", description = "Only records of this brand.")
  private @Nullable String brand;

  @Option(
      names = "--outcome",
      paramLabel = "success|failure",
      description = "Only records of what succeeded, or failed.")
  private @Nullable Outcome outcome;

  /** Returns the records in order of time; close the stream. */
  Stream<AuditRecord> open() {
    return AuditLog.merge(logs.all().stream().map(AuditLog::open).toList(), query());
  }

  LogDirectories logs() {
    return logs;
  }

  private AuditQuery query() {
    AuditQuery.Builder query = AuditQuery.builder();
    if (from != null) {
      query.from(from);
    }
    if (until != null) {
      query.until(until);
    }
    if (actor != null) {
      query.actor(actor);
    }
    if (action != null) {
      query.action(action);
    }
    if (brand != null) {
      query.brandId(brand);
    }
    if (outcome != null) {
      query.success(outcome == Outcome.SUCCESS);
    }
    return query.build();
  }

  /** A moment, or a day: its beginning in UTC. */
  static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return text.length() == "2025-06-01".length()
            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
            : Instant.parse(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'" + text + "' (expected: such as 2025-06-01 or 2025-06-01T12:00:00Z)");
      }
    }
  }
}
