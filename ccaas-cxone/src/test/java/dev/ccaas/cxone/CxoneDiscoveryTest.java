// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.TargetRefusedException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a tenant's hosts are found, and that a tampered answer gets neither token nor key. */
class CxoneDiscoveryTest {
  private static final String DOOR =
      "POST https://na1.nice-incontact.com/authentication/v1/token/access-key";
  private static final String WELL_KNOWN =
      "GET https://cxone.niceincontact.com/.well-known/cxone-configuration?tenantId="
          + CxoneWire.TENANT;

  private final CxoneWire rig = new CxoneWire();

  @AfterEach
  void close() {
    rig.close();
  }

  private static String configuration(String area, String domain, String apiEndpoint) {
    return """
        {"private": false, "ui_endpoint": "https://x", "auth_endpoint": "https://x",
         "api_endpoint": "%s", "area": "%s", "domain": "%s", "globaldomain_v1": "x"}
        """
        .formatted(apiEndpoint, area, domain);
  }

  private void answer(String configuration) {
    rig.wire.answer(200, CxoneWire.token()).answer(200, configuration);
  }

  @Test
  void hostsAreThoseOfTheTenantThatTheTokenNames() {
    answer(configuration("eu1", "niceincontact.com", "https://api-eu1.niceincontact.com"));
    rig.wire.answer(200, "[]");

    rig.open(CxoneProfile.published()).brands().get("c-1");

    assertThat(rig.sent())
        .containsExactly(
            DOOR,
            WELL_KNOWN,
            "GET https://api-de-eu1.niceincontact.com/dfo/3.0/channels?id%5B%5D=c-1");
    assertThat(rig.request(1).headers().first("Authorization")).isEmpty();
    assertThat(rig.request(2).headers().first("Authorization")).isPresent();
    assertThat(rig.request(2).headers().first("Accept")).contains("application/json");
  }

  @Test
  void hostsAreDiscoveredOnce() {
    answer(configuration("eu1", "niceincontact.com", "https://api-eu1.niceincontact.com"));
    rig.wire.answer(200, "[]").answer(200, "[]");
    Cxone cxone = rig.open(CxoneProfile.published());

    cxone.brands().get("c-1");
    cxone.brands().get("c-2");

    assertThat(rig.sent()).containsOnlyOnce(WELL_KNOWN).hasSize(4);
  }

