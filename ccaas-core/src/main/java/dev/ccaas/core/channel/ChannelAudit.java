// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.provisioning.BrandSpec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
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
      event.putAttribute("error", failure.getClass().getSimpleName());
    }
    Throwable last = failure instanceof RetriesExhaustedException e ? e.lastFailure() : failure;
    if (last instanceof ApiException refusal) {
      event.putAttribute("status", Integer.toString(refusal.status()));
      refusal.failure().code().ifPresent(code -> event.putAttribute("code", code));
      refusal.failure().correlationId().ifPresent(id -> event.putAttribute("correlationId", id));
    }
  }

  private static @Nullable String hash(BrandSpec brand) {
    byte[] json;
    try {
      json = brand.toJson();
    } catch (IllegalStateException e) {
      return null; // a brand without JSON form never leaves; preflight says what is wrong with it
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing (expected: in every Java SE)", e);
    }
  }
}
