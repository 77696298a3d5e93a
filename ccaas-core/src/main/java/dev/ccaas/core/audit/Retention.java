// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.ccaas.core.audit.AuditReport.Finding;
import dev.ccaas.core.audit.AuditReport.Place;
import dev.ccaas.core.audit.AuditReport.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private Retention() {}

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
          Reason refusal = keys.refusal(proof, signedText(proof));
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

  /** Like a checkpoint's, with another first line: neither can stand in for the other. */
  private static byte[] signedText(Checkpoint proof) {
    String seq = Long.toString(proof.head().seq());
    return String.join(
            "\n",
            "ccaas-audit retention v1",
            proof.node(),
            seq,
            proof.head().hash(),
            proof.time(),
            "")
        .getBytes(UTF_8);
  }

  static String refused(Reason refusal) {
    return refusal == Reason.UNKNOWN_KEY
        ? "is not signed by a key that was given"
        : "the signature does not fit";
  }
}
