// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.ratelimit.RateLimitStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Header fields, and the platform's limits in them. */
class HeadersTest {
  @Test
  void namesThatDifferInCaseAreOneField() {
    Map<String, List<String>> received = new LinkedHashMap<>();
    received.put("Retry-After", List.of("1"));
    received.put("retry-after", List.of("2", "3"));

    Headers headers = Headers.of(received);

    assertThat(headers.all("RETRY-AFTER")).containsExactly("1", "2", "3");
    assertThat(headers.first("retry-After")).contains("1");
    assertThat(headers.asMap().get("rEtRy-AfTeR")).hasSize(3);
    assertThat(headers.asMap()).hasSize(1);
    assertThat(headers.first("Retry")).isEmpty();
    assertThat(headers.all("Retry")).isEmpty();
  }

  @Test
  void withReplacesAFieldAndLeavesTheOriginalAlone() {
    Headers first = Headers.none().with("A", "1");
    Headers second = first.with("a", "2").with("B", "3");

    assertThat(first.all("a")).containsExactly("1");
    assertThat(second.all("A")).containsExactly("2");
    assertThat(second.all("b")).containsExactly("3");
    assertThatThrownBy(() -> second.asMap().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void printsNamesOnly() {
    assertThat(Headers.none().with("Authorization", "c4n4ry")).hasToString("[Authorization]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "x", "0x10", "1e3", "٧", "1234567890123456789"})
  void aLimitThatIsNoNumberCountsAsAbsent(String value) {
    RateLimitStatus status =
        RateLimitFields.of(
            Headers.none()
                .with("inin-ratelimit-allowed", value)
                .with("inin-ratelimit-count", value)
                .with("inin-ratelimit-reset", value)
                .with("x-ratelimit-remaining", value));

    assertThat(status.allowed()).isEmpty();
    assertThat(status.remaining()).isEmpty();
    assertThat(status.reset()).isEmpty();
  }

  @Test
  void whatRemainsIsTheDifferenceAndNeverNegative() {
    Headers over =
        Headers.none().with("inin-ratelimit-allowed", " 300 ").with("inin-ratelimit-count", "301");

    assertThat(RateLimitFields.of(over).remaining()).hasValue(0);
  }

  @Test
  void theSourceDocumentsFieldIsReadToo() {
    Headers plain =
        Headers.none().with("X-RateLimit-Remaining", "7").with("inin-ratelimit-reset", "60");

    assertThat(RateLimitFields.of(plain).remaining()).hasValue(7);
    assertThat(RateLimitFields.of(plain).allowed()).isEmpty();
    assertThat(RateLimitFields.of(plain).reset()).contains(Duration.ofMinutes(1));
  }
}
