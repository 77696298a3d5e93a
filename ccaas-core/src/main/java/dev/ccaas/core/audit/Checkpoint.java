// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.internal.Json;
import java.io.IOException;
import java.security.PublicKey;

/**
 * A signed statement of where a node's chain stood at a time, so that a cut tail or an older copy
 * shows. Decision 0013.
 *
 * @param time ISO 8601 in UTC, as signed
 * @param keyId the first 16 hexadecimal digits of the SHA-256 of the public key's X.509 encoding
 * @param signature Ed25519 over {@link #signedText}, in Base64
 */
record Checkpoint(String node, ChainHead head, String time, String keyId, String signature) {

  /** Returns the bytes that a checkpoint's signature is over. */
  static byte[] signedText(String node, ChainHead head, String time) {
    return text("ccaas-audit checkpoint v1", node, head, time);
  }

  /** Returns the bytes that are signed for what retention removed: never those of a checkpoint. */
  static byte[] removalText(String node, ChainHead head, String time) {
    return text("ccaas-audit retention v1", node, head, time);
  }

  private static byte[] text(String what, String node, ChainHead head, String time) {
    return String.join("\n", what, node, "" + head.seq(), head.hash(), time, "").getBytes(UTF_8);
  }

  /** Returns the name of a key in checkpoints. */
  static String keyId(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return ChainedLine.sha256(encoded, 0, encoded.length).substring(0, 16);
  }

  /**
   * Returns the checkpoint that this line is; its signature is not verified.
   *
   * @throws IOException if it is none; the message does not quote it
   */
  static Checkpoint parse(String line) throws IOException {
    JsonNode json = Json.parse(line.getBytes(UTF_8));
    if (!"ccaas-audit".equals(json.path("log").asText()) || !json.path("seq").canConvertToLong()) {
      throw new IOException("is not a checkpoint");
    }
    ChainHead head = new ChainHead(json.path("seq").asLong(), text(json, "hash"));
    return new Checkpoint(
        text(json, "node"), head, text(json, "time"), text(json, "keyId"), text(json, "signature"));
  }

  private static String text(JsonNode json, String name) throws IOException {
    if (!json.path(name).isTextual()) {
      throw new IOException("is not a checkpoint: it has no " + name);
    }
    return json.path(name).asText();
  }

  /** Returns the checkpoint's line, without a line end. */
  String line() {
    return new String(
        Json.write(
            Json.object()
                .put("log", "ccaas-audit")
                .put("node", node)
                .put("seq", head.seq())
                .put("hash", head.hash())
                .put("time", time)
                .put("keyId", keyId)
                .put("signature", signature)),
        UTF_8);
  }
}
