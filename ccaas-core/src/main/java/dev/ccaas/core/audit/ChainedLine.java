// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Serial;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of the log as a link of its chain, without the line end: a JSON object whose last three
 * members are {@code "seq":N,"prev":"…","hash":"…"}.
 *
 * <p>The hash is the SHA-256 of the line's bytes before {@code ,"hash":"}; {@code prev} is the hash
 * of the record before. Decision 0013. Immutable.
 */
final class ChainedLine {
  /** More bytes than any line that is written here; a reader need not hold more. */
  static final int MAX_BYTES = AuditJson.MAX_BYTES;

  private static final String HASH = ",\"hash\":\"";
  private static final int HASH_BYTES = HASH.length() + 64 + 2; // quote and brace
  private static final int LINK_BYTES = ",\"seq\":".length() + 19 + ",\"prev\":\"".length() + 65;
  private static final Pattern LINK =
      Pattern.compile(".*,\"seq\":([1-9][0-9]{0,18}),\"prev\":\"([0-9a-f]{64})\"", Pattern.DOTALL);
  private static final Pattern SEAL = Pattern.compile(HASH + "([0-9a-f]{64})\"}");

  private final byte[] bytes;
  private final ChainHead head;
  private final String prev;

  private ChainedLine(byte[] bytes, ChainHead head, String prev) {
    this.bytes = bytes;
    this.head = head;
    this.prev = prev;
  }

  /**
   * Returns the JSON object as the record after that head.
   *
   * @param json a JSON object with at least one member and none named as the chain's, on one line
   */
  static ChainedLine append(byte[] json, ChainHead after) {
    long seq = after.seq() + 1;
    byte[] link = (",\"seq\":" + seq + ",\"prev\":\"" + after.hash() + "\"").getBytes(US_ASCII);
    int sealed = json.length - 1 + link.length;
    byte[] bytes = new byte[sealed + HASH_BYTES];
    System.arraycopy(json, 0, bytes, 0, json.length - 1);
    System.arraycopy(link, 0, bytes, json.length - 1, link.length);
    String hash = sha256(bytes, 0, sealed);
    System.arraycopy((HASH + hash + "\"}").getBytes(US_ASCII), 0, bytes, sealed, HASH_BYTES);
    return new ChainedLine(bytes, new ChainHead(seq, hash), after.hash());
  }

  /**
   * Returns the record that these bytes are, whose hash fits its text.
   *
   * @throws IOException if they are none; the message says why and does not quote them
   */
  static ChainedLine parse(byte[] line) throws IOException {
    int sealed = line.length - HASH_BYTES;
    if (line.length > MAX_BYTES || sealed < 0) {
      throw new IOException("has " + line.length + " bytes (expected: a record of the chain)");
    }
    Matcher seal = SEAL.matcher(new String(line, sealed, HASH_BYTES, ISO_8859_1));
    int from = Math.max(0, sealed - LINK_BYTES);
    Matcher link = LINK.matcher(new String(line, from, sealed - from, ISO_8859_1));
    if (!seal.matches() || !link.matches()) {
      throw new IOException("does not end in seq, prev and hash");
    }
    String hash = sha256(line, 0, sealed);
    if (!hash.equals(seal.group(1))) {
      throw new ChangedException();
    }
    try {
      long seq = Long.parseLong(link.group(1));
      return new ChainedLine(line.clone(), new ChainHead(seq, hash), link.group(2));
    } catch (NumberFormatException e) {
      throw new IOException("has a seq beyond the largest number", e);
    }
  }

  /** The line ends as a record does, but is not what was hashed. */
  static final class ChangedException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    private ChangedException() {
      super("was changed: its hash is not that of its text");
    }
  }

  /** Returns the bytes of the line, without a line end. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the line's text, without a line end. */
  String text() {
    return new String(bytes, UTF_8);
  }

  /** Returns where the chain stands after this record. */
  ChainHead head() {
    return head;
  }

  /** Returns this record's number. */
  long seq() {
    return head.seq();
  }

  /** Returns the hash that this record gives for the one before it. */
  String prev() {
    return prev;
  }

  /** Returns whether this record is the one right after that head. */
  boolean follows(ChainHead before) {
    return seq() == before.seq() + 1 && prev.equals(before.hash());
  }

  /** Returns the SHA-256 of these bytes as 64 lower-case hexadecimal digits. */
  static String sha256(byte[] bytes, int from, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, from, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
