// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Appends each event as one line to the file of its UTC day, in one write to the system. */
final class JsonLinesSink implements AuditSink {

  /** Opens a file for appending; tests put a failing disk here. */
  @FunctionalInterface
  interface Opener {
    OutputStream open(Path file) throws IOException;
  }

  private final Path directory;
  private final Opener opener;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Path file;
  private @Nullable Object fileKey;
  private @Nullable OutputStream stream;
  private boolean closed;

  private JsonLinesSink(Path directory, Opener opener) {
    this.directory = directory;
    this.opener = opener;
  }

  static JsonLinesSink create(Path directory) {
    return create(directory, AuditFile::open);
  }

  static JsonLinesSink create(Path directory, Opener opener) {
    Path absolute = directory.toAbsolutePath();
    try {
      AuditFile.createDirectory(absolute);
    } catch (IOException e) {
      throw new AuditException(
          "audit directory " + absolute + " is not there and cannot be made: " + e, e);
    }
    return new JsonLinesSink(absolute, opener);
  }

  @Override
  public void record(AuditEvent event) {
    byte[] line = (AuditJson.line(event) + "\n").getBytes(UTF_8);
    LocalDate day = LocalDate.ofInstant(event.timestamp(), UTC);
    Path target = directory.resolve("provision-audit-" + day + ".jsonl");
    lock.lock();
    try {
      append(line, target);
    } catch (IOException e) {
      throw new AuditException(
          AuditJson.text(event.action())
              + " was not recorded in "
              + target
              + ": "
              + e
              + "; what it tells of may have been done",
          e);
    } finally {
      lock.unlock();
    }
  }

  private void append(byte[] line, Path target) throws IOException {
    if (closed) {
      throw new IOException("the sink is closed");
    }
    try {
      streamTo(target).write(line);
    } catch (IOException e) {
      // Part of the line may be in the file: opening it anew, for the next event, sees to that.
      try {
        release();
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private OutputStream streamTo(Path target) throws IOException {
    OutputStream open = stream;
    // The key differs once somebody has moved or removed the file: lines would be lost in it.
    if (open != null && target.equals(file) && Objects.equals(fileKey, AuditFile.key(target))) {
      return open;
    }
    release();
    open = opener.open(target);
    stream = open;
    file = target;
    fileKey = AuditFile.key(target);
    return open;
  }

  private void release() throws IOException {
    OutputStream open = stream;
    stream = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      release();
    } catch (IOException e) {
      throw new AuditException("audit file " + file + " was not closed: " + e, e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "AuditSink.jsonLines(" + directory + ")";
  }
}
