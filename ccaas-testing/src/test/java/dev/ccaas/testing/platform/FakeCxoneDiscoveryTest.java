// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.PlatformCaller.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Transport;
import dev.ccaas.testing.FakeTime;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where CXone's hosts are, and what the global one tells of the others. */
class FakeCxoneDiscoveryTest {
  private static final String TENANT = "/.well-known/cxone-configuration";
  private static final String OPEN_ID = "/.well-known/openid-configuration";

  private final FakeTime time = FakeTime.create();
  private final FakeCxone cxone = FakeCxone.create(time);
  private final CxoneCaller caller = new CxoneCaller(cxone);

  @Test
  void eachHostHasANameOfItsOwnInThreeDomains() {
    assertThat(Set.of(CxoneHost.values()).stream().map(host -> "" + cxone.uri(host)))
        .containsExactlyInAnyOrder(
            "https://platform.nice-incontact.test/api/v2",
            "https://na1.nice-incontact.test",
            "https://cxone.niceincontact.test",
            "https://api.incontact.test",
            "https://api-na1.niceincontact.test",
            "https://api-de-na1.niceincontact.test",
            "https://channels-de-na1.niceincontact.test");
    assertThat(cxone.baseUri()).isEqualTo(cxone.uri(CxoneHost.GATEWAY));
  }

  @ParameterizedTest
  @EnumSource(CxoneHost.class)
  void hostAnswersTheSameInMemoryAndOnAServer(CxoneHost host) {
    String route = route(host);
    ApiResponse inMemory = get(cxone.asTransport(), cxone.uri(host), route);
    try (FakeServer server = cxone.start()) {
      ApiResponse onServer = get(Transport.jdk(), cxone.uri(host, server), route);

      assertThat(onServer.status()).isEqualTo(inMemory.status());
    }
    assertThat(cxone.requests()).hasSize(2);
    assertThat(cxone.requests().get(0).target()).isEqualTo(cxone.requests().get(1).target());
    cxone.verifyNoUnexpectedRequests();
  }

  @Test
  void hostDoesNotServeWhatAnotherServes() {
    String route = route(CxoneHost.DIGITAL);

    assertThat(get(cxone.asTransport(), cxone.uri(CxoneHost.ACD), route).status()).isEqualTo(404);
    assertThat(cxone.unexpectedRequests()).hasToString("[GET /acd/dfo/3.0/channels 404]");
  }

  @Test
  void areaAndTopLevelDomainCanBeSet() {
    FakeCxone eu = FakeCxone.builder().area("eu1").topLevelDomain("com").build();

    assertThat(eu.uri(CxoneHost.DIGITAL)).hasToString("https://api-de-eu1.niceincontact.com");
    assertThat(eu.uri(CxoneHost.USER_HUB)).hasToString("https://eu1.nice-incontact.com");
  }

  @Test
  void digitalHostsOfNa2LieInAnotherDomainThanDiscoveryTells() {
    FakeCxone gov = FakeCxone.builder().area("na2").build();
    JsonNode told = tenant(new CxoneCaller(gov), gov.tenantId());

    assertThat(told.path("domain").asText()).isEqualTo("niceincontact.test");
    assertThat(gov.uri(CxoneHost.DIGITAL)).hasHost("api-de-na2.nicecxone-gov.test");
    assertThat(gov.uri(CxoneHost.CHANNELS)).hasHost("channels-de-na2.nicecxone-gov.test");
    assertThat(gov.uri(CxoneHost.ACD)).hasHost("api-na2.niceincontact.test");
  }

  @Test
  void tenantsHostsAreToldToEverybody() {
    JsonNode told = tenant(caller, cxone.tenantId());

    assertThat(told.path("api_endpoint").asText()).isEqualTo(cxone.uri(CxoneHost.ACD).toString());
    assertThat(told.path("auth_endpoint").asText())
        .isEqualTo(cxone.uri(CxoneHost.GLOBAL).toString());
    assertThat(told.path("area").asText()).isEqualTo("na1");
    assertThat(told.path("domain").asText()).isEqualTo("niceincontact.test");
    assertThat(told.path("uhDomain").asText()).isEqualTo("nice-incontact.test");
    assertThat(told.path("acdDomain").asText()).isEqualTo("incontact.test");
    assertThat(told.path("globaldomain").asText()).isEqualTo("niceincontact.test");
  }

  @ParameterizedTest
  @CsvSource({"'',400", "?tenantId=,400", "?tenantId=other,404"})
  void refusesOtherTenantsInTheWordsOfTheGlobalServices(String query, int status) {
    ApiResponse refused = caller.call("GET", "/global" + TENANT + query, Map.of(), "");

    assertThat(refused.status()).isEqualTo(status);
    assertThat(json(refused).path("error").asText()).isNotEmpty();
    assertThat(json(refused).path("errorDescription").asText()).isNotEmpty();
  }

