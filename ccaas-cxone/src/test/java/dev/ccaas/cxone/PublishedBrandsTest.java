// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.Secret;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of the published profile one by one; whole flows run against the fake. */
class PublishedBrandsTest {
  private static final String ID = PublishedId.of(CxoneWire.TENANT, "Support");
  private static final String CHANNELS = "https://api-de-eu1.niceincontact.com/dfo/3.0/channels";

  private final CxoneWire rig = new CxoneWire();
  private final CxoneProfile profile =
      CxoneProfile.published(CxoneArea.of("eu1"))
          .withTenant(CxoneWire.TENANT)
          .withChannelIntegration(CxoneWire.INTEGRATION)
          .withBrand("1092");

  @AfterEach
  void close() {
    rig.close();
  }

  private BrandProvisioner brands(CxoneProfile profile) {
    rig.wire.answer(200, CxoneWire.token());
    return rig.open(profile).brands();
  }

  private BrandProvisioner brands() {
    return brands(profile);
  }

  private static BrandSpec.Builder support() {
    return BrandSpec.builder().name("Support").channelTypes(List.of("webchat")).owner("team-a");
  }

  private static String channel(String name, String externalId) {
    return """
        {"id": "%s", "name": "%s", "idOnExternalPlatform": "%s",
         "channelIntegrationId": "other-integration", "realExternalPlatformId": "custom",
         "isPrivate": false, "hasTreeStructure": true, "isLiveChat": false,
         "studioScript": "by hand", "isHidden": false, "isPostWritable": true, "unknown": 1}
        """
        .formatted(ID, name, externalId);
  }

  private static String ours() {
    return channel("Support", "ccaas:team-a:" + ID);
  }

  @Test
  void createLooksFirstAndThenWritesTheChannelOfOurId() {
    BrandProvisioner brands = brands();
    rig.wire.answer(200, "[]").answer(201, "");

    Brand brand = brands.create(support().build());

    assertThat(rig.sent().subList(1, 3))
        .containsExactly("GET " + CHANNELS + "?id%5B%5D=" + ID, "POST " + CHANNELS);
    JsonNode body = rig.body(2);
    assertThat(body.path("id").asText()).isEqualTo(ID);
    assertThat(body.path("name").asText()).isEqualTo("Support");
    assertThat(body.path("channelIntegrationId").asText()).isEqualTo(CxoneWire.INTEGRATION);
    assertThat(body.path("realExternalPlatformId").asText()).isEqualTo("custom");
    assertThat(body.path("idOnExternalPlatform").asText()).isEqualTo("ccaas:team-a:" + ID);
    assertThat(body.path("isPrivate").asBoolean()).isTrue();
    assertThat(body.path("hasTreeStructure").asBoolean(true)).isFalse();
    assertThat(body.path("isLiveChat").asBoolean(true)).isFalse();
    assertThat(body.properties()).hasSize(8);
    assertThat(brand.id()).isEqualTo(ID);
    assertThat(brand.spec()).isEqualTo(brands.render(support().build()).spec());
    assertThat(brand.attributes()).containsEntry("channelIntegrationId", CxoneWire.INTEGRATION);
  }

  @Test
  void lostAnswerToACreateIsRepeatedBecauseTheIdIsOurs() {
    BrandProvisioner brands = brands();
    rig.wire
        .answer(200, "[]")
        .fail(new TransportException("lost", Delivery.AMBIGUOUS, null))
        .answer(201, "");

    assertThat(brands.create(support().build()).id()).isEqualTo(ID);
    assertThat(rig.body(3)).isEqualTo(rig.body(2));
  }

  @Test
  void createOfWhatWeMadeBeforeKeepsWhatIsThere() {
    BrandProvisioner brands = brands();
    rig.wire.answer(200, "[" + ours() + "]").answer(201, "");

    brands.create(support().build());

    assertThat(rig.body(2).path("studioScript").asText()).isEqualTo("by hand");
  }

