// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.plan.JournalRecord.Effect;
import dev.ccaas.core.provisioning.Capability;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds brands or webhooks: in one list per run, by the ids that the journal knows, and again while
 * something is in doubt or may not show yet.
 */
final class Inventory {
  final Resources resources;
  private final Session session;
  private volatile @Nullable Listing listing;

  Inventory(Resources resources, Session session) {
    this.resources = resources;
    this.session = session;
  }

  /**
   * Returns what there is under that name.
   *
   * <p>What the journal says was written lately is waited for until it shows. What is in doubt is
   * waited for only in a run that will act. All that an earlier run left in doubt is waited for at
   * once: from the beginning of this run on, nobody sends it any more.
   *
   * @param wish what it should be, or null if it should not be
   */
  Sighting look(String name, @Nullable Wish wish) {
    Optional<JournalRecord> open = session.memory.open(resources.kind(), name);
    Optional<JournalRecord> live = session.memory.live(resources.kind(), name);
    Doubt doubt = new Doubt(wish, live.orElse(null), open.orElse(null));
    if (doubt.isHopeless(resources)) {
      return Sighting.unknown(open.orElseThrow());
    }
    Sighting first = sight(name, live, false);
    JournalRecord latest = open.or(() -> live).orElse(null);
    boolean mayWait = open.isEmpty() || session.waitsForDoubts();
    if (latest == null || !mayWait || doubt.isSettled(first)) {
      return first;
    }
    Duration wait = open.isPresent() ? session.mayTakeToEnd(latest) : session.mayTake(latest);
    if (!listing(false).asked().isBefore(session.setup.time.instant().plus(wait))) {
      return first; // no later look can show anything else
    }
    Sighting[] last = {first};
    session.patience.until(
        wait,
        () -> {
          last[0] = sight(name, live, true);
          return doubt.isSettled(last[0]) ? Optional.of(last[0]) : Optional.empty();
        });
    return last[0];
  }

  private Sighting sight(String name, Optional<JournalRecord> live, boolean again) {
    List<Found> ours = new ArrayList<>();
    List<Found> others = new ArrayList<>();
    boolean byId = live.isPresent() && again && resources.offers(Capability.GET);
    Listing list = listing(again && !byId);
    Found known = live.flatMap(record -> known(record, byId ? null : list)).orElse(null);
    String id = live.flatMap(JournalRecord::id).orElse(null);
    for (Found found : list.byName(name)) {
      if (id != null && isSame(id, found)) {
        known = known == null ? null : joined(known, found);
      } else {
        boolean mine = resources.nameDecides() || session.owner.equals(found.owner());
        (mine ? ours : others).add(found);
      }
    }
    if (known != null) {
      ours.add(0, known);
    }
    return new Sighting(List.copyOf(ours), List.copyOf(others), null);
  }

  private boolean isSame(String id, Found found) {
    return resources.join(id, found.id()).isPresent();
  }

  /** Returns whichever shows all that either shows, the first one if both do. */
  private Found joined(Found known, Found listed) {
    String id = resources.join(known.id(), listed.id()).orElseThrow();
    return id.equals(listed.id()) && !id.equals(known.id()) ? listed : known.withId(id);
  }

  /** Returns what the journal knows to exist, if the platform shows it or shows nothing at all. */
  private Optional<Found> known(JournalRecord live, @Nullable Listing list) {
    String id = live.id().orElseThrow();
    Found listed = list == null ? null : list.byId(id);
    if (listed != null) {
      return Optional.of(listed);
    }
    if (resources.offers(Capability.GET)) {
      return read(id).map(found -> found.withId(resources.join(id, found.id()).orElse(id)));
    }
    return resources.offers(Capability.LIST) ? Optional.empty() : Optional.of(Found.unseen(live));
  }

  /** Returns what has that id, or empty if it is not there or not yet. */
  Optional<Found> read(String id) {
    return Patience.once(() -> resources.get(id));
  }

  private Listing listing(boolean anew) {
    Listing current = listing;
    if (current == null || anew) {
      Instant asked = session.setup.time.instant();
      List<Found> all = resources.offers(Capability.LIST) ? resources.list() : List.<Found>of();
      current = new Listing(asked, all, resources.kind(), session.memory);
      listing = current;
    }
    return current;
  }

  /** Returns what is ours by mark or journal under no wished name, by the name it goes under. */
  Map<Found, String> unwished(Set<String> wishedIds, Set<String> wishedNames) {
    Map<String, String> names = new HashMap<>();
    Map<String, String> ids = new HashMap<>();
    Map<Found, String> left = new LinkedHashMap<>();
    for (JournalRecord live : session.memory.live()) {
      if (live.kind().equals(resources.kind())) {
        names.put(live.id().orElseThrow(), live.name());
        ids.put(live.name(), live.id().orElseThrow());
        if (!wishedNames.contains(live.name())) {
          known(live, listing(false)).ifPresent(found -> left.put(found, live.name()));
        }
      }
    }
    for (JournalRecord open : session.memory.open()) {
      boolean create = open.kind().equals(resources.kind()) && open.effect() == Effect.CREATE;
      if (create && !wishedNames.contains(open.name())) {
        look(open.name(), null).ours().forEach(found -> left.put(found, open.name()));
      }
    }
    for (Found found : listing(false).all()) {
      boolean marked = !resources.nameDecides() && session.owner.equals(found.owner());
      String name = found.name() == null ? found.id() : found.name();
      boolean known =
          names.containsKey(found.id()) || (ids.containsKey(name) && isSame(ids.get(name), found));
      if (marked && !known && !wishedNames.contains(name)) {
        left.put(found, name);
      }
    }
    left.keySet().removeIf(found -> wishedIds.contains(found.id()));
    return left;
  }

  /**
   * Returns the effects whose end is not known, under no wished name, of which nothing is there.
   *
   * @param found the names of what {@link #unwished} found
   */
  List<JournalRecord> absent(Set<String> wishedNames, Collection<String> found) {
    return session.memory.open().stream()
        .filter(open -> open.kind().equals(resources.kind()))
        .filter(open -> !wishedNames.contains(open.name()) && !found.contains(open.name()))
        .filter(open -> !new Doubt(null, null, open).isHopeless(resources))
        .toList();
  }

  /** When a look has seen enough. */
  private record Doubt(
      @Nullable Wish wish, @Nullable JournalRecord live, @Nullable JournalRecord open) {

    /** Returns whether no look can tell how the open effect ended. */
    boolean isHopeless(Resources resources) {
      if (open == null || resources.offers(Capability.LIST)) {
        return false;
      }
      return switch (open.effect()) {
        case CREATE -> true;
        case DELETE, UNDO -> wish != null && !resources.offers(Capability.GET);
        default -> false;
      };
    }

    boolean isSettled(Sighting seen) {
      if (seen.ours().size() > 1) {
        return true;
      }
      if (open != null && open.effect() == Effect.DELETE) {
        return wish == null || seen.ours().isEmpty();
      }
      if (seen.ours().isEmpty()) {
        return false;
      }
      boolean same = wish == null || isAsWished(wish, seen.ours().get(0));
      boolean expected =
          open == null
              && wish != null
              && live != null
              && !wish.hash().equals(live.details().get("wish"));
      return same || expected;
    }

    private boolean isAsWished(Wish wish, Found found) {
      try {
        return Fields.differences(wish.upon(found), found, open == null ? live : null).isEmpty();
      } catch (CcaasException refused) {
        return true; // no later look can show it otherwise
      }
    }
  }
}
