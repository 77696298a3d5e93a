// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Secret;
import dev.ccaas.core.audit.AuditReport.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.time.LocalDate;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final String[] NAMES = {
    "provision-audit-2025-06-01.jsonl",
    "provision-audit-2025-06-01.1.jsonl",
    "provision-audit-2025-06-02.jsonl",
    "provision-audit-2025-06-03.jsonl"
  };
  private static final LocalDate THIRD = LocalDate.parse("2025-06-03");

  @TempDir private Path temp;

  @Test
  void removesWholeOldFilesAndTheRestStillVerifies() {
    log();

    assertThat(signed(TestLog.KEY).removeBefore(LocalDate.parse("2025-06-02")))
        .containsExactly(temp.resolve(NAMES[0]), temp.resolve(NAMES[1]));

    assertThat(temp.resolve(NAMES[1])).doesNotExist();
    AuditReport report = signed(TestLog.KEY).verify();
    assertThat(report.finding()).isEmpty();
    assertThat(report.records()).isEqualTo(2);
    assertThat(report.checkpoints()).isEqualTo(1);
    assertThat(signed(TestLog.KEY).read(AuditQuery.all())).hasSize(2);
    assertThat(signed(TestLog.KEY).removeBefore(THIRD)).containsExactly(temp.resolve(NAMES[2]));
    assertThat(signed(TestLog.KEY).verify().finding()).isEmpty();
  }

  @Test
  void neverRemovesTheLastFile() {
    log();

    assertThat(signed(TestLog.KEY).removeBefore(LocalDate.parse("2099-01-01"))).hasSize(3);
    assertThat(temp.resolve(NAMES[3])).exists();
    assertThat(signed(TestLog.KEY).removeBefore(LocalDate.parse("2099-01-01"))).isEmpty();
  }

  @Test
  void everyMomentOfRemovalVerifies() throws IOException {
    log();
    byte[][] files = new byte[3][];
    for (int i = 0; i < 3; i++) {
      files[i] = Files.readAllBytes(temp.resolve(NAMES[i]));
    }
    signed(TestLog.KEY).removeBefore(THIRD);

    for (int i = 2; i >= 0; i--) { // as if it had stopped before it removed this one
      Files.write(temp.resolve(NAMES[i]), files[i]);
      assertThat(signed(TestLog.KEY).verify().finding()).isEmpty();
    }
  }

  @Test
  void beginningIsTakenOnlyWithTheProof() throws IOException {
    log();
    signed(TestLog.KEY).removeBefore(THIRD);
    Path proofs = temp.resolve(Retention.PROOFS);
    String kept = Files.readString(proofs);

    Files.writeString(proofs, kept.replace("\"signature\":\"", "\"signature\":\"AAAA"));
    assertThat(reason()).isEqualTo(Reason.SIGNATURE_INVALID);
    Files.delete(proofs);
    assertThat(reason()).isEqualTo(Reason.FILE_MISSING);
    Files.writeString(proofs, kept);
    Files.delete(temp.resolve(NAMES[3]));
    assertThat(reason()).as("all is gone, but a checkpoint").isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void checkpointIsNoProofOfRemoval() throws IOException {
    TestLog log = new TestLog("n").file(NAMES[0]).record("A").checkpoint();
    log.file(NAMES[2]).record("B").to(temp);
    Files.delete(temp.resolve(NAMES[0]));
    Files.copy(temp.resolve(LogName.CHECKPOINTS), temp.resolve(Retention.PROOFS));

    assertThat(reason()).isEqualTo(Reason.SIGNATURE_INVALID);
  }

  @Test
  void unsignedProofIsTakenWhereNoKeysAreAskedFor() {
    log();

    assertThat(AuditLog.open(temp).removeBefore(THIRD)).hasSize(3);
    assertThat(AuditLog.open(temp).verify().clean()).isTrue();
    assertThat(reason()).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void leavesNoProofThatWouldBeRefusedAndRemovesNothing() {
    log();

    assertThatThrownBy(() -> signed(TestLog.key()).removeBefore(THIRD))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("is not signed by a key that was given (expected: checkpointKey");
    assertThat(temp.resolve(NAMES[0])).exists();
  }

  @Test
  void removesNothingFromLogThatIsNotClean() throws IOException {
    log();
    Files.writeString(temp.resolve(NAMES[2]), "rubbish\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> signed(TestLog.KEY).removeBefore(THIRD))
        .isInstanceOf(AuditException.class)
        .hasMessageStartingWith("nothing was removed, the audit log is not clean: ")
        .hasMessageContaining(NAMES[2] + ":3: UNREADABLE");
    assertThat(temp.resolve(NAMES[0])).exists();
  }

  private Reason reason() {
    return signed(TestLog.KEY).verify().finding().orElseThrow().reason();
  }

  private void log() {
    TestLog log = new TestLog("node-1");
    for (String name : NAMES) {
      log.file(name).record("A");
    }
    log.checkpoint().to(temp);
  }

  /** A log that trusts the test's key, and signs proofs with this one. */
  private AuditLog signed(KeyPair key) {
    Secret secret = Secret.of(Base64.getEncoder().encodeToString(key.getPrivate().getEncoded()));
    return AuditLog.builder(temp)
        .publicKey(TestLog.KEY.getPublic())
        .checkpointKey(() -> secret)
        .build();
  }
}
