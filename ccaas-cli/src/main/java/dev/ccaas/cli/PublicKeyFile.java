// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An Ed25519 public key in a file, as PEM or Base64, as {@code openssl pkey -pubout} writes it. */
final class PublicKeyFile implements ITypeConverter<PublicKey> {
  private static final int MAX_BYTES = 4_096;

  @Override
  public PublicKey convert(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      String text =
          new String(in.readNBytes(MAX_BYTES), US_ASCII)
              .replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "")
              .replaceAll("\\s", "");
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
    } catch (IOException e) {
      throw new TypeConversionException(file + ": cannot be read");
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new TypeConversionException(
          file + ": not an Ed25519 public key (expected: as `openssl pkey -pubout` writes it)");
    }
  }
}
