// SPDX-License-Identifier: Apache-2.0
/**
 * The trail of what was done: who, what, outcome, duration and the payload's hash, never the
 * payload.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.audit.AuditSink}: what users implement to keep events elsewhere
 *   <li>{@link dev.ccaas.core.audit.AuditEvent}: one thing that was done or refused
 *   <li>{@link dev.ccaas.core.audit.AuditException}: an event could not be recorded, or a log not
 *       be read, so the caller must know, and why
 *   <li>{@link dev.ccaas.core.audit.JsonLinesAudit}: the log in files, with its many settings
 *   <li>{@link dev.ccaas.core.audit.AuditBacklog}: what happens when a sink is full or slow, which
 *       users have to choose
 *   <li>{@link dev.ccaas.core.audit.AuditLog}: reads and verifies what {@code jsonLines} wrote
 *   <li>{@link dev.ccaas.core.audit.AuditQuery}: which of a log's records are asked for
 *   <li>{@link dev.ccaas.core.audit.AuditRecord}: an event as the log holds it, with its place
 *   <li>{@link dev.ccaas.core.audit.AuditReport}: what a verification found, and where
 *   <li>{@link dev.ccaas.core.audit.AuditExport}: writes records under other systems' names
 *   <li>{@link dev.ccaas.core.audit.ProvisioningMetrics}: the totals that the source document
 *       writes into each entry
 * </ul>
 */
package dev.ccaas.core.audit;
