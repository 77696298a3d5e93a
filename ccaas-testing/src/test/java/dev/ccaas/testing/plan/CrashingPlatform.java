// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.plan;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.plan.JournalRecord;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.provisioning.WebhookSpec;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A platform whose reads lag, whose answers get lost, and whose client dies at a chosen point:
 * before or after a journal record is kept, before a request is sent or before its answer is read.
 */
final class CrashingPlatform {
  /** The death of the client's process. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  final FakeTime time = FakeTime.create();
  final Store<BrandSpec> brands = new Store<>();
  final Store<WebhookSpec> webhooks = new Store<>();
  final Journal memory = Journal.inMemory();
  final Set<String> everMade = new TreeSet<>();
  final Set<Capability> capabilities;
  private final Duration lag;
  private Set<Integer> crashes = Set.of();
  private int lost = -1;
  private int boundaries;
  private int requests;
  private int ids;
  boolean refusesWebhooks;

  CrashingPlatform(Duration lag, Set<Capability> capabilities) {
    this.lag = lag;
    this.capabilities = capabilities;
  }

  /** From now on: dies at these boundaries, loses the answer to that request. */
  void fault(Set<Integer> crashAt, int lostAnswer) {
    boundaries = 0;
    requests = 0;
    crashes = crashAt;
    lost = lostAnswer;
  }

  int boundaries() {
    return boundaries;
  }

  int requests() {
    return requests;
  }

  private void boundary() {
    if (crashes.contains(boundaries++)) {
      throw new Crash();
    }
  }

  private <T> T request(Supplier<T> work) {
    boundary();
    int number = requests++;
    T answer = work.get();
    boundary();
    if (number == lost) {
      throw new TransportException("lost", Delivery.AMBIGUOUS, null);
    }
    return answer;
  }

  Journal journal() {
    return new Journal() {
      @Override
      public void bind(String target, String owner) {
        memory.bind(target, owner);
      }

      @Override
      public List<JournalRecord> records() {
        return memory.records();
      }

      @Override
      public void append(JournalRecord record) {
        boundary();
        memory.append(record);
        boundary();
      }

      @Override
      public void close() {
        // the records outlive the process
      }
    };
  }

  BrandProvisioner brandClient() {
    return new BrandProvisioner() {
      @Override
      public Set<Capability> capabilities() {
        return capabilities;
      }

      @Override
      public Brand create(BrandSpec spec) {
        return request(() -> brand(brands.put(newId("b"), spec), spec));
      }

      @Override
      public Optional<Brand> get(String id) {
        return request(
            () -> Optional.ofNullable(brands.seen().get(id)).map(spec -> brand(id, spec)));
      }

      @Override
      public List<Brand> list() {
        return request(
            () -> {
              List<Brand> all = new ArrayList<>();
              brands.seen().forEach((id, spec) -> all.add(brand(id, spec)));
              return all;
            });
      }

      @Override
      public Brand update(String id, BrandSpec spec) {
        return request(() -> brand(brands.put(brands.require(id), spec), spec));
      }

      @Override
      public void delete(String id) {
        request(() -> brands.remove(id));
      }

      @Override
      public Health health(String id) {
        return Health.unknown();
      }
    };
  }

  WebhookProvisioner webhookClient() {
    return new WebhookProvisioner() {
      @Override
      public Set<Capability> capabilities() {
        return capabilities;
      }

      @Override
      public Webhook create(WebhookSpec spec) {
        return request(
            () -> {
              if (refusesWebhooks) {
                throw ApiException.of(ApiFailure.builder("POST /webhooks", 400).build());
              }
              return webhook(webhooks.put(newId("w"), spec), spec);
            });
      }

      @Override
      public Optional<Webhook> get(String id) {
        return request(
            () -> Optional.ofNullable(webhooks.seen().get(id)).map(spec -> webhook(id, spec)));
      }

      @Override
      public List<Webhook> list() {
        return request(
            () -> {
              List<Webhook> all = new ArrayList<>();
              webhooks.seen().forEach((id, spec) -> all.add(webhook(id, spec)));
              return all;
            });
      }

      @Override
      public Webhook update(String id, WebhookSpec spec) {
        return request(() -> webhook(webhooks.put(webhooks.require(id), spec), spec));
      }

      @Override
      public void delete(String id) {
        request(() -> webhooks.remove(id));
      }
    };
  }

  private String newId(String prefix) {
    String id = prefix + ++ids;
    everMade.add(id);
    return id;
  }

  private static Brand brand(String id, BrandSpec spec) {
    return Brand.builder(id).name(spec.name().orElse(null)).spec(spec).build();
  }

  private static Webhook webhook(String id, WebhookSpec spec) {
    return Webhook.of(id, spec.isEnabled(), spec);
  }

  /** What there is, and what there was a while ago. */
  final class Store<S> {
    private final List<Moment<S>> history = new ArrayList<>();

    /** Returns what really is there. */
    Map<String, S> now() {
      return history.isEmpty() ? Map.of() : history.get(history.size() - 1).all;
    }

    /** Returns what readers see: what was there when the lag began. */
    Map<String, S> seen() {
      Map<String, S> seen = Map.of();
      for (Moment<S> moment : history) {
        if (!moment.at.isAfter(time.instant().minus(lag))) {
          seen = moment.all;
        }
      }
      return seen;
    }

    String put(String id, S spec) {
      Map<String, S> next = new LinkedHashMap<>(now());
      next.put(id, spec);
      history.add(new Moment<>(time.instant(), next));
      return id;
    }

    @Nullable S remove(String id) {
      Map<String, S> next = new LinkedHashMap<>(now());
      S removed = next.remove(id);
      history.add(new Moment<>(time.instant(), next));
      return removed;
    }

    String require(String id) {
      if (!now().containsKey(id)) {
        throw ApiException.of(ApiFailure.builder("PUT " + id, 404).build());
      }
      return id;
    }
  }

  private record Moment<S>(Instant at, Map<String, S> all) {}
}
