// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeGenesysLimitTest {
  private static final String BRANDS = "GET /api/v2/webchat/brands";

  private final FakeTime time = FakeTime.create();
  private final FakeGenesys genesys = FakeGenesys.builder().time(time).requestsPerMinute(2).build();
  private final GenesysCaller caller = new GenesysCaller(genesys);
  private final String token = caller.newToken();

  @Test
  void answersCarryBothVendorsOfLimitHeaders() {
    caller.api(token, BRANDS, "");
    time.advance(Duration.ofMillis(9_500));

    ApiResponse answer = caller.api(token, BRANDS, "");

    assertThat(answer.headers().first("inin-ratelimit-count")).contains("2");
    assertThat(answer.headers().first("inin-ratelimit-allowed")).contains("2");
    assertThat(answer.headers().first("inin-ratelimit-reset")).contains("51");
    assertThat(answer.headers().first("x-ratelimit-remaining")).contains("0");
    assertThat(answer.headers().first("ININ-Correlation-Id")).isPresent();
  }

  @Test
  void refusesTheRequestAboveTheLimitAndSaysHowLongToWait() {
    caller.api(token, BRANDS, "");
    caller.api(token, BRANDS, "");
    time.advance(Duration.ofMillis(18_001));

    ApiResponse refused = caller.api(token, BRANDS, "");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().first("Retry-After")).contains("42");
    assertThat(refused.headers().first("x-ratelimit-remaining")).contains("0");
    assertThat(json(refused).path("code").asText()).isEqualTo("too.many.requests.retry.after");
    assertThat(json(refused).path("message").asText()).contains("[42] seconds");
  }

  @Test
  void admitsAgainAfterTheWaitThatItNamed() {
    caller.api(token, BRANDS, "");
    caller.api(token, BRANDS, "");
    ApiResponse refused = caller.api(token, BRANDS, "");
    long seconds = Long.parseLong(refused.headers().first("Retry-After").orElseThrow());

    time.advance(Duration.ofSeconds(seconds));

    ApiResponse answer = caller.api(token, BRANDS, "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().first("inin-ratelimit-count")).contains("1");
  }

  @Test
  void eachTokenHasItsOwnLimit() {
    caller.api(token, BRANDS, "");
    caller.api(token, BRANDS, "");

    assertThat(caller.api(caller.newToken(), BRANDS, "").status()).isEqualTo(200);
  }

  @Test
  void familyOfPathsHasItsOwnLowerLimitForEachToken() {
    genesys.familyLimit("/api/v2/webchat/", 1);

    ApiResponse first = caller.api(token, BRANDS, "");
    ApiResponse refused = caller.api(token, BRANDS, "");

    assertThat(first.headers().first("inin-ratelimit-allowed")).contains("1");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().first("inin-ratelimit-count")).contains("2");
    assertThat(refused.headers().first("Retry-After")).contains("60");
    assertThat(caller.api(caller.newToken(), BRANDS, "").status()).isEqualTo(200);
  }

  @Test
  void requestOfFamilyPaysTheTokensLimitToo() {
    genesys.familyLimit("/api/v2/webchat/", 5);
    genesys.familyLimit("/api/v2/webchat/brands", 7);

    caller.api(token, BRANDS, "");
    ApiResponse last = caller.api(token, BRANDS, "");
    ApiResponse refused = caller.api(token, "GET /api/v2/webhooks/webhooks", "");

    assertThat(last.headers().first("inin-ratelimit-allowed")).contains("7");
    assertThat(last.headers().first("inin-ratelimit-count")).contains("2");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers().first("inin-ratelimit-allowed")).contains("2");
    assertThat(refused.headers().first("inin-ratelimit-count")).contains("3");
  }

  @Test
  void limitIs300ByDefault() {
    GenesysCaller other = new GenesysCaller(FakeGenesys.create(time));

    assertThat(other.api(other.newToken(), BRANDS, "").headers().first("inin-ratelimit-allowed"))
        .contains("300");
  }

  @Test
  void limitsBelowOneAreRefused() {
    assertThatThrownBy(() -> FakeGenesys.builder().requestsPerMinute(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> FakeGenesys.builder().tokenRequestsPerMinute(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> genesys.familyLimit("/api/", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "Bearer ", "Bearer other", "Basic eDp5", "x"})
  void refusesWhatIsNotAKnownToken(String authorization) {
    ApiResponse answer =
        caller.call("GET", "/api/v2/webchat/brands", Map.of("Authorization", authorization), "");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(json(answer).path("code").asText()).isEqualTo("bad.credentials");
    assertThat(answer.headers().first("inin-ratelimit-count")).isEmpty();
  }

  @Test
  void refusesRequestsWithoutToken() {
    ApiResponse answer = caller.call("GET", "/api/v2/webchat/brands", Map.of(), "");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(json(answer).path("code").asText()).isEqualTo("authentication.required");
  }
}
