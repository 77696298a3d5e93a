// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.channel.ChannelProgress;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Transport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Prints what happens when, one line each: elapsed time, step, event. */
final class Timeline {
  private static final String COLUMNS = "%10s   %-16s   %s%n";
  private static final String WRAPPED_AT_SPACES = "(.{1,80})(?: |$)";

  private final TimeSource time;
  private final PrintStream out;
  private final long began;
  private volatile String step = "";

  Timeline(TimeSource time, PrintStream out) {
    this.time = time;
    this.out = out;
    this.began = time.nanoTime();
  }

  /** Prints what comes next. */
  void title(String title) {
    out.printf("%n%s%n", title);
  }

  /** Returns a listener that prints each step, then what somebody else does about it. */
  Consumer<ChannelProgress> andThen(Function<ChannelProgress, Optional<String>> next) {
    return progress -> {
      step = progress.step().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      switch (progress.state()) {
        case DONE -> line(progress.detail().isEmpty() ? "done" : "done: " + progress.detail());
        case FAILED -> line("failed");
        case SKIPPED -> line("skipped: " + progress.detail());
        default -> {} // what it does shows as requests
      }
      next.apply(progress).ifPresent(event -> line("(" + event + ")"));
    };
  }

  /** Returns a wire that prints each request with its answer, and is otherwise like that one. */
  Transport watch(Transport wire) {
    return request -> {
      try {
        ApiResponse answer = wire.send(request);
        line(describe(request) + " -> " + describe(answer));
        return answer;
      } catch (TransportException e) {
        line(describe(request) + " -> no answer");
        throw e;
      }
    };
  }

  /** Prints more about the event before, in as many lines as it takes. */
  void detail(String text) {
    text.replaceAll(WRAPPED_AT_SPACES, "$1\n").lines().forEach(s -> out.printf(COLUMNS, "", "", s));
  }

  private static String describe(ApiRequest request) {
    return request.method() + " " + request.uri().getRawPath();
  }

  private static String describe(ApiResponse answer) {
    return answer.status()
        + answer.headers().first("Retry-After").map(s -> ", come back in " + s + " s").orElse("");
  }

  private void line(String event) {
    Duration elapsed = Duration.ofNanos(time.nanoTime() - began);
    String seconds = String.format(Locale.ROOT, "%.3f s", elapsed.toMillis() / 1e3);
    out.printf(COLUMNS, seconds, step, event);
  }
}
