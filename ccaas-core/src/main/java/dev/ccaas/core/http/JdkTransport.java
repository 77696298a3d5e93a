// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.PlatformFailureException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The wire: one exchange over the JDK's client, never redirected.
 *
 * <p>The bound of an attempt is real time spent waiting for the network, the one wait that does not
 * go through {@link TimeSource}; looking up the host's address is bounded by the system's resolver.
 */
final class JdkTransport implements Transport {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final TimeSource time;

  private JdkTransport(HttpClient client, TimeSource time) {
    this.client = client;
    this.time = time;
  }

  static JdkTransport create(TimeSource time) {
    HttpClient client =
        HttpClient.newBuilder()
            // Inline: less CPU, and without a pool race in which a plaintext POST fails although
            // the server has answered it (docs/decisions/0010).
            .executor(Runnable::run)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    return create(client, time);
  }

  static JdkTransport create(HttpClient client, TimeSource time) {
    if (requireNonNull(client, "client").followRedirects() != Redirect.NEVER) {
      throw new IllegalArgumentException(
          "client: follows redirects (expected: Redirect.NEVER, or a token may reach another host)");
    }
    return new JdkTransport(client, requireNonNull(time, "time"));
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    if (Thread.currentThread().isInterrupted()) {
      throw NoAnswer.interrupted(request, 0, null);
    }
    long start = time.nanoTime();
    CountedBody sent = CountedBody.of(request);
    CappedBody received = new CappedBody(request.maxResponseBytes());
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(toJdk(request, sent), received);
    try {
      long left = NANOSECONDS.convert(request.attemptTimeout()) - (time.nanoTime() - start);
      exchange.get(Math.max(left, 0), NANOSECONDS);
    } catch (ExecutionException e) {
      if (!received.isRefusal()) {
        throw NoAnswer.failed(request, sent.close(), e.getCause());
      }
    } catch (TimeoutException e) {
      int sends = sent.close();
      exchange.cancel(true);
      throw NoAnswer.timedOut(request, sends, e);
    } catch (InterruptedException e) {
      int sends = sent.close();
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw NoAnswer.interrupted(request, sends, e);
    }
    return answer(request, received)
        .withLatency(Duration.ofNanos(time.nanoTime() - start))
        .withSends(sent.close());
  }

  private HttpRequest toJdk(ApiRequest request, CountedBody body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri()).method(request.method(), body);
    request
        .headers()
        .asMap()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    if (request.uri().getScheme().equalsIgnoreCase("http")) {
      builder.version(Version.HTTP_1_1); // or it would ask, hop by hop, to upgrade to HTTP/2
    }
    return builder.build();
  }

  private static ApiResponse answer(ApiRequest request, CappedBody received) {
    ResponseInfo head = requireNonNull(received.head(), "head");
    ApiResponse answer =
        ApiResponse.of(head.statusCode(), fields(head.headers()), received.soFar());
    if (answer.isSuccess() && received.overflowed()) {
      throw new PlatformFailureException(
          ApiFailure.builder(request.describe(), answer.status())
              .message("its body is longer than " + request.maxResponseBytes() + " bytes")
              .advice("It has most likely been carried out. Raise maxResponseBytes to read it.")
              .build(),
          null);
    }
    return answer;
  }

  private static Headers fields(HttpHeaders received) {
    Map<String, List<String>> fields = new TreeMap<>(received.map());
    fields.remove(":status"); // HTTP/2 has the status among the fields
    return Headers.of(fields);
  }
}
