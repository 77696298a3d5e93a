// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CxonePointsOfContactTest {
  private static final String POINTS =
      "https://api-eu1.niceincontact.com/incontactapi/services/v23.0/points-of-contact";
  private static final String NO_ERROR = "{\"error\": \"\", \"error_Description\": \"\"}";

  private final CxoneWire rig = new CxoneWire();
  private final CxonePointOfContact chat =
      CxonePointOfContact.builder("chat@example.com", "Chat").skillId(7).script("main").build();

  @AfterEach
  void close() {
    rig.close();
  }

  private CxonePointsOfContact points() {
    rig.wire.answer(200, CxoneWire.token());
    return rig.open(CxoneProfile.published(CxoneArea.of("eu1"))).pointsOfContact();
  }

  private static String listed(int id, String address) {
    return "{\"pointOfContactId\": %s, \"pointOfContact\": \"%s\", \"skillId\": 7}"
        .formatted(id, address);
  }

  private static String list(String... points) {
    return "{\"pointsOfContact\": [" + String.join(",", points) + "]}";
  }

  @Test
  void createLooksUpTheIdThatNoAnswerTells() {
    CxonePointsOfContact points = points();
    rig.wire
        .answer(200, NO_ERROR)
        .answer(200, list(listed(1, "other"), listed(2, "chat@example.com")));

    assertThat(points.create(chat)).isEqualTo("2");

    assertThat(rig.sent().subList(1, 3))
        .containsExactly("POST " + POINTS, "GET " + POINTS + "?skip=0&top=100");
    assertThat(rig.body(1))
        .hasToString(
            "{\"pointOfContact\":\"chat@example.com\",\"pointOfContactName\":\"Chat\","
                + "\"skillId\":7,\"scriptName\":\"main\",\"isActive\":true,\"mediaTypeId\":3}");
  }

  private static String fullPage(int number) {
    return list(
        IntStream.range(100 * number, 100 * number + 100)
            .mapToObj(id -> listed(id, "a" + id))
            .toArray(String[]::new));
  }

  @Test
  void platformThatRepeatsAPageIsAskedOnceMore() {
    CxonePointsOfContact points = points();
    rig.wire.answer(200, fullPage(0)).answer(200, fullPage(0));

    assertThat(points.list()).hasSize(100);
  }

  @Test
  void listThatNeverEndsIsGivenUp() {
    CxonePointsOfContact points = points();
    for (int page = 0; page < 1_010; page++) {
      rig.wire.answer(200, fullPage(page));
    }

    assertThatThrownBy(points::list)
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("more than 1000 pages");
  }

  @Test
  void errorInside200IsARefusal() {
    CxonePointsOfContact points = points();
    rig.wire.answer(
        200, "{\"error\": \"1\", \"error_Description\": \"Point of Contact x - already exists\"}");

    assertThatThrownBy(() -> points.create(chat))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("already exists");
  }

  @Test
  void whatIsMadeAndNotListedMayExist() {
    CxonePointsOfContact points = points();
    rig.wire.answer(200, NO_ERROR).answer(200, list());

    assertThatThrownBy(() -> points.create(chat))
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("Look it up by its address");
  }

  @Test
  void lostAnswerToACreateIsNotRepeated() {
    CxonePointsOfContact points = points();
    rig.wire.fail(new TransportException("lost", Delivery.AMBIGUOUS, null));

    assertThatThrownBy(() -> points.create(chat)).isInstanceOf(TransportException.class);
    assertThat(rig.sent()).hasSize(2);
  }

  @Test
  void updateReplacesThePoint() {
    CxonePointsOfContact points = points();
    rig.wire.answer(200, NO_ERROR);

    points.update("2", chat);

    assertThat(rig.sent().get(1)).isEqualTo("PUT " + POINTS + "/2");
  }

  @Test
  void listReadsEveryPage() {
    CxonePointsOfContact points = points();
    String[] first = new String[100];
    for (int i = 0; i < first.length; i++) {
      first[i] = listed(1000 + i, "a" + i);
    }
    rig.wire.answer(200, list(first)).answer(200, list(listed(2000, "last")));

    assertThat(points.list()).hasSize(101);
    assertThat(rig.sent().get(2)).endsWith("?skip=100&top=100");
  }

  /** Nobody publishes how many it lists at once: it may be fewer than we ask for. */
  @Test
  void platformThatListsFewerAtOnceIsReadToTheEnd() {
    CxonePointsOfContact points = points();
    rig.wire
        .answer(
            200,
            list(listed(1, "a"), listed(2, "b"))
                .replace("{\"points", "{\"totalRecords\": 3, \"points"))
        .answer(200, list(listed(3, "c")).replace("{\"points", "{\"totalRecords\": 3, \"points"));

    assertThat(points.list()).containsOnlyKeys("1", "2", "3");
    assertThat(rig.sent().get(2)).endsWith("?skip=2&top=100");
  }

  @Test
  void readsWhatIsListed() {
    CxonePointsOfContact points = points();
    rig.wire.answer(
        200,
        list(
            "{\"pointOfContactId\": \"5\", \"pointOfContact\": \"p\", \"pointOfContactName\":"
                + " \"n\", \"skillId\": 3, \"scriptName\": \"s\", \"mediaTypeId\": 9,"
                + " \"isActive\": false}",
            "{\"pointOfContact\": \"without id\"}"));

    CxonePointOfContact point = points.get("5").orElseThrow();

    assertThat(point.address()).isEqualTo("p");
    assertThat(point.name()).isEqualTo("n");
    assertThat(point.skillId()).isEqualTo(3);
    assertThat(point.script()).isEqualTo("s");
    assertThat(point.mediaType()).isEqualTo(CxonePointOfContact.DIGITAL);
    assertThat(point.isActive()).isFalse();
    assertThat(point).hasToString("CxonePointOfContact[p, n]");
  }

  @Test
  void gatewayHasNone() {
    Cxone cxone = rig.open(CxoneProfile.gateway(URI.create("https://gw.test")));

    assertThatThrownBy(() -> cxone.pointsOfContact().list())
        .isInstanceOf(UnsupportedByPlatformException.class);
    assertThat(rig.sent()).isEmpty();
  }

  @Test
  void refusesLengthsThatThePlatformDoesNotTake() {
    assertThatThrownBy(() -> CxonePointOfContact.builder("x".repeat(81), "n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CxonePointOfContact.builder("x", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
