// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Transport;
import dev.ccaas.testing.platform.Route.Door;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all fake platforms share: two ways in to one state machine, misbehaviour on demand, and a
 * record of what was asked.
 *
 * <p>{@link #asTransport()} reaches it in memory, {@link #start()} on a loopback socket. Every
 * request is either served by a route or answered 404 and kept as unexpected. Safe for use by many
 * threads. Not for extension outside this package.
 */
public abstract class FakePlatform {
  /** The most bytes of a body that a fake reads; more is answered 413. */
  static final int MAX_BODY = 1 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Misbehaviour misbehaviour = new Misbehaviour();
  private final List<RecordedRequest> requests = new ArrayList<>();
  private final List<RecordedRequest> unexpected = new ArrayList<>();
  private final List<FakeServer> servers = new CopyOnWriteArrayList<>();
  private final TimeSource time;
  private volatile Duration latency = Duration.ZERO;
  private volatile boolean refusing;
  private boolean recording = true;
  private long requestCount;

  FakePlatform(TimeSource time) {
    this.time = time;
  }

  abstract List<Route> routes();

  /** How this platform words an error of that door. */
  abstract ApiResponse error(Door door, int status, @Nullable Duration retryAfter);

  /** Forgets tokens, resources and settings. */
  abstract void forget();

  /** Returns the address at which {@link #asTransport()} serves; no host of that name exists. */
  public abstract URI baseUri();

  /** Returns how many tokens were given out since the last {@link #reset()}. */
  public abstract int tokensIssued();

  /** Ends the life of every token given out so far: from now on the platform answers 401 to it. */
  public abstract void expireTokens();

  /**
   * Returns a wire that reaches this platform in memory and knows no other host.
   *
   * <p>A request to another host is kept as unexpected and fails as not sent.
   */
  public final Transport asTransport() {
    return new MemoryTransport(this);
  }

  /** Returns a server on a free loopback port that serves this platform until it is closed. */
  public final FakeServer start() {
    FakeServer server = FakeServer.start(this);
    servers.add(server);
    if (refusing) {
      server.refuse();
    }
    return server;
  }

  /** Makes the next API request end in the platform's own error of that status. */
  public final void failNext(int status) {
    failNext(Fault.status(status));
  }

  /** Makes the next API request end in that status with {@code Retry-After} in whole seconds. */
  public final void failNext(int status, Duration retryAfter) {
    failNext(Fault.status(status, retryAfter));
  }

  /** Makes the next API request, after those already told, end so. */
  public final void failNext(Fault fault) {
    failNext(1, fault);
  }

  /** Makes the next so many API requests, after those already told, end so. */
  public final void failNext(int times, Fault fault) {
    misbehave(Door.API, times, fault);
  }

  /**
   * Makes the next request of that operation end so, whatever other requests come first; after
   * those already told for it.
   *
   * @param operation method and path as served, a parameter in braces, such as {@code PUT
   *     /api/v2/webdeployments/deployments/{id}}
   * @throws IllegalArgumentException if no such operation is served
   */
  public final void failNext(String operation, Fault fault) {
    requireNonNull(fault, "fault");
    runLocked(
        () -> {
          List<String> known = routes().stream().map(Route::operation).toList();
          if (!known.contains(requireNonNull(operation, "operation"))) {
            throw new IllegalArgumentException(
                "operation: " + operation + " (expected: one of " + known + ")");
          }
          misbehaviour.add(operation, fault);
        });
  }

  /** Makes the next token request, after those already told, end so. */
  public final void failNextToken(Fault fault) {
    failNextToken(1, fault);
  }

  /** Makes the next so many token requests, after those already told, end so. */
  public final void failNextToken(int times, Fault fault) {
    misbehave(Door.TOKEN, times, fault);
  }

  private void misbehave(Door door, int times, Fault fault) {
    requireNonNull(fault, "fault");
    runLocked(() -> misbehaviour.add(door, times, fault));
  }

  /** Makes every answer take that long, by sleeping on the platform's clock. */
  public final void latency(Duration latency) {
    this.latency = requireNonNull(latency, "latency");
  }

  /** Makes every connection fail, as if the host were down, until {@link #acceptConnections()}. */
  public final void refuseConnections() {
    refusing = true;
    servers.forEach(FakeServer::refuse);
  }

  /** Ends {@link #refuseConnections()}; servers come back on their old ports. */
  public final void acceptConnections() {
    refusing = false;
    servers.forEach(FakeServer::accept);
  }

  /** Forgets everything: misbehaviour, tokens, resources, requests. Running servers stay. */
  public final void reset() {
    latency = Duration.ZERO;
    acceptConnections();
    runLocked(
        () -> {
          misbehaviour.clear();
          requests.clear();
          requestCount = 0;
          recording = true;
          unexpected.clear();
          forget();
        });
  }

  /** Returns the requests that a route served or a fault met, in order. */
  public final List<RecordedRequest> requests() {
    return underLock(() -> List.copyOf(requests));
  }

  /**
   * Says whether {@link #requests()} keeps requests from now on; default true. A long run turns it
   * off, so that memory stays flat; {@link #requestCount()} counts on.
   */
  public final void recordRequests(boolean record) {
    runLocked(() -> recording = record);
  }

  /** Returns how many requests a route served or a fault met since the last {@link #reset()}. */
  public final long requestCount() {
    return underLock(() -> requestCount);
  }

  /** Returns the requests for which there is no route or no such host, in order. */
  public final List<RecordedRequest> unexpectedRequests() {
    return underLock(() -> List.copyOf(unexpected));
  }

  /**
   * Checks that every request met a route.
   *
   * @throws AssertionError if one did not
   */
  public final void verifyNoUnexpectedRequests() {
    List<RecordedRequest> found = unexpectedRequests();
    if (!found.isEmpty()) {
      throw new AssertionError(
          "requests that " + getClass().getSimpleName() + " does not know: " + found);
    }
  }

  final TimeSource time() {
    return time;
  }

  final Duration latency() {
    return latency;
  }

  final boolean isRefusing() {
    return refusing;
  }

  final <T> T underLock(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  final void runLocked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  final void stopped(FakeServer server) {
    servers.remove(server);
  }

  /** Records a request that reached no route of this platform. */
  final void recordUnexpected(IncomingRequest request, String target, int status) {
    runLocked(() -> unexpected.add(new RecordedRequest(request.method(), target, status)));
  }

  /** Serves one request: the whole state machine in one step. */
  final Outcome exchange(IncomingRequest request) {
    return underLock(
        () -> {
          for (Route route : routes()) {
            Optional<String> id = route.match(request);
            if (id.isPresent()) {
              Outcome outcome = serve(route, request, id.get());
              record(request, outcome);
              return outcome;
            }
          }
          recordUnexpected(request, request.target(), 404);
          return Outcome.whole(error(Door.API, 404, null));
        });
  }

  private void record(IncomingRequest request, Outcome outcome) {
    requestCount++;
    if (recording) {
      requests.add(
          new RecordedRequest(request.method(), request.target(), outcome.visibleStatus()));
    }
  }

  private Outcome serve(Route route, IncomingRequest request, String id) {
    if (request.body().length > MAX_BODY) {
      return Outcome.whole(error(route.door(), 413, null));
    }
    return misbehaviour
        .next(route)
        .map(
            fault ->
                fault.apply(
                    () -> route.handle(request, id),
                    (status, retryAfter) -> error(route.door(), status, retryAfter)))
        .orElseGet(() -> Outcome.whole(route.handle(request, id)));
  }
}
