// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Evidence;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CxoneProfileTest {
  private static final URI BASE = URI.create("https://gateway.test:8443/cxone");

  private final CxoneProfile gateway = CxoneProfile.gateway(BASE);
  private final CxoneProfile published = CxoneProfile.published(CxoneArea.of("eu1"));
  private final ClientCredentials key =
      ClientCredentials.of("id", SecretSource.of(SecretCanary.secret()));

  @Test
  void gatewayIsAtTheDocumentsAddressUnlessAnotherIsNamed() {
    assertThat(CxoneProfile.gateway().apiUri())
        .contains(URI.create("https://platform.nice-incontact.com/api/v2"));
    assertThat(gateway.apiUri()).contains(BASE);
    assertThat(gateway.name()).isEqualTo("gateway");
  }

  @Test
  void publishedIsInAnAreaOrDiscovered() {
    assertThat(published.apiUri()).contains(URI.create("https://api-de-eu1.niceincontact.com"));
    assertThat(CxoneProfile.published().apiUri()).isEmpty();
    assertThat(CxoneProfile.published().withApiUri(BASE).apiUri()).contains(BASE);
    assertThat(published.name()).isEqualTo("published");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway.test",
        "ftp://gateway.test",
        "https://user:pw@gateway.test",
        "https://gateway.test?x=1",
        "https:///cxone"
      })
  void refusesAddressThatIsNoBase(URI uri) {
    assertThatThrownBy(() -> CxoneProfile.gateway(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("pw");
    assertThatThrownBy(() -> published.withChatUri(uri))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void gatewayOffersEveryOperation() {
    assertThat(gateway.brandCapabilities()).containsExactlyInAnyOrder(Capability.values());
    assertThat(gateway.webhookCapabilities()).hasSize(5).doesNotContain(Capability.HEALTH);
  }

  @Test
  void publishedHasNoWebhooksAndHealthOnlyWithTheBrandsNumber() {
    assertThat(published.webhookCapabilities()).isEmpty();
    assertThat(published.brandCapabilities()).hasSize(5).doesNotContain(Capability.HEALTH);
    assertThat(published.withBrand("1092").brandCapabilities()).contains(Capability.HEALTH);
  }

  @Test
  void settingsOfChannelsAreOfPublishedOnly() {
    assertThatThrownBy(() -> gateway.withBrand("1092"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: profile published");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "name", "isLiveChat", "idOnExternalPlatform", "isHidden", "x"})
  void fieldThatIsOursOrUnknownIsRefused(String field) {
    assertThatThrownBy(() -> published.withChannelField(field, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(field);
  }

  @Test
  void refusesWhatIsNoIdOfTheVendor() {
    assertThatThrownBy(() -> published.withBrand("brand"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> published.withChannelIntegration("a/b"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> published.withExternalPlatform("Custom!"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> published.withTenant("a b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void eachProfileKnowsItsDoors() {
    CxoneCredentials apiKey = CxoneCredentials.apiKey("X-Key", key.clientSecret());
    CxoneCredentials legacy = CxoneCredentials.legacy(key, key);

    Cxone.builder(gateway, apiKey).build().close();
    Cxone.builder(published, legacy).build().close();
    assertThatThrownBy(() -> Cxone.builder(published, apiKey))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Cxone.builder(gateway, legacy))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noClaimOfTheGatewayIsStatedAsPublished() {
    assertThat(gateway.evidence())
        .hasSizeGreaterThan(10)
        .noneMatch(claim -> claim.grade() == Evidence.Grade.PUBLISHED);
  }

  @Test
  @Tag("S0.4.4")
  void claimsOfTheDocumentAreItsBaseItsKeyAndItsLimit() {
    assertThat(gateway.evidence())
        .filteredOn(claim -> claim.grade() == Evidence.Grade.SOURCE)
        .extracting(Evidence::claim)
        .containsExactly(
            "CXone's API is at https://platform.nice-incontact.com/api/v2",
            "An API key made in the console opens it",
            "5 requests a second are admitted for the management of webhooks");
  }

  @Test
  void noClaimOfPublishedRestsOnASourceDocument() {
    assertThat(published.evidence())
        .hasSizeGreaterThan(25)
        .noneMatch(claim -> claim.grade() == Evidence.Grade.SOURCE);
  }

  @Test
  void printsWhereItLeads() {
    assertThat(gateway).hasToString("CxoneProfile[gateway, " + BASE + "]");
    assertThat(CxoneProfile.published()).hasToString("CxoneProfile[published, hosts discovered]");
  }
}
