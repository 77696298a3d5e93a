// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Evidence;
import dev.ccaas.core.provisioning.Capability;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenesysProfileTest {
  private static final URI BASE = URI.create("https://gateway.test:8443/genesys/");

  private final GenesysProfile gateway = GenesysProfile.gateway(BASE);

  @Test
  @Tag("S1.auth.9")
  @Tag("S0.2.12")
  void tokensComeFromTheApisOwnHostUnlessAnotherIsNamed() {
    GenesysRegion region = GenesysRegion.ofAwsRegion("eu-central-1");

    assertThat(gateway.apiUri()).isEqualTo(BASE);
    assertThat(gateway.loginUri()).isEqualTo(BASE);
    assertThat(gateway.tokenUri()).hasToString("https://gateway.test:8443/genesys/oauth/token");
    assertThat(gateway.withLoginUri(region.loginUri()).tokenUri())
        .hasToString("https://login.mypurecloud.de/oauth/token");
    assertThat(gateway.withLoginUri(region.loginUri()).apiUri()).isEqualTo(BASE);
    assertThat(gateway.loginUri()).as("the first profile is not changed").isEqualTo(BASE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway.test",
        "/genesys",
        "ftp://gateway.test",
        "https://user:pw@gateway.test",
        "https://gateway.test?x=1",
        "https://gateway.test#f",
        "https:///genesys"
      })
  void refusesAddressThatIsNoBase(URI uri) {
    assertThatThrownBy(() -> GenesysProfile.gateway(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("pw");
    assertThatThrownBy(() -> gateway.withLoginUri(uri))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Tag("S1.pre.1")
  void needsTheDocumentsThreeScopes() {
    assertThat(gateway.scopes().names())
        .containsExactlyInAnyOrder(
            "webchat:brand:write", "webchat:brand:read", "webhooks:webhook:write");
  }

  @Test
  void offersWhatTheDocumentDescribesAndNoMore() {
    assertThat(gateway.brandCapabilities())
        .containsExactlyInAnyOrder(Capability.CREATE, Capability.GET, Capability.HEALTH);
    assertThat(gateway.webhookCapabilities()).containsExactly(Capability.CREATE);
  }

  @Test
  void extensionsAddUp() {
    GenesysProfile extended =
        gateway
            .withExtensions(Capability.LIST)
            .withLoginUri(URI.create("https://login.test"))
            .withExtensions(Capability.GET, Capability.DELETE);

    assertThat(extended.brandCapabilities())
        .containsExactlyInAnyOrder(
            Capability.CREATE,
            Capability.GET,
            Capability.HEALTH,
            Capability.LIST,
            Capability.DELETE);
    assertThat(extended.webhookCapabilities())
        .containsExactlyInAnyOrder(
            Capability.CREATE, Capability.GET, Capability.LIST, Capability.DELETE);
    assertThat(gateway.webhookCapabilities()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"CREATE", "HEALTH"})
  void refusesExtensionThatIsNone(Capability capability) {
    assertThatThrownBy(() -> gateway.withExtensions(Capability.LIST, capability))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(capability.name())
        .hasMessageContaining("expected: GET, LIST, UPDATE, DELETE");
  }

  @Test
  void noClaimOfTheGatewayIsStatedAsPublished() {
    GenesysProfile all =
        gateway.withExtensions(
            Capability.GET, Capability.LIST, Capability.UPDATE, Capability.DELETE);

    assertThat(all.evidence())
        .hasSizeGreaterThan(15)
        .noneMatch(claim -> claim.grade() == Evidence.Grade.PUBLISHED);
    assertThat(gateway.evidence()).noneMatch(claim -> claim.grade() == Evidence.Grade.EXTENSION);
  }

  @Test
  void claimThatNamesRouteOrScopeOfTheDocumentRestsOnTheDocument() {
    assertThat(gateway.evidence())
        .filteredOn(claim -> claim.claim().startsWith("POST /api/v2/"))
        .hasSize(2)
        .allMatch(claim -> claim.grade() == Evidence.Grade.SOURCE)
        .allMatch(claim -> claim.origin().startsWith("S1, Step"));
  }

  @ParameterizedTest
  @EnumSource(names = {"GET", "LIST", "UPDATE", "DELETE"})
  void eachExtensionIsClaimedOnceAndAsOurs(Capability capability) {
    List<Evidence> more = List.copyOf(gateway.withExtensions(capability).evidence());

    assertThat(more).hasSize(gateway.evidence().size() + 1);
    assertThat(more.get(more.size() - 1).grade()).isEqualTo(Evidence.Grade.EXTENSION);
    assertThat(more.get(more.size() - 1).origin().toLowerCase(Locale.ROOT)).startsWith("ours");
  }

  @Test
  void printsWhereItLeads() {
    assertThat(gateway.withLoginUri(URI.create("https://login.test")))
        .hasToString("GenesysProfile[gateway, " + BASE + ", tokens from https://login.test]");
    assertThat(gateway.name()).isEqualTo("gateway");
  }
}
