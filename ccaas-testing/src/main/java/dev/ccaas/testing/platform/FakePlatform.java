// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Transport;
import dev.ccaas.testing.platform.Route.Door;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all fake platforms share: two ways in to one state machine, the source documents' brands and
 * webhooks, misbehaviour on demand, and a record of what was asked.
 *
 * <p>{@link #asTransport()} reaches it in memory, {@link #start()} on a loopback socket. Every
 * request is either served by a route or answered 404 and kept as unexpected. Safe for use by many
 * threads. Not for extension outside this package.
 */
public abstract class FakePlatform {
  /** The most bytes of a body that a fake reads; more is answered 413. */
  static final int MAX_BODY = 1 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Switchboard switchboard = new Switchboard(this);
  private final List<FakeServer> servers = new CopyOnWriteArrayList<>();
  private final TimeSource time;
  private final Agenda agenda;
  private volatile Duration latency = Duration.ZERO;
  private volatile boolean refusing;

  FakePlatform(TimeSource time) {
    this.time = time;
    this.agenda = new Agenda(time);
  }

  abstract List<Route> routes();

  /** The source documents' brands and webhooks. */
  abstract GatewayResources gateway();

  abstract TokenStore tokens();

  /** What clients need, by the option of {@link FakePlatformMain} that names its file. */
  abstract Map<String, ClientCredentials> credentials();

  /** How this platform words an error at the address of that request. */
  abstract ApiResponse error(IncomingRequest request, int status, @Nullable Duration retryAfter);

  /** Forgets the resources and settings that other platforms do not have. */
  abstract void forget();

  /** The platform's hosts in memory, each with the path below which it is served on a socket. */
  Map<String, String> hosts() {
    return Map.of(baseUri().getRawAuthority(), "");
  }

  /** Returns the address at which {@link #asTransport()} serves; no host of that name exists. */
  public abstract URI baseUri();

  /** Returns how many tokens were given out since the last {@link #reset()}. */
  public final int tokensIssued() {
    return underLock(tokens()::issued);
  }

  /** Ends the life of every token given out so far: from now on the platform answers 401 to it. */
  public final void expireTokens() {
    runLocked(tokens()::expireAll);
  }

  /** Makes health checks of brands find that status, such as {@code inactive}; default active. */
  public final void healthStatus(String status) {
    requireNonNull(status, "status");
    runLocked(() -> gateway().brands().healthStatus(status));
  }

  /** Makes health checks of brands say nothing. */
  public final void healthUnknown() {
    runLocked(() -> gateway().brands().healthStatus(null));
  }

  /** Returns the brands as JSON texts by id, in order of creation. */
  public final Map<String, String> brands() {
    return underLock(gateway().brands().store()::texts);
  }

  /** Returns the webhooks as JSON texts by id, in order of creation. */
  public final Map<String, String> webhooks() {
    return underLock(gateway().webhooks().store()::texts);
  }

  /**
   * Changes a brand as somebody else might, by a JSON Merge Patch (RFC 7396).
   *
   * @throws IllegalArgumentException if there is no such brand or this is no JSON object; the same
   *     holds for the other edits
   */
  public final void editBrand(String id, String mergePatch) {
    edit(id, mergePatch, gateway().brands().store()::edit);
  }

  /** Changes a webhook in the same way. */
  public final void editWebhook(String id, String mergePatch) {
    edit(id, mergePatch, gateway().webhooks().store()::edit);
  }

  final void edit(String id, String mergePatch, BiConsumer<String, ObjectNode> work) {
    requireNonNull(id, "id");
    runLocked(() -> work.accept(id, MergePatch.parse(mergePatch)));
  }

  /** Makes reads and lists show the state before a write for that long after it; default none. */
  public final void readLag(Duration lag) {
    runLocked(() -> agenda.readLag(lag));
  }

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
    runLocked(() -> switchboard.misbehave(Door.API, times, fault));
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
    runLocked(() -> switchboard.misbehave(operation, fault));
  }

  /** Makes the next token request, after those already told, end so. */
  public final void failNextToken(Fault fault) {
    failNextToken(1, fault);
  }

  /** Makes the next so many token requests, after those already told, end so. */
  public final void failNextToken(int times, Fault fault) {
    runLocked(() -> switchboard.misbehave(Door.TOKEN, times, fault));
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
          switchboard.forget();
          agenda.forget();
          tokens().forget();
          gateway().forget();
          forget();
        });
  }

  /** Returns the requests that a route served or a fault met, in order. */
  public final List<RecordedRequest> requests() {
    return underLock(switchboard.log()::served);
  }

  /**
   * Says whether {@link #requests()} keeps requests from now on; default true. A long run turns it
   * off, so that memory stays flat; {@link #requestCount()} counts on.
   */
  public final void recordRequests(boolean record) {
    runLocked(() -> switchboard.log().keep(record));
  }

  /** Returns how many requests a route served or a fault met since the last {@link #reset()}. */
  public final long requestCount() {
    return underLock(switchboard.log()::count);
  }

  /** Returns the requests for which there is no route or no such host, in order. */
  public final List<RecordedRequest> unexpectedRequests() {
    return underLock(switchboard.log()::unexpected);
  }

  /**
   * Checks that every request met a route.
   *
   * @throws AssertionError if one did not
   */
  public final void verifyNoUnexpectedRequests() {
    RequestLog.verifyNone(unexpectedRequests(), getClass().getSimpleName());
  }

  final TimeSource time() {
    return time;
  }

  final Agenda agenda() {
    return agenda;
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
    runLocked(
        () -> switchboard.log().unexpected(new RecordedRequest(request.method(), target, status)));
  }

  /** Serves one request: the whole state machine in one step. */
  final Outcome exchange(IncomingRequest request) {
    return underLock(() -> switchboard.exchange(request));
  }
}
