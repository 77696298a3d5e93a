// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.plan.JournalRecord;
import dev.ccaas.core.provisioning.Capability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * Over a journal in a file, opened anew by each process: a death while a record is kept leaves none
 * of its line, one byte of it, all but its end, or all. Apply only: each record is forced to a
 * disk.
 */
class FileJournalCrashModelTest implements CrashModelContract {
  @TempDir(factory = InMemory.class)
  private Path temp;

  private int worlds;

  @Override
  public CrashWorld newWorld(CrashScript script) {
    return new FileWorld(script, temp.resolve("journal-" + worlds++));
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.CREATE, Capability.GET, Capability.LIST);
  }

  @Override
  public List<Duration> readLags() {
    return List.of(Duration.ZERO);
  }

  /** Records are forced to the disk some ten thousand times: a disk in memory is one, too. */
  static final class InMemory implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension)
        throws IOException {
      Path memory = Path.of("/dev/shm");
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "ccaas")
          : Files.createTempDirectory("ccaas");
    }
  }

  private static final class FileWorld extends MemoryCrashWorld {
    private final Path file;
    private @Nullable Journal open;

    FileWorld(CrashScript script, Path file) {
      super(script);
      this.file = file;
    }

    @Override
    Journal openJournal() {
      Journal opened = Journal.file(file);
      open = opened;
      return new TearingJournal(script.around(opened), this);
    }

    @Override
    public void close() {
      if (open != null) {
        open.close();
      }
    }

    @Override
    public List<JournalRecord> journal() {
      try (Journal journal = Journal.file(file)) {
        return journal.records();
      }
    }

    long size() {
      try {
        return Files.exists(file) ? Files.size(file) : 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void cutTo(long size) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(size);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Two more points after each record, whose deaths leave part of its line. */
  private record TearingJournal(Journal journal, FileWorld world) implements Journal {
    @Override
    public void bind(String target, String owner) {
      journal.bind(target, owner);
    }

    @Override
    public List<JournalRecord> records() {
      return journal.records();
    }

    @Override
    public void append(JournalRecord record) {
      long before = world.size();
      journal.append(record);
      long line = world.size() - before;
      for (long left : new long[] {1, line - 1}) {
        world.script.changed();
        world.script.point(() -> world.cutTo(before + left));
      }
      world.script.changed();
    }

    @Override
    public void close() {
      journal.close();
    }
  }
}
