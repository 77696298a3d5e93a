// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.testing.contract.CrashScript.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one scene without a fault, then with each that a step of it allows, then with each second
 * one that a step after the first allows: a death and a lost answer or, if told so, two deaths.
 */
final class CrashExplorer {
  /** The system property that adds each pair of deaths, and read lag to every scene. */
  static final String LONG = "ccaas.crash.long";

  private static final int MOST_FAULTS = 2;

  private final CrashModelContract contract;
  private final CrashScene scene;
  private final Duration lag;
  private final boolean pairs = Boolean.getBoolean(LONG);
  private List<String> wished = List.of();
  private int cases;
  private int questions;

  CrashExplorer(CrashModelContract contract, CrashScene scene, Duration lag) {
    this.contract = contract;
    this.scene = scene;
    this.lag = lag;
  }

  /** Returns how many cases there were, having judged each. */
  int explore() {
    explore(List.of(), false);
    if (contract.capabilities().contains(Capability.LIST)) {
      assertEquals(0, questions, "questions to a person, where there is a list");
    } else if (scene == CrashScene.APPLY) {
      assertTrue(questions > 0, "no question to a person, where there is no list");
    }
    return cases;
  }

  private void explore(List<Integer> faults, boolean lost) {
    CrashCase played = new CrashCase(contract, scene, lag);
    List<Step> steps = played.play(faults);
    if (faults.isEmpty()) {
      wished = played.requireOnceEach();
    }
    played.judge(wished);
    questions += played.questions();
    cases++;
    if (faults.size() == MOST_FAULTS) {
      return;
    }
    int first = faults.isEmpty() ? 0 : faults.get(faults.size() - 1) + 1;
    for (int step = first; step < steps.size(); step++) {
      boolean loss = steps.get(step) == Step.LOSS;
      boolean death = steps.get(step) == Step.DEATH;
      if (loss ? !lost : death && (faults.isEmpty() || lost || pairs)) {
        List<Integer> more = new ArrayList<>(faults);
        more.add(step);
        explore(more, lost || loss);
      }
    }
  }
}
