// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.plan.JournalRecord;
import dev.ccaas.core.plan.PlannedChange;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brands and webhooks in memory, one request for each operation, whose reads lag. */
class MemoryCrashWorld implements CrashWorld {
  private static final Set<Capability> ALL = Set.of(Capability.values());

  final CrashScript script;
  private final Store<BrandSpec> brands = new Store<>("b");
  private final Store<WebhookSpec> webhooks = new Store<>("w");
  private final Set<String> everMade = new TreeSet<>();
  private final Journal memory = Journal.inMemory();
  private Duration lag = Duration.ZERO;
  private boolean refusing;

  MemoryCrashWorld(CrashScript script) {
    this.script = script;
  }

  @Override
  public ChannelReconciler.Builder start() {
    return ChannelReconciler.builder(new Brands(), new Webhooks())
        .journal(openJournal())
        .target("memory");
  }

  /** Returns the journal as a process that starts now finds it. */
  Journal openJournal() {
    return script.around(memory);
  }

  @Override
  public void close() {
    // a process holds nothing
  }

  @Override
  public void readLag(Duration lag) {
    this.lag = lag;
  }

  @Override
  public void refuse(boolean refusing) {
    this.refusing = refusing;
  }

  @Override
  public List<String> resources() {
    return Stream.concat(
            brands.now().values().stream().map(brand -> "brand " + brand.name().orElseThrow()),
            webhooks.now().values().stream().map(webhook -> "webhook " + webhook.name()))
        .toList();
  }

  @Override
  public Optional<String> idOf(String kind, String name) {
    return kind.equals(PlannedChange.BRAND)
        ? brands.idOf(name, brand -> brand.name().orElseThrow())
        : webhooks.idOf(name, WebhookSpec::name);
  }

  @Override
  public Set<String> everMade() {
    return everMade;
  }

  @Override
  public List<JournalRecord> journal() {
    return memory.records();
  }

  private static Brand brand(String id, BrandSpec spec) {
    return Brand.builder(id).name(spec.name().orElse(null)).spec(spec).build();
  }

  private static Webhook webhook(String id, WebhookSpec spec) {
    return Webhook.of(id, spec.isEnabled(), spec);
  }

  private final class Brands implements BrandProvisioner {
    @Override
    public Set<Capability> capabilities() {
      return ALL;
    }

    @Override
    public Brand create(BrandSpec spec) {
      return script.request(true, () -> brand(brands.add(spec), spec));
    }

    @Override
    public Optional<Brand> get(String id) {
      return script.request(
          false, () -> Optional.ofNullable(brands.seen().get(id)).map(spec -> brand(id, spec)));
    }

    @Override
    public List<Brand> list() {
      return script.request(
          false,
          () ->
              brands.seen().entrySet().stream()
                  .map(seen -> brand(seen.getKey(), seen.getValue()))
                  .toList());
    }

    @Override
    public Brand update(String id, BrandSpec spec) {
      return script.request(true, () -> brand(brands.replace(id, spec), spec));
    }

    @Override
    public void delete(String id) {
      script.request(true, () -> brands.remove(id));
    }

    @Override
    public Health health(String id) {
      return Health.unknown();
    }
  }

  private final class Webhooks implements WebhookProvisioner {
    @Override
    public Set<Capability> capabilities() {
      return ALL;
    }

    @Override
    public Webhook create(WebhookSpec spec) {
      return script.request(
          true,
          () -> {
            if (refusing) {
              throw ApiException.of(ApiFailure.builder("POST /webhooks", 400).build());
            }
            return webhook(webhooks.add(spec), spec);
          });
    }

    @Override
    public Optional<Webhook> get(String id) {
      return script.request(
          false, () -> Optional.ofNullable(webhooks.seen().get(id)).map(spec -> webhook(id, spec)));
    }

    @Override
    public List<Webhook> list() {
      return script.request(
          false,
          () ->
              webhooks.seen().entrySet().stream()
                  .map(seen -> webhook(seen.getKey(), seen.getValue()))
                  .toList());
    }

    @Override
    public Webhook update(String id, WebhookSpec spec) {
      return script.request(true, () -> webhook(webhooks.replace(id, spec), spec));
    }

    @Override
    public void delete(String id) {
      script.request(true, () -> webhooks.remove(id));
    }
  }

  /** What there is, and what there was a while ago. */
  private final class Store<S> {
    private final String prefix;
    private final List<Moment<S>> history = new ArrayList<>();

    Store(String prefix) {
      this.prefix = prefix;
    }

    /** Returns what really is there. */
    Map<String, S> now() {
      return history.isEmpty() ? Map.of() : history.get(history.size() - 1).all;
    }

    /** Returns what readers see: what was there when the lag began. */
    Map<String, S> seen() {
      Instant shown = script.time().instant().minus(lag);
      Map<String, S> seen = Map.of();
      for (Moment<S> moment : history) {
        if (!moment.at.isAfter(shown)) {
          seen = moment.all;
        }
      }
      return seen;
    }

    Optional<String> idOf(String name, Function<S, String> named) {
      return now().entrySet().stream()
          .filter(entry -> named.apply(entry.getValue()).equals(name))
          .map(Map.Entry::getKey)
          .findFirst();
    }

    String add(S spec) {
      String id = prefix + (everMade.size() + 1);
      everMade.add(id);
      return put(id, spec);
    }

    String replace(String id, S spec) {
      if (!now().containsKey(id)) {
        throw ApiException.of(ApiFailure.builder("PUT " + id, 404).build());
      }
      return put(id, spec);
    }

    private String put(String id, S spec) {
      Map<String, S> next = new LinkedHashMap<>(now());
      next.put(id, spec);
      history.add(new Moment<>(script.time().instant(), next));
      return id;
    }

    @Nullable S remove(String id) {
      Map<String, S> next = new LinkedHashMap<>(now());
      S removed = next.remove(id);
      history.add(new Moment<>(script.time().instant(), next));
      return removed;
    }
  }

  private record Moment<S>(Instant at, Map<String, S> all) {}
}
