// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.plan.PlannedChange.Action;
import dev.ccaas.core.plan.ReconcileException.Reason;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares wish and platform, and decides what is to be done. Writes nothing. */
final class Planner {
  private final Session session;
  private final DesiredState state;
  private final Inventory brands;
  private final Inventory webhooks;
  private final Map<String, Step> webhookSteps = new HashMap<>();

  private Planner(Session session, DesiredState state) {
    this.session = session;
    this.state = state;
    this.brands = session.brands;
    this.webhooks = session.webhooks;
  }

  static Draft draft(Session session, DesiredState state, boolean destroy) {
    Planner planner = new Planner(session, state);
    return destroy ? planner.destroy() : planner.apply();
  }

  private Draft apply() {
    Draft draft = new Draft(state, false);
    for (ChannelSpec channel : state.channels()) {
      draft.add(brand(channel), channel.webhook().map(hook -> webhook(channel, hook)).orElse(null));
    }
    addUnwished(draft);
    return draft;
  }

  private Draft destroy() {
    Draft draft = new Draft(state, true);
    for (ChannelSpec channel : state.channels()) {
      String actor = actor(channel);
      String brandName = channel.brand().name().orElseThrow();
      Step brand = removal(draft, new Place(brands, brandName, null, actor));
      Step webhook =
          channel
              .webhook()
              .map(WebhookSpec::name)
              .map(
                  name ->
                      webhookSteps.computeIfAbsent(
                          name, n -> removal(draft, new Place(webhooks, name, null, actor))))
              .orElse(null);
      draft.add(brand, webhook);
    }
    if (session.setup.prune) {
      addUnwished(draft);
    }
    return draft;
  }

  private Step brand(ChannelSpec channel) {
    String name = channel.brand().name().orElseThrow();
    String webhook = channel.webhook().map(WebhookSpec::name).orElse(null);
    return step(
        new Place(brands, name, webhook, actor(channel)), () -> session.brandKind.wish(channel));
  }

  private Step webhook(ChannelSpec channel, WebhookSpec webhook) {
    return webhookSteps.computeIfAbsent(
        webhook.name(),
        name ->
            step(
                new Place(webhooks, name, null, actor(channel)),
                () -> session.webhookKind.wish(webhook)));
  }

  private @Nullable String actor(ChannelSpec channel) {
    return channel.actor().orElse(session.setup.actor);
  }

  private Step step(Place place, Supplier<Wish> wished) {
    PlannedChange.Builder change = PlannedChange.builder(place.kind(), place.name);
    Wish wish;
    try {
      wish = wished.get();
    } catch (CcaasException refused) {
      return place.step(change.blocked(refused), null, null);
    }
    Sighting seen = place.inventory.look(place.name, wish);
    Found found = onlyOf(seen);
    CcaasException refusal = null;
    if (found != null) {
      JournalRecord live = session.memory.live(place.kind(), place.name).orElse(null);
      change.id(found.id());
      try {
        wish = wish.upon(found);
        change.fields(Fields.differences(wish, found, trusted(place, live)));
      } catch (CcaasException refused) {
        refusal = refused;
      }
    }
    change.warnings(wish.warnings());
    Action action = action(seen, change);
    CcaasException obstacle = obstacle(place, seen, action);
    obstacle = obstacle == null ? refusal : obstacle;
    if (obstacle == null && action != Action.UNCHANGED) {
      obstacle = wish.check().get();
    }
    if (obstacle == null && !session.waitsForDoubts() && isOpen(place)) {
      change.warnings(
          List.of("An earlier run left its outcome in doubt; apply looks for it before it acts."));
    }
    return place.step(
        obstacle == null ? change.build(action) : change.blocked(obstacle), wish, found);
  }

  /** An update whose end is not known makes what the journal knew of the last one worthless. */
  private @Nullable JournalRecord trusted(Place place, @Nullable JournalRecord live) {
    return isOpen(place) ? null : live;
  }

  private boolean isOpen(Place place) {
    return session.memory.open(place.kind(), place.name).isPresent();
  }

  private static @Nullable Found onlyOf(Sighting seen) {
    if (seen.ours().size() == 1) {
      return seen.ours().get(0);
    }
    return seen.ours().isEmpty() && seen.others().size() == 1 ? seen.others().get(0) : null;
  }

  private static Action action(Sighting seen, PlannedChange.Builder change) {
    if (seen.ours().isEmpty()) {
      return seen.others().isEmpty() ? Action.CREATE : Action.ADOPT;
    }
    return change.hasFields() ? Action.UPDATE : Action.UNCHANGED;
  }

