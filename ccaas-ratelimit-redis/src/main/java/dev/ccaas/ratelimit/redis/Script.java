// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.ratelimit.redis.Terms.Action;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The script, called by its digest; sent in full where the server does not know it. */
final class Script {
  private final byte[] text;
  private final String digest;

  private Script(byte[] text) {
    try {
      this.text = text;
      this.digest = // how Redis names scripts
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  /** Returns the script of this jar. */
  static Script load() {
    try (InputStream in = Script.class.getResourceAsStream("decide.lua")) {
      return new Script(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the script of this jar", e);
    }
  }

  /** Returns the script with another clock, for tests. */
  Script withClock(String expression) {
    return new Script(
        new String(text, UTF_8).replace("redis.call('TIME')", expression).getBytes(UTF_8));
  }

  CompletableFuture<byte[]> run(
      RedisScriptingAsyncCommands<byte[], byte[]> redis, byte[][] keys, byte[][] arguments) {
    try {
      CompletableFuture<byte[]> answer =
          redis
              .<byte[]>evalsha(digest, ScriptOutputType.VALUE, keys, arguments)
              .toCompletableFuture();
      return answer.exceptionallyCompose(
          failure ->
              failure instanceof RedisNoScriptException
                  ? send(redis, keys, arguments)
                  : CompletableFuture.failedFuture(failure));
    } catch (RedisException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Runs the script on nothing, with its text: the server now knows it, can run it, and would let
   * it write, as a replica or a full server would not.
   */
  CompletableFuture<byte[]> probe(RedisScriptingAsyncCommands<byte[], byte[]> redis) {
    return send(redis, new byte[0][], new Terms(List.of()).arguments(Action.TAKE, 1));
  }

  private CompletableFuture<byte[]> send(
      RedisScriptingAsyncCommands<byte[], byte[]> redis, byte[][] keys, byte[][] arguments) {
    return redis.<byte[]>eval(text, ScriptOutputType.VALUE, keys, arguments).toCompletableFuture();
  }
}
