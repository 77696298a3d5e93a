// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.channel.ChannelProgress;
import dev.ccaas.core.channel.ChannelProvisioning;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.channel.ChannelStep;
import dev.ccaas.core.channel.ProvisionedChannel;
import dev.ccaas.core.channel.ProvisioningException;
import dev.ccaas.core.error.CredentialsException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.http.EgressGuard;
import dev.ccaas.core.http.UnauditedAnswerException;
import dev.ccaas.core.preflight.Preflight;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.testing.platform.Fault;
import dev.ccaas.testing.platform.RecordedRequest;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way to a channel, on the gateway profile against the fake platform. */
class GenesysChannelTest {
  private GenesysRig rig = new GenesysRig.DocumentOnly();

  @AfterEach
  void close() {
    rig.platform.verifyNoUnexpectedRequests();
    rig.close();
  }

  private ChannelProvisioning flow() {
    return flow(event -> {});
  }

  private ChannelProvisioning flow(Consumer<ChannelProgress> progress) {
    EgressGuard publicHosts =
        EgressGuard.builder()
            .resolver(host -> List.of(InetAddress.getByName("192.0.43.8")))
            .build();
    return rig.genesys
        .channels()
        .preflight(Preflight.builder().time(rig.time).egress(publicHosts).build())
        .progress(progress)
        .build();
  }

  /** The document's channel, but for its certificate chain, which holds no certificate. */
  private static ChannelSpec channel() {
    BrandSpec sample = S1.brand();
    return ChannelSpec.builder(
            BrandSpec.builder()
                .name(sample.name().orElseThrow())
                .endpointUrl(sample.endpointUrl().orElseThrow())
                .allowedOrigins(sample.allowedOrigins())
                .channelTypes(sample.channelTypes())
                .settings(
                    BrandSettings.builder()
                        .maxConcurrentSessions(8000)
                        .rateLimitThreshold(3000)
                        .build())
                .build())
        .callback(URI.create("https://lb.example.com/api/sync"))
        .build();
  }