  @Test
  void identityTokenNamesTheTenantBeforeTheAccessToken() {
    rig.wire
        .answer(
            200,
            "{\"access_token\": \"%s\", \"id_token\": \"%s\"}"
                .formatted(
                    CxoneWire.jwt("{\"tenantId\": \"other\"}"),
                    CxoneWire.jwt("{\"tenantId\": \"mine\"}")))
        .answer(404, "{}");

    assertThatThrownBy(() -> rig.open(CxoneProfile.published()).brands().get("c-1"))
        .isInstanceOf(CcaasException.class);

    assertThat(rig.sent().get(1)).endsWith("tenantId=mine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"opaque", "a.b", "a.!!.c", "a.e30.c", "a.e30.c.d", "..", "a.eyJ0ZW5hbnRJZCI6NX.c"})
  void tokenWithoutTenantIsToldBeforeAnythingIsSentToAnyHost(String token) {
    rig.wire.answer(200, "{\"access_token\": \"" + token + "\"}");

    assertThatThrownBy(() -> rig.open(CxoneProfile.published()).brands().get("c-1"))
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessageContaining("withTenant");
    assertThat(rig.sent()).containsExactly(DOOR);
  }

  @Test
  void tenantThatIsNamedNeedsNoClaim() {
    rig.wire
        .answer(200, configuration("eu1", "niceincontact.com", "https://api-eu1.niceincontact.com"))
        .answer(200, "{\"access_token\": \"opaque\"}")
        .answer(200, "[]");

    rig.open(CxoneProfile.published().withTenant("t-7")).brands().get("c-1");

    assertThat(rig.sent().get(0)).endsWith("tenantId=t-7");
  }

  /** The attack: whoever answers in place of the global host leads the token away. */
  @ParameterizedTest
  @CsvSource({
    "na1, evil.example, https://api-na1.niceincontact.com",
    "na1, niceincontact.com.evil.example, https://api-na1.niceincontact.com",
    "na1, evilniceincontact.com, https://api-na1.niceincontact.com",
    "na1, niceincontact.com, https://evil.example",
    "na1, niceincontact.com, https://niceincontact.com@evil.example",
    "na1, niceincontact.com, https://evil.example@api-na1.niceincontact.com",
    "na1, niceincontact.com, https://evil.example/niceincontact.com",
    "na1, niceincontact.com, https://evil.example#.niceincontact.com",
    "na1, niceincontact.com, https://evil.example?.niceincontact.com",
    "na1, niceincontact.com, http://api-na1.niceincontact.com",
    "na1, niceincontact.com, https://api-na1.niceincontact.com:8443",
    "na1, niceincontact.com, https://127.0.0.1",
    "na1, niceincontact.com, https://0x7f000001",
    "na1, niceincontact.com, https://api-na1.niceincontact.com.",
    "na1, niceincontact.com, https://api_na1.niceincontact.com",
    "na1, niceincontact.com, javascript:alert(1)",
    "na1, niceincontact.com, 'https://api-na1.niceincontact.com\\@evil.example'",
    "na1.evil.example/, niceincontact.com, https://api-na1.niceincontact.com",
    "'', niceincontact.com, https://api-na1.niceincontact.com",
    "na1, '', https://api-na1.niceincontact.com"
  })
  void tamperedDiscoveryGetsNoToken(String area, String domain, String apiEndpoint) {
    answer(configuration(area, domain, apiEndpoint.replace("\\", "\\\\")));

    assertThatThrownBy(() -> rig.open(CxoneProfile.published()).brands().get("c-1"))
        .isInstanceOfAny(TargetRefusedException.class, PlatformFailureException.class);

    assertThat(rig.sent()).containsExactly(DOOR, WELL_KNOWN);
    assertThat(rig.request(1).headers().first("Authorization")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/auth/token",
        "http://cxone.niceincontact.com/auth/token",
        "https://cxone.niceincontact.com.evil.example/auth/token",
        "https://cxone.niceincontact.com@evil.example/auth/token",
        "//evil.example",
        ""
      })
  void tamperedTokenEndpointGetsNoKey(String endpoint) {
    rig.wire.answer(200, "{\"token_endpoint\": \"" + endpoint + "\"}");
    ClientCredentials app = ClientCredentials.of("app", SecretSource.of(SecretCanary.secret()));
    Cxone cxone = rig.open(CxoneProfile.published(), CxoneCredentials.passwordGrant(app, rig.key));

    assertThatThrownBy(() -> cxone.tokens().orElseThrow().token())
        .isInstanceOfAny(TargetRefusedException.class, PlatformFailureException.class);

    assertThat(rig.sent())
        .containsExactly("GET https://cxone.niceincontact.com/.well-known/openid-configuration");
  }

  @Test
  void refusalNamesHostAndWayOut() {
    answer(configuration("na1", "evil.example", "https://api-na1.niceincontact.com"));

    assertThatThrownBy(() -> rig.open(CxoneProfile.published()).brands().get("c-1"))
        .hasMessageContaining("https://api-de-na1.evil.example")
        .hasMessageContaining("neither token nor key was sent there")
        .hasMessageContaining("withTrustedHosts");
  }

  @Test
  void ownDomainIsTrustedOnceItIsNamed() {
    answer(configuration("na1", "cxone.example.com", "https://api.cxone.example.com"));
    rig.wire.answer(200, "[]");

    rig.open(CxoneProfile.published().withTrustedHosts("Example.com")).brands().get("c-1");

    assertThat(rig.sent().get(2)).startsWith("GET https://api-de-na1.cxone.example.com/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"com", "", "*.example.com", "https://example.com", "127.0.0.1/8"})
  void refusesSuffixThatIsNoDomain(String suffix) {
    assertThatThrownBy(() -> CxoneProfile.published().withTrustedHosts(suffix))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080/acd, true",
    "http://[::1]:8080, true",
    "https://127.0.0.1, true",
    "http://10.0.0.1, false",
    "http://localhost:8080, false"
  })
  void loopbackIsTrustedOnlyOnceItIsAllowed(String address, boolean trusted) {
    assertThatThrownBy(() -> TrustedHosts.VENDOR.require("it", address))
        .isInstanceOf(TargetRefusedException.class);
    TrustedHosts loopback = TrustedHosts.VENDOR.andLoopback();
    if (trusted) {
      assertThat(loopback.require("it", address)).isEqualTo(URI.create(address));
    } else {
      assertThatThrownBy(() -> loopback.require("it", address))
          .isInstanceOf(TargetRefusedException.class);
    }
  }

  @Test
  void hostThatIsNamedIsNotDiscovered() {
    rig.wire.answer(200, CxoneWire.token()).answer(200, "[]");

    rig.open(CxoneProfile.published().withApiUri(URI.create("https://egress.test/cxone")))
        .brands()
        .get("c-1");

    assertThat(rig.sent().get(1))
        .isEqualTo("GET https://egress.test/cxone/dfo/3.0/channels?id%5B%5D=c-1");
  }

  @Test
  void governmentIsDiscoveredAtItsOwnHost() {
    rig.wire.answer(
        200, "{\"token_endpoint\": \"https://cxone-gov.niceincontact.com/auth/token\"}");
    rig.wire.answer(200, CxoneWire.token());
    ClientCredentials app = ClientCredentials.of("app", SecretSource.of(SecretCanary.secret()));

    rig.open(
            CxoneProfile.published(CxoneArea.of("na2")),
            CxoneCredentials.passwordGrant(app, rig.key))
        .tokens()
        .orElseThrow()
        .token();

    assertThat(rig.sent().get(0))
        .isEqualTo("GET https://cxone-gov.niceincontact.com/.well-known/openid-configuration");
  }
}
