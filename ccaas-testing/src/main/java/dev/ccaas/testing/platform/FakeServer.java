// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A fake platform on a loopback port, in plain HTTP, until it is closed.
 *
 * <p>Bodies above one mebibyte are answered 413. Safe for use by many threads.
 */
public final class FakeServer implements AutoCloseable {
  /**
   * The JDK's server sends head and body of an answer apart. With Nagle's algorithm the body then
   * waits for the client's acknowledgement, 40 ms on Linux, unless this is set before the first
   * server of the process is made.
   */
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  static {
    if (System.getProperty(NO_DELAY) == null) {
      System.setProperty(NO_DELAY, "true");
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final FakePlatform platform;
  private final InetSocketAddress address;
  private final ExecutorService workers = Executors.newCachedThreadPool(FakeServer::daemon);
  private @Nullable HttpServer server;
  private boolean closed;

  private FakeServer(FakePlatform platform) {
    this.platform = platform;
    this.server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    this.address = server.getAddress();
  }

  static FakeServer start(FakePlatform platform) {
    return new FakeServer(platform);
  }

  /** Returns the address at which it serves, such as {@code http://127.0.0.1:40123}. */
  public URI baseUri() {
    return URI.create("http://" + address.getHostString() + ":" + address.getPort());
  }

  /** Stops serving and closes all connections. */
  @Override
  public void close() {
    refuse();
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    workers.shutdownNow();
    platform.stopped(this);
  }

  void refuse() {
    lock.lock();
    try {
      if (server != null) {
        server.stop(0);
        server = null;
      }
    } finally {
      lock.unlock();
    }
  }

  void accept() {
    lock.lock();
    try {
      if (server == null && !closed) {
        server = listen(address);
      }
    } finally {
      lock.unlock();
    }
  }

  private HttpServer listen(InetSocketAddress where) {
    try {
      HttpServer listening = HttpServer.create(where, 0);
      listening.createContext("/", this::handle);
      listening.setExecutor(workers);
      listening.start();
      return listening;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + where, e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    // Closing an exchange without an answer ends its connection, which is what a drop looks like.
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(FakePlatform.MAX_BODY + 1);
      platform.time().sleep(platform.latency());
      deliver(exchange, platform.exchange(IncomingRequest.of(exchange, body)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server is being closed
    }
  }

  private static void deliver(HttpExchange exchange, Outcome outcome) throws IOException {
    byte[] body = outcome.answer().body();
    boolean whole = outcome.arrival() == Outcome.Arrival.WHOLE;
    if (outcome.arrival() == Outcome.Arrival.NONE || (!whole && body.length == 0)) {
      return;
    }
    exchange.getResponseHeaders().putAll(outcome.answer().headers().asMap());
    exchange.sendResponseHeaders(outcome.answer().status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      OutputStream out = exchange.getResponseBody();
      out.write(body, 0, whole ? body.length : body.length / 2);
      out.flush();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fake-platform");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public String toString() {
    return "FakeServer[" + baseUri() + "]";
  }
}
