// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.plan.JournalRecord.Effect;
import dev.ccaas.core.plan.JournalRecord.Phase;
import java.time.Duration;
import java.time.Instant;

/** What one run knows: its settings, its owner, and what the journal adds up to. */
final class Session {
  final ReconcilerSetup setup;
  final String owner;
  final JournalState memory;
  final Patience patience;
  final BrandResources brandKind;
  final WebhookResources webhookKind;
  final Inventory brands;
  final Inventory webhooks;
  private final Instant began;
  private boolean waitsForDoubts;

  private Session(ReconcilerSetup setup, String owner, JournalState memory) {
    this.setup = setup;
    this.owner = owner;
    this.memory = memory;
    this.began = setup.time.instant();
    this.patience = new Patience(setup.time);
    this.brandKind = new BrandResources(setup.brands, setup.preflight);
    this.webhookKind = new WebhookResources(setup.webhooks, setup.preflight);
    this.brands = new Inventory(brandKind, this);
    this.webhooks = new Inventory(webhookKind, this);
  }

  /** Returns a run's view; ties the journal to target and owner. */
  static Session open(ReconcilerSetup setup, String owner) {
    setup.journal.bind(setup.target, owner);
    return new Session(setup, owner, JournalState.of(setup.journal.records()));
  }

  /** From now on what an earlier run left in doubt is waited for. */
  void waitForDoubts() {
    waitsForDoubts = true;
  }

  boolean waitsForDoubts() {
    return waitsForDoubts;
  }

  Inventory inventory(String kind) {
    return kind.equals(PlannedChange.BRAND) ? brands : webhooks;
  }

  /** Keeps a record, then takes it into account. */
  JournalRecord keep(JournalRecord.Builder record, Phase phase) {
    JournalRecord kept = record.build(phase, setup.time.instant());
    setup.journal.append(kept);
    memory.add(kept);
    return kept;
  }

  /** Returns how long what that record did may still take to show. */
  Duration mayTake(JournalRecord live) {
    return live.effect() == Effect.FOUND
        ? Duration.ZERO
        : patience.leftSince(live.at(), setup.readPatience);
  }

  /** Returns how long what that record left in doubt may still take to show. */
  Duration mayTakeToEnd(JournalRecord open) {
    Instant sent = open.at().isAfter(began) ? open.at() : began; // an earlier run may have paused
    return patience.leftSince(sent, setup.readPatience);
  }
}
