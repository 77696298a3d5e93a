// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection to the store, once made: never mended, replaced when it is lost. */
final class Link {
  private static final int MOST_IN_FLIGHT = 10_000;

  private final StatefulConnection<byte[], byte[]> connection;
  private final RedisScriptingAsyncCommands<byte[], byte[]> commands;
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile long heardAt;

  Link(
      StatefulConnection<byte[], byte[]> connection,
      RedisScriptingAsyncCommands<byte[], byte[]> commands) {
    this.connection = connection;
    this.commands = commands;
  }

  RedisScriptingAsyncCommands<byte[], byte[]> commands() {
    return commands;
  }

  /** Returns whether one more may be sent; who sent it says {@link #received} in the end. */
  boolean maySend() {
    if (inFlight.incrementAndGet() <= MOST_IN_FLIGHT) {
      return true;
    }
    inFlight.decrementAndGet();
    return false;
  }

  /** Notes that a request has come to its end, with an answer or without. */
  void received() {
    inFlight.decrementAndGet();
  }

  /** Notes that an answer came at that moment. */
  void heard(long moment) {
    heardAt = moment;
  }

  /** Returns whether no answer has come since that moment. */
  boolean isSilentSince(long moment) {
    return heardAt - moment <= 0;
  }

  boolean isOpen() {
    return connection.isOpen();
  }

  /** Has it run when the other side, or the network, closes the connection. */
  void onLoss(Runnable task) {
    connection.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> ended) {
            task.run();
          }
        });
  }

  /** Closes it; what is in flight fails. */
  void close() {
    CompletableFuture<Void> unused = connection.closeAsync(); // nobody waits: it is given up
  }
}
