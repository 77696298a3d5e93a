// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.CxoneCaller.CHANNELS;
import static dev.ccaas.testing.platform.PlatformCaller.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.FakeTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeCxoneChannelTest {
  private final FakeTime time = FakeTime.create();
  private final FakeCxone cxone = FakeCxone.create(time);
  private final CxoneCaller caller = new CxoneCaller(cxone);
  private final String token = caller.newToken();

  @Test
  void upsertMakesUnderTheCallersIdAndAnswersNothing() {
    ApiResponse made = upsert(caller.channel("shop"));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body()).isEmpty();
    assertThat(cxone.channels()).containsOnlyKeys("shop");
    assertThat(upsert(caller.channel("shop")).status()).isEqualTo(201);
    assertThat(cxone.channels()).containsOnlyKeys("shop");
  }

  @Test
  void upsertAnswersTheChannelOnRequest() {
    FakeCxone talkative = FakeCxone.builder().time(time).answersChannel(true).build();
    CxoneCaller other = new CxoneCaller(talkative);

    ApiResponse made =
        other.api(other.newToken(), "POST " + CHANNELS, other.channel("shop").toString());

    assertThat(json(made).path("id").asText()).isEqualTo("shop");
  }

  @Test
  void fieldLeftOutOfAnUpsertIsReset() {
    upsert(caller.channel("shop").put("studioScript", "Main").put("isLiveChat", true));

    upsert(caller.channel("shop").put("isLiveChat", true));

    JsonNode shown = list("?id%5B%5D=shop").get(0);
    assertThat(shown.has("studioScript")).isFalse();
    assertThat(shown.path("isLiveChat").asBoolean()).isTrue();
  }

  @Test
  void listShowsWhatOnlyThePlatformSetsAndHidesTwoFields() {
    upsert(
        caller.channel("shop").put("isCaseBasedStorage", true).put("hasPostAsPlaceholder", true));

    JsonNode shown = list("").get(0);

    assertThat(shown.has("isHidden")).isTrue();
    assertThat(shown.has("isCaseBasedStorage")).isFalse();
    assertThat(shown.has("hasPostAsPlaceholder")).isFalse();
    assertThat(upsert((ObjectNode) shown).status())
        .as("what a list shows cannot be sent back as it is")
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "name",
        "channelIntegrationId",
        "realExternalPlatformId",
        "idOnExternalPlatform",
        "isPrivate",
        "hasTreeStructure"
      })
  void refusesBodyWhoseRequiredFieldIsNotAsItMustBe(String field) {
    for (String value : List.of("gone", "null", "7.5", "\" \"", "{}", "[]")) {
      ObjectNode channel = caller.channel("shop");
      if (value.equals("gone")) {
        channel.remove(field);
      } else {
        channel.set(field, json(value));
      }

      ApiResponse refused = upsert(channel);

      assertThat(refused.status()).as(value).isEqualTo(400);
      assertThat(json(refused).path("errors").findValuesAsText("field")).containsExactly(field);
      assertThat(json(refused).path("errors").get(0).path("parameters").isObject()).isTrue();
      assertThat(json(refused).path("uid").asText()).isNotEmpty();
    }
    assertThat(cxone.channels()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nmae                   | 'Shop'   | unknown.field",
        "isHidden               | false    | unknown.field",
        "realExternalPlatformId | 'myspace'| invalid.value",
        "contentFormat          | 'xml'    | invalid.value",
        "ownerUserId            | '7'      | invalid.value",
        "isLiveChat             | 'true'   | invalid.value",
        "channelIntegrationId   | '6c0f3a52-4f0e-4a3b-9b53-000000000000' | not.found",
      })
  void refusesOtherFields(String field, String value, String code) {
    ObjectNode channel = caller.channel("shop");
    channel.set(field, json(value.replace('\'', '"')));

    ApiResponse refused = upsert(channel);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(json(refused).at("/errors/0/errorCode").asText()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{} {}", "{\"id\":\"a\",\"id\":\"b\"}", "<html>"})
  void refusesBodiesThatAreNotOneJsonObject(String body) {
    assertThat(call("POST " + CHANNELS, body).status()).isEqualTo(400);
  }

  @Test
  void oneChannelCannotBeReadByItsPath() {
    upsert(caller.channel("shop"));

    assertThat(call("GET " + CHANNELS + "/shop", "").status()).isEqualTo(404);
    assertThat(call("PATCH " + CHANNELS + "/shop", "{}").status()).isEqualTo(404);
    assertThat(cxone.unexpectedRequests()).hasSize(2);
  }

  @Test
  void listsByIdsAndByPages() {
    IntStream.range(0, 30)
        .forEach(i -> upsert(caller.channel("c" + i).put("name", "n" + (99 - i))));

    assertThat(ids("")).hasSize(25).startsWith("c0", "c1");
    assertThat(ids("?page=2&size=25")).containsExactly("c25", "c26", "c27", "c28", "c29");
    assertThat(ids("?page=3&size=25")).isEmpty();
    assertThat(ids("?id%5B%5D=c7&id%5B%5D=none&id%5B%5D=c3")).containsExactly("c7", "c3");
    assertThat(ids("?orderBy=title&order=desc&size=2")).containsExactly("c0", "c1");
    assertThat(ids("?orderBy=title&size=1")).containsExactly("c29");
    assertThat(ids("?orderBy=createdAt&order=desc&size=1")).containsExactly("c29");
    assertThat(ids("?isPrivate=false")).isEmpty();
    assertThat(ids("?hasManualOutboundFlow=false&size=100")).hasSize(30);
  }

  @Test
  void pagesMayBeCountedFromZero() {
    FakeCxone other = FakeCxone.builder().time(time).firstPage(0).build();
    CxoneCaller another = new CxoneCaller(other);
    String its = another.newToken();
    another.api(its, "POST " + CHANNELS, another.channel("shop").toString());

    assertThat(json(another.api(its, "GET " + CHANNELS + "?page=0", ""))).hasSize(1);
    assertThat(json(another.api(its, "GET " + CHANNELS + "?page=1", ""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page=0",
        "page=x",
        "size=0",
        "size=101",
        "size=",
        "order=up",
        "orderBy=name",
        "isPrivate=1",
        "pageSize=5",
        "id=shop"
      })
  void refusesQueries(String query) {
    ApiResponse refused = call("GET " + CHANNELS + "?" + query, "");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).at("/errors/0/field").asText()).isEqualTo(query.split("=", 2)[0]);
  }

  @Test
  void removesOnce() {
    upsert(caller.channel("a b/c"));

    ApiResponse removed = call("DELETE " + CHANNELS + "/a%20b%2Fc", "");

    assertThat(removed.status()).isEqualTo(204);
    assertThat(removed.body()).isEmpty();
    assertThat(cxone.channels()).isEmpty();
    assertThat(call("DELETE " + CHANNELS + "/a%20b%2Fc", "").status()).isEqualTo(404);
  }

  @Test
  void availabilityIsForEverybodyAndSaysOnlyOnlineOrNot() {
    upsert(caller.channel("shop"));
    String path = "/channels/chat/1.0/brand/" + cxone.brandId() + "/channel/%s/availability";

    assertThat(availability(path.formatted("shop"))).isEqualTo("online");
    cxone.availability("offline");
    assertThat(availability(path.formatted("shop"))).isEqualTo("offline");
    cxone.reset();
    assertThat(caller.api("", "GET " + path.formatted("shop"), "").status()).isEqualTo(404);
    assertThat(caller.api("", "GET " + path.formatted("shop").replace("1092", "1"), "").status())
        .isEqualTo(404);
  }

  @Test
  void readsAndAvailabilityLagWhileWritesActOnTheNewState() {
    cxone.readLag(Duration.ofSeconds(5));
    upsert(caller.channel("shop"));
    String path = "/channels/chat/1.0/brand/1092/channel/shop/availability";

    assertThat(list("")).isEmpty();
    assertThat(caller.api("", "GET " + path, "").status()).isEqualTo(404);
    time.advance(Duration.ofSeconds(5));
    assertThat(list("")).hasSize(1);
    assertThat(call("DELETE " + CHANNELS + "/shop", "").status()).isEqualTo(204);
    assertThat(list("")).hasSize(1);
    assertThat(call("DELETE " + CHANNELS + "/shop", "").status()).isEqualTo(404);
  }

  @Test
  void changesMadeByHandShowAtOnce() {
    cxone.readLag(Duration.ofSeconds(5));
    upsert(caller.channel("shop"));
    time.advance(Duration.ofSeconds(5));

    cxone.editChannel("shop", "{\"name\":\"By hand\"}");

    assertThat(list("").get(0).path("name").asText()).isEqualTo("By hand");
    assertThatThrownBy(() -> cxone.editChannel("none", "{}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private ApiResponse call(String operation, String body) {
    return caller.api(token, operation, body);
  }

  private ApiResponse upsert(ObjectNode channel) {
    return call("POST " + CHANNELS, channel.toString());
  }

  private JsonNode list(String query) {
    ApiResponse answer = call("GET " + CHANNELS + query, "");
    assertThat(answer.status()).as(query).isEqualTo(200);
    return json(answer);
  }

  private List<String> ids(String query) {
    return list(query).findValuesAsText("id");
  }

  private String availability(String path) {
    return json(caller.api("", "GET " + path, "")).path("status").asText();
  }
}
