// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An open file of the real file system. */
final class DiskFile implements AuditFiles.LogFile {
  private static final Object GONE = new Object();

  private final Path path;
  private final FileChannel channel;
  private final @Nullable Object key;

  DiskFile(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    this.key = key(path);
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public int read(ByteBuffer into, long position) throws IOException {
    return channel.read(into, position);
  }

  @Override
  public void write(ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  @Override
  public void truncate(long size) throws IOException {
    channel.truncate(size);
  }

  @Override
  public void force() throws IOException {
    channel.force(false); // bytes and size, not the time of the last change
  }

  @Override
  public boolean inPlace() throws IOException {
    return Objects.equals(key, key(path));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Returns what tells one file from another; null where the file system has no such thing. */
  private static @Nullable Object key(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
    } catch (NoSuchFileException e) {
      return GONE;
    }
  }
}
