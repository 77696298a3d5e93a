// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.ccaas.core.plan.JournalException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The exclusive use of a journal, by a lock on a file beside it: the journal itself may be
 * replaced. The system frees it when the process ends, however it ends.
 */
final class JournalLock {
  private final Path journal;
  private final FileChannel channel;

  private JournalLock(Path journal, FileChannel channel) {
    this.journal = journal;
    this.channel = channel;
  }

  static JournalLock take(Path journal) {
    Path beside = journal.resolveSibling(journal.getFileName() + ".lock");
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw FileJournal.inaccessible(journal, e);
    }
    JournalLock taken = new JournalLock(journal, channel);
    if (taken.tryLock() == null) {
      taken.close();
      throw new JournalException(
          Reason.IN_USE,
          "journal "
              + journal
              + " is in use: another process or another journal object has it"
              + " open. Wait for it to end; nothing was sent.",
          null);
    }
    return taken;
  }

  private @Nullable FileLock tryLock() {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this process has it
    } catch (IOException e) {
      close();
      throw FileJournal.inaccessible(journal, e);
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileJournal.inaccessible(journal, e);
    }
  }
}
