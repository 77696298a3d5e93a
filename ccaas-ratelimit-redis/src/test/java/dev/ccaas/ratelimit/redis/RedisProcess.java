// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.TimeSource;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A Redis or Valkey server of the test's own, on a free port of this machine. */
final class RedisProcess implements AutoCloseable {
  private static final Optional<String> PROGRAM = program();

  private final Process process;
  private final int port;
  private final Path directory;

  private RedisProcess(Process process, int port, Path directory) {
    this.process = process;
    this.port = port;
    this.directory = directory;
  }

  /** Returns whether there is no server to run, and says so aloud. */
  static boolean isMissing(String what) {
    if (PROGRAM.isEmpty()) {
      System.out.println("NOT RUN: " + what + " (no redis-server or valkey-server on the PATH)");
    }
    return PROGRAM.isEmpty();
  }

  static RedisProcess start(String... options) {
    RedisProcess redis = startAt(freePort(), options);
    while (!redis.process.isAlive()) { // somebody was quicker to take that port
      redis.close();
      redis = startAt(freePort(), options);
    }
    return redis;
  }

  static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RedisProcess startAt(int port, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--save", ""));
    arguments.addAll(List.of(options));
    return startAt(port, directory(), arguments);
  }

  /** Starts a sentinel, which watches that server under the name {@code quotas}, with so many. */
  static RedisProcess sentinel(RedisProcess watched, int quorum) {
    String monitor = "sentinel monitor quotas 127.0.0.1 " + watched.port + " " + quorum;
    String times =
        "sentinel down-after-milliseconds quotas 500\nsentinel failover-timeout quotas 3000\n";
    try {
      Path directory = directory();
      Path file = Files.writeString(directory.resolve("sentinel.conf"), monitor + "\n" + times);
      return startAt(freePort(), directory, List.of(file.toString(), "--sentinel"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("redis");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RedisProcess startAt(int port, Path directory, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(PROGRAM.orElseThrow()));
    command.addAll(arguments);
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", directory.toString()));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      RedisProcess redis = new RedisProcess(process, port, directory);
      Runtime.getRuntime().addShutdownHook(new Thread(redis::kill));
      await("an answer of " + PROGRAM, () -> redis.isUp() || !process.isAlive());
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  URI uri() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** Returns the answer to a command given as words; of a text longer than a line, all of it. */
  String ask(String command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      String line = in.readLine();
      if (line == null || !line.startsWith("$") || line.equals("$-1")) {
        return String.valueOf(line);
      }
      char[] text = new char[Integer.parseInt(line.substring(1))];
      for (int read = 0; read < text.length; ) {
        read += in.read(text, read, text.length - read);
      }
      return new String(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns how many keys there are. */
  int keys() {
    return Integer.parseInt(ask("DBSIZE").substring(1));
  }

  void pause() {
    signal("STOP");
  }

  void resume() {
    signal("CONT");
  }

  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (NoSuchFileException e) { // closed before
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until something holds, a minute at most. */
  static void await(String what, BooleanSupplier condition) {
    TimeSource time = TimeSource.system();
    long end = time.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      if (time.nanoTime() - end > 0) {
        throw new AssertionError("not within a minute: " + what);
      }
      try {
        time.sleep(Duration.ofMillis(5));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private boolean isUp() {
    try {
      return !ask("PING").equals("null"); // or that it wants a password
    } catch (UncheckedIOException e) { // not yet
      return false;
    }
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> program() {
    return Stream.of("redis-server", "valkey-server")
        .flatMap(
            name ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
