// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.plan.PlannedChange.Action;
import dev.ccaas.core.plan.PlannedChange.FieldChange;
import java.util.ArrayList;
import java.util.List;

/**
 * What an apply or destroy would do, found out without a write. Immutable.
 *
 * <p>{@link #toString()} is a table for people; nothing in it is a secret.
 */
public final class ChannelPlan {
  private final DesiredState state;
  private final boolean destroy;
  private final List<PlannedChange> changes;

  private ChannelPlan(DesiredState state, boolean destroy, List<PlannedChange> changes) {
    this.state = state;
    this.destroy = destroy;
    this.changes = List.copyOf(changes);
  }

  static ChannelPlan of(DesiredState state, boolean destroy, List<PlannedChange> changes) {
    return new ChannelPlan(state, destroy, changes);
  }

  /** Returns the state that it was made for. */
  public DesiredState state() {
    return state;
  }

  /** Returns whether it removes the state's channels rather than makes them. */
  public boolean isDestroy() {
    return destroy;
  }

  /**
   * Returns every brand and webhook, the unchanged ones too: in the order of the state, a webhook
   * after the first channel that uses it, then what is no longer wished.
   */
  public List<PlannedChange> changes() {
    return changes;
  }

  /** Returns how many changes have that action. */
  public int count(Action action) {
    return (int) changes.stream().filter(change -> change.action() == action).count();
  }

  /**
   * Returns whether there is nothing to do and nothing in the way: all is unchanged, but for
   * orphans that stay because pruning is off.
   */
  public boolean isEmpty() {
    return changes.stream().noneMatch(change -> change.acts() || change.action() == Action.BLOCKED);
  }

  /**
   * Returns a table: a line per change that is not unchanged, a line per field, then the counts.
   */
  @Override
  public String toString() {
    StringBuilder table = new StringBuilder();
    for (PlannedChange change : changes) {
      if (change.action() != Action.UNCHANGED || !change.warnings().isEmpty()) {
        append(change, table);
      }
    }
    return table.append(totals()).toString();
  }

  /** Does nothing if this plan, made now, is the approved one. */
  void requireSameAs(ChannelPlan approved) {
    if (changes.equals(approved.changes)) {
      return;
    }
    List<PlannedChange> moved = new ArrayList<>(changes);
    moved.removeAll(approved.changes);
    throw new ReconcileException(
        ReconcileException.Reason.PLAN_OUTDATED,
        "The platform has moved since the plan was made"
            + (moved.isEmpty() ? "" : ", now: " + moved.get(0))
            + ". Nothing was sent. Plan again and have that approved.",
        null);
  }

  private static void append(PlannedChange change, StringBuilder table) {
    table.append(sign(change.action())).append(' ').append(change).append('\n');
    for (FieldChange field : change.fields()) {
      table.append("      ").append(field).append('\n');
    }
    for (String warning : change.warnings()) {
      table.append("    ! ").append(Shown.text(warning)).append('\n');
    }
    change
        .obstacle()
        .ifPresent(why -> table.append("    ! ").append(why.getMessage()).append('\n'));
  }

  private static char sign(Action action) {
    return switch (action) {
      case CREATE -> '+';
      case ADOPT, UPDATE -> '~';
      case DELETE -> '-';
      case BLOCKED -> '!';
      case ORPHANED -> '?';
      case UNCHANGED -> ' ';
    };
  }

  private String totals() {
    StringBuilder totals = new StringBuilder(destroy ? "Destroy:" : "Plan:");
    String separator = " ";
    for (Action action : Action.values()) {
      int count = count(action);
      if (count > 0) {
        totals.append(separator).append(count).append(' ').append(action);
        separator = ", ";
      }
    }
    return changes.isEmpty() ? totals.append(" nothing").toString() : totals.toString();
  }
}