  private List<String> requests() {
    return rig.apiRequests().stream()
        .map(RecordedRequest::toString)
        .map(line -> line.replaceAll("brands/[^ ?]+", "brands/{id}"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("S1.flow.1")
  void provisionsTheDocumentsChannelInMemoryAndOverASocket(boolean socket) {
    rig.close();
    rig = socket ? new GenesysRig.OverSocket() : new GenesysRig.InMemory();

    ProvisionedChannel channel = flow().provision(channel());

    assertThat(requests())
        .containsExactly(
            "POST /api/v2/webchat/brands 201",
            "GET /api/v2/webchat/brands/{id}?expand=health 200",
            "POST /api/v2/webhooks/webhooks 201");
    assertThat(rig.platform.brands()).containsOnlyKeys(channel.brandId());
    assertThat(rig.platform.webhooks()).containsOnlyKeys(channel.webhookId().orElseThrow());
    assertThat(channel.brandName()).contains("Enterprise Web Messaging Endpoint");
    assertThat(channel.status()).contains("active");
    assertThat(channel.health().isHealthy()).isTrue();
    assertThat(channel.health().lastChecked()).contains(rig.time.instant());
    assertThat(channel.warnings()).isEmpty();
    assertThat(rig.platform.tokensIssued()).isEqualTo(1);
    rig.audit.assertActions(
        AuditEvent.TOKEN_REFRESHED,
        AuditEvent.API_CALL,
        AuditEvent.API_CALL,
        AuditEvent.API_CALL,
        AuditEvent.PROVISION_CHANNEL);
  }

  @Test
  @Tag("S1.step2.8")
  void rateLimitIsWaitedOut() {
    rig.platform.failNext(429);
    rig.platform.failNext(429, Duration.ofSeconds(9));

    assertThat(flow().provision(channel()).success()).isTrue();

    List<Duration> waits = rig.time.slept().stream().filter(wait -> !wait.isZero()).toList();
    assertThat(waits).hasSize(2);
    assertThat(waits.get(0)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1250));
    assertThat(waits.get(1)).isGreaterThanOrEqualTo(Duration.ofSeconds(9));
    assertThat(rig.platform.brands()).hasSize(1);
  }

  @Test
  void rateLimitThatLastsEndsTheRunWithNothingMade() {
    rig.platform.failNext(4, Fault.status(429));

    ProvisioningException thrown = failureOf(flow());

    assertThat(thrown).hasCauseInstanceOf(RetriesExhaustedException.class);
    assertThat(thrown.effects()).isEmpty();
    assertThat(rig.platform.brands()).isEmpty();
    assertThat(requests()).hasSize(4);
  }

  private static ProvisioningException failureOf(ChannelProvisioning flow) {
    return catchThrowableOfType(ProvisioningException.class, () -> flow.provision(channel()));
  }

  @Test
  @Tag("S0.edge1.5")
  void expiredTokenIsRenewedAndTheRequestSentOnceMore() {
    rig.genesys.tokens().token();
    rig.platform.expireTokens();

    assertThat(flow().provision(channel()).success()).isTrue();

    assertThat(requests()).startsWith("POST /api/v2/webchat/brands 401");
    assertThat(requests()).hasSize(4);
    assertThat(rig.platform.tokensIssued()).isEqualTo(2);
    assertThat(rig.platform.brands()).hasSize(1);
  }

  @Test
  @Tag("S1.step2.15")
  void lostAnswerToCreateLeavesOneBrandAndSaysThatItMayExist() {
    rig.platform.failNext(Fault.lostAnswer());

    ProvisioningException thrown = failureOf(flow());

    assertThat(thrown.failedStep()).isEqualTo(ChannelStep.CREATE_BRAND);
    assertThat(thrown).hasCauseInstanceOf(TransportException.class);
    assertThat(thrown.effects())
        .extracting(Object::toString)
        .containsExactly("brand named 'Enterprise Web Messaging Endpoint' MAY_EXIST");
    assertThat(rig.platform.brands()).hasSize(1);
    assertThat(requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void unreadableAnswerToCreateLeavesOneBrandAndSaysThatItMayExist(boolean garbage) {
    rig.platform.failNext(garbage ? Fault.garbage() : Fault.truncatedJson());

    ProvisioningException thrown = failureOf(flow());

    assertThat(thrown).hasCauseInstanceOf(PlatformFailureException.class);
    assertThat(thrown).hasMessageContaining("MAY_EXIST").hasMessageContaining("answered 201");
    assertThat(rig.platform.brands()).hasSize(1);
    assertThat(requests()).hasSize(1);
  }

  @Test
  void failedWebhookRemovesTheBrandWhereTheGatewayCan() {
    rig.close();
    rig = new GenesysRig.DocumentOnly(Capability.DELETE);

    ProvisioningException thrown = failureOf(failingWebhook());

    assertThat(thrown.failedStep()).isEqualTo(ChannelStep.REGISTER_WEBHOOK);
    assertThat(thrown.effects().toString()).contains("UNDONE").doesNotContain("NOT_UNDONE");
    assertThat(rig.platform.brands()).isEmpty();
    assertThat(requests()).endsWith("DELETE /api/v2/webchat/brands/{id} 204");
  }

  @Test
  void failedWebhookKeepsTheBrandWhereTheGatewayCannotRemoveIt() {
    ProvisioningException thrown = failureOf(failingWebhook());

    assertThat(thrown.effects().toString()).contains("EXISTS");
    assertThat(rig.platform.brands()).hasSize(1);
    assertThat(requests()).endsWith("POST /api/v2/webhooks/webhooks 403");
    assertThat(thrown)
        .hasCauseInstanceOf(CredentialsException.class)
        .hasMessageContaining("webhooks:webhook:write");
  }

  private ChannelProvisioning failingWebhook() {
    return flow(
        event -> {
          if (event.toString().startsWith("REGISTER_WEBHOOK STARTED")) {
            rig.platform.failNext(403);
          }
        });
  }

  @Test
  void brandWhoseCallCouldNotBeAuditedMayExist() {
    rig.genesys.tokens().token();
    rig.audit.failNext(1);

    ProvisioningException thrown = failureOf(flow());

    assertThat(thrown).hasCauseInstanceOf(UnauditedAnswerException.class);
    assertThat(thrown.effects().toString()).contains("MAY_EXIST");
    assertThat(rig.platform.brands()).hasSize(1);
  }

  @Test
  void sickEndpointIsProvisionedWithWarning() {
    rig.platform.healthStatus("unreachable");

    ProvisionedChannel channel = flow().provision(channel());

    assertThat(channel.health().isHealthy()).isFalse();
    assertThat(channel.warnings()).singleElement().asString().contains("unreachable");
  }
}
