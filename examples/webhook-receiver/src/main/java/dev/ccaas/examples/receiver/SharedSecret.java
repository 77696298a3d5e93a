// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.receiver;

import dev.ccaas.webhook.WebhookSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret of both sides, in a file that only its owner can read. In production: a vault. */
final class SharedSecret {
  private SharedSecret() {}

  /** Makes a new one. */
  static WebhookSecret create(Path file) throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(file);
    if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, "whsec_" + Base64.getEncoder().encodeToString(random));
    return read(file);
  }

  static WebhookSecret read(Path file) throws IOException {
    return WebhookSecret.ofStandard(Files.readString(file));
  }
}
