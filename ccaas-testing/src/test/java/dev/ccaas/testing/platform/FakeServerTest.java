// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.GenesysCaller.BRAND;
import static dev.ccaas.testing.platform.GenesysCaller.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.RawHttp.Answer;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake over its socket, judged by clients that share no code with ours. */
class FakeServerTest {
  private static final String BRANDS = "/api/v2/webchat/brands";

  private final FakeTime time = FakeTime.create();
  private final FakeGenesys genesys = FakeGenesys.create(time);
  private final GenesysCaller caller = new GenesysCaller(genesys);
  private final FakeServer server = genesys.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void foreignClientProvisionsBrandAndReadsItsHealth() throws IOException {
    try (RawHttp http = new RawHttp(server.baseUri())) {
      Answer granted =
          http.exchange(
              "POST /oauth/token HTTP/1.1\nauthorization: "
                  + caller.basic()
                  + "\ncontent-type: application/x-www-form-urlencoded",
              "grant_type=client_credentials&scope=webchat%3Abrand%3Awrite+webchat%3Abrand%3Aread");
      String token = json(granted.body()).path("access_token").asText();
      Answer created =
          http.exchange(
              authorized("POST " + BRANDS, token) + "\nCONTENT-TYPE: application/json", BRAND);
      String id = json(created.body()).path("id").asText();
      Answer health =
          http.exchange(authorized("GET " + BRANDS + "/" + id + "?expand=health", token), "");

      assertThat(granted.statusLine()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(created.statusLine()).isEqualTo("HTTP/1.1 201 Created");
      assertThat(created.headers())
          .containsEntry("content-type", "application/json")
          .containsEntry("inin-ratelimit-count", "1")
          .containsEntry("inin-ratelimit-allowed", "300")
          .containsEntry("inin-ratelimit-reset", "60")
          .containsEntry("x-ratelimit-remaining", "299")
          .containsEntry("x-response-time", "0")
          .containsKey("inin-correlation-id");
      assertThat(json(health.body()).at("/settings/healthStatus").asText()).isEqualTo("active");
      assertThat(json(genesys.brands().get(id)).path("name").asText())
          .isEqualTo("Enterprise Web Messaging Endpoint");
    }
  }

  @Test
  void httpUrlConnectionListsAndRemoves() throws IOException {
    String token = caller.newToken();
    JsonNode created = json(caller.api(token, "POST " + BRANDS, BRAND));

    HttpURLConnection list = open("GET", BRANDS + "?pageSize=1", token);
    assertThat(json(text(list)).path("total").asInt()).isEqualTo(1);
    HttpURLConnection removed = open("DELETE", BRANDS + "/" + created.path("id").asText(), token);

    assertThat(removed.getResponseCode()).isEqualTo(204);
    assertThat(genesys.brands()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"dropped, 0", "lost, 1"})
  void endsTheConnectionWithoutAnswer(String fault, int brands) throws IOException {
    String token = caller.newToken();
    genesys.failNext(fault.equals("lost") ? Fault.lostAnswer() : Fault.dropped());

    try (RawHttp http = new RawHttp(server.baseUri())) {
      assertThatThrownBy(() -> http.exchange(create(token), BRAND))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("in a head: ''");
    }

    assertThat(genesys.brands()).hasSize(brands);
    assertThat(genesys.requests()).last().hasToString("POST " + BRANDS + " 0");
  }

  @Test
  void endsTheConnectionInTheMiddleOfAnAnswer() throws IOException {
    String token = caller.newToken();
    genesys.failNext(Fault.cutOffAnswer());

    try (RawHttp http = new RawHttp(server.baseUri())) {
      assertThatThrownBy(() -> http.exchange(create(token), BRAND))
          .isInstanceOf(EOFException.class)
          .hasMessageMatching("the connection ended after [0-9]+ of [0-9]+");
    }

    assertThat(genesys.brands()).hasSize(1);
  }

  @Test
  void answerWithoutBodyThatIsCutOffIsNoAnswer() throws IOException {
    String token = caller.newToken();
    String id = json(caller.api(token, "POST " + BRANDS, BRAND)).path("id").asText();
    genesys.failNext(Fault.cutOffAnswer());

    try (RawHttp http = new RawHttp(server.baseUri())) {
      assertThatThrownBy(() -> http.exchange(authorized("DELETE " + BRANDS + "/" + id, token), ""))
          .isInstanceOf(EOFException.class);
    }
  }

  @Test
  void refusesConnectionsAndComesBackOnTheSamePort() throws IOException {
    genesys.refuseConnections();
    assertThatThrownBy(() -> new RawHttp(server.baseUri())).isInstanceOf(ConnectException.class);

    genesys.acceptConnections();

    try (RawHttp http = new RawHttp(server.baseUri())) {
      assertThat(http.exchange("GET /nowhere HTTP/1.1", "").statusLine()).contains(" 404 ");
    }
  }

  @Test
  void serverStartedWhileConnectionsAreRefusedRefusesThem() throws IOException {
    genesys.refuseConnections();
    try (FakeServer late = genesys.start()) {
      assertThatThrownBy(() -> new RawHttp(late.baseUri())).isInstanceOf(ConnectException.class);
      genesys.reset();
      new RawHttp(late.baseUri()).close();
    }
  }

  @Test
  void closedServerStaysClosed() {
    server.close();
    server.close();

    genesys.refuseConnections();
    genesys.acceptConnections();
    server.accept(); // as if both had happened at once

    assertThatThrownBy(() -> new RawHttp(server.baseUri())).isInstanceOf(ConnectException.class);
  }

  @Test
  void bodyAboveOneMebibyteIsAnswered413() throws IOException {
    try (RawHttp http = new RawHttp(server.baseUri())) {
      Answer answer = http.exchange(authorized("POST " + BRANDS, "x"), "a".repeat((1 << 20) + 1));

      assertThat(answer.statusLine()).contains(" 413 ");
    }
  }

  @Test
  void latencyMovesTheClockOfTheFake() throws IOException {
    Instant before = time.instant();
    genesys.latency(Duration.ofSeconds(90));

    try (RawHttp http = new RawHttp(server.baseUri())) {
      http.exchange("GET /nowhere HTTP/1.1", "");
    }

    assertThat(time.instant()).isEqualTo(before.plusSeconds(90));
    assertThat(genesys.unexpectedRequests()).hasToString("[GET /nowhere 404]");
  }

  private static String create(String token) {
    return authorized("POST " + BRANDS, token) + "\nContent-Type: application/json";
  }

  private static String authorized(String operation, String token) {
    return operation + " HTTP/1.1\nAuthorization: Bearer " + token;
  }

  private static String text(HttpURLConnection connection) throws IOException {
    return new String(connection.getInputStream().readAllBytes(), UTF_8);
  }

  private HttpURLConnection open(String method, String target, String token) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) server.baseUri().resolve(target).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setRequestProperty("Authorization", "Bearer " + token);
    return connection;
  }
}
