// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which deployments use which configuration, so that one which another deployment uses is not
 * removed.
 *
 * <p>The API has no filter, so all deployments are listed. A list serves all removals of the next
 * half minute, or of ten times as long as it took to read: however many brands are removed, looking
 * costs at most a tenth of the time. What this client changes meanwhile is kept up to date. Safe
 * for use by many threads.
 */
final class ConfigurationUses {
  private static final Duration LEAST_AGE = Duration.ofSeconds(30);
  private static final int TIMES_ITS_COST = 10;

  private final PublishedApi api;
  private final TimeSource time;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, String> configurationOf = new HashMap<>();
  private final Map<String, Integer> users = new HashMap<>();
  private @Nullable Long goodUntil;

  ConfigurationUses(PublishedApi api, TimeSource time) {
    this.api = api;
    this.time = time;
  }

  /** Returns whether a deployment uses the configuration; others wait while one thread lists. */
  boolean isUsed(String configuration) {
    lock.lock();
    try {
      long now = time.nanoTime();
      if (goodUntil == null || now - goodUntil >= 0) {
        read(now);
      }
      return users.containsKey(configuration);
    } finally {
      lock.unlock();
    }
  }

  private void read(long began) {
    goodUntil = null;
    configurationOf.clear();
    users.clear();
    for (JsonNode deployment : api.deployments.list()) {
      PublishedJson.configurationOf(deployment)
          .ifPresent(configuration -> add(configuration, PublishedParts.id(deployment)));
    }
    long ended = time.nanoTime();
    goodUntil = ended + Math.max(LEAST_AGE.toNanos(), TIMES_ITS_COST * (ended - began));
  }

  private void add(String configuration, String deployment) {
    configurationOf.put(deployment, configuration);
    users.merge(configuration, 1, Integer::sum);
  }

  /** Takes note of a deployment that this client wrote. */
  void used(String configuration, String deployment) {
    lock.lock();
    try {
      if (goodUntil != null) {
        remove(deployment);
        add(configuration, deployment);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes note of a deployment that this client removed. */
  void gone(String deployment) {
    lock.lock();
    try {
      remove(deployment);
    } finally {
      lock.unlock();
    }
  }

  private void remove(String deployment) {
    String configuration = configurationOf.remove(deployment);
    if (configuration != null) {
      users.computeIfPresent(configuration, (same, count) -> count == 1 ? null : count - 1);
    }
  }
}
