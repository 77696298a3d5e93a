// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A disk in memory that notes every call, and can show what a power cut at any moment leaves: what
 * was forced, and of the rest as much as one likes.
 */
final class MemoryDisk implements AuditFiles {
  /** What a call does. */
  enum Kind {
    CREATE,
    WRITE,
    TRUNCATE,
    FORCE,
    FORCE_DIRECTORY
  }

  /** What a cut in the middle of a write leaves of it. */
  enum Rest {
    /** The bytes up to the cut. */
    MISSING,
    /** Those, and zeros for the others: the size was on the disk before the bytes. */
    ZEROS
  }

  /** A moment: so many calls are done, and of the next, a write, so many bytes. */
  record Cut(int calls, int bytes, Rest rest, boolean newFilesStay) {}

  private static final byte[] NONE = {};

  private final Map<String, byte[]> before;
  private final Map<String, byte[]> files;
  private final List<Call> calls = new ArrayList<>();

  MemoryDisk() {
    this(Map.of());
  }

  private MemoryDisk(Map<String, byte[]> files) {
    this.before = Map.copyOf(files);
    this.files = new LinkedHashMap<>(files);
  }

  /** Returns how many calls there were. */
  int calls() {
    return calls.size();
  }

  /** Returns how many bytes the call of that number writes, 0 if it is no write. */
  int bytes(int call) {
    return calls.get(call).bytes.length;
  }

  /** Returns the disk as a power cut at that moment leaves it. */
  MemoryDisk after(Cut cut) {
    Map<String, byte[]> forced = new LinkedHashMap<>(before);
    Map<String, byte[]> written = new LinkedHashMap<>(before);
    Set<String> entries = new LinkedHashSet<>(before.keySet());
    for (Call call : calls.subList(0, cut.calls())) {
      switch (call.kind) {
        case FORCE -> forced.put(call.file, written.get(call.file));
        case FORCE_DIRECTORY -> entries.addAll(written.keySet());
        default -> written.put(call.file, call.applied(written.get(call.file)));
      }
    }
    if (cut.bytes() > 0) {
      Call next = calls.get(cut.calls());
      byte[] whole = next.applied(written.get(next.file));
      byte[] content = next.first(cut.bytes()).applied(written.get(next.file));
      boolean zeros = cut.rest() == Rest.ZEROS && whole.length > content.length;
      forced.put(next.file, zeros ? Arrays.copyOf(content, whole.length) : content);
    }
    Map<String, byte[]> left = new LinkedHashMap<>();
    for (String name : written.keySet()) {
      if (entries.contains(name) || cut.newFilesStay()) {
        left.put(name, forced.getOrDefault(name, new byte[0]));
      }
    }
    return new MemoryDisk(left);
  }

  private void note(Call call) {
    calls.add(call);
    if (call.kind != Kind.FORCE && call.kind != Kind.FORCE_DIRECTORY) {
      files.put(call.file, call.applied(files.get(call.file)));
    }
  }

  /** One call that changes something. */
  private static final class Call {
    private final Kind kind;
    private final String file;
    private final long position;
    private final byte[] bytes;

    Call(Kind kind, String file, long position, byte[] bytes) {
      this.kind = kind;
      this.file = file;
      this.position = position;
      this.bytes = bytes;
    }

    Call first(int length) {
      return new Call(kind, file, position, Arrays.copyOf(bytes, length));
    }

    byte[] applied(byte[] content) {
      if (kind == Kind.CREATE || kind == Kind.TRUNCATE) {
        return Arrays.copyOf(content == null ? bytes : content, (int) position);
      }
      int end = (int) position + bytes.length;
      byte[] after = Arrays.copyOf(content, Math.max(content.length, end));
      System.arraycopy(bytes, 0, after, (int) position, bytes.length);
      return after;
    }
  }

  @Override
  public Path directory() {
    return Path.of("memory");
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public LogFile open(String name) {
    if (!files.containsKey(name)) {
      note(new Call(Kind.CREATE, name, 0, NONE));
    }
    return new MemoryFile(name);
  }

  @Override
  public void force() {
    note(new Call(Kind.FORCE_DIRECTORY, "", 0, NONE));
  }

  @Override
  public Closeable lock() {
    return () -> {};
  }

  private final class MemoryFile implements LogFile {
    private final String name;

    MemoryFile(String name) {
      this.name = name;
    }

    @Override
    public long size() {
      return files.get(name).length;
    }

    @Override
    public int read(ByteBuffer into, long position) {
      byte[] content = files.get(name);
      int length = Math.min(into.remaining(), content.length - (int) position);
      if (length <= 0) {
        return -1;
      }
      into.put(content, (int) position, length);
      return length;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      note(new Call(Kind.WRITE, name, position, copy));
    }

    @Override
    public void truncate(long size) {
      note(new Call(Kind.TRUNCATE, name, size, NONE));
    }

    @Override
    public void force() {
      note(new Call(Kind.FORCE, name, 0, NONE));
    }

    @Override
    public boolean inPlace() {
      return true;
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
