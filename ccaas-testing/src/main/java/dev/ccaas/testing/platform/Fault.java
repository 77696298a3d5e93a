// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a platform can treat a request badly; see {@link FakePlatform#failNext(Fault)}.
 *
 * <p>Each says whether the platform acts on the request: that is what a client cannot see and must
 * reckon with. Immutable.
 */
public final class Fault {
  private final String name;
  private final Effect effect;

  private Fault(String name, Effect effect) {
    this.name = name;
    this.effect = effect;
  }

  /** Returns the platform's own error answer with that status; the request is not acted on. */
  public static Fault status(int status) {
    return refusal(status, null);
  }

  /** Returns the same with {@code Retry-After} in whole seconds, rounded up. */
  public static Fault status(int status, Duration retryAfter) {
    return refusal(status, requireNonNull(retryAfter, "retryAfter"));
  }

  private static Fault refusal(int status, @Nullable Duration retryAfter) {
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("status: " + status + " (expected: 100 to 599)");
    }
    return new Fault(
        "status " + status, (work, errors) -> Outcome.whole(errors.error(status, retryAfter)));
  }

  /** Returns exactly this answer; the request is not acted on. */
  public static Fault answer(ApiResponse answer) {
    requireNonNull(answer, "answer");
    return new Fault("answer " + answer.status(), (work, errors) -> Outcome.whole(answer));
  }

  /** Returns a web page with that status, as a proxy answers; the request is not acted on. */
  public static Fault html(int status) {
    String page = "<!DOCTYPE html><html><head><title>Error</title></head><body>Sorry</body></html>";
    Headers headers = Headers.of(Map.of("Content-Type", List.of("text/html; charset=utf-8")));
    return new Fault(
        "html " + status,
        (work, errors) -> Outcome.whole(ApiResponse.of(status, headers, page.getBytes(UTF_8))));
  }

  /** Returns a connection that ends without an answer; the request is not acted on. */
  public static Fault dropped() {
    return new Fault("dropped", (work, errors) -> Outcome.none());
  }

  /** Returns a connection that ends without an answer; the request <em>is</em> acted on. */
  public static Fault lostAnswer() {
    return new Fault("lost answer", (work, errors) -> Outcome.lost(work.get()));
  }

  /** Returns a connection that ends in the middle of the answer; the request is acted on. */
  public static Fault cutOffAnswer() {
    return new Fault("cut-off answer", (work, errors) -> Outcome.half(work.get()));
  }

  /** Returns a complete answer that holds half of its JSON; the request is acted on. */
  public static Fault truncatedJson() {
    return new Fault(
        "truncated JSON",
        (work, errors) -> {
          ApiResponse good = work.get();
          return spoiled(good, Arrays.copyOf(good.body(), good.body().length / 2));
        });
  }

  /** Returns an answer whose body is no JSON and no UTF-8; the request is acted on. */
  public static Fault garbage() {
    return new Fault(
        "garbage",
        (work, errors) -> spoiled(work.get(), new byte[] {'{', (byte) 0xC3, 0, (byte) 0xFF, '<'}));
  }

  private static Outcome spoiled(ApiResponse good, byte[] body) {
    return Outcome.whole(ApiResponse.of(good.status(), good.headers(), body));
  }

  /** Carries out the fault: calls the work if the request is to be acted on. */
  Outcome apply(Supplier<ApiResponse> work, Errors errors) {
    return effect.apply(work, errors);
  }

  @Override
  public String toString() {
    return name;
  }

  /** How a platform words an error. */
  @FunctionalInterface
  interface Errors {
    ApiResponse error(int status, @Nullable Duration retryAfter);
  }

  @FunctionalInterface
  private interface Effect {
    Outcome apply(Supplier<ApiResponse> work, Errors errors);
  }
}
