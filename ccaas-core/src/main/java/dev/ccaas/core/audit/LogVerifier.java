// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.ccaas.core.audit.AuditReport.Finding;
import dev.ccaas.core.audit.AuditReport.Place;
import dev.ccaas.core.audit.AuditReport.Reason;
import dev.ccaas.core.audit.AuditReport.Tally;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One verification of a log: its chain, its beginning, and every checkpoint. */
final class LogVerifier implements Closeable {
  private final Path directory;
  private final TrustedKeys keys;
  private final List<CheckpointSource> sources = new ArrayList<>();
  private final Tally tally = new Tally();

  private LogVerifier(Path directory, TrustedKeys keys) {
    this.directory = directory;
    this.keys = keys;
  }

  /** Verifies a log, with checkpoints that are kept elsewhere. */
  static AuditReport verify(Path directory, TrustedKeys keys, List<Path> elsewhere)
      throws IOException {
    try (LogVerifier verifier = new LogVerifier(directory, keys)) {
      Finding finding = verifier.open(elsewhere);
      // Checkpoints are opened first: what they vouch for is then in the files that are listed.
      List<LogFile> files = LogFile.in(directory);
      return new AuditReport(
          finding != null ? finding : verifier.walk(files), verifier.count(files.size()));
    }
  }

  private @Nullable Finding open(List<Path> elsewhere) throws IOException {
    Path own = directory.resolve(LogName.CHECKPOINTS);
    if (Files.exists(own, NOFOLLOW_LINKS)) {
      if (!Files.isRegularFile(own, NOFOLLOW_LINKS)) {
        return new Finding(Reason.NOT_A_FILE, new Place(own, 1, 0), "is not a regular file");
      }
      sources.add(CheckpointSource.open(own, keys, null));
    }
    Set<String> nodes = elsewhere.isEmpty() ? Set.of() : nodes();
    for (Path file : elsewhere) {
      sources.add(CheckpointSource.open(file, keys, nodes.isEmpty() ? null : nodes));
    }
    return null;
  }

  /** Whose log it is, by the first lines of its files; those are verified later. */
  private Set<String> nodes() throws IOException {
    Set<String> nodes = new HashSet<>();
    for (LogFile file : LogFile.in(directory)) {
      try (ChainReader reader = new ChainReader(directory, List.of(file))) {
        ChainedRecord header = reader.next();
        if (header != null) {
          nodes.add(header.node());
        }
      }
    }
    return nodes;
  }

  private @Nullable Finding walk(List<LogFile> files) throws IOException {
    try (ChainReader chain = new ChainReader(directory, files)) {
      boolean first = true;
      for (ChainedRecord record = chain.next(); record != null; record = chain.next()) {
        Finding wrong = first ? Retention.judgeStart(record, chain.start(), keys) : null;
        first = false;
        wrong = wrong != null ? wrong : pass(record);
        if (wrong != null) {
          return wrong;
        }
        tally.lastSeq = record.seq();
        tally.records += record.header() ? 0 : 1;
      }
      return chain.fault() != null ? chain.fault() : end(chain.end());
    }
  }

  private @Nullable Finding pass(ChainedRecord record) throws IOException {
    if (!record.header()) {
      try {
        AuditRecord.of(record);
      } catch (IOException e) {
        return new Finding(Reason.UNREADABLE, record.place(), "the line " + e.getMessage());
      }
    }
    for (CheckpointSource source : sources) {
      Finding wrong = source.pass(record);
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private @Nullable Finding end(Place end) throws IOException {
    for (CheckpointSource source : sources) {
      Finding wrong = source.end(end);
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  private Tally count(int files) {
    tally.files = files;
    for (CheckpointSource source : sources) {
      tally.checkpoints += source.count();
      Checkpoint last = source.last();
      Checkpoint known = tally.lastCheckpoint;
      if (last != null && (known == null || last.head().seq() > known.head().seq())) {
        tally.lastCheckpoint = last;
      }
    }
    return tally;
  }

  @Override
  public void close() throws IOException {
    for (CheckpointSource source : sources) {
      source.close();
    }
  }
}
