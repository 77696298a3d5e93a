// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.QuotaExceededException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimitStatus;
import dev.ccaas.core.ratelimit.RateLimiter;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every request pay our own limit first, for which it waits as long as the deadline allows,
 * in the order in which requests came, and tells the limiter what the answer says of the
 * platform's.
 */
final class LimitingTransport implements Transport {
  private static final Logger log = LoggerFactory.getLogger(RateLimiter.class);

  // A limiter that refuses "for no time" must not make this loop spin.
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

  private final Transport inner;
  private final RateLimiter limiter;
  private final Function<ApiRequest, QuotaKey> key;
  private final ErrorDecoder errors;
  private final TimeSource time;
  private final WaitingLines lines = new WaitingLines(this::tellDemand);

  LimitingTransport(ApiClient.Builder setup, Transport inner) {
    this.inner = inner;
    this.limiter = setup.limiter;
    this.key = setup.quotaKey;
    this.errors = setup.errors;
    this.time = setup.time;
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    QuotaKey payer = key.apply(request);
    pay(payer, request);
    RateLimitStatus said = RateLimitStatus.none();
    try {
      ApiResponse answer = inner.send(request);
      said = saidIn(answer, request);
      return answer;
    } finally {
      tell(payer, said);
    }
  }

  /** A 429 that no wait lifts says nothing about when the next request may go. */
  private RateLimitStatus saidIn(ApiResponse answer, ApiRequest request) {
    RateLimitStatus said = RateLimitFields.of(answer, time.instant());
    return said.isRefused() && isStandingLimit(answer, request)
        ? RateLimitFields.of(answer.headers())
        : said;
  }

  private boolean isStandingLimit(ApiResponse answer, ApiRequest request) {
    ApiFailure.Builder failure = ApiFailure.builder(request.describe(), answer.status());
    try {
      errors.decode(answer, failure);
    } catch (RuntimeException e) { // DecodingTransport, which decodes it again, tells of it
      return false;
    }
    return failure.build().isStandingLimit();
  }

  private void pay(QuotaKey payer, ApiRequest request) {
    Decision first = lines.isEmpty(payer) ? limiter.tryAcquire(payer, 1) : null;
    if (first != null && first.isAllowed()) {
      return;
    }
    try (WaitingLines.Place place = lines.join(payer)) {
      if (first != null) {
        place.refused(first, time.nanoTime());
      }
      do {
        waitIn(place, request);
      } while (!place.isFirst() || !isAdmitted(place, payer));
    }
  }

  private boolean isAdmitted(WaitingLines.Place place, QuotaKey payer) {
    Decision decision = limiter.tryAcquire(payer, 1);
    if (!decision.isAllowed()) {
      place.refused(decision, time.nanoTime());
    }
    return decision.isAllowed();
  }

  private void tell(QuotaKey payer, RateLimitStatus said) {
    try {
      limiter.observe(payer, said);
    } catch (RuntimeException e) { // an answer must not be lost for that
      log.warn("a rate limiter's observe threw a {}; it is ignored", e.getClass().getName());
    }
  }

  private void tellDemand(QuotaKey payer, int requests) {
    try {
      limiter.demand(payer, requests);
    } catch (RuntimeException e) { // nor a request
      log.warn("a rate limiter's demand threw a {}; it is ignored", e.getClass().getName());
    }
  }

  private void waitIn(WaitingLines.Place place, ApiRequest request) {
    Decision refusal = place.refusal();
    if (refusal == null) { // whoever was there before left while this one came
      return;
    }
    Duration wait = Duration.ofNanos(place.left(time.nanoTime()));
    if (wait.compareTo(SHORTEST_WAIT) < 0) {
      wait = SHORTEST_WAIT;
    }
    if (!request.call().leavesTimeAfter(wait)) {
      throw new QuotaExceededException(
          request.describe()
              + " was not sent: our own limit ("
              + refusal.rule()
              + ") admits it in "
              + wait
              + ", after its deadline of "
              + request.call().deadline()
              + ". Wait that long, or raise the limit or the deadline.",
          wait);
    }
    try {
      time.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException(
          request.describe() + " was not sent: interrupted while waiting for our own limit.",
          Delivery.NOT_SENT,
          e);
    }
  }
}
