// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks as much of Redis as the client needs, and answers scripts with what it was
 * told: to test the client's side without a Redis.
 */
final class FakeRedis implements AutoCloseable {
  private static final int UNHELD = 1_000_000;

  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final List<List<String>> decisions = new CopyOnWriteArrayList<>();
  private final List<List<String>> logins = new CopyOnWriteArrayList<>();
  private final AtomicInteger made = new AtomicInteger();
  private final Semaphore answers = new Semaphore(UNHELD);
  private volatile String answer = decision(1, 0, 0, 0, 7);
  private volatile @Nullable String misbehaviour;
  private volatile @Nullable String loginError;
  private volatile boolean knowsScript;
  private volatile boolean hangsUp;

  private FakeRedis(ServerSocket server) {
    this.server = server;
  }

  static FakeRedis start() {
    return startAt(0);
  }

  static FakeRedis startAt(int port) {
    try {
      FakeRedis redis = new FakeRedis(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
      daemon(redis::accept);
      return redis;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  URI uri() {
    return URI.create("redis://127.0.0.1:" + port());
  }

  /** Has it answer decisions so; a wait of -1 is for ever. */
  void answer(long admitted, long wait, long payer, long rule, long remaining) {
    answer = decision(admitted, wait, payer, rule, remaining);
  }

  /** Has it answer every script with these bytes; with nothing if empty; as it should if null. */
  void misbehave(@Nullable String raw) {
    misbehaviour = raw;
  }

  /** Has it close the connection where it should answer a script, or not any more. */
  void hangUp(boolean hangsUp) {
    this.hangsUp = hangsUp;
  }

  /** Has it refuse every login with this error, or accept them again. */
  void refuseLogins(@Nullable String error) {
    loginError = error;
  }

  /** Has it forget scripts, as {@code SCRIPT FLUSH} and a failover do. */
  void forgetScripts() {
    knowsScript = false;
  }

  /** Has it answer decisions no more, but keep the answers in order. */
  void hold() {
    answers.drainPermits();
  }

  /** Has it give so many of the answers that it holds. */
  void release(int count) {
    answers.release(count);
  }

  /** Returns the commands that asked for a decision, in order; bytes are Latin-1. */
  List<List<String>> decisions() {
    return decisions;
  }

  /** Returns how many connections were made so far. */
  int connections() {
    return made.get();
  }

  List<List<String>> logins() {
    return logins;
  }

  /** Closes every connection, and takes new ones. */
  void dropConnections() {
    try {
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    dropConnections();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        made.incrementAndGet();
        daemon(() -> serve(socket));
      }
    } catch (IOException e) { // closed
      dropConnections();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      while (true) {
        out.write(reply(command(in)).getBytes(ISO_8859_1));
        out.flush();
      }
    } catch (IOException e) { // the client is gone, or is left
      sockets.remove(socket);
    }
  }

  private String reply(List<String> command) throws IOException {
    String name = command.get(0).toUpperCase(Locale.ROOT);
    if (name.equals("AUTH")) {
      logins.add(command);
      return loginError == null ? "+OK\r\n" : loginError;
    }
    if (!name.startsWith("EVAL")) {
      return name.equals("PING") ? "+PONG\r\n" : "+OK\r\n";
    }
    boolean decision = !command.get(2).equals("0");
    if (decision) {
      decisions.add(command);
      answers.acquireUninterruptibly();
    }
    if (hangsUp) {
      throw new IOException("hung up");
    }
    String raw = misbehaviour;
    if (raw != null) {
      return raw;
    }
    if (name.equals("EVALSHA") && !knowsScript) {
      return "-NOSCRIPT No matching script. Please use EVAL.\r\n";
    }
    knowsScript = true;
    return answer;
  }

  private static String decision(long admitted, long wait, long payer, long rule, long remaining) {
    return "$26\r\n"
        + bytes(admitted, 1)
        + bytes(payer, 1)
        + bytes(rule, 1)
        + bytes(remaining, 7)
        + bytes(wait < 0 ? (1L << 53) - 1 : wait, 7)
        + bytes(0, 9)
        + "\r\n";
  }

  private static String bytes(long number, int count) {
    StringBuilder bytes = new StringBuilder();
    for (int shift = (count - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes.append((char) (number >>> shift & 0xFF));
    }
    return bytes.toString();
  }

  private static List<String> command(InputStream in) throws IOException {
    int parts = Integer.parseInt(line(in).substring(1));
    List<String> command = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      int length = Integer.parseInt(line(in).substring(1));
      command.add(new String(in.readNBytes(length), ISO_8859_1));
      line(in);
    }
    return command;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("end of stream");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "fake redis");
    thread.setDaemon(true);
    thread.start();
  }
}
