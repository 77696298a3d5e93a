// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventTest {
  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

  @Test
  void tellsWhatItWasGiven() {
    AuditEvent event =
        AuditEvent.builder(AuditEvent.PROVISION_CHANNEL_FAILED, NOON)
            .success(false)
            .duration(Duration.ofMillis(1234))
            .actor("deployer")
            .brandId("b-1")
            .payloadHash("0".repeat(64))
            .putAttribute("z", "1")
            .putAttribute("a", "2")
            .build();

    assertThat(event.action()).isEqualTo("PROVISION_CHANNEL_FAILED");
    assertThat(event.timestamp()).isEqualTo(NOON);
    assertThat(event.success()).isFalse();
    assertThat(event.duration()).hasMillis(1234);
    assertThat(event.actor()).contains("deployer");
    assertThat(event.brandId()).contains("b-1");
    assertThat(event.payloadHash()).contains("0".repeat(64));
    assertThat(event.attributes()).containsExactly(entry("a", "2"), entry("z", "1"));
  }

  @Test
  void startsAsSuccessThatTookNoTime() {
    AuditEvent event = AuditEvent.builder("X", NOON).build();

    assertThat(event.success()).isTrue();
    assertThat(event.duration()).isZero();
    assertThat(event.actor()).isEmpty();
    assertThat(event.brandId()).isEmpty();
    assertThat(event.payloadHash()).isEmpty();
    assertThat(event.metricsSnapshot()).isEmpty();
    assertThat(event.attributes()).isEmpty();
  }

  @Test
  void doesNotChangeWithItsBuilder() {
    AuditEvent.Builder builder = AuditEvent.builder("X", NOON).putAttribute("a", "1");
    AuditEvent event = builder.build();
    builder.putAttribute("a", "2").putAttribute("b", "3");

    assertThat(event.attributes()).containsExactly(entry("a", "1"));
  }

  @Test
  void printsNoAttributeValue() {
    assertThat(AuditEvent.builder("X", NOON).putAttribute("reason", "hidden").build())
        .hasToString("X succeeded at 2025-06-01T12:00:00Z [reason]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "{\"name\":\"the payload itself\"}", "ABCDEF"})
  void refusesPayloadHashThatIsNone(String hash) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditEvent.builder("X", NOON).payloadHash(hash))
        .withMessage(
            "payloadHash of "
                + hash.length()
                + " characters (expected: 64 lower-case hexadecimal digits)");
  }

  @Test
  void refusesNegativeDuration() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditEvent.builder("X", NOON).duration(Duration.ofNanos(-1)))
        .withMessageContaining("PT-0.000000001S");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0001-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
  void refusesYearThatHasNotFourDigits(String timestamp) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuditEvent.builder("X", Instant.parse(timestamp)))
        .withMessageContaining("10000");
  }

  private static Map.Entry<String, String> entry(String name, String value) {
    return Map.entry(name, value);
  }
}
