// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.TimeSource;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way to the store: a connection that has run the script, or none. After a loss each address is
 * tried in turn, in the background, at most every half second while decisions are asked for.
 */
final class Store implements AutoCloseable {
  static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

  private final Connector connector;
  private final Script script;
  private final TimeSource time;
  private final CompletableFuture<Void> tried = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Link link;
  private volatile Throwable failure = new CancellationException("not connected yet");
  private boolean trying; // guarded by lock, as are those below
  private boolean closed;
  private long nextTry;
  private int first;

  Store(Connector connector, Script script, TimeSource time) {
    this.connector = connector;
    this.script = script;
    this.time = time;
    this.nextTry = time.nanoTime();
  }

  /** Connects, and waits until all addresses were tried once. */
  void connect() {
    tryAgain();
    long patience = Connector.PATIENCE.toNanos() * (connector.addresses() + 1);
    try {
      tried.get(patience, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      failure = e;
    }
  }

  /** Returns the connection; null if there is none, and then one is tried for. */
  @Nullable Link link() {
    Link current = link;
    if (current == null) {
      tryAgain();
    }
    return current;
  }

  /** Returns why there is no connection. */
  Throwable failure() {
    return failure;
  }

  /** Gives a connection up, if it is the one in use. */
  void lose(Link lost, Throwable cause) {
    lock.lock();
    try {
      if (link != lost) {
        return;
      }
      link = null;
      failure = cause;
    } finally {
      lock.unlock();
    }
    lost.close();
    tryAgain();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      link = null;
      failure = new CancellationException("closed");
    } finally {
      lock.unlock();
    }
    connector.close();
  }

  private void tryAgain() {
    int from;
    lock.lock();
    try {
      from = first;
      if (trying || closed || link != null || time.nanoTime() - nextTry < 0) {
        return;
      }
      trying = true;
      nextTry = time.nanoTime() + BETWEEN_TRIES.toNanos();
    } finally {
      lock.unlock();
    }
    attempt(from, 0);
  }

  private void attempt(int from, int count) {
    int address = (from + count) % connector.addresses();
    CompletableFuture<Link> unused = // its end is what counts
        connector
            .connect(address)
            .thenCompose(made -> probed(made))
            .toCompletableFuture()
            .whenComplete(
                (made, refused) -> {
                  if (refused == null) {
                    use(made, address);
                  } else if (count + 1 < connector.addresses()) {
                    attempt(from, count + 1);
                  } else {
                    giveUp(refused);
                  }
                });
  }

  private CompletableFuture<Link> probed(Link made) {
    return script
        .probe(made.commands())
        .orTimeout(Connector.PATIENCE.toNanos(), TimeUnit.NANOSECONDS)
        .thenApply(answer -> made)
        .whenComplete(
            (tested, refused) -> {
              if (refused != null) {
                made.close();
              }
            });
  }

  private void use(Link made, int address) {
    boolean late;
    lock.lock();
    try {
      trying = false;
      late = closed;
      if (!late) {
        link = made;
        first = address;
      }
    } finally {
      lock.unlock();
    }
    if (late) {
      made.close();
      return;
    }
    made.onLoss(() -> lose(made, new CancellationException("connection closed")));
    if (!made.isOpen()) { // before anybody listened
      lose(made, new CancellationException("connection closed"));
    }
    tried.complete(null);
  }

  private void giveUp(Throwable refused) {
    lock.lock();
    try {
      trying = false;
      if (!closed) {
        failure = StoreClient.unwrapped(refused);
      }
    } finally {
      lock.unlock();
    }
    tried.complete(null);
  }
}
