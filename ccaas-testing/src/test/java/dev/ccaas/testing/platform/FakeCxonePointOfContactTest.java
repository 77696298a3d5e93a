// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.CxoneCaller.POINTS;
import static dev.ccaas.testing.platform.CxoneCaller.pointOfContact;
import static dev.ccaas.testing.platform.PlatformCaller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeCxonePointOfContactTest {
  private final FakeCxone cxone = FakeCxone.create(FakeTime.create());
  private final CxoneCaller caller = new CxoneCaller(cxone);
  private final String token = caller.newToken();

  @Test
  void createAnswersFieldsForAnErrorAndNoId() {
    ApiResponse created = call("POST " + POINTS, pointOfContact("chat-1").toString());

    assertThat(created.status()).isEqualTo(200);
    assertThat(json(created).properties().stream().map(Map.Entry::getKey))
        .containsExactly("error", "error_Description");
    assertThat(cxone.pointsOfContact()).hasSize(1);
    JsonNode read = json(call("GET " + POINTS, "")).at("/pointsOfContact/0");
    assertThat(read.path("pointOfContact").asText()).isEqualTo("chat-1");
    assertThat(read.path("pointOfContactId").isInt()).isTrue();
  }

  @Test
  void secondOfOneAddressIsRefusedInAHeader() {
    call("POST " + POINTS, pointOfContact("chat-1").toString());

    ApiResponse refused = call("POST " + POINTS, pointOfContact("chat-1").toString());

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).isEmpty();
    assertThat(refused.headers().first("icStatusDescription"))
        .contains("Point of Contact chat-1 - already exists");
    assertThat(cxone.pointsOfContact()).hasSize(1);
  }

  @Test
  void readsAndReplacesById() {
    call("POST " + POINTS, pointOfContact("chat-1").toString());
    String self = POINTS + "/" + cxone.pointsOfContact().keySet().iterator().next();

    ObjectNode changed = pointOfContact("chat-1").put("pointOfContactName", "Another");
    ApiResponse replaced = call("PUT " + self, changed.toString());

    assertThat(json(replaced).path("error").asText()).isEmpty();
    assertThat(json(call("GET " + self, "")).at("/pointsOfContact/0/pointOfContactName").asText())
        .isEqualTo("Another");
    assertThat(call("GET " + POINTS + "/1", "").status()).isEqualTo(404);
    assertThat(call("PUT " + POINTS + "/1", changed.toString()).status()).isEqualTo(404);
    assertThat(call("DELETE " + self, "").status()).isEqualTo(404);
    assertThat(cxone.unexpectedRequests()).hasSize(1);
  }

  @Test
  void listsBySkipAndTop() {
    IntStream.range(0, 3)
        .forEach(i -> call("POST " + POINTS, pointOfContact("chat-" + i).toString()));

    JsonNode page = json(call("GET " + POINTS + "?skip=1&top=1", ""));

    assertThat(page.path("totalRecords").asInt()).isEqualTo(3);
    assertThat(page.path("pointsOfContact").findValuesAsText("pointOfContact"))
        .containsExactly("chat-1");
    for (String query : List.of("top=0", "top=101", "skip=-1", "skip=x", "page=1")) {
      assertThat(call("GET " + POINTS + "?" + query, "").status()).as(query).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pointOfContact", "pointOfContactName", "skillId", "scriptName", "mediaTypeId"})
  void refusesBodyWhoseRequiredFieldIsNotAsItMustBe(String field) {
    for (String value : List.of("gone", "null", "7.5", "\" \"", "{}")) {
      ObjectNode body = pointOfContact("chat-1");
      if (value.equals("gone")) {
        body.remove(field);
      } else {
        body.set(field, json(value));
      }

      ApiResponse refused = call("POST " + POINTS, body.toString());

      assertThat(refused.status()).as(value).isEqualTo(400);
      assertThat(refused.headers().first("icStatusDescription").orElse("")).endsWith(" " + field);
    }
    assertThat(cxone.pointsOfContact()).isEmpty();
  }

  @Test
  void addressesHaveAtMost80CharactersAndNames100() {
    ObjectNode longest = pointOfContact("a".repeat(80)).put("pointOfContactName", "n".repeat(100));

    assertThat(call("POST " + POINTS, longest.toString()).status()).isEqualTo(200);
    assertThat(call("POST " + POINTS, pointOfContact("a".repeat(81)).toString()).status())
        .isEqualTo(400);
    assertThat(
            call("POST " + POINTS, longest.put("pointOfContactName", "n".repeat(101)).toString())
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"v23.0,200", "v31.0,200", "v22.0,404", "v31,404", "31.0,404", "v100.0,404"})
  void operationsAreOfVersion23OrLater(String version, int status) {
    assertThat(call("GET " + POINTS.replace("v31.0", version), "").status()).isEqualTo(status);
  }

  private ApiResponse call(String operation, String body) {
    return caller.api(token, operation, body);
  }
}
