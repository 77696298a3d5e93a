// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What plan and apply promise over a platform: whatever a process did when it died, and whatever
 * answers it lost, the next one ends in the wished state, once each, the journal explains it, and a
 * destroy leaves nothing.
 *
 * <p>Enumerated, not sampled: each point at which a process can die, with each answer that can get
 * lost before or after it. With the system property {@code ccaas.crash.long} each pair of deaths
 * too, and every scene with read lag, which is else for the scene of making channels. Deaths
 * between which nothing was written and no time passed leave one world and are one case. A scene
 * that needs an operation which the profile does not offer is left out. Where there is no list, a
 * lost answer must end in {@link dev.ccaas.core.plan.OutcomeUnknownException}, which the contract
 * resolves as a person would.
 */
public interface CrashModelContract {

  /** Returns an empty platform whose clients and journal tell the script of every step. */
  CrashWorld newWorld(CrashScript script);

  /** Returns what is wished for that name; another version differs in every part of it. */
  default ChannelSpec channel(String name, int version) {
    return ChannelSpec.builder(
            BrandSpec.builder()
                .name(name)
                .description("version " + version)
                .endpointUrl("https://wss.example.com/messages")
                .allowedOrigins(List.of("https://v" + version + ".example.com"))
                .channelTypes(List.of("webchat"))
                .settings(
                    BrandSettings.builder()
                        .maxConcurrentSessions(8000)
                        .rateLimitThreshold(3000)
                        .build())
                .build())
        .webhook(
            WebhookSpec.builder("Sync", URI.create("https://lb.example.com/api/sync"))
                .eventTypes(List.of("webchat.brand.created"))
                .retryCount(version)
                .build())
        .build();
  }

  /** Returns what the profile offers for brands, and for webhooks if it has them. */
  default Set<Capability> capabilities() {
    return Set.of(Capability.values());
  }

  /** Returns how far reads lag behind writes, one run each; the first one in every scene. */
  default List<Duration> readLags() {
    return List.of(Duration.ZERO, Duration.ofSeconds(3));
  }

  /** Two channels are made. */
  @Test
  default void applyIsResumed() {
    explore(CrashScene.APPLY);
  }

  /** Two channels are changed. */
  @Test
  default void updateIsResumed() {
    explore(CrashScene.UPDATE);
  }

  /** One of two channels is no longer wished, and the other wants another webhook. */
  @Test
  default void pruneIsResumed() {
    explore(CrashScene.PRUNE);
  }

  /** Two channels fail at their last request, and are undone. */
  @Test
  default void rollBackIsResumed() {
    explore(CrashScene.ROLL_BACK);
  }

  /** Two channels are removed. */
  @Test
  default void destroyIsResumed() {
    explore(CrashScene.DESTROY);
  }

  private void explore(CrashScene scene) {
    boolean all = Boolean.getBoolean(CrashExplorer.LONG);
    if (!scene.isPossible(capabilities())) {
      return;
    }
    List<Duration> lags = all || scene == CrashScene.APPLY ? readLags() : readLags().subList(0, 1);
    for (Duration lag : lags) {
      int cases = new CrashExplorer(this, scene, lag).explore();
      System.out.println(
          getClass().getSimpleName()
              + ", "
              + scene
              + ", read lag "
              + lag
              + ": "
              + cases
              + " cases");
    }
    if (!all) {
      System.out.println(
          "NOT RUN: two deaths in one case, read lag in all scenes (-D"
              + CrashExplorer.LONG
              + "=true)");
    }
  }
}
