// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.core.auth.SecretSource;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Makes connections with Lettuce: to one server by one of its addresses, or to a cluster. */
final class Connector implements AutoCloseable {
  /** How long an address is tried. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Lettuce's logger that traces every byte sent, passwords too. */
  private static final String SENT = "io.lettuce.core.protocol.CommandEncoder";

  private static final List<String> SCHEMES =
      List.of("redis", "rediss", "redis-sentinel", "rediss-sentinel");
  private static final int MOST_QUEUED = 20_000;

  private final AbstractRedisClient client;
  private final IntFunction<CompletionStage<Link>> connect;
  private final int addresses;

  private Connector(
      AbstractRedisClient client, IntFunction<CompletionStage<Link>> connect, int addresses) {
    this.client = client;
    this.connect = connect;
    this.addresses = addresses;
  }

  /** Returns a connector to one server, which is at one of these addresses at a time. */
  static Connector single(List<URI> addresses, @Nullable Login login) {
    List<RedisURI> uris = uris(addresses, login);
    RedisClient client = RedisClient.create();
    client.setOptions(options(DisconnectedBehavior.REJECT_COMMANDS));
    return new Connector(
        client,
        address ->
            client
                .connectAsync(ByteArrayCodec.INSTANCE, uris.get(address))
                .thenApply(made -> new Link(made, made.async())),
        uris.size());
  }

  /** Returns a connector to a cluster that is asked at these addresses who its nodes are. */
  static Connector cluster(List<URI> addresses, @Nullable Login login) {
    RedisClusterClient client = RedisClusterClient.create(uris(addresses, login));
    // A node is connected to with its first command, which has to wait for that.
    ClientOptions options = options(DisconnectedBehavior.ACCEPT_COMMANDS);
    client.setOptions(ClusterClientOptions.builder(options).build());
    return new Connector(
        client,
        address ->
            client
                .refreshPartitionsAsync()
                .thenCompose(known -> client.connectAsync(ByteArrayCodec.INSTANCE))
                .thenApply(made -> new Link(made, made.async())),
        1);
  }

  /** Refuses what is no address, or carries a password, which would then be shown. */
  static void requireAddress(URI address) {
    if (!SCHEMES.contains(String.valueOf(address.getScheme()))) {
      throw new IllegalArgumentException(
          "address of scheme " + address.getScheme() + " (expected: one of " + SCHEMES + ")");
    }
    if (String.valueOf(address.getRawAuthority()).contains("@")) {
      throw new IllegalArgumentException(
          "address with a user or password (expected: those by credentials)");
    }
  }

  int addresses() {
    return addresses;
  }

  CompletionStage<Link> connect(int address) {
    return connect.apply(address);
  }

  @Override
  public void close() {
    client.shutdownAsync(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  private static List<RedisURI> uris(List<URI> addresses, @Nullable Login login) {
    if (login != null && LoggerFactory.getLogger(SENT).isTraceEnabled()) {
      throw new IllegalStateException(
          "logger " + SENT + " is at TRACE and would show the password (expected: at most DEBUG)");
    }
    return addresses.stream().map(address -> uri(address, login)).toList();
  }

  private static RedisURI uri(URI address, @Nullable Login login) {
    RedisURI uri = RedisURI.create(address);
    uri.setTimeout(PATIENCE);
    uri.getSentinels().forEach(sentinel -> sentinel.setTimeout(PATIENCE));
    if (login != null) {
      RedisCredentialsProvider provider = RedisCredentialsProvider.from(login::credentials);
      uri.setCredentialsProvider(provider);
    }
    return uri;
  }

  /** A lost connection is replaced by {@link Store}, which knows when and where. */
  private static ClientOptions options(DisconnectedBehavior disconnected) {
    return ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(disconnected)
        .requestQueueSize(MOST_QUEUED)
        .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build()) // ours is enough
        .protocolVersion(ProtocolVersion.RESP2)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).keepAlive(true).build())
        .build();
  }

  /** A user's name and password, read anew for every connection. */
  record Login(String user, SecretSource password) {
    RedisCredentials credentials() {
      return RedisCredentials.just(user, password.secret().reveal());
    }

    @Override
    public String toString() {
      return user;
    }
  }
}
