// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Canary;
import dev.ccaas.core.Secret;
import dev.ccaas.core.provisioning.BrandSpec;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadSignatureTest {
  private static final Secret KEY = Canary.secret();

  /** Bytes as a partner sends them: own order, own spaces, 64 in all. */
  private static final byte[] RECEIVED =
      "{ \"name\" : \"Chat of ACME\",\n \"channelTypes\": [\"webchat\", \"a\"]}  \n"
          .getBytes(UTF_8);

  private static final BrandSpec BRAND =
      BrandSpec.builder().name("Chat of ACME").channelTypes(List.of("webchat", "a")).build();

  @Test
  void signsAsTheHmacVectorOfRfc4231() {
    assertThat(
            PayloadSignature.sign(
                Secret.of("Jefe"), "what do ya want for nothing?".getBytes(UTF_8)))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  @Tag("S1.step1.2")
  void matchesTheBytesReceived() {
    assertThat(overBytes(PayloadSignature.sign(KEY, RECEIVED)).matches(BRAND)).isTrue();
  }

  @Test
  @Tag("S1.errSig.2")
  void matchesTheCanonicalFormHoweverTheBrandWasMade() {
    String signature = PayloadSignature.sign(KEY, BrandSpec.fromJson(RECEIVED));

    assertThat(signature).isEqualTo(PayloadSignature.sign(KEY, BRAND.toJson()));
    assertThat(PayloadSignature.overCanonical(KEY, signature).matches(BRAND)).isTrue();
  }

  @Test
  void takesCapitalDigits() {
    String signature = PayloadSignature.sign(KEY, RECEIVED).toUpperCase(Locale.ROOT);

    assertThat(overBytes(signature).matches(BRAND)).isTrue();
  }

  @Test
  @Tag("S1.errSig.3")
  void refusesEveryFlippedBitOfThePayload() {
    String signature = PayloadSignature.sign(KEY, RECEIVED);
    assertThat(RECEIVED).hasSize(64);

    for (int bit = 0; bit < 8 * RECEIVED.length; bit++) {
      byte[] changed = flip(RECEIVED, bit);
      PayloadSignature over = PayloadSignature.overBytes(KEY, changed, signature);
      assertThat(over.judge(BRAND)).as("bit %d", bit).hasValueSatisfying(this::isMismatch);
    }
  }

  @Test
  @Tag("S1.errSig.3")
  void refusesEveryFlippedBitOfTheSignature() {
    byte[] signature = HexFormat.of().parseHex(PayloadSignature.sign(KEY, RECEIVED));

    for (int bit = 0; bit < 8 * signature.length; bit++) {
      String changed = HexFormat.of().formatHex(flip(signature, bit));
      assertThat(overBytes(changed).judge(BRAND))
          .as("bit %d", bit)
          .hasValueSatisfying(this::isMismatch);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 65, 128, 1_000_000})
  @Tag("S1.step1.4")
  void takesAnotherLengthForMismatch(int length) {
    String signature = PayloadSignature.sign(KEY, RECEIVED).repeat(length / 64 + 1);

    assertThat(overBytes(signature.substring(0, length)).judge(BRAND))
        .hasValueSatisfying(this::isMismatch);
  }

  @Test
  @Tag("S1.step1.4")
  void takesWhatIsNoHexadecimalForMismatch() {
    String signature = PayloadSignature.sign(KEY, RECEIVED);
    for (String last : List.of("g", " ", "\n", "\u0661", "\uFF11", "-")) {
      assertThat(overBytes(signature.substring(0, 63) + last).judge(BRAND))
          .as(last)
          .hasValueSatisfying(this::isMismatch);
    }
    assertThat(overBytes("sha256=" + signature).matches(BRAND)).isFalse();
  }

  @Test
  void refusesAnotherKey() {
    String signature = PayloadSignature.sign(Canary.secret(), RECEIVED);

    assertThat(overBytes(signature).judge(BRAND)).hasValueSatisfying(this::isMismatch);
  }

  @Test
  @Tag("S1.errSig.3")
  void refusesBrandOtherThanTheSignedBytesDescribe() {
    PayloadSignature signature = overBytes(PayloadSignature.sign(KEY, RECEIVED));
    BrandSpec other = BrandSpec.builder().name("Chat of ACME").build();

    assertThat(signature.judge(other).map(Violation::code)).contains(Violation.SIGNED_OTHER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{\"name\":\"Chat of ACME\",\"name\":\"b\"}", "{\"nam\":1}", "{"})
  void refusesSignedBytesThatDescribeNoBrand(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    PayloadSignature signature =
        PayloadSignature.overBytes(KEY, bytes, PayloadSignature.sign(KEY, bytes));

    assertThat(signature.judge(BRAND).map(Violation::code)).contains(Violation.SIGNED_OTHER);
  }

  @Test
  void refusesBrandWithoutCanonicalForm() {
    BrandSpec half = BrandSpec.builder().name("\uD83D").build();
    PayloadSignature signature =
        PayloadSignature.overCanonical(KEY, PayloadSignature.sign(KEY, BRAND));

    assertThat(signature.judge(half)).hasValueSatisfying(this::isMismatch);
    assertThatThrownBy(() -> PayloadSignature.sign(KEY, half))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keepsItsOwnCopyOfTheBytes() {
    byte[] bytes = RECEIVED.clone();
    PayloadSignature signature =
        PayloadSignature.overBytes(KEY, bytes, PayloadSignature.sign(KEY, bytes));
    bytes[0] = 'x';

    assertThat(signature.matches(BRAND)).isTrue();
  }

  @Test
  void printsNeitherKeyNorSignature() {
    String signature = PayloadSignature.sign(KEY, RECEIVED);
    PayloadSignature wrong = PayloadSignature.overCanonical(KEY, signature);

    assertThat(wrong + " " + wrong.judge(BRAND).orElseThrow() + " " + overBytes(signature))
        .doesNotContain(KEY.reveal(), signature, signature.substring(0, 8));
  }

  @Test
  @Tag("S1.step1.3")
  void comparesWithTheConstantTimeMethodOfTheJdk() throws IOException {
    // The constant pool names every method that the class can call.
    byte[] code =
        PayloadSignature.class.getResourceAsStream("PayloadSignature.class").readAllBytes();

    assertThat(new String(code, ISO_8859_1))
        .contains("java/security/MessageDigest", "isEqual")
        .doesNotContain("java/util/Arrays", "contentEquals", "equalsIgnoreCase");
  }

  private PayloadSignature overBytes(String signature) {
    return PayloadSignature.overBytes(KEY, RECEIVED, signature);
  }

  private void isMismatch(Violation violation) {
    assertThat(violation.code()).isEqualTo(Violation.SIGNATURE);
    assertThat(violation.field()).isEqualTo("signature");
    assertThat(violation.message()).startsWith("Payload signature mismatch");
  }

  private static byte[] flip(byte[] bytes, int bit) {
    byte[] changed = bytes.clone();
    changed[bit / 8] ^= (byte) (1 << bit % 8);
    return changed;
  }
}
