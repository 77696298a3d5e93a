// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Canary;
import dev.ccaas.core.Secret;
import dev.ccaas.core.audit.AuditException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckpointsTest {
  private static final KeyPair KEYS = keys("Ed25519");

  @TempDir private Path temp;
  private final ManualTime time = new ManualTime("2025-06-01T12:00:00Z");
  private final List<String> copies = new ArrayList<>();

  @Test
  void signsAtMostOnceInSecondAndAtTheEnd() throws Exception {
    try (AuditSink sink = open()) {
      sink.record(event("a"));
      sink.record(event("b"));
      assertThat(copies).isEmpty();
      time.advance(Duration.ofSeconds(1)); // nothing comes after: the clock wakes it
      assertThat(copies).hasSize(1);
      time.advance(Duration.ofSeconds(10));
      assertThat(copies).hasSize(1);
      sink.record(event("c"));
      sink.record(event("d"));
      assertThat(copies).hasSize(1);
    }

    assertThat(copies).hasSize(2);
    assertThat(Files.readAllLines(temp.resolve("audit-checkpoints.jsonl"))).isEqualTo(copies);
    assertSigned(copies.get(0), 3, "2025-06-01T12:00:01.000Z");
    assertSigned(copies.get(1), 5, "2025-06-01T12:00:11.000Z");
  }

  @Test
  void signsWhenFileIsFull() {
    try (AuditSink sink = open()) {
      sink.record(event("a"));
      time.set("2025-06-02T12:00:00Z");
      sink.record(event("b"));
      assertThat(copies).hasSize(1);
    }
    assertThat(copies).hasSize(1); // nothing new to sign
  }

  private void assertSigned(String line, long seq, String at) throws Exception {
    Checkpoint checkpoint = Checkpoint.parse(line);
    assertThat(checkpoint.node()).isEqualTo("eu-1");
    assertThat(checkpoint.head().seq()).isEqualTo(seq);
    assertThat(checkpoint.head().hash())
        .isEqualTo(Chain.in(temp).records().get((int) seq - 1).get("hash").asText());
    assertThat(checkpoint.time()).isEqualTo(at);
    assertThat(checkpoint.keyId()).isEqualTo(Checkpoint.keyId(KEYS.getPublic()));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(KEYS.getPublic());
    verifier.update(
        ("ccaas-audit checkpoint v1\neu-1\n"
                + seq
                + "\n"
                + checkpoint.head().hash()
                + "\n"
                + at
                + "\n")
            .getBytes(UTF_8));
    assertThat(verifier.verify(Base64.getDecoder().decode(checkpoint.signature()))).isTrue();
  }

  static Stream<String> forms() {
    byte[] encoded = KEYS.getPrivate().getEncoded();
    String mime = Base64.getMimeEncoder().encodeToString(encoded);
    byte[] seed = ((EdECPrivateKey) KEYS.getPrivate()).getBytes().orElseThrow();
    return Stream.of(
        "-----BEGIN PRIVATE KEY-----\n" + mime + "\n-----END PRIVATE KEY-----\n",
        Base64.getEncoder().encodeToString(encoded),
        Base64.getEncoder().encodeToString(seed));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void takesKeyInAnyUsualForm(String form) {
    CheckpointKey key = CheckpointKey.parse(Secret.of(form));

    assertThat(key.sign("n", ChainHead.START, Instant.EPOCH).keyId())
        .isEqualTo(Checkpoint.keyId(KEYS.getPublic()));
  }

  static Stream<String> noKeys() {
    return Stream.of(
        Canary.secret().reveal(),
        Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded()),
        Base64.getEncoder().encodeToString(keys("X25519").getPrivate().getEncoded()),
        Base64.getEncoder().encodeToString(keys("Ed448").getPrivate().getEncoded()));
  }

  @ParameterizedTest
  @MethodSource("noKeys")
  void refusesOtherKeysWithoutQuotingThem(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonLinesAudit.builder(temp).checkpointKey(() -> Secret.of(text)).build())
        .withMessageStartingWith("checkpoint key: not an Ed25519 private key (expected: PKCS#8")
        .withNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(text));
  }

  @Test
  void refusesLogThatEndsBeforeItsLastCheckpoint() throws IOException {
    try (AuditSink sink = open()) {
      sink.record(event("a"));
      sink.record(event("b"));
    }
    Path log = temp.resolve("provision-audit-2025-06-01.jsonl");
    List<String> lines = Files.readAllLines(log);
    Files.writeString(log, String.join("\n", lines.subList(0, 2)) + "\n");

    assertRefused("the log ends with record 2", "the checkpoint of record 3");
    Files.delete(log);
    assertRefused("the log ends with record 0", "the checkpoint of record 3");
  }

  @Test
  void refusesLogWhoseLastRecordIsNotTheSignedOne() throws IOException {
    try (AuditSink sink = open()) {
      sink.record(event("a"));
    }
    Path log = temp.resolve("provision-audit-2025-06-01.jsonl");
    String header = Files.readAllLines(log).get(0);
    ChainedLine forged =
        ChainedLine.append(
            AuditJson.line(event("b")).getBytes(UTF_8),
            ChainedLine.parse(header.getBytes(UTF_8)).head());
    Files.writeString(log, header + "\n" + forged.text() + "\n");

    assertRefused("the log ends with record 2", "the checkpoint of record 2");
  }

  private void assertRefused(String... messages) {
    assertThatThrownBy(this::open)
        .isInstanceOf(AuditException.class)
        .hasMessageContainingAll(messages)
        .hasMessageContaining("audit-checkpoints.jsonl")
        .extracting(e -> ((AuditException) e).reason())
        .isEqualTo(Reason.BROKEN_LOG);
  }

  @Test
  void cutsCheckpointThatWasTorn() throws IOException {
    Path file = temp.resolve("audit-checkpoints.jsonl");
    for (int i = 0; i < 30; i++) { // more than is read at once
      try (AuditSink sink = open()) {
        sink.record(event("a"));
      }
      Files.writeString(file, "{\"log\":\"ccaas-au", StandardOpenOption.APPEND);
    }
    try (AuditSink sink = open()) {
      sink.record(event("b"));
    }

    assertThat(Files.readAllLines(file)).isEqualTo(copies).hasSize(31);
  }

  @Test
  void checkpointThatCannotBeKeptFailsNoRecord() throws IOException {
    AuditSink sink =
        builder()
            .checkpointCopy(
                line -> {
                  throw new IllegalStateException("not here");
                })
            .build();
    sink.record(event("a"));
    time.advance(Duration.ofSeconds(1));
    sink.record(event("b"));

    assertThatThrownBy(sink::close)
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("was not copied: java.lang.IllegalStateException")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("not here"));
    assertThat(Chain.in(temp).actions()).containsExactly("a", "b");
  }

  private AuditSink open() {
    return builder().build();
  }

  private JsonLinesAudit.Builder builder() {
    Secret key = Canary.made(Base64.getEncoder().encodeToString(KEYS.getPrivate().getEncoded()));
    return JsonLinesAudit.builder(temp)
        .node("eu-1")
        .time(time)
        .checkpointKey(() -> key)
        .checkpointCopy(copies::add);
  }

  private static KeyPair keys(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static AuditEvent event(String action) {
    return AuditEvent.builder(action, Instant.EPOCH).build();
  }
}
