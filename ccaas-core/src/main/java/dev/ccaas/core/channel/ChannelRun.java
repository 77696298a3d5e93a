// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

import dev.ccaas.core.channel.ChannelEffect.State;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.preflight.PreflightException;
import dev.ccaas.core.preflight.Violation;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.provisioning.PartialBrandException;
import dev.ccaas.core.provisioning.Webhook;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run of the flow: preflight, create, health, webhook, audit. The webhook is the last thing
 * made, so a failure never leaves more than the brand to undo.
 */
final class ChannelRun {
  private final ChannelProvisioning setup;
  private final ChannelSpec wish;
  private final ChannelTimeline timeline;
  private final ChannelAudit audit;
  private final List<ChannelEffect> effects = new ArrayList<>();

  ChannelRun(ChannelProvisioning setup, ChannelSpec wish) {
    this.setup = setup;
    this.wish = wish;
    this.timeline = new ChannelTimeline(setup.time, setup.progress);
    this.audit = new ChannelAudit(setup, wish);
  }

  ProvisionedChannel run() {
    ProvisionedChannel channel;
    try {
      timeline.run(ChannelStep.PREFLIGHT, this::preflight);
      channel = provision();
    } catch (RuntimeException failure) {
      throw afterFailure(failure);
    }
    try {
      timeline.run(ChannelStep.AUDIT, () -> audit.provisioned(channel.latency()));
    } catch (RuntimeException failure) {
      throw ProvisioningException.notRecorded(channel, failure, effects);
    }
    return channel;
  }

  private void preflight() {
    requireCreate(setup.brands.capabilities(), "brands");
    if (wish.webhook().isPresent()) {
      requireCreate(setup.webhooks.capabilities(), "webhooks");
    }
    List<Violation> found =
        new ArrayList<>(setup.preflight.check(wish.brand(), wish.signature().orElse(null)));
    wish.webhook().map(setup.preflight::check).ifPresent(found::addAll);
    if (!found.isEmpty()) {
      throw new PreflightException(found);
    }
  }

  private static void requireCreate(Set<Capability> offered, String what) {
    if (!offered.contains(Capability.CREATE)) {
      throw new UnsupportedByPlatformException(
          "This profile cannot create "
              + what
              + "; nothing was sent. Choose another profile, or leave them out and make them in the"
              + " platform's own console.");
    }
  }

  private ProvisionedChannel provision() {
    Brand brand = timeline.run(ChannelStep.CREATE_BRAND, this::createBrand);
    ProvisionedChannel.Builder channel = new ProvisionedChannel.Builder(brand);
    if (setup.brands.capabilities().contains(Capability.HEALTH)) {
      channel.health(timeline.run(ChannelStep.CHECK_HEALTH, () -> setup.brands.health(brand.id())));
    } else {
      timeline.skip(ChannelStep.CHECK_HEALTH, "this profile does not tell health");
      channel.health(Health.unknown());
    }
    Optional<WebhookSpec> webhook = wish.webhook();
    if (webhook.isPresent()) {
      channel.webhook(
          timeline.run(ChannelStep.REGISTER_WEBHOOK, () -> registerWebhook(webhook.get())),
          webhook.get());
    } else {
      timeline.skip(ChannelStep.REGISTER_WEBHOOK, "no webhook is wished");
    }
    return channel.build(timeline.elapsed());
  }

  private Brand createBrand() {
    ChannelEffect wished = ChannelEffect.mayExist("brand", wish.brand().name().orElse(""));
    Brand brand = make(wished, () -> setup.brands.create(wish.brand()), Brand::id);
    audit.brandId(brand.id());
    return brand;
  }

  private Webhook registerWebhook(WebhookSpec webhook) {
    ChannelEffect wished = ChannelEffect.mayExist("webhook", webhook.name());
    return make(wished, () -> setup.webhooks.create(webhook), Webhook::id);
  }

  private <T> T make(ChannelEffect wished, Supplier<T> create, Function<T, String> id) {
    T made;
    try {
      made = create.get();
    } catch (PartialBrandException e) {
      effects.add(wished.exists(e.brandId()));
      throw e;
    } catch (RuntimeException e) {
      if (!(e instanceof CcaasException known) || known.mayHaveBeenCarriedOut()) {
        effects.add(wished);
      }
      throw e;
    }
    effects.add(wished.exists(id.apply(made)));
    return made;
  }

  private RuntimeException afterFailure(RuntimeException failure) {
    ChannelStep failed = timeline.current();
    List<RuntimeException> further = new ArrayList<>();
    boolean interrupted = Thread.interrupted(); // or undoing and recording would be cut short
    try {
      compensate(failed, further);
      Duration lasted = timeline.elapsed();
      Runnable record = () -> audit.failed(failed, failure, lasted);
      attempt(() -> timeline.run(ChannelStep.AUDIT, record), further);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    RuntimeException outcome =
        failed == ChannelStep.PREFLIGHT
            ? failure
            : ProvisioningException.failed(failed, failure, effects);
    further.forEach(outcome::addSuppressed);
    return outcome;
  }

  private void compensate(ChannelStep failed, List<RuntimeException> further) {
    boolean brandExists = !effects.isEmpty() && effects.get(0).state() == State.EXISTS;
    if (!brandExists || setup.onFailure == OnFailure.KEEP) {
      return;
    }
    if (!setup.brands.capabilities().contains(Capability.DELETE)) {
      timeline.skip(ChannelStep.COMPENSATE, "this profile cannot remove brands");
      return;
    }
    Duration before = timeline.elapsed();
    Runnable delete = () -> setup.brands.delete(effects.get(0).id().orElseThrow());
    RuntimeException trouble = attempt(() -> timeline.run(ChannelStep.COMPENSATE, delete), further);
    effects.set(0, effects.get(0).now(trouble == null ? State.UNDONE : State.NOT_UNDONE));
    Duration lasted = timeline.elapsed().minus(before);
    attempt(() -> audit.compensated(failed, trouble, lasted), further);
  }

  /** Runs the work; what it throws is returned and kept, because it must not hide the cause. */
  private static @Nullable RuntimeException attempt(Runnable work, List<RuntimeException> thrown) {
    try {
      work.run();
      return null;
    } catch (RuntimeException e) {
      thrown.add(e);
      return e;
    }
  }
}
