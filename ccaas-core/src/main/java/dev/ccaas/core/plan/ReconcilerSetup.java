// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.channel.OnFailure;
import dev.ccaas.core.preflight.Preflight;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a reconciler was told by its builder, which explains each of these. Immutable. */
final class ReconcilerSetup {
  final BrandProvisioner brands;
  final WebhookProvisioner webhooks;
  final Journal journal;
  final String target;
  final AuditSink audit;
  final @Nullable Preflight preflight;
  final TimeSource time;
  final int maxInFlight;
  final boolean adopt;
  final Set<String> adoptFrom;
  final boolean prune;
  final OnFailure onFailure;
  final Duration readPatience;
  final Consumer<ApplyProgress> progress;
  final BooleanSupplier cancelled;
  final @Nullable String actor;

  ReconcilerSetup(ChannelReconciler.Builder builder) {
    this.brands = builder.brands;
    this.webhooks = builder.webhooks;
    this.journal = builder.journal == null ? Journal.inMemory() : builder.journal;
    this.target = builder.target == null ? "unnamed" : builder.target;
    this.audit = builder.audit;
    this.preflight = builder.preflight;
    this.time = builder.time;
    this.maxInFlight = builder.maxInFlight;
    this.adopt = builder.adopt;
    this.adoptFrom = builder.adoptFrom;
    this.prune = builder.prune;
    this.onFailure = builder.onFailure;
    this.readPatience = builder.readPatience;
    this.progress = builder.progress;
    this.cancelled = builder.cancelled;
    this.actor = builder.actor;
  }

  /** Returns whether a brand with that owner's mark, or with none, may be taken over. */
  boolean adopts(@Nullable String owner) {
    return owner == null ? adopt : adoptFrom.contains(owner);
  }
}
