// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ccaas.core.channel.OnFailure;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.plan.ApplyResult;
import dev.ccaas.core.plan.ChangeResult;
import dev.ccaas.core.plan.ChannelPlan;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.JournalRecord;
import dev.ccaas.core.plan.JournalRecord.Phase;
import dev.ccaas.core.plan.OutcomeUnknownException;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.testing.contract.CrashScript.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One run of a scene with its faults, by as many processes as it takes, and what came of it. */
final class CrashCase {
  private static final int MOST_PROCESSES = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CrashModelContract contract;
  private final CrashScene scene;
  private final Duration lag;
  private final CrashScript script = new CrashScript();
  private final CrashWorld world;
  private List<Integer> faults = List.of();
  private int questions;

  CrashCase(CrashModelContract contract, CrashScene scene, Duration lag) {
    this.contract = contract;
    this.scene = scene;
    this.lag = lag;
    this.world = contract.newWorld(script);
  }

  /** Returns how often a person was asked. */
  int questions() {
    return questions;
  }

  /**
   * Runs the scene until it is complete, with a new process after each death; returns the steps.
   */
  List<Step> play(List<Integer> chosen) {
    faults = chosen;
    world.readLag(lag);
    if (scene.hasPast()) {
      requireComplete(process(reconciler -> reconciler.apply(CrashScene.before(contract))));
    }
    script.begin(Set.copyOf(chosen));
    if (scene == CrashScene.ROLL_BACK) {
      world.refuse(true);
      process(this::act); // fails and undoes, or dies on the way
      assertTrue(!faults.isEmpty() || world.resources().isEmpty(), () -> story("not undone"));
      world.refuse(false);
    }
    for (int process = 1; process <= MOST_PROCESSES; process++) {
      ApplyResult result = process(this::act);
      if (result != null && result.isComplete()) {
        script.end();
        return script.steps();
      }
    }
    return fail(story("it never ends"));
  }

  private ApplyResult act(ChannelReconciler reconciler) {
    ApplyResult result =
        scene == CrashScene.DESTROY
            ? reconciler.destroy(CrashScene.before(contract))
            : reconciler.apply(scene.wished(contract));
    Map<String, OutcomeUnknownException> asked = new LinkedHashMap<>();
    for (ChangeResult change : result.results()) {
      if (change.failure().orElse(null) instanceof OutcomeUnknownException question) {
        asked.put(question.record().kind() + " " + question.record().name(), question);
      }
    }
    asked.values().forEach(question -> answer(reconciler, question));
    return result;
  }

  /** Does what a person does: looks into the platform's console. */
  private void answer(ChannelReconciler reconciler, OutcomeUnknownException question) {
    questions++;
    JournalRecord asked = question.record();
    world
        .idOf(asked.kind(), asked.name())
        .ifPresentOrElse(
            id -> reconciler.resolveAs(question, id), () -> reconciler.resolveAbsent(question));
  }

  /** Returns what a process of its own does; null if it dies, or cannot read the platform. */
  private <T> @Nullable T process(Function<ChannelReconciler, T> work) {
    try {
      return work.apply(
          world
              .start()
              .time(script.time())
              .maxInFlight(1)
              .prune(scene == CrashScene.PRUNE)
              .onFailure(scene == CrashScene.ROLL_BACK ? OnFailure.ROLL_BACK : OnFailure.KEEP)
              .readPatience(PATIENCE)
              .build());
    } catch (CrashScript.Death died) {
      return null;
    } catch (CcaasException unreadable) {
      return null; // the answer to a list was lost: nothing was begun
    } finally {
      world.close();
    }
  }

  /** Returns what there is, which must be there once each. */
  List<String> requireOnceEach() {
    List<String> there = world.resources().stream().sorted().toList();
    assertEquals(Set.copyOf(there).size(), there.size(), () -> story("not once each"));
    return there;
  }

  /** Does nothing if all is as wished, the journal knows why, and a destroy leaves nothing. */
  void judge(List<String> wished) {
    assertEquals(wished, requireOnceEach(), () -> story("not as wished"));
    if (scene != CrashScene.DESTROY) {
      DesiredState state = scene.wished(contract);
      ChannelPlan plan = process(reconciler -> reconciler.plan(state));
      assertTrue(plan != null && plan.isEmpty(), () -> story("the plan is not empty: " + plan));
      if (contract.capabilities().contains(Capability.DELETE)) {
        requireComplete(process(reconciler -> reconciler.destroy(state)));
        assertEquals(List.of(), world.resources(), () -> story("a destroy left something"));
      }
    }
    requireExplained();
  }

  private void requireComplete(@Nullable ApplyResult result) {
    assertTrue(result != null && result.isComplete(), () -> story("not complete: " + result));
  }

  /** All that was ever made is in the journal, and nothing in it is left without an end. */
  private void requireExplained() {
    StringBuilder told = new StringBuilder();
    Map<String, JournalRecord> last = new HashMap<>();
    for (JournalRecord record : world.journal()) {
      told.append(record.id().orElse("")).append(' ').append(record.details()).append('\n');
      last.put(record.kind() + " " + record.name(), record);
    }
    for (String id : world.everMade()) {
      assertTrue(told.indexOf(id) >= 0, () -> story("the journal does not tell of " + id));
    }
    for (JournalRecord record : last.values()) {
      boolean ended = record.phase() == Phase.DONE || record.phase() == Phase.FAILED;
      assertTrue(ended, () -> story("it has no end: " + record));
    }
  }

  private String story(String what) {
    return "%s, read lag %s, faults at %s: %s%nthere: %s%njournal:%n%s%n"
        .formatted(
            scene,
            lag,
            faults,
            what,
            world.resources(),
            world.journal().stream().map(JournalRecord::toString).collect(joining("\n")));
  }
}
