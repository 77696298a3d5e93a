// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A server of bytes on the loopback address: keeps every request as it came and does what its
 * script says, well or badly. It uses no HTTP library, so that it can judge one.
 */
final class RawServer implements AutoCloseable {
  /** What is done about one request; true keeps the connection open for another. */
  @FunctionalInterface
  interface Action {
    boolean perform(RawRequest request, Socket connection) throws IOException;
  }

  private final ServerSocket listener;
  private final Queue<RawRequest> requests = new ConcurrentLinkedQueue<>();
  private final Queue<Action> script = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
  private final Semaphore arrivals = new Semaphore(0);
  private final CountDownLatch abandoned = new CountDownLatch(1);
  private volatile Action otherwise = RawAnswer.answer(200);
  private volatile boolean deaf;
  private final Thread acceptor = daemon(this::acceptAll);

  private RawServer(ServerSocket listener) {
    this.listener = listener;
  }

  static RawServer start() {
    return over(ServerSocket::new);
  }

  /** Makes a listener for a port, a backlog and an address. */
  @FunctionalInterface
  interface Listening {
    ServerSocket open(int port, int backlog, InetAddress address) throws IOException;
  }

  static RawServer over(Listening listening) {
    try {
      RawServer server = new RawServer(listening.open(0, 500, InetAddress.getLoopbackAddress()));
      server.acceptor.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds what is done about the next request that has nothing planned yet. */
  RawServer then(Action action) {
    script.add(action);
    return this;
  }

  /** Sets what is done about every request for which nothing else is planned. */
  RawServer always(Action action) {
    otherwise = action;
    return this;
  }

  /** From now on connections are closed without being read. */
  RawServer deaf() {
    deaf = true;
    return this;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  List<RawRequest> requests() {
    return List.copyOf(requests);
  }

  /** Waits for so many requests that nobody waited for yet. */
  void awaitRequests(int number) throws InterruptedException {
    if (!arrivals.tryAcquire(number, 60, TimeUnit.SECONDS)) {
      throw new AssertionError("expected " + number + " more requests, but there were " + requests);
    }
  }

  int connections() {
    return connections.size();
  }

  RawRequest onlyRequest() {
    if (requests.size() != 1) {
      throw new AssertionError("expected one request, but there were " + requests);
    }
    return requests.element();
  }

  /** Waits until a client goes away before its answer is complete; false if none does. */
  boolean isAbandoned() throws InterruptedException {
    return abandoned.await(60, TimeUnit.SECONDS);
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        connections.add(connection);
        if (deaf) {
          connection.close();
        } else {
          daemon(() -> serve(connection)).start();
        }
      } catch (IOException e) {
        return; // closed by the test
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      boolean open = true;
      while (open) {
        RawRequest request = RawRequest.read(in);
        if (request == null) {
          return;
        }
        requests.add(request);
        arrivals.release();
        Action planned = script.poll();
        open = (planned != null ? planned : otherwise).perform(request, connection);
      }
    } catch (IOException e) {
      abandoned.countDown();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "raw-server");
    thread.setDaemon(true);
    return thread;
  }

  /** Stops listening, then closes all connections. */
  @Override
  public void close() {
    try {
      listener.close();
      acceptor.join(); // the port is free only when nobody waits in accept any more
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
