// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.audit.ProvisioningMetrics;
import dev.ccaas.core.preflight.Preflight;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The whole way to a channel, as the source document's {@code provisionChannel} goes it: preflight,
 * create the brand, ask for its health, register the webhook, record the outcome.
 *
 * <p>Works on any platform and profile. Safe for use by many threads.
 */
public final class ChannelProvisioning {
  final BrandProvisioner brands;
  final WebhookProvisioner webhooks;
  final Preflight preflight;
  final AuditSink audit;
  final ProvisioningMetrics metrics;
  final TimeSource time;
  final OnFailure onFailure;
  final Consumer<ChannelProgress> progress;

  private ChannelProvisioning(Builder builder) {
    this.brands = builder.brands;
    this.webhooks = builder.webhooks;
    this.preflight =
        builder.preflight != null
            ? builder.preflight
            : Preflight.builder().time(builder.time).build();
    this.audit = builder.audit;
    this.metrics = builder.metrics;
    this.time = builder.time;
    this.onFailure = builder.onFailure;
    this.progress = builder.progress;
  }

  /** Returns a builder of a flow over those provisioners, such as a vendor client's. */
  public static Builder builder(BrandProvisioner brands, WebhookProvisioner webhooks) {
    return new Builder(requireNonNull(brands, "brands"), requireNonNull(webhooks, "webhooks"));
  }

  /**
   * Provisions the channel and returns it; the outcome, good or bad, is recorded first.
   *
   * <p>A create whose answer was lost is not repeated. Health that cannot be read is a failure;
   * health that is bad is a warning in the result.
   *
   * @throws dev.ccaas.core.preflight.PreflightException if brand, signature or webhook break a
   *     rule; nothing was sent
   * @throws dev.ccaas.core.error.UnsupportedByPlatformException if the profile cannot create what
   *     is wished; nothing was sent
   * @throws ProvisioningException if a later step failed, the last one, recording, included; it
   *     tells what exists on the platform now
   */
  public ProvisionedChannel provision(ChannelSpec channel) {
    return new ChannelRun(this, requireNonNull(channel, "channel")).run();
  }

  /** Sets up a flow. Not safe for use by many threads. */
  public static final class Builder {
    private final BrandProvisioner brands;
    private final WebhookProvisioner webhooks;
    private @Nullable Preflight preflight;
    private AuditSink audit = AuditSink.none();
    private ProvisioningMetrics metrics = ProvisioningMetrics.create();
    private TimeSource time = TimeSource.system();
    private OnFailure onFailure = OnFailure.ROLL_BACK;
    private Consumer<ChannelProgress> progress = step -> {};

    private Builder(BrandProvisioner brands, WebhookProvisioner webhooks) {
      this.brands = brands;
      this.webhooks = webhooks;
    }

    /** Sets the rules that brand and webhook must keep; default {@link Preflight#builder()}'s. */
    public Builder preflight(Preflight preflight) {
      this.preflight = requireNonNull(preflight, "preflight");
      return this;
    }

    /** Sets where outcomes are recorded; default {@link AuditSink#none()}. */
    public Builder audit(AuditSink audit) {
      this.audit = requireNonNull(audit, "audit");
      return this;
    }

    /** Sets the totals to count in, which several flows may share; default new ones. */
    public Builder metrics(ProvisioningMetrics metrics) {
      this.metrics = requireNonNull(metrics, "metrics");
      return this;
    }

    /** Sets the clock; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /**
     * Sets what happens to a brand when a later step fails; default {@link OnFailure#ROLL_BACK}.
     */
    public Builder onFailure(OnFailure onFailure) {
      this.onFailure = requireNonNull(onFailure, "onFailure");
      return this;
    }

    /**
     * Sets who is told of each step as it happens, on the thread of the run; default nobody. What
     * the listener throws is logged and changes nothing.
     */
    public Builder progress(Consumer<ChannelProgress> listener) {
      this.progress = requireNonNull(listener, "listener");
      return this;
    }

    /** Returns the flow. */
    public ChannelProvisioning build() {
      return new ChannelProvisioning(this);
    }
  }
}
