// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.WebhookSpec;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import dev.ccaas.testing.platform.CxoneHost;
import dev.ccaas.testing.platform.FakeCxone;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the client adds to its parts: key, limit, audit, end. */
class CxoneTest {
  private static final WebhookSpec WEBHOOK =
      WebhookSpec.loadBalancerSync(URI.create("https://lb.example.com/api/sync"));

  private final CxoneWire rig = new CxoneWire();
  private final CxoneProfile gateway = CxoneProfile.gateway(URI.create("https://gw.test/api/v2"));

  @AfterEach
  void close() {
    rig.close();
  }

  private Cxone gateway() {
    return rig.open(gateway, CxoneCredentials.apiKey("X-Api-Key", SecretSource.of(rig.secret)));
  }

  private static BrandSpec brand() {
    return BrandSpec.builder().name("Support").channelTypes(List.of("webchat")).build();
  }

  @Test
  void fixedKeyGoesInItsHeaderAndNoTokenIsFetched() {
    rig.wire.answer(201, "{\"id\": \"b-1\", \"name\": \"Support\", \"status\": \"active\"}");
    Cxone cxone = gateway();

    assertThat(cxone.brands().create(brand()).id()).isEqualTo("b-1");

    assertThat(rig.sent()).containsExactly("POST https://gw.test/api/v2/brands");
    assertThat(rig.request(0).headers().first("X-Api-Key")).contains(rig.secret.reveal());
    assertThat(rig.request(0).headers().first("Authorization")).isEmpty();
    assertThat(cxone.tokens()).isEmpty();
  }

  @Test
  void accessKeyOpensAGatewayByTheVendorsDoor() {
    rig.wire.answer(200, CxoneWire.token()).answer(201, "{\"id\": \"b-1\"}");

    rig.open(gateway).brands().create(brand());

    assertThat(rig.sent())
        .containsExactly(
            "POST https://na1.nice-incontact.com/authentication/v1/token/access-key",
            "POST https://gw.test/api/v2/brands");
    assertThat(rig.request(1).headers().first("Authorization").orElse("")).startsWith("Bearer ");
  }

  @Test
  void otherRequestsGoTheSameWay() {
    rig.wire
        .answer(200, CxoneWire.token())
        .answer(
            200,
            "{\"area\": \"eu1\", \"domain\": \"niceincontact.com\", \"api_endpoint\":"
                + " \"https://api-eu1.niceincontact.com\"}")
        .answer(200, "[]");

    ApiClient api = rig.open(CxoneProfile.published()).api();
    api.send(api.request("GET", "/dfo/3.0/contacts").build());

    assertThat(rig.sent().get(2))
        .isEqualTo("GET https://api-de-eu1.niceincontact.com/dfo/3.0/contacts");
    assertThat(rig.request(2).headers().first("Authorization").orElse("")).startsWith("Bearer ");
  }

  @Test
  void webhookHasADeliveryPolicy() {
    rig.wire.answer(201, "{\"id\": \"w-1\", \"enabled\": true}");

    gateway().webhooks().create(WEBHOOK);

    assertThat(rig.sent()).containsExactly("POST https://gw.test/api/v2/webhooks");
    assertThat(rig.body(0).path("deliveryPolicy").path("retryCount").asInt())
        .isEqualTo(WEBHOOK.retryCount());
  }

  @Test
  @Tag("S0.4.4")
  void fiveWebhookRequestsGoInASecondAndBrandsAreNotCounted() {
    Cxone cxone = gateway();
    for (int i = 0; i < 26; i++) {
      rig.wire.answer(201, "{\"id\": \"x-1\"}");
    }

    for (int i = 0; i < 20; i++) {
      cxone.brands().create(brand());
    }
    assertThat(rig.time.slept()).isEmpty();
    for (int i = 0; i < 6; i++) {
      cxone.webhooks().create(WEBHOOK);
    }

    assertThat(rig.time.slept()).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void limitOfTheFakeIsNeverExceeded() {
    FakeTime time = FakeTime.create();
    FakeCxone platform = FakeCxone.create(time);
    try (Cxone cxone =
        Cxone.builder(
                CxoneProfile.gateway(platform.baseUri()),
                CxoneCredentials.apiKey("X-API-Key", platform.apiKey()))
            .transport(platform.asTransport())
            .time(time)
            .build()) {
      platform.latency(Duration.ofMillis(30));
      for (int i = 0; i < 23; i++) {
        cxone.webhooks().create(WEBHOOK);
      }
    }

    assertThat(platform.requests()).hasSize(23).noneMatch(request -> request.status() == 429);
  }

  @Test
  void standingLimitIsNotWaitedFor() {
    rig.wire.answer(
        429,
        "{\"errors\": [{\"field\": \"\", \"message\": \"Number of queued work items exceeded port"
            + " limit for this business unit\"}]}");

    assertThatThrownBy(() -> gateway().brands().create(brand()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Waiting does not lift this limit");
    assertThat(rig.time.slept()).isEmpty();
  }

  @Test
  void errorInTheBodyOfASuccessIsARefusal() {
    rig.wire.answer(200, "{\"error\": \"exists\", \"error_Description\": \"already exists\"}");

    assertThatThrownBy(() -> gateway().brands().create(brand()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("already exists");
  }

  @Test
  void callsAndTokensAreAudited() {
    RecordingAuditSink audit = RecordingAuditSink.create();
    FakeTime time = FakeTime.create();
    FakeCxone platform = FakeCxone.create(time);
    try (Cxone cxone =
        Cxone.builder(
                CxoneProfile.published(CxoneArea.of("na1", "niceincontact.test"))
                    .withLoginUri(platform.uri(CxoneHost.USER_HUB)),
                CxoneCredentials.accessKey(platform.accessKey()))
            .transport(platform.asTransport())
            .time(time)
            .audit(audit)
            .build()) {
      cxone.brands().list();
    }

    assertThat(audit.events()).extracting(AuditEvent::toString).hasSizeGreaterThan(1);
    platform.verifyNoUnexpectedRequests();
  }

  @Test
  void closedClientGivesNoToken() {
    Cxone cxone = rig.open(CxoneProfile.published(CxoneArea.of("eu1")));
    cxone.close();

    assertThatThrownBy(() -> cxone.brands().list()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void printsItsProfile() {
    assertThat(gateway()).hasToString("Cxone[CxoneProfile[gateway, https://gw.test/api/v2]]");
  }
}
