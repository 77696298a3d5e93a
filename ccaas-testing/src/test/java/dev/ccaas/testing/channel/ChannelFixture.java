// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.channel;

import dev.ccaas.core.audit.ProvisioningMetrics;
import dev.ccaas.core.channel.ChannelProgress;
import dev.ccaas.core.channel.ChannelProvisioning;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.http.EgressGuard;
import dev.ccaas.core.preflight.Preflight;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A flow over a platform in memory, with everything that it tells the outside. */
final class ChannelFixture {
  static final URI CALLBACK = URI.create("https://lb.example.com/api/sync");

  final FakeTime time = FakeTime.create();
  final MemoryPlatform platform = new MemoryPlatform(time);
  final RecordingAuditSink audit = RecordingAuditSink.create();
  final ProvisioningMetrics metrics = ProvisioningMetrics.create();
  final List<ChannelProgress> progress = new ArrayList<>();

  ChannelProvisioning.Builder flow() {
    return ChannelProvisioning.builder(platform.brandProvisioner(), platform.webhookProvisioner())
        .preflight(preflight())
        .audit(audit)
        .metrics(metrics)
        .time(time)
        .progress(progress::add);
  }

  private Preflight preflight() {
    EgressGuard publicHosts =
        EgressGuard.builder()
            .resolver(host -> List.of(InetAddress.getByName("192.0.43.8")))
            .build();
    return Preflight.builder().time(time).egress(publicHosts).build();
  }

  static BrandSpec.Builder brand() {
    return BrandSpec.builder()
        .name("Support")
        .endpointUrl("https://wss.example.com/messages")
        .allowedOrigins(List.of("https://app.example.com"))
        .channelTypes(List.of("webchat"))
        .settings(BrandSettings.builder().maxConcurrentSessions(8000).build());
  }

  static ChannelSpec channel() {
    return ChannelSpec.builder(brand().build()).callback(CALLBACK).actor("ops").build();
  }

  List<String> timeline() {
    return progress.stream().map(event -> event.step() + " " + event.state()).toList();
  }
}
