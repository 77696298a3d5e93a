// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.channel.OnFailure;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.plan.ApplyResult;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.JournalRecord;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every crash point with every lost answer, enumerated: whatever the run did when its process died,
 * the next run ends in the wished state, once each, and a destroy leaves nothing.
 */
class CrashModelTest {
  private static final Set<Capability> ALL =
      EnumSet.of(
          Capability.CREATE, Capability.GET, Capability.LIST, Capability.UPDATE, Capability.DELETE);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What the process is at when it dies. */
  enum Scene {
    APPLY,
    UPDATE,
    PRUNE,
    ROLL_BACK,
    DESTROY
  }

  @ParameterizedTest
  @EnumSource
  void everyCrashWithEveryLostAnswerEndsInTheWishedState(Scene scene) {
    int cases = 0;
    for (Duration lag : List.of(Duration.ZERO, Duration.ofSeconds(7))) {
      CrashingPlatform clean = play(scene, lag, Set.of(), -1);
      int boundaries = clean.boundaries();
      int requests = clean.requests();
      for (int crash = -1; crash < boundaries; crash++) {
        for (int lost = -1; lost < requests; lost++) {
          judge(scene, lag, Set.of(crash), lost);
          cases++;
        }
      }
      for (int first = 0; first < boundaries; first++) {
        for (int second = first + 1; second < boundaries + 6; second++) {
          judge(scene, lag, Set.of(first, second), -1);
          cases++;
        }
      }
    }
    System.out.println("Crash model, " + scene + ": " + cases + " cases");
    assertThat(cases).isGreaterThan(100);
  }

  private static void judge(Scene scene, Duration lag, Set<Integer> crashes, int lost) {
    String which = scene + ", lag " + lag + ", crashes " + crashes + ", lost answer " + lost;
    CrashingPlatform platform = play(scene, lag, crashes, lost);
    platform.fault(Set.of(), -1);
    DesiredState wished = wished(scene);
    if (scene != Scene.DESTROY) {
      assertThat(names(platform.brands.now().values()))
          .as(which + brief(platform))
          .containsExactlyElementsOf(
              wished.channels().stream().map(c -> c.brand().name().orElseThrow()).toList());
      assertThat(platform.brands.now().values())
          .as(which)
          .containsExactlyInAnyOrderElementsOf(
              wished.channels().stream().map(ChannelSpec::brand).toList());
      assertThat(platform.webhooks.now().values())
          .as(which + brief(platform))
          .containsExactly(wished.channels().get(0).webhook().orElseThrow());
      assertThat(reconciler(platform, scene).plan(wished).isEmpty())
          .as(which + "\n" + reconciler(platform, scene).plan(wished))
          .isTrue();
      assertThat(reconciler(platform, scene).destroy(wished).isComplete()).as(which).isTrue();
    }
    assertThat(platform.brands.now()).as(which + brief(platform)).isEmpty();
    assertThat(platform.webhooks.now()).as(which + brief(platform)).isEmpty();
    assertThat(explained(platform)).as(which + brief(platform)).containsAll(platform.everMade);
  }

  /** Runs the scene until it is complete, with a new process after each crash. */
  private static CrashingPlatform play(Scene scene, Duration lag, Set<Integer> crashes, int lost) {
    CrashingPlatform platform = new CrashingPlatform(lag, ALL);
    if (scene != Scene.APPLY && scene != Scene.ROLL_BACK) {
      assertThat(reconciler(platform, scene).apply(before()).isComplete()).isTrue();
    }
    platform.fault(crashes, lost);
    if (scene == Scene.ROLL_BACK) {
      platform.refusesWebhooks = true;
      run(platform, scene); // fails and undoes, or dies on the way
      platform.refusesWebhooks = false;
    }
    for (int process = 1; process <= 6; process++) {
      ApplyResult result = run(platform, scene);
      if (result != null && result.isComplete()) {
        return platform;
      }
    }
    throw new AssertionError(scene + " never ends: " + crashes + " " + lost + brief(platform));
  }

  private static @Nullable ApplyResult run(CrashingPlatform platform, Scene scene) {
    try {
      ChannelReconciler reconciler = reconciler(platform, scene);
      return scene == Scene.DESTROY
          ? reconciler.destroy(before())
          : reconciler.apply(wished(scene));
    } catch (CrashingPlatform.Crash died) {
      return null;
    } catch (CcaasException unreadable) {
      return null; // the answer to a list was lost: nothing was begun
    }
  }

  private static ChannelReconciler reconciler(CrashingPlatform platform, Scene scene) {
    return ChannelReconciler.builder(platform.brandClient(), platform.webhookClient())
        .journal(platform.journal())
        .target("model")
        .time(platform.time)
        .maxInFlight(1)
        .prune(scene == Scene.PRUNE)
        .onFailure(scene == Scene.ROLL_BACK ? OnFailure.ROLL_BACK : OnFailure.KEEP)
        .readPatience(PATIENCE)
        .build();
  }

  private static DesiredState before() {
    return DesiredState.builder("team").channel(channel("A", 1)).channel(channel("B", 1)).build();
  }

  private static DesiredState wished(Scene scene) {
    return switch (scene) {
      case UPDATE ->
          DesiredState.builder("team").channel(channel("A", 2)).channel(channel("B", 2)).build();
      case PRUNE ->
          DesiredState.builder("team")
              .channel(
                  ChannelSpec.builder(channel("A", 1).brand())
                      .webhook(
                          WebhookSpec.builder("Other", URI.create("https://cb.example/2")).build())
                      .build())
              .build();
      default -> before();
    };
  }

  private static ChannelSpec channel(String name, int version) {
    return ChannelSpec.builder(
            BrandSpec.builder().name(name).description("version " + version).build())
        .webhook(
            WebhookSpec.builder("Sync", URI.create("https://cb.example/1"))
                .retryCount(version)
                .build())
        .build();
  }

  private static List<String> names(Collection<BrandSpec> brands) {
    return brands.stream().map(brand -> brand.name().orElseThrow()).sorted().toList();
  }

  private static Set<String> explained(CrashingPlatform platform) {
    Set<String> ids = new TreeSet<>();
    platform.memory.records().forEach(record -> record.id().ifPresent(ids::add));
    return ids;
  }

  private static String brief(CrashingPlatform platform) {
    List<String> lines = new ArrayList<>();
    for (JournalRecord record : platform.memory.records()) {
      lines.add(
          record.effect()
              + " "
              + record.phase()
              + " "
              + record.name()
              + " "
              + record.id().orElse("-"));
    }
    return "\n"
        + platform.brands.now()
        + "\n"
        + platform.webhooks.now()
        + "\n"
        + String.join("\n", lines)
        + "\n";
  }
}
