// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretPrintTest {
  private final Secret secret = Secret.of(String.join("-", "a", "b", "c"));
  private final Secret other = Secret.of(String.join("-", "a", "b", "d"));

  @Test
  void showsThatASecretChanged() {
    String print = SecretPrint.of(secret);

    assertThat(SecretPrint.isOf(print, secret)).isTrue();
    assertThat(SecretPrint.isOf(print, other)).isFalse();
  }

  /** Nobody sees that two channels share a secret, and no table of prints can be made ahead. */
  @Test
  void twoPrintsOfOneSecretDiffer() {
    String first = SecretPrint.of(secret);
    String second = SecretPrint.of(secret);

    assertThat(first.substring(0, 22)).isNotEqualTo(second.substring(0, 22));
    assertThat(first).doesNotContain(secret.reveal()).matches("[A-Za-z0-9_-]{22}[.][0-9a-f]{8}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "1a2b3c4d", "not base64!.00000000", "AAAA.00000000"})
  void whatIsNoPrintIsOfNoSecret(String text) {
    assertThat(SecretPrint.isOf(text, secret)).isFalse();
  }
}
