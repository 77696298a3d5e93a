// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.sun.net.httpserver.HttpServer;
import dev.ccaas.core.TimeSource;
import dev.ccaas.ratelimit.QuotaPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A gateway's own process with an exported configuration, before a server that says yes. */
final class RunningGateway implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final HttpServer upstream;
  private final Process process;
  private final URI front;
  private final List<String> losses;

  private RunningGateway(HttpServer upstream, Process process, URI front, List<String> losses) {
    this.upstream = upstream;
    this.process = process;
    this.front = front;
    this.losses = losses;
  }

  static boolean isMissing(Gateway gateway) {
    boolean missing = program(gateway).isEmpty();
    if (missing) {
      System.out.println(
          "NOT RUN: the exported configuration in "
              + name(gateway)
              + " itself (give -Dccaas."
              + name(gateway)
              + "=<program>)");
    }
    return missing;
  }

  /** Returns the command by which the gateway judges a file. */
  static List<String> check(Gateway gateway, Path file) {
    return gateway == Gateway.NGINX
        ? List.of(program(gateway), "-t", "-c", file.toString(), "-g", mainOf(file))
        : List.of(program(gateway), "-c", "-f", file.toString());
  }

  static RunningGateway start(Gateway gateway, QuotaPolicy policy, String platform, Path directory)
      throws Exception {
    HttpServer upstream =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext("/", exchange -> exchange.sendResponseHeaders(204, -1));
    upstream.start();
    int port = freePort();
    URI behind = URI.create("http://127.0.0.1:" + upstream.getAddress().getPort());
    GatewayConfig config =
        gateway.export(GatewaySetup.builder(policy, behind).platform(platform).port(port).build());
    Path file = Files.writeString(directory.resolve("gateway"), config.text());
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(command(gateway, file))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    URI front = URI.create("http://127.0.0.1:" + port + "/");
    RunningGateway running = new RunningGateway(upstream, process, front, config.losses());
    try {
      running.awaitStart(log);
      return running;
    } catch (Throwable e) {
      running.close();
      throw e;
    }
  }

  private static List<String> command(Gateway gateway, Path file) {
    return gateway == Gateway.NGINX
        ? List.of(program(gateway), "-c", file.toString(), "-g", mainOf(file))
        : List.of(program(gateway), "-db", "-f", file.toString());
  }

  private static String mainOf(Path file) {
    return "daemon off; error_log stderr; pid " + file.resolveSibling("pid") + ";";
  }

  private static String program(Gateway gateway) {
    return System.getProperty("ccaas." + name(gateway), "");
  }

  private static String name(Gateway gateway) {
    return gateway.name().toLowerCase(Locale.ROOT);
  }

  private void awaitStart(Path log) throws Exception {
    for (int i = 0; i < 200; i++) {
      try {
        send("", "");
        return;
      } catch (IOException e) { // not there yet
        if (process.waitFor(50, MILLISECONDS)) {
          throw new AssertionError("ended: " + Files.readString(log), e);
        }
      }
    }
    throw new AssertionError("nothing listens at " + front + ": " + Files.readString(log));
  }

  List<String> losses() {
    return losses;
  }

  /** Sends that many requests, each when the one before was answered. */
  Answers greedy(String consumer, String group, int requests) throws Exception {
    Answers answers = new Answers();
    for (int i = 0; i < requests; i++) {
      answers.add(answers.seconds(), send(consumer, group));
    }
    return answers;
  }

  /** Sends that many requests, ten at a time. */
  Answers together(String consumer, String group, int requests) throws Exception {
    Answers answers = new Answers();
    ExecutorService callers = Executors.newFixedThreadPool(10);
    try {
      List<Future<HttpResponse<String>>> sent = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        sent.add(callers.submit(() -> send(consumer, group)));
      }
      for (Future<HttpResponse<String>> answer : sent) {
        answers.add(answers.seconds(), answer.get());
      }
      return answers;
    } finally {
      callers.shutdownNow();
    }
  }

  /** Sends requests for that many seconds, each when the one before was answered. */
  Answers greedyFor(String consumer, String group, int seconds) throws Exception {
    Answers answers = new Answers();
    while (answers.seconds() < seconds) {
      answers.add(answers.seconds(), send(consumer, group));
    }
    return answers;
  }

  /** Sends one request; an empty text is a header that is not there. */
  HttpResponse<String> send(String consumer, String group)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(front);
    if (!consumer.isEmpty()) {
      request.header("X-Consumer", consumer);
    }
    if (!group.isEmpty()) {
      request.header("X-Consumer-Group", group);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
    upstream.stop(0);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** What a caller was answered, and when. */
  static final class Answers {
    private final List<Double> sent = new ArrayList<>(); // of those that were admitted
    private final List<Double> received = new ArrayList<>();
    private final TimeSource time = TimeSource.system();
    private final long begin = time.nanoTime();
    private HttpResponse<String> last;

    void add(double at, HttpResponse<String> answer) {
      last = answer;
      if (answer.statusCode() == 204) {
        sent.add(at);
        received.add(seconds());
      } else {
        assertRefusal(answer);
      }
    }

    private static void assertRefusal(HttpResponse<String> answer) {
      if (answer.statusCode() != 429) {
        throw new AssertionError(answer + ": " + answer.body());
      }
    }

    int admitted() {
      return sent.size();
    }

    HttpResponse<String> last() {
      return last;
    }

    double seconds() {
      return (time.nanoTime() - begin) / 1e9;
    }

    /** Returns how many were surely admitted in the fullest second: sent and answered in it. */
    int mostInASecond() {
      int most = 0;
      int oldest = 0;
      for (int newest = 0; newest < sent.size(); newest++) {
        while (received.get(newest) - sent.get(oldest) >= 1) {
          oldest++;
        }
        most = Math.max(most, newest - oldest + 1);
      }
      return most;
    }
  }
}
