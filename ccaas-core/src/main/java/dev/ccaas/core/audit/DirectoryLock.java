// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One writer per directory, in this process and among all.
 *
 * <p>The set comes first: a process loses its POSIX lock as soon as it closes any channel of the
 * file, which a second try in this process would do. The system ends the lock with the process.
 */
final class DirectoryLock implements Closeable {
  /** The file that is locked; it is empty and stays. */
  static final String FILE = "audit.lock";

  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the directory.
   *
   * @throws AuditException if another writer has it
   */
  static DirectoryLock acquire(Path directory, Path file) throws IOException {
    if (!HELD.add(directory)) {
      throw inUse(directory, "another sink of this process");
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, WRITE, NOFOLLOW_LINKS);
      if (channel.tryLock() == null) {
        throw inUse(directory, "another process");
      }
      return new DirectoryLock(directory, channel);
    } catch (IOException | RuntimeException e) {
      HELD.remove(directory);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  private static AuditException inUse(Path directory, String owner) {
    return new AuditException(
        "audit directory "
            + directory
            + " is being written by "
            + owner
            + " (expected: one writer; close that one or take another directory)",
        AuditException.Reason.IN_USE,
        null);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(directory);
    }
  }
}
