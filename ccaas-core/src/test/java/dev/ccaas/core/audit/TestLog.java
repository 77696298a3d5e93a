// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.internal.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * A log in memory, written record by record in the format of decision 0013, then to a directory.
 */
final class TestLog {
  static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");
  static final KeyPair KEY = key();

  private final String node;
  private final Map<LogName, ByteArrayOutputStream> files = new TreeMap<>();
  private final ByteArrayOutputStream checkpoints = new ByteArrayOutputStream();
  private ByteArrayOutputStream current = new ByteArrayOutputStream();
  private ChainHead head = ChainHead.START;
  private Instant time = NOON;

  TestLog(String node) {
    this.node = node;
  }

  static KeyPair key() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Begins a file with its header. */
  TestLog file(String name) {
    current = new ByteArrayOutputStream();
    files.put(LogName.parse(name).orElseThrow(), current);
    return line(
        Json.write(Json.object().put("log", "ccaas-audit").put("version", 1).put("node", node)));
  }

  /** Adds one event a second after the one before. */
  TestLog record(String action) {
    time = time.plusSeconds(1);
    return record(
        AuditEvent.builder(action, time)
            .success(!action.endsWith("FAILED"))
            .duration(Duration.ofMillis(300))
            .actor("deployer")
            .brandId("b-" + head.seq() % 3)
            .build());
  }

  TestLog record(AuditEvent event) {
    return line(AuditJson.line(event).getBytes(UTF_8));
  }

  /** Adds a record of any JSON object. */
  TestLog line(byte[] json) {
    ChainedLine line = ChainedLine.append(json, head);
    head = line.head();
    current.writeBytes(line.bytes());
    current.write('\n');
    return this;
  }

  /** Adds a signed checkpoint of the last record. */
  TestLog checkpoint() {
    checkpoints.writeBytes((checkpoint(KEY) + "\n").getBytes(UTF_8));
    return this;
  }

  /** Returns the line of a checkpoint of the last record, signed with this key. */
  String checkpoint(KeyPair key) {
    return checkpoint(node, head, key);
  }

  static String checkpoint(String node, ChainHead head, KeyPair key) {
    String at = "2025-06-01T12:00:00.000Z";
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key.getPrivate());
      signer.update(Checkpoint.signedText(node, head, at));
      String signature = Base64.getEncoder().encodeToString(signer.sign());
      return new Checkpoint(node, head, at, Checkpoint.keyId(key.getPublic()), signature).line();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  ChainHead head() {
    return head;
  }

  /** Returns name and content of every file, that of the checkpoints last if there are any. */
  Map<String, byte[]> files() {
    Map<String, byte[]> all = new java.util.LinkedHashMap<>();
    files.forEach((name, bytes) -> all.put(name.toString(), bytes.toByteArray()));
    if (checkpoints.size() > 0) {
      all.put(LogName.CHECKPOINTS, checkpoints.toByteArray());
    }
    return all;
  }

  /** Writes all files. */
  TestLog to(Path directory) {
    files().forEach((name, bytes) -> write(directory.resolve(name), bytes));
    return this;
  }

  static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