  @Test
  void discoveryCanBeTamperedWithAndCanDrift() {
    cxone.discovery(
        """
        {"api_endpoint": "https://api-na1.evil.test", "globaldomain": null,
         "globaldomain_v1": "niceincontact.test"}
        """);

    JsonNode told = tenant(caller, cxone.tenantId());

    assertThat(told.path("api_endpoint").asText()).isEqualTo("https://api-na1.evil.test");
    assertThat(told.has("globaldomain")).isFalse();
    assertThat(told.path("globaldomain_v1").asText()).isEqualTo("niceincontact.test");
    cxone.reset();
    assertThat(tenant(caller, cxone.tenantId()).has("globaldomain")).isTrue();
    assertThatThrownBy(() -> cxone.discovery("[]")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void openIdConfigurationTellsTheTokenDoorAndCanBeTamperedWith() {
    JsonNode told = json(caller.call("GET", "/global" + OPEN_ID, Map.of(), ""));
    assertThat(told.path("token_endpoint").asText())
        .isEqualTo(told.path("issuer").asText() + "/auth/token")
        .isEqualTo("https://cxone.niceincontact.test/auth/token");
    assertThat(told.path("scopes_supported")).hasSize(1);

    cxone.openIdConfiguration("{\"token_endpoint\":\"http://evil.test/\"}");

    assertThat(json(caller.call("GET", "/global" + OPEN_ID, Map.of(), "")).path("token_endpoint"))
        .hasToString("\"http://evil.test/\"");
    assertThat(json(caller.call("GET", "/global/auth/jwks", Map.of(), "")).path("keys")).isEmpty();
  }

  @Test
  void onAServerDiscoveryTellsAddressesOnThatServer() {
    try (FakeServer server = cxone.start()) {
      URI global = cxone.uri(CxoneHost.GLOBAL, server);
      JsonNode openId = json(get(Transport.jdk(), global, OPEN_ID));
      ApiRequest request =
          ApiRequest.builder("GET", global, TENANT).addQuery("tenantId", cxone.tenantId()).build();
      JsonNode tenant = json(Transport.jdk().send(request));

      assertThat(openId.path("token_endpoint").asText()).isEqualTo(global + "/auth/token");
      assertThat(tenant.path("api_endpoint").asText())
          .isEqualTo(cxone.uri(CxoneHost.ACD, server).toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "[", "evil@x", "", "x:999999", "//x"})
  void hostHeaderThatIsNoneIsNotRepeated(String host) {
    ApiResponse answer = caller.call("GET", "/global" + OPEN_ID, Map.of("host", host), "");

    assertThat(json(answer).path("issuer").asText())
        .isEqualTo(cxone.uri(CxoneHost.GLOBAL).toString());
  }

  @Test
  void attackersHostGetsNothing() {
    URI evil = URI.create("https://api-na1.evil.test");

    assertThatThrownBy(() -> get(cxone.asTransport(), evil, "/dfo/3.0/channels"))
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("api-de-na1.niceincontact.test");
    assertThat(cxone.unexpectedRequests())
        .hasToString("[GET //api-na1.evil.test/dfo/3.0/channels 0]");
  }

  @Test
  void faultsOfApiAndTokensPassDiscoveryBy() {
    cxone.failNext(503);
    cxone.failNextToken(Fault.status(503));
    assertThat(tenant(caller, cxone.tenantId()).has("domain")).isTrue();

    cxone.failNext("GET /global" + TENANT, Fault.status(500));

    ApiResponse failed =
        caller.call("GET", "/global" + TENANT + "?tenantId=" + cxone.tenantId(), Map.of(), "");
    assertThat(failed.status()).isEqualTo(500);
    assertThat(new String(failed.body(), UTF_8)).contains("errorDescription");
  }

  @Test
  void everyOperationCanBeToldToFail() {
    Set<String> operations = new TreeSet<>();
    cxone.routes().forEach(route -> operations.add(route.operation()));

    operations.forEach(operation -> cxone.failNext(operation, Fault.status(500)));

    assertThat(operations).hasSize(cxone.routes().size()).contains("GET /digital/dfo/3.0/channels");
    assertThatThrownBy(() -> cxone.failNext("GET /dfo/3.0/channels", Fault.dropped()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GET /digital/dfo/3.0/channels");
  }

  private static String route(CxoneHost host) {
    return switch (host) {
      case GATEWAY -> "/brands";
      case USER_HUB -> "/authentication/v1/token/access-key";
      case GLOBAL -> OPEN_ID;
      case CENTRAL -> "/InContactAuthorizationServer/Token";
      case ACD -> "/incontactapi/services/v31.0/points-of-contact";
      case DIGITAL -> "/dfo/3.0/channels";
      case CHANNELS -> "/chat/1.0/brand/1092/channel/none/availability";
    };
  }

  private static ApiResponse get(Transport transport, URI base, String route) {
    String method = route.toLowerCase(Locale.ROOT).contains("token") ? "POST" : "GET";
    return transport.send(ApiRequest.builder(method, base, route).build());
  }

  private static JsonNode tenant(CxoneCaller caller, String tenantId) {
    return json(caller.call("GET", "/global" + TENANT + "?tenantId=" + tenantId, Map.of(), ""));
  }
}
