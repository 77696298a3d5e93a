// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A disk that can run full, become read-only, or do anything while it forces. */
final class TestDisk implements AuditFiles {
  private final AuditFiles disk;
  private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);
  private volatile boolean readOnly;
  private volatile Step onForce = () -> {};
  private final AtomicInteger forces = new AtomicInteger();
  private final AtomicInteger opens = new AtomicInteger();

  /** What happens at a call. */
  interface Step {
    void run() throws IOException;
  }

  TestDisk(AuditFiles disk) {
    this.disk = disk;
  }

  static TestDisk in(Path directory) throws IOException {
    return new TestDisk(DiskFiles.create(directory));
  }

  /** Lets that many further bytes be written. */
  void room(long bytes) {
    room.set(bytes);
  }

  void readOnly(boolean readOnly) {
    this.readOnly = readOnly;
  }

  /** Sets what happens when a file is forced, before it is. */
  void onForce(Step step) {
    onForce = step;
  }

  /** Returns how often a file was forced. */
  int forces() {
    return forces.get();
  }

  /** Returns how often a file was opened. */
  int opens() {
    return opens.get();
  }

  @Override
  public Path directory() {
    return disk.directory();
  }

  @Override
  public List<String> names() throws IOException {
    return disk.names();
  }

  @Override
  public LogFile open(String name) throws IOException {
    if (readOnly) {
      throw new IOException("Read-only file system");
    }
    opens.incrementAndGet();
    return new TestFile(disk.open(name));
  }

  @Override
  public void force() throws IOException {
    disk.force();
  }

  @Override
  public Closeable lock() throws IOException {
    return disk.lock();
  }

  private final class TestFile implements LogFile {
    private final LogFile file;

    TestFile(LogFile file) {
      this.file = file;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
      return file.read(into, position);
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      if (readOnly) {
        throw new IOException("Read-only file system");
      }
      int fits = (int) Math.min(room.get(), bytes.remaining());
      boolean full = fits < bytes.remaining();
      room.addAndGet(-fits);
      file.write(bytes.slice(bytes.position(), fits), position);
      if (full) {
        throw new IOException("No space left on device");
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      if (readOnly) {
        throw new IOException("Read-only file system");
      }
      file.truncate(size);
    }

    @Override
    public void force() throws IOException {
      forces.incrementAndGet();
      onForce.run();
    }

    @Override
    public boolean inPlace() throws IOException {
      return file.inPlace();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
