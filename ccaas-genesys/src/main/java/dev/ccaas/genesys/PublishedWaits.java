// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.internal.JsonFields;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Looks at what the platform is still working on, again and again, until it is done or too late.
 */
final class PublishedWaits {
  /** How often a change is made anew after somebody else's came in between. */
  private static final int CONFLICTS = 3;

  private final PublishedSettings settings;
  private final TimeSource time;

  PublishedWaits(PublishedSettings settings, TimeSource time) {
    this.settings = settings;
    this.time = time;
  }

  PublishedSettings settings() {
    return settings;
  }

  TimeSource time() {
    return time;
  }

  /**
   * Returns what the platform finally shows; what it does not show yet (404, 408, 410) is waited
   * for.
   *
   * @param what names it in messages
   * @param written the answer to the write, which may be all that is needed
   * @param isDone tells it; throws if it never will be
   */
  JsonNode until(
      Awaited what,
      JsonNode written,
      Supplier<Optional<JsonNode>> look,
      Predicate<JsonNode> isDone) {
    if (isDone.test(written)) {
      return written;
    }
    long start = time.nanoTime();
    String word = what.word(written);
    while (true) {
      pause(what, start, word);
      Optional<JsonNode> seen = look(look);
      if (seen.filter(isDone).isPresent()) {
        return seen.get();
      }
      word = seen.map(what::word).orElse("not visible yet");
    }
  }

  /** Waits until the platform shows it no more. */
  void untilGone(Awaited what, Supplier<Optional<JsonNode>> look) {
    long start = time.nanoTime();
    Optional<JsonNode> seen = look.get();
    while (seen.isPresent()) {
      pause(what, start, what.word(seen.get()) + ", not gone");
      seen = look.get();
    }
  }

  private static Optional<JsonNode> look(Supplier<Optional<JsonNode>> look) {
    try {
      return look.get();
    } catch (InvalidRequestException e) {
      if (e.status() == 408) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private void pause(Awaited what, long start, String word) {
    Duration waited = Duration.ofNanos(time.nanoTime() - start);
    if (waited.plus(settings.interval()).compareTo(what.patience()) > 0) {
      throw what.failure(
          "it is " + word + " after " + waited.toSeconds() + " s, which is as long as we wait",
          "It may work later: look at it again, or wait longer with withPatience.");
    }
    sleep(what);
  }

  private void sleep(Awaited what) {
    try {
      time.sleep(settings.interval());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException("Interrupted while waiting for " + what.name() + ".", 1, e);
    }
  }

  /** Makes a change that starts from a fresh reading, anew if another came in between. */
  <T> T againstConflicts(Awaited what, Supplier<T> readAndWrite) {
    for (int tries = 1; ; tries++) {
      try {
        return readAndWrite.get();
      } catch (InvalidRequestException e) {
        if (tries == CONFLICTS || !GenesysErrors.isVersionConflict(e.failure())) {
          throw e;
        }
        sleep(what);
      }
    }
  }

  /**
   * Something that takes its time.
   *
   * @param name kind and id
   * @param status the field that tells how far it is
   * @param patience how long to wait
   */
  record Awaited(String name, String status, Duration patience) {

    String word(JsonNode seen) {
      return JsonFields.shown(seen, status).orElse("without " + status);
    }

    PlatformFailureException failure(String message, String advice) {
      return new PlatformFailureException(
          ApiFailure.builder(name, 0).message(message).advice(advice).build(), null);
    }

    /** Returns whether the status is that word, or not told at all; fails on {@code Error}. */
    boolean isDone(JsonNode seen, String word) {
      String now = JsonFields.text(seen, status).orElse(word);
      if (now.equals("Error")) {
        throw failure("its " + status + " is Error", "Mend what the platform complains of.");
      }
      return now.equals(word);
    }
  }
}
