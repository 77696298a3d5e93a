// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * How an audit file and its directory come to be, and how a file is opened for appending.
 *
 * <p>Streams of {@link Files}, never channels: an interrupt of the recording thread closes a
 * channel, and with it the audit of everyone.
 */
final class AuditFile {
  private AuditFile() {}

  /** Makes the directory and its missing parents, for the owner only where POSIX has a say. */
  static void createDirectory(Path directory) throws IOException {
    Files.createDirectories(directory, permissions(directory, "rwx------"));
  }

  /**
   * Opens the file for appending, having made it for the owner only if it was not there.
   *
   * <p>If a crash or a full disk left the last line without its end, that line is ended first, so
   * that it spoils no other.
   *
   * @throws IOException if the file cannot be opened or is a link, a directory, a pipe or a device
   */
  static OutputStream open(Path file) throws IOException {
    create(file);
    boolean torn = endsInsideLine(file);
    OutputStream stream = Files.newOutputStream(file, APPEND, NOFOLLOW_LINKS);
    if (torn) {
      stream.write('\n');
    }
    return stream;
  }

  /** Returns what tells the file that is there now from another one; null if there is none. */
  static @Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static void create(Path file) throws IOException {
    try {
      Files.createFile(file, permissions(file, "rw-------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
        FileSystemException refused =
            new FileSystemException(file.toString(), null, "exists and is not a regular file");
        refused.initCause(e);
        throw refused;
      }
    }
  }

  private static boolean endsInsideLine(Path file) throws IOException {
    long size = Files.size(file);
    if (size == 0) {
      return false;
    }
    try (InputStream stream = Files.newInputStream(file, NOFOLLOW_LINKS)) {
      stream.skipNBytes(size - 1);
      return stream.read() != '\n';
    }
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
