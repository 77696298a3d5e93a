// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.RateLimitedException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.Transport;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.core.rest.RestCollection;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
  private static final String BASE = "https://gateway.test/base";

  private final RecordingTransport wire = RecordingTransport.create();
  private final RestCollection<String, String> things = things(wire);

  private static RestCollection<String, String> things(Transport wire) {
    ApiClient client =
        ApiClient.builder(URI.create(BASE))
            .transport(wire)
            .retry(RetryPolicy.none())
            .time(FakeTime.create())
            .build();
    return RestCollection.builder(
            JsonClient.create(client, ErrorDecoder.statusOnly()), "thing", "/api/things")
        .offered(Set.of(Capability.LIST), capability -> "")
        .build(text -> new byte[0], (body, answer) -> JsonFields.id(body, "id"));
  }

  @Test
  void readsEveryPageInOrder() {
    wire.answer(200, page("a", "b", BASE + "/api/things?pageNumber=2&pageSize=50"))
        .answer(200, page("c", "d", "/base/api/things?after=x%20y%2Bz&pageSize=50"))
        .answer(200, "{\"entities\": [{\"id\": \"e\"}], \"nextUri\": null}");

    assertThat(things.list()).containsExactly("a", "b", "c", "d", "e");

    assertThat(wire.requests())
        .extracting(request -> request.uri().toString())
        .containsExactly(
            BASE + "/api/things?pageNumber=1&pageSize=50",
            BASE + "/api/things?pageNumber=2&pageSize=50",
            BASE + "/api/things?after=x%20y%2Bz&pageSize=50");
    assertThat(wire.requests()).allMatch(request -> request.route().equals("/api/things"));
  }

  @Test
  void listThatOnlyCountsItsPagesIsReadByNumber() {
    wire.answer(200, "{\"entities\": [{\"id\": \"a\"}], \"pageNumber\": 1, \"pageCount\": 3}")
        .answer(200, "{\"entities\": [{\"id\": \"b\"}], \"pageNumber\": 2, \"pageCount\": 3}")
        .answer(200, "{\"entities\": [{\"id\": \"c\"}], \"pageNumber\": 3, \"pageCount\": 3}");

    assertThat(things.list()).containsExactly("a", "b", "c");

    assertThat(wire.lastRequest().uri()).hasToString(BASE + "/api/things?pageNumber=3&pageSize=50");
  }

  @Test
  void countThatDoesNotMoveIsRefused() {
    String first = "{\"entities\": [], \"pageNumber\": 1, \"pageCount\": 3}";
    wire.answer(200, first).answer(200, first);

    assertThatThrownBy(things::list)
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("paging does not move");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"entities\": []}", "{\"entities\": [], \"nextUri\": \"\"}"})
  void emptyListIsOnePage(String page) {
    wire.answer(200, page);

    assertThat(things.list()).isEmpty();
  }

  @Test
  void gatewayThatPassesOnThePlatformsOwnPathIsFollowed() {
    wire.answer(200, page("a", "b", "/api/things?pageNumber=2")).answer(200, "{\"entities\": []}");

    assertThat(things.list()).containsExactly("a", "b");

    assertThat(wire.lastRequest().uri()).hasToString(BASE + "/api/things?pageNumber=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.test/base/api/things?pageNumber=2",
        "http://gateway.test/base/api/things?pageNumber=2",
        "https://gateway.test:444/base/api/things?pageNumber=2",
        "https://user@gateway.test/base/api/things?pageNumber=2",
        "//evil.test/base/api/things?pageNumber=2",
        "/base/api/secrets?pageNumber=2",
        "/base/api/things/../secrets?pageNumber=2",
        "/base/api/things/1?pageNumber=2",
        "/base/api/things",
        "mailto:a@b.c",
        "http://[",
        "/base/api/things?%zz=1",
        "/base/api/things?=1",
        "/base/api/things?novalue"
      })
  void pageOutsideTheListIsNotAskedFor(String nextUri) {
    wire.answer(200, page("a", "b", nextUri));

    assertThatThrownBy(things::list)
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("nextUri");

    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void moreThanTwentyParametersAreNotFollowed() {
    wire.answer(200, page("a", "b", "/api/things?" + parameters(20)))
        .answer(200, page("a", "b", "/api/things?" + parameters(21)));

    assertThatThrownBy(things::list).isInstanceOf(PlatformFailureException.class);

    assertThat(wire.requests()).hasSize(2);
  }

  private static String parameters(int count) {
    StringBuilder query = new StringBuilder("p0=0");
    for (int i = 1; i < count; i++) {
      query.append("&p").append(i).append("=0");
    }
    return query.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pageNumber=1&pageSize=50", "pageSize=50&pageNumber=1"})
  void pagingThatDoesNotMoveFails(String query) {
    wire.answer(200, page("a", "b", "/api/things?" + query));

    assertThatThrownBy(things::list)
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("paging does not move");

    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void pagingInCirclesFails() {
    wire.answer(200, page("a", "b", "/api/things?page=2"))
        .answer(200, page("c", "d", "/api/things?page=3"))
        .answer(200, page("e", "f", "/api/things?page=2"));

    assertThatThrownBy(things::list)
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("paging does not move");
  }

  @Test
  void listWithoutEndStopsAfterThousandPages() {
    AtomicInteger pages = new AtomicInteger();
    RestCollection<String, String> endless =
        things(
            request ->
                ApiResponse.of(
                    200,
                    Headers.none(),
                    page("a", "b", "/api/things?page=" + pages.incrementAndGet())
                        .getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(endless::list)
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("more than 1000 pages");

    assertThat(pages).hasValue(1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"entities\": null}",
        "{\"entities\": {\"id\": \"a\"}}",
        "{\"entities\": [{\"id\": \"a\"}, {}]}"
      })
  void pageThatCannotBeReadFailsAndLosesNothingInSilence(String page) {
    wire.answer(200, page);

    assertThatThrownBy(things::list)
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void refusalOfLaterPageReachesTheCaller() {
    wire.answer(200, page("a", "b", "/api/things?page=2")).answer(429, "{}");

    assertThatThrownBy(things::list).isInstanceOf(RateLimitedException.class);
  }

  private static String page(String first, String second, String nextUri) {
    return "{\"entities\": [{\"id\": \""
        + first
        + "\"}, {\"id\": \""
        + second
        + "\"}], \"nextUri\": \""
        + nextUri
        + "\"}";
  }
}
