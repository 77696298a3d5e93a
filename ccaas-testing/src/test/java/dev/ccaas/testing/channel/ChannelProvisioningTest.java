// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Secret;
import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.channel.ChannelProgress;
import dev.ccaas.core.channel.ChannelProvisioning;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.channel.ProvisionedChannel;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.preflight.PayloadSignature;
import dev.ccaas.core.preflight.PreflightException;
import dev.ccaas.core.preflight.Violation;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.provisioning.WebhookSpec;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChannelProvisioningTest {
  private final ChannelFixture fixture = new ChannelFixture();
  private final MemoryPlatform platform = fixture.platform;
  private final ChannelProvisioning flow = fixture.flow().build();

  @Test
  @Tag("S1.flow.1")
  @Tag("S1.step3.1")
  void goesThroughTheDocumentsStepsInOrder() {
    flow.provision(ChannelFixture.channel());

    assertThat(platform.calls).containsExactly("createBrand", "health b-1", "createWebhook");
    assertThat(fixture.timeline())
        .containsExactly(
            "PREFLIGHT STARTED",
            "PREFLIGHT DONE",
            "CREATE_BRAND STARTED",
            "CREATE_BRAND DONE",
            "CHECK_HEALTH STARTED",
            "CHECK_HEALTH DONE",
            "REGISTER_WEBHOOK STARTED",
            "REGISTER_WEBHOOK DONE",
            "AUDIT STARTED",
            "AUDIT DONE");
    assertThat(platform.brands).containsValue(ChannelFixture.channel().brand());
    assertThat(platform.webhooks)
        .containsValue(WebhookSpec.loadBalancerSync(ChannelFixture.CALLBACK));
  }

  @Test
  @Tag("S1.flow.2")
  void resultHoldsSuccessIdHealthAndTheWholeDuration() {
    ProvisionedChannel channel = flow.provision(ChannelFixture.channel());

    assertThat(channel.success()).isTrue();
    assertThat(channel.brandId()).isEqualTo("b-1");
    assertThat(channel.brandName()).contains("Support");
    assertThat(channel.status()).contains("pending");
    assertThat(channel.health().isHealthy()).isTrue();
    assertThat(channel.webhookId()).contains("w-1");
    assertThat(channel.webhook().orElseThrow().enabled()).contains(true);
    assertThat(channel.latency()).isEqualTo(Duration.ofMillis(30));
    assertThat(channel.brand().latency()).isEqualTo(Duration.ofMillis(7));
    assertThat(channel.warnings()).isEmpty();
    assertThat(channel)
        .hasToString(
            "ProvisionedChannel[Brand[b-1, Support, pending, UNKNOWN], HEALTHY (active),"
                + " Webhook[w-1, enabled true], []]");
  }

  @Test
  @Tag("S1.flow.3")
  @Tag("S1.step4.4")
  @Tag("S1.step4.5")
  void successIsRecordedWithTheDocumentsFields() throws NoSuchAlgorithmException {
    flow.provision(ChannelFixture.channel());

    AuditEvent event = fixture.audit.onlyEvent(AuditEvent.PROVISION_CHANNEL);
    byte[] payload = ChannelFixture.channel().brand().toJson();
    assertThat(event.timestamp()).isEqualTo(fixture.time.instant());
    assertThat(event.brandId()).contains("b-1");
    assertThat(event.duration()).isEqualTo(Duration.ofMillis(30));
    assertThat(event.success()).isTrue();
    assertThat(event.payloadHash())
        .contains(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload)));
    assertThat(event.actor()).contains("ops");
    assertThat(event.attributes()).isEmpty();
    assertThat(event.metricsSnapshot().orElseThrow().totalAttempts()).isEqualTo(1);
    assertThat(event.metricsSnapshot().orElseThrow().averageLatencyMs()).isEqualTo(30);
    assertThat(event.metricsSnapshot().orElseThrow().handshakeSuccessRate()).isEqualTo(100);
    assertThat(fixture.audit.events()).hasSize(1);
  }

  @Test
  @Tag("S1.build.3")
  @Tag("S1.step4.1")
  void eachRunCountsBeforeItIsRecorded() {
    flow.provision(ChannelFixture.channel());
    assertThatThrownBy(() -> flow.provision(wrong())).isInstanceOf(PreflightException.class);
    flow.provision(ChannelFixture.channel());

    assertThat(fixture.audit.events())
        .extracting(event -> event.metricsSnapshot().orElseThrow().toString())
        .containsExactly(
            "1 of 1 succeeded, mean 30.0 ms",
            "1 of 2 succeeded, mean 15.0 ms",
            "2 of 3 succeeded, mean 20.0 ms");
    assertThat(fixture.metrics.snapshot().failedProvisions()).isEqualTo(1);
  }

  private static ChannelSpec wrong() {
    return ChannelSpec.builder(BrandSpec.builder().name("Canary-name").build())
        .webhook(WebhookSpec.builder("", URI.create("http://10.0.0.1/")).build())
        .build();
  }

  @Test
  @Tag("S1.step1.1")
  void violationsOfBrandAndWebhookStopTheRunBeforeAnythingIsSent() {
    assertThatThrownBy(() -> flow.provision(wrong()))
        .isInstanceOfSatisfying(
            PreflightException.class,
            e ->
                assertThat(e.violations())
                    .extracting(Violation::field)
                    .containsExactly(
                        "endpointUrl",
                        "allowedOrigins",
                        "channelTypes",
                        "settings",
                        "webhook.name",
                        "webhook.uri",
                        "webhook.uri",
                        "webhook.eventFilters"));

    assertThat(platform.calls).isEmpty();
    assertThat(fixture.timeline())
        .containsExactly("PREFLIGHT STARTED", "PREFLIGHT FAILED", "AUDIT STARTED", "AUDIT DONE");
  }

  @Test
  void refusedPayloadIsRecordedWithoutAnyOfIt() {
    assertThatThrownBy(() -> flow.provision(wrong())).isInstanceOf(PreflightException.class);

    AuditEvent event = fixture.audit.onlyEvent(AuditEvent.PROVISION_CHANNEL_FAILED);
    assertThat(event.success()).isFalse();
    assertThat(event.brandId()).isEmpty();
    assertThat(event.payloadHash()).isPresent();
    assertThat(event.attributes())
        .containsOnly(
            Map.entry("failedStep", "PREFLIGHT"), Map.entry("error", "PreflightException"));
  }

  @Test
  void brandWithoutJsonFormIsRefusedAndHasNoHash() {
    ChannelSpec channel =
        ChannelSpec.builder(ChannelFixture.brand().name("half \ud800").build()).build();

    assertThatThrownBy(() -> flow.provision(channel)).isInstanceOf(PreflightException.class);

    assertThat(fixture.audit.onlyEvent(AuditEvent.PROVISION_CHANNEL_FAILED).payloadHash())
        .isEmpty();
  }

  @Test
  @Tag("S1.step1.4")
  void payloadWithForeignSignatureIsNotSent() {
    Secret key = SecretCanary.secret();
    BrandSpec brand = ChannelFixture.brand().build();
    ChannelSpec genuine =
        ChannelSpec.builder(brand)
            .signature(PayloadSignature.overCanonical(key, PayloadSignature.sign(key, brand)))
            .build();
    ChannelSpec tampered =
        ChannelSpec.builder(ChannelFixture.brand().name("Other").build())
            .signature(genuine.signature().orElseThrow())
            .build();

    assertThat(flow.provision(genuine).success()).isTrue();
    assertThatThrownBy(() -> flow.provision(tampered))
        .isInstanceOf(PreflightException.class)
        .hasMessageContaining("signature mismatch");
    assertThat(platform.calls).doesNotContain("createWebhook").hasSize(2);
  }

  @Test
  void channelThatTheProfileCannotCreateIsRefusedBeforeAnythingIsSent() {
    platform.webhookCapabilities.remove(Capability.CREATE);
    ChannelSpec withoutWebhook = ChannelSpec.builder(ChannelFixture.brand().build()).build();

    assertThatThrownBy(() -> flow.provision(ChannelFixture.channel()))
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessageContaining("cannot create webhooks; nothing was sent");
    assertThat(platform.calls).isEmpty();
    assertThat(fixture.audit.onlyEvent(AuditEvent.PROVISION_CHANNEL_FAILED).attributes())
        .containsEntry("error", "UnsupportedByPlatformException");

    assertThat(flow.provision(withoutWebhook).success()).isTrue();
    platform.brandCapabilities.remove(Capability.CREATE);
    assertThatThrownBy(() -> flow.provision(withoutWebhook))
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessageContaining("cannot create brands");
  }

  @Test
  void channelWithoutWebhookSkipsThatStep() {
    ProvisionedChannel channel =
        flow.provision(ChannelSpec.builder(ChannelFixture.brand().build()).build());

    assertThat(channel.webhookId()).isEmpty();
    assertThat(channel.warnings()).isEmpty();
    assertThat(platform.calls).containsExactly("createBrand", "health b-1");
    assertThat(fixture.timeline()).contains("REGISTER_WEBHOOK SKIPPED");
    assertThat(fixture.audit.onlyEvent(AuditEvent.PROVISION_CHANNEL).actor()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Health.State.class,
      names = {"UNHEALTHY", "UNKNOWN"})
  void badHealthIsNoFailureButWarning(Health.State state) {
    platform.health =
        state == Health.State.UNKNOWN ? Health.unknown() : Health.of(state, "degraded", null);

    ProvisionedChannel channel = flow.provision(ChannelFixture.channel());

    assertThat(channel.success()).isTrue();
    assertThat(channel.health().state()).isEqualTo(state);
    assertThat(channel.warnings())
        .singleElement()
        .asString()
        .contains(state == Health.State.UNKNOWN ? "did not tell" : "UNHEALTHY (degraded)");
  }

  @Test
  void profileThatTellsNoHealthIsNotAsked() {
    platform.brandCapabilities.remove(Capability.HEALTH);

    ProvisionedChannel channel = flow.provision(ChannelFixture.channel());

    assertThat(channel.health()).isEqualTo(Health.unknown());
    assertThat(channel.warnings()).hasSize(1);
    assertThat(platform.calls).containsExactly("createBrand", "createWebhook");
    assertThat(fixture.timeline()).contains("CHECK_HEALTH SKIPPED");
  }

  @Test
  void webhookThatThePlatformLeavesOffIsWarnedOf() {
    platform.enablesWebhooks = false;
    WebhookSpec off =
        WebhookSpec.builder("off", ChannelFixture.CALLBACK)
            .eventTypes(List.of("webchat.brand.updated"))
            .enabled(false)
            .build();

    assertThat(flow.provision(ChannelFixture.channel()).warnings())
        .containsExactly("The platform registered webhook w-1 but did not enable it.");
    assertThat(
            flow.provision(ChannelSpec.builder(ChannelFixture.brand().build()).webhook(off).build())
                .warnings())
        .isEmpty();
  }

  @Test
  void progressTellsTimeAndWhatWasMade() {
    flow.provision(ChannelFixture.channel());

    ChannelProgress created = fixture.progress.get(3);
    assertThat(created.elapsed()).isEqualTo(Duration.ofMillis(10));
    assertThat(created.detail()).contains("b-1");
    assertThat(created)
        .hasToString("CREATE_BRAND DONE after 10 ms: Brand[b-1, Support, pending, UNKNOWN]");
    assertThat(fixture.progress.get(0)).hasToString("PREFLIGHT STARTED after 0 ms");
  }

  @Test
  void listenerThatFailsChangesNothing() {
    ChannelProvisioning deaf =
        fixture
            .flow()
            .progress(
                event -> {
                  throw new IllegalStateException("listener");
                })
            .build();

    assertThat(deaf.provision(ChannelFixture.channel()).success()).isTrue();
    assertThat(platform.calls).hasSize(3);
  }

  @Test
  void worksWithNothingButItsDefaults() {
    ChannelProvisioning plain =
        ChannelProvisioning.builder(platform.brandProvisioner(), platform.webhookProvisioner())
            .build();

    assertThatThrownBy(() -> plain.provision(wrong())).isInstanceOf(PreflightException.class);
    assertThat(platform.calls).isEmpty();
  }

  @Test
  void channelPrintsItsWish() {
    assertThat(ChannelFixture.channel().toString())
        .startsWith("ChannelSpec[BrandSpec[Support, ")
        .endsWith(", actor ops]");
  }
}
