// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.error.CcaasException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Steps that several channels need and one of them carries out, while the others wait. */
final class SharedSteps {
  private final Map<String, FutureTask<Optional<CcaasException>>> tasks = new ConcurrentHashMap<>();

  /** Returns how the step failed, or null; whoever comes first carries it out. */
  @Nullable CcaasException once(Step step, Function<Step, @Nullable CcaasException> work) {
    FutureTask<Optional<CcaasException>> task =
        tasks.computeIfAbsent(
            step.change().name(),
            name -> new FutureTask<>(() -> Optional.ofNullable(work.apply(step))));
    task.run(); // does nothing for all but the first
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get().orElse(null);
        } catch (InterruptedException e) {
          interrupted = true; // what is in flight ends first
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