  @ParameterizedTest
  @CsvSource({"Renamed, ccaas:team-a:ID", "Support, ccaas:team-b:ID"})
  void createNeverWritesOverAnothersChannel(String name, String externalId) {
    BrandProvisioner brands = brands();
    rig.wire.answer(200, "[" + channel(name, externalId.replace("ID", ID)) + "]");

    assertThatThrownBy(() -> brands.create(support().build()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(name);
    assertThat(rig.sent()).hasSize(2);
  }

  @Test
  void updateStartsFromWhatIsThereAndSendsNothingThatIsReadOnly() {
    BrandProvisioner brands = brands(profile.withChannelField("hasReply", true));
    rig.wire.answer(200, "[" + ours() + "]").answer(201, "");

    Brand brand =
        brands.update(ID, support().name("Help").channelTypes(List.of("livechat")).build());

    JsonNode body = rig.body(2);
    assertThat(body.path("name").asText()).isEqualTo("Help");
    assertThat(body.path("isLiveChat").asBoolean()).isTrue();
    assertThat(body.path("hasReply").asBoolean()).isTrue();
    assertThat(body.path("studioScript").asText()).isEqualTo("by hand");
    assertThat(body.path("channelIntegrationId").asText()).isEqualTo("other-integration");
    assertThat(body.path("isPrivate").asBoolean(true)).isFalse();
    assertThat(body.has("isHidden")).isFalse();
    assertThat(body.has("isPostWritable")).isFalse();
    assertThat(body.has("unknown")).isFalse();
    assertThat(brand.name()).contains("Help");
  }

  @Test
  void externalIdOfAMiddlewareIsNeverWrittenOver() {
    BrandProvisioner brands = brands();
    String byHand = channel("Support", "my-bot");
    rig.wire.answer(200, "[" + byHand + "]").answer(200, "[" + byHand + "]").answer(201, "");

    assertThatThrownBy(() -> brands.update(ID, support().build()))
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessageContaining("idOnExternalPlatform");
    brands.update(ID, BrandSpec.builder().name("Support").channelTypes(List.of("webchat")).build());

    assertThat(rig.body(3).path("idOnExternalPlatform").asText()).isEqualTo("my-bot");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ccaas:not an owner:", "ccaas::", "ccaas:team-a:other-", "team-a:"})
  void whatIsNoMarkOfOursNamesNoOwner(String start) {
    BrandProvisioner brands = brands();
    rig.wire.answer(200, "[" + channel("Support", start + ID) + "]").answer(200, "[]");

    Brand brand = brands.get(ID).orElseThrow();

    assertThat(brand.spec().owner()).isEmpty();
    assertThatThrownBy(() -> brands.render(support().build(), brand))
        .isInstanceOf(UnsupportedByPlatformException.class);
  }

  @Test
  void listThatNeverEndsIsGivenUp() {
    BrandProvisioner brands = brands();
    for (int i = 0; i < 1_100; i++) {
      rig.wire.answer(200, "[{\"id\": \"c-" + i + "\"}]");
    }

    assertThatThrownBy(brands::list)
        .isInstanceOf(PlatformFailureException.class)
        .hasMessageContaining("more than 1000 pages");
    assertThat(rig.sent()).hasSizeLessThan(1_010);
  }

  @Test
  void updateOfWhatIsNotThereWritesNothing() {
    BrandProvisioner brands = brands();
    rig.wire.answer(200, "[" + ours() + "]");

    assertThatThrownBy(() -> brands.update("another-id", support().build()))
        .isInstanceOf(InvalidRequestException.class)
        .extracting(e -> ((InvalidRequestException) e).status())
        .isEqualTo(404);
    assertThat(rig.sent()).hasSize(2);
  }

  @Test
  void getPicksTheChannelOfThatIdFromTheList() {
    BrandProvisioner brands = brands();
    rig.wire.answer(200, "[{\"id\": \"other\"}, " + ours() + "]").answer(200, "[]");

    Brand brand = brands.get(ID).orElseThrow();

    assertThat(brand.spec()).isEqualTo(support().build());
    assertThat(brand.attributes()).containsEntry("realExternalPlatformId", "custom");
    assertThat(brands.get(ID)).isEmpty();
  }

  /** Nobody publishes from which number pages count: both must give each channel once. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void listReadsEveryPageWhereverTheirNumbersBegin(int first) {
    BrandProvisioner brands = brands();
    List<String> pages = List.of("[{\"id\": \"a\"}, {\"id\": \"b\"}]", "[{\"id\": \"c\"}]", "[]");
    rig.wire.answer(200, pages.get(0));
    for (int page = 1; page - first < pages.size(); page++) {
      rig.wire.answer(200, pages.get(page - first));
    }

    assertThat(brands.list()).extracting(Brand::id).containsExactly("a", "b", "c");
    assertThat(rig.sent().get(1)).isEqualTo("GET " + CHANNELS + "?size=100&orderBy=id&order=asc");
    assertThat(rig.sent().get(2)).endsWith("&order=asc&page=1");
  }

  @Test
  void pageThatIsIgnoredEndsTheList() {
    BrandProvisioner brands = brands();
    for (int i = 0; i < 3; i++) {
      rig.wire.answer(200, "[{\"id\": \"a\"}]");
    }

    assertThat(brands.list()).hasSize(1);
  }

  @Test
  void emptyListIsOnePage() {
    BrandProvisioner brands = brands();
    rig.wire.answer(200, "[]");

    assertThat(brands.list()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[{\"name\": \"x\"}]", "[{\"id\": \"..\"}]", "<html>", ""})
  void listThatCannotBeReadIsAFailure(String body) {
    BrandProvisioner brands = brands();
    rig.wire.answer(200, body);

    assertThatThrownBy(brands::list).isInstanceOf(PlatformFailureException.class);
  }

  @Test
  void deleteOfWhatIsGoneDoesNothing() {
    BrandProvisioner brands = brands();
    rig.wire.answer(204, "").answer(404, "{}");

    brands.delete(ID);
    brands.delete(ID);

    assertThat(rig.sent().get(1)).isEqualTo("DELETE " + CHANNELS + "/" + ID);
  }

  @ParameterizedTest
  @CsvSource({"online, HEALTHY", "offline, UNKNOWN", "other, UNKNOWN"})
  void offlineIsNeverUnhealthy(String word, Health.State state) {
    rig.wire.answer(200, "{\"status\": \"" + word + "\"}");

    Health health = rig.open(profile).brands().health(ID);

    assertThat(health.state()).isEqualTo(state);
    assertThat(health.status()).contains(word);
    assertThat(rig.sent())
        .as("availability is asked without a token")
        .containsExactly(
            "GET https://channels-de-eu1.niceincontact.com/chat/1.0/brand/1092/channel/"
                + ID
                + "/availability");
    assertThat(rig.request(0).headers().first("Authorization")).isEmpty();
  }

  @Test
  void withoutTheBrandsNumberThereIsNoHealth() {
    BrandProvisioner brands = rig.open(CxoneProfile.published(CxoneArea.of("eu1"))).brands();

    assertThat(brands.capabilities()).doesNotContain(Capability.HEALTH).hasSize(5);
    assertThatThrownBy(() -> brands.health(ID))
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessageContaining("withBrand");
    assertThat(rig.sent()).isEmpty();
  }

  @Test
  void createWithoutIntegrationNamesTheConsoleAndSendsNothing() {
    BrandProvisioner brands = rig.open(CxoneProfile.published(CxoneArea.of("eu1"))).brands();

    assertThatThrownBy(() -> brands.create(support().build()))
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessageContaining("console")
        .hasMessageContaining("withChannelIntegration");
    assertThat(rig.sent()).isEmpty();
  }

  private BrandSpec inexpressible() {
    return support()
        .description("text")
        .endpointUrl("https://hooks.example.com")
        .allowedOrigins(List.of("https://app.example.com"))
        .signatureSecret(Secret.of(rig.secret.reveal()))
        .settings(
            BrandSettings.builder()
                .maxConcurrentSessions(1)
                .rateLimitThreshold(1)
                .tlsCertificateChain(List.of("x"))
                .healthCheckInterval(Duration.ofMinutes(5))
                .build())
        .build();
  }

  @Test
  void fieldThatCannotBeExpressedIsRefusedBeforeAnythingIsSent() {
    BrandProvisioner brands = rig.open(profile).brands();

    assertThatThrownBy(() -> brands.create(inexpressible()))
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessageContaining("nothing was sent")
        .hasMessageContaining("allowedOrigins: no API sets them; use the console")
        .hasMessageContaining("CxoneProfile.lenient()");
    assertThat(rig.sent()).isEmpty();
  }

  @Test
  void lenientProfileLeavesOutAndWarns() {
    BrandProvisioner brands = rig.open(profile.lenient()).brands();

    assertThat(brands.render(inexpressible()).spec()).isEqualTo(support().build());
    assertThat(brands.render(inexpressible()).warnings())
        .hasSize(8)
        .allMatch(warning -> warning.endsWith("; it is left out."));
  }

  @ParameterizedTest
  @CsvSource({
    "webchat, webchat",
    "WebMessaging, webchat",
    "openmessaging, webchat",
    "livechat, livechat"
  })
  void kindOfChannelHasTheseWords(String word, String rendered) {
    BrandProvisioner brands = rig.open(profile).brands();

    assertThat(brands.render(support().channelTypes(List.of(word)).build()).spec().channelTypes())
        .containsExactly(rendered);
  }

  @ParameterizedTest
  @ValueSource(strings = {"voice", "webchat,livechat", ""})
  void channelOfNoOneKindIsRefusedEvenIfLenient(String words) {
    BrandProvisioner brands = rig.open(profile.lenient()).brands();
    List<String> types = words.isEmpty() ? List.of() : List.of(words.split(","));

    assertThatThrownBy(() -> brands.render(support().channelTypes(types).build()))
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessageContaining("either livechat or webchat");
  }

  @Test
  void channelsPayNoLimitOfOurs() {
    BrandProvisioner brands = brands();
    for (int i = 0; i < 1_000; i++) {
      rig.wire.answer(204, "");
      brands.delete(ID);
    }

    assertThat(rig.time.slept()).isEmpty();
  }

  @Test
  void webhooksAreRefusedWithTheRouteInTheConsole() {
    WebhookSpec webhook = WebhookSpec.loadBalancerSync(URI.create("https://lb.example.com/x"));

    assertThatThrownBy(() -> rig.open(profile).webhooks().create(webhook))
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessageContaining("BYOC integration in the console")
        .hasMessageContaining("CxoneByocCallback");
    assertThat(rig.sent()).isEmpty();
  }
}
