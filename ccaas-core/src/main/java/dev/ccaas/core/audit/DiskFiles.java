// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory of the real file system; what is made there is made for the owner only. */
final class DiskFiles implements AuditFiles {
  private final Path directory;

  private DiskFiles(Path directory) {
    this.directory = directory;
  }

  /** Returns the directory, made with its missing parents if it was not there. */
  static DiskFiles create(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath();
    Deque<Path> missing = new ArrayDeque<>();
    for (Path path = absolute; path != null && Files.notExists(path); path = path.getParent()) {
      missing.push(path);
    }
    Files.createDirectories(absolute, permissions(absolute, "rwx------"));
    for (Path made : missing) {
      force(made.getParent()); // or a power cut takes the directory with all that is in it
    }
    return new DiskFiles(absolute);
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Override
  public LogFile open(String name) throws IOException {
    Path path = regularFile(name);
    return new DiskFile(path, FileChannel.open(path, READ, WRITE, NOFOLLOW_LINKS));
  }

  @Override
  public void force() throws IOException {
    force(directory);
  }

  @Override
  public Closeable lock() throws IOException {
    return DirectoryLock.acquire(directory.toRealPath(), regularFile(DirectoryLock.FILE));
  }

  private Path regularFile(String name) throws IOException {
    Path path = directory.resolve(name);
    try {
      Files.createFile(path, permissions(path, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(path, NOFOLLOW_LINKS)) {
        FileSystemException refused =
            new FileSystemException(path.toString(), null, "exists and is not a regular file");
        refused.initCause(e);
        throw refused;
      }
    }
    return path;
  }

  /** Where there is no POSIX a directory cannot be opened, and needs no forcing. */
  private static void force(@Nullable Path directory) throws IOException {
    if (directory != null && isPosix(directory)) {
      try (FileChannel channel = FileChannel.open(directory, READ)) {
        channel.force(true);
      }
    }
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
