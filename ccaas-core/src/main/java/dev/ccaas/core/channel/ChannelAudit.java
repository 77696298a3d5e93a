// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.internal.Sha256;
import dev.ccaas.core.provisioning.BrandSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Records how one run ended, with the source document's fields. A failure's message is left out,
 * because it may quote the payload.
 */
final class ChannelAudit {
  private final ChannelProvisioning setup;
  private final ChannelSpec wish;
  private final @Nullable String payloadHash;
  private @Nullable String brandId;

  ChannelAudit(ChannelProvisioning setup, ChannelSpec wish) {
    this.setup = setup;
    this.wish = wish;
    this.payloadHash = hash(wish.brand());
  }

  void brandId(String brandId) {
    this.brandId = brandId;
  }

  void provisioned(Duration lasted) {
    AuditEvent.Builder event = event(AuditEvent.PROVISION_CHANNEL, true, lasted);
    setup.audit.record(event.metricsSnapshot(setup.metrics.record(true, lasted)).build());
  }

  void failed(ChannelStep step, RuntimeException failure, Duration lasted) {
    AuditEvent.Builder event = event(AuditEvent.PROVISION_CHANNEL_FAILED, false, lasted);
    describe(step, failure, event);
    setup.audit.record(event.metricsSnapshot(setup.metrics.record(false, lasted)).build());
  }

  void compensated(ChannelStep step, @Nullable RuntimeException failure, Duration lasted) {
    AuditEvent.Builder event = event(AuditEvent.COMPENSATE_CHANNEL, failure == null, lasted);
    describe(step, failure, event);
    setup.audit.record(event.build());
  }

  private AuditEvent.Builder event(String action, boolean success, Duration lasted) {
    return AuditEvent.builder(action, setup.time.instant())
        .success(success)
        .duration(lasted)
        .actor(wish.actor().orElse(null))
        .brandId(brandId)
        .payloadHash(payloadHash);
  }

  private static void describe(
      ChannelStep step, @Nullable RuntimeException failure, AuditEvent.Builder event) {
    event.putAttribute("failedStep", step.name());
    if (failure != null) {
      event.failure(failure);
    }
  }

  private static @Nullable String hash(BrandSpec brand) {
    try {
      return Sha256.hex(brand.toJson());
    } catch (IllegalStateException e) {
      return null; // a brand without JSON form never leaves; preflight says what is wrong with it
    }
  }
}
