// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditReport.Finding;
import dev.ccaas.core.audit.AuditReport.Place;
import dev.ccaas.core.audit.AuditReport.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Removes the oldest files of a log and keeps the proof that they were removed on purpose.
 *
 * <p>The proof, one line of {@value #PROOFS} per file, names the file's last record; the log's new
 * first record names the same hash. It is on the disk before the file goes, so a crash in between
 * leaves a log that verifies.
 */
final class Retention {
  static final String PROOFS = "audit-retention.jsonl";

  private final Path directory;
  private final TrustedKeys keys;
  private final @Nullable CheckpointKey signer;
  private final TimeSource time;

  /**
   * Creates what shortens a log.
   *
   * @param keys by which the log will be verified
   * @param signer signs the proofs; null leaves them unsigned
   */
  Retention(Path directory, TrustedKeys keys, @Nullable CheckpointKey signer, TimeSource time) {
    this.directory = directory;
    this.keys = keys;
    this.signer = signer;
    this.time = time;
  }

  /** Removes the whole files of the days before that one, never the last file; returns them. */
  List<Path> removeBefore(LocalDate day) throws IOException {
    List<LogFile> files = LogFile.in(directory);
    List<LogFile> old = new ArrayList<>();
    for (LogFile file : files.subList(0, Math.max(0, files.size() - 1))) {
      if (!file.name().day().isBefore(day)) {
        break;
      }
      old.add(file);
    }
    Map<LogFile, Checkpoint> proofs = proofs(old);
    DiskFiles disk = DiskFiles.create(directory);
    CheckpointFile kept = new CheckpointFile(disk, PROOFS);
    for (LogFile file : old) {
      Checkpoint proof = proofs.get(file);
      if (proof != null) {
        kept.append(proof);
      }
      Files.delete(file.path());
      disk.force(); // file by file, or a power cut could take a later one and leave an earlier
    }
    return old.stream().map(LogFile::path).toList();
  }

  /** Returns for each file what proves its removal; a file without a record needs no proof. */
  private Map<LogFile, Checkpoint> proofs(List<LogFile> files) throws IOException {
    Map<LogFile, Checkpoint> proofs = new HashMap<>();
    for (LogFile file : files) {
      ChainedRecord last = null;
      try (ChainReader chain = new ChainReader(directory, List.of(file))) {
        for (ChainedRecord next = chain.next(); next != null; next = chain.next()) {
          last = next;
        }
        if (chain.fault() != null) {
          throw new IOException("changed while it was looked at: " + chain.fault());
        }
      }
      if (last != null) {
        proofs.put(file, proof(last));
      }
    }
    return proofs;
  }

  private Checkpoint proof(ChainedRecord last) throws IOException {
    Checkpoint proof =
        signer == null
            ? new Checkpoint(last.node(), last.head(), CheckpointKey.format(time.instant()), "", "")
            : signer.signRemoval(last.node(), last.head(), time.instant());
    Reason refusal = keys.refusal(proof, textOf(proof));
    if (refusal != null) {
      throw new IOException(
          "the proof that would be left "
              + refused(refusal)
              + " (expected: checkpointKey with the key that belongs to a publicKey)");
    }
    return proof;
  }

  /** Returns what is wrong with a log that begins with this record, or null. */
  static @Nullable Finding judgeStart(ChainedRecord first, Place start, TrustedKeys keys)
      throws IOException {
    if (first.seq() == 1) {
      return null;
    }
    Path proofs = start.file().resolveSibling(PROOFS);
    if (!Files.isRegularFile(proofs, NOFOLLOW_LINKS)) {
      return unproven(first, start);
    }
    try (BoundedLines lines = BoundedLines.open(proofs)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        Checkpoint proof = proofBefore(first, line);
        if (proof != null) {
          Reason refusal = keys.refusal(proof, textOf(proof));
          return refusal == null
              ? null
              : new Finding(
                  refusal, new Place(proofs, lines.number(), proof.head().seq()), refused(refusal));
        }
      }
    }
    return unproven(first, start);
  }

  private static @Nullable Checkpoint proofBefore(ChainedRecord first, byte[] line) {
    try {
      Checkpoint proof = CheckpointSource.parse(line);
      return first.line().follows(proof.head()) ? proof : null;
    } catch (IOException e) { // a line that proves nothing; without a proof the start is refused
      return null;
    }
  }

  private static Finding unproven(ChainedRecord first, Place start) {
    return new Finding(
        Reason.FILE_MISSING,
        start,
        "the log begins with record "
            + first.seq()
            + ", and "
            + PROOFS
            + " does not prove that the records before it were removed on purpose");
  }

  private static byte[] textOf(Checkpoint proof) {
    return Checkpoint.removalText(proof.node(), proof.head(), proof.time());
  }

  static String refused(Reason refusal) {
    return refusal == Reason.UNKNOWN_KEY
        ? "is not signed by a key that was given"
        : "the signature does not fit";
  }
}
