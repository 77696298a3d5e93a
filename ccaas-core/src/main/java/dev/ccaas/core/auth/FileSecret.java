// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ccaas.core.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A secret in a file, read at the first use and again on demand. */
final class FileSecret implements SecretSource {
  private static final int MAX_BYTES = 64 << 10;

  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Secret cached;

  FileSecret(Path file) {
    this.file = file;
  }

  @Override
  public Secret secret() {
    Secret secret = cached;
    return secret != null ? secret : read(false);
  }

  @Override
  public Secret reload() {
    return read(true);
  }

  private Secret read(boolean anew) {
    lock.lock();
    try {
      Secret secret = cached;
      if (anew || secret == null) {
        secret = Secret.of(text(bytes()));
        cached = secret;
      }
      return secret;
    } finally {
      lock.unlock();
    }
  }

  private byte[] bytes() {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw unavailable("is larger than 64 KiB", "expected: one secret and nothing else", null);
      }
      return bytes;
    } catch (IOException e) {
      throw unavailable(
          "cannot be read (" + e.getClass().getSimpleName() + ")",
          "expected: a file that this process may read",
          e);
    }
  }

  private String text(byte[] bytes) {
    String text;
    try {
      text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw unavailable("is not UTF-8", "expected: text in UTF-8", null);
    }
    String stripped = text.replaceFirst("\\r?\\n\\z", "");
    if (stripped.isEmpty()) {
      throw unavailable("is empty", "expected: the secret", null);
    }
    return stripped;
  }

  private SecretUnavailableException unavailable(
      String fault, String expectation, @Nullable Exception cause) {
    return new SecretUnavailableException(
        "secret file " + file + " " + fault + " (" + expectation + ")", cause);
  }

  @Override
  public String toString() {
    return "SecretSource[file " + file + "]";
  }
}
