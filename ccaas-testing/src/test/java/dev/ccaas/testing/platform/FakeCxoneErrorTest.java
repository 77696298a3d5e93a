// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.CxoneCaller.ACCESS_KEY;
import static dev.ccaas.testing.platform.CxoneCaller.CHANNELS;
import static dev.ccaas.testing.platform.CxoneCaller.POINTS;
import static dev.ccaas.testing.platform.PlatformCaller.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which CXone's parts fail, and what they have in common. */
class FakeCxoneErrorTest {
  private final FakeCxone cxone = FakeCxone.create(FakeTime.create());
  private final CxoneCaller caller = new CxoneCaller(cxone);

  @ParameterizedTest
  @ValueSource(strings = {"", "wrong"})
  void callerWithoutValidTokenIsRefusedInTheWordsOfThePartItAsks(String token) {
    ApiResponse digital = caller.api(token, "GET " + CHANNELS, "");
    ApiResponse acd = caller.api(token, "GET " + POINTS, "");

    assertThat(digital.status()).isEqualTo(401);
    assertThat(json(digital).at("/errors/0/message").asText()).isNotEmpty();
    assertThat(acd.status()).isEqualTo(401);
    assertThat(acd.body()).isEmpty();
    assertThat(acd.headers().first("icStatusDescription")).isPresent();
  }

  @Test
  void requestWithoutAcceptCannotBeRendered() {
    Map<String, String> headers = Map.of("authorization", "Bearer " + caller.newToken());

    ApiResponse refused = caller.call("GET", CHANNELS, headers, "");

    assertThat(refused.status()).isEqualTo(406);
    assertThat(new String(refused.body(), UTF_8)).isEqualTo("No known way to render data");
    cxone.failNext(CxoneFaults.noKnownWayToRender());
    assertThat(get(CHANNELS))
        .usingRecursiveComparison()
        .ignoringFields("headers", "latency")
        .isEqualTo(refused);
  }

  @ParameterizedTest
  @ValueSource(strings = {CHANNELS, POINTS, POINTS + "/none"})
  void answersOfThePublishedApiCarryTheCorrelationIdOfTheRequest(String path) {
    Map<String, String> headers =
        Map.of(
            "authorization", "Bearer " + caller.newToken(),
            "accept", "*/*",
            "correlationid", "mine");

    assertThat(caller.call("GET", path, headers, "").headers().first("CorrelationId"))
        .contains("mine");
    assertThat(get(path).headers().first("CorrelationId")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    CHANNELS + ", errors",
    POINTS + ", ''",
    ACCESS_KEY + ", errorCode",
    "/global/auth/token, error_description",
    "/global/.well-known/openid-configuration, errorDescription",
    "/api/v2/brands, errors",
  })
  void unknownOperationIsRefusedInTheWordsOfThePartItAsks(String path, String field) {
    ApiResponse refused = caller.call("OPTIONS", path, Map.of(), "");

    assertThat(refused.status()).isEqualTo(404);
    if (field.isEmpty()) {
      assertThat(refused.body()).isEmpty();
    } else {
      assertThat(json(refused).has(field)).isTrue();
    }
    assertThat(cxone.unexpectedRequests()).hasSize(1);
  }

  @Test
  void rateLimitOnDemandTellsNoWaitUnlessTold() {
    cxone.failNext(429);
    cxone.failNext(429, Duration.ofMillis(6500));
    cxone.failNext(CxoneFaults.rateExceeded());

    assertThat(get(CHANNELS).headers().first("Retry-After")).isEmpty();
    assertThat(get(CHANNELS).headers().first("Retry-After")).contains("7");
    assertThat(get(POINTS).headers().first("Retry-After")).isEmpty();
  }

  @Test
  void faultsOfCxoneCarryThePublishedTexts() {
    Map<Fault, String> texts =
        Map.of(
            CxoneFaults.fileUploadLimit(), "Max concurrent file uploads per business unit reached",
            CxoneFaults.workItemLimit(),
                "Number of queued work items exceeded port limit for this business unit",
            CxoneFaults.rateExceeded(), "API Rate Exceeded",
            CxoneFaults.profileLimit(402), "Total Profiles Limit Exceeded",
            CxoneFaults.acd(409, "Said in a header"), "Said in a header");

    texts.forEach(
        (fault, text) -> {
          cxone.failNext(fault);
          ApiResponse answer = get(POINTS);
          assertThat(answer.headers().first("icStatusDescription")).contains(text);
          assertThat(answer.status()).isEqualTo(text.startsWith("Total") ? 402 : answer.status());
          assertThat(answer.body()).isEmpty();
        });
  }

  @Test
  void successCanHoldAnError() {
    cxone.failNext(CxoneFaults.errorInside200("Skill not found"));
    cxone.failNext(CxoneFaults.partialSuccess("Second failed"));

    ApiResponse inside = get(POINTS);
    ApiResponse partial = get(POINTS);

    assertThat(inside.status()).isEqualTo(200);
    assertThat(json(inside).path("error_Description").asText()).isEqualTo("Skill not found");
    assertThat(partial.status()).isEqualTo(206);
    assertThat(json(partial).path("errorCount").asInt()).isEqualTo(1);
    assertThat(json(partial).findValuesAsText("success")).isEqualTo(List.of("true", "false"));
    assertThat(json(partial).at("/results/1/error").asText()).isEqualTo("Second failed");
  }

  @Test
  void bodyOfMoreThanAMebibyteIsRefused() {
    String large = " ".repeat(FakePlatform.MAX_BODY + 1);

    assertThat(caller.api(caller.newToken(), "POST " + CHANNELS, large).status()).isEqualTo(413);
    assertThat(caller.post(ACCESS_KEY, large).status()).isEqualTo(413);
  }

  @Test
  void resetForgetsWhatWasMadeAndTold() {
    cxone.failNext(9, Fault.status(500));
    String token = caller.newToken();
    cxone.reset();

    assertThat(cxone.requests()).isEmpty();
    assertThat(caller.api(token, "GET " + CHANNELS, "").status()).isEqualTo(401);
    caller.api(caller.newToken(), "POST " + CHANNELS, caller.channel("shop").toString());
    assertThat(cxone.channels()).hasSize(1);
    cxone.reset();
    assertThat(cxone.channels()).isEmpty();
  }

  private ApiResponse get(String path) {
    return caller.api(caller.newToken(), "GET " + path, "");
  }
}
