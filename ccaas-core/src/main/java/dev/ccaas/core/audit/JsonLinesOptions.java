// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import dev.ccaas.core.TimeSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was asked of a {@link JsonLinesAudit}; the builder says what each means. */
record JsonLinesOptions(
    AuditFiles files,
    @Nullable String node,
    long maxFileSize,
    @Nullable CheckpointKey key,
    Consumer<String> copy,
    AuditBacklog backlog,
    TimeSource time) {}