  private @Nullable CcaasException obstacle(Place place, Sighting seen, Action action) {
    if (seen.unknown() != null) {
      return new OutcomeUnknownException(seen.unknown(), null);
    }
    if (seen.ours().size() > 1) {
      return duplicates(place, seen.ours());
    }
    if (action == Action.ADOPT) {
      for (Found other : seen.others()) {
        if (!session.setup.adopts(other.owner())) {
          return notOurs(place, other);
        }
      }
    }
    if (action == Action.ADOPT && seen.others().size() > 1) {
      return duplicates(place, seen.others());
    }
    Capability needed = action == Action.CREATE ? Capability.CREATE : Capability.UPDATE;
    return action == Action.UNCHANGED ? null : missing(place, needed);
  }

  private static ReconcileException notOurs(Place place, Found other) {
    String owner = other.owner();
    String whose =
        owner == null
            ? "has no owner. Adopt it"
            : "belongs to owner " + Shown.text(owner) + ". Let them hand it over (adoptFrom)";
    return new ReconcileException(
        Reason.NOT_OURS,
        "%s '%s' is there (id %s) and %s, or choose another name."
            .formatted(place.kind(), Shown.text(place.name), Shown.text(other.id()), whose),
        null);
  }

  private static ReconcileException duplicates(Place place, List<Found> several) {
    return new ReconcileException(
        Reason.DUPLICATES,
        "%s '%s' is there %d times (ids %s). Remove all but one."
            .formatted(place.kind(), Shown.text(place.name), several.size(), ids(several)),
        null);
  }

  private static String ids(List<Found> several) {
    return several.stream().map(Found::id).map(Shown::text).collect(joining(", "));
  }

  private static @Nullable CcaasException missing(Place place, Capability needed) {
    return place.inventory.resources.offers(needed)
        ? null
        : new UnsupportedByPlatformException(
            "%s '%s' needs %s, which this profile does not offer; nothing was sent for it. Do it in the platform's own console, or choose another profile."
                .formatted(place.kind(), Shown.text(place.name), needed));
  }

  /** Returns the removal of what is ours under that name, or null if nothing is. */
  private @Nullable Step removal(Draft draft, Place place) {
    Inventory inventory = place.inventory;
    String name = place.name;
    PlannedChange.Builder change = PlannedChange.builder(place.kind(), name);
    Sighting seen = inventory.look(name, null);
    if (seen.unknown() != null) {
      return place.step(
          change.blocked(new OutcomeUnknownException(seen.unknown(), null)), null, null);
    }
    if (seen.ours().isEmpty()) {
      session.memory.open(place.kind(), name).ifPresent(draft::addAbsent);
      return null;
    }
    if (seen.ours().size() > 1) {
      return place.step(change.blocked(duplicates(place, seen.ours())), null, null);
    }
    Found found = seen.ours().get(0);
    change.id(found.id());
    Optional<String> user = inventory == webhooks ? otherUser(name) : Optional.empty();
    if (user.isPresent()) {
      change.warnings(List.of("It stays: brand '" + user.get() + "' uses it."));
      return place.step(change.build(Action.UNCHANGED), null, found);
    }
    CcaasException obstacle = missing(place, Capability.DELETE);
    return place.step(
        obstacle == null ? change.build(Action.DELETE) : change.blocked(obstacle), null, found);
  }

  /** Returns a brand outside the state that uses the webhook, as far as the journal knows. */
  private Optional<String> otherUser(String webhook) {
    Set<String> mine =
        state.channels().stream().map(c -> c.brand().name().orElseThrow()).collect(toSet());
    return session.memory.live().stream()
        .filter(live -> live.kind().equals(PlannedChange.BRAND))
        .filter(live -> webhook.equals(live.details().get("webhook")))
        .map(JournalRecord::name)
        .filter(name -> !mine.contains(name))
        .findFirst();
  }

  private void addUnwished(Draft draft) {
    for (Inventory inventory : List.of(webhooks, brands)) {
      Set<String> ids = new HashSet<>();
      Set<String> names = new HashSet<>();
      for (Step step : draft.steps()) {
        if (step.inventory() == inventory) {
          names.add(step.change().name());
          step.change().id().ifPresent(ids::add);
        }
      }
      Map<Found, String> left = inventory.unwished(ids, names);
      left.forEach((found, name) -> draft.addUnwished(unwished(inventory, found, name)));
      inventory.absent(names, left.values()).forEach(draft::addAbsent);
    }
  }

  private Step unwished(Inventory inventory, Found found, String name) {
    Place place = new Place(inventory, name, null, session.setup.actor);
    PlannedChange.Builder change = PlannedChange.builder(place.kind(), name).id(found.id());
    CcaasException obstacle = session.setup.prune ? missing(place, Capability.DELETE) : null;
    Action action = session.setup.prune ? Action.DELETE : Action.ORPHANED;
    return place.step(
        obstacle == null ? change.build(action) : change.blocked(obstacle), null, found);
  }

  /** Where a step belongs. */
  private record Place(
      Inventory inventory, String name, @Nullable String webhook, @Nullable String actor) {

    String kind() {
      return inventory.resources.kind();
    }

    Step step(PlannedChange change, @Nullable Wish wish, @Nullable Found found) {
      return new Step(change, inventory, wish, found, webhook, actor);
    }
  }
}
