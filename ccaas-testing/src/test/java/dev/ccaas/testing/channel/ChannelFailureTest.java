// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditException;
import dev.ccaas.core.channel.ChannelEffect;
import dev.ccaas.core.channel.ChannelProvisioning;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.channel.ChannelStep;
import dev.ccaas.core.channel.OnFailure;
import dev.ccaas.core.channel.ProvisioningException;
import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.QuotaExceededException;
import dev.ccaas.core.error.RetriesExhaustedException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.preflight.PreflightException;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.PartialBrandException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChannelFailureTest {
  private final ChannelFixture fixture = new ChannelFixture();
  private final MemoryPlatform platform = fixture.platform;

  static ApiException answered(int status) {
    return ApiException.of(
        ApiFailure.builder("POST https://gateway.test/x", status)
            .code("some.code")
            .correlationId("c-1")
            .message("Canary-words")
            .build());
  }

  static TransportException lost(Delivery delivery) {
    return new TransportException("lost", delivery, null);
  }

  static RetriesExhaustedException exhausted(CcaasException last, Throwable... earlier) {
    RetriesExhaustedException failure = new RetriesExhaustedException(2, "no more", last);
    Stream.of(earlier).forEach(failure::addSuppressed);
    return failure;
  }

  private ProvisioningException run(OnFailure onFailure) {
    ChannelProvisioning flow = fixture.flow().onFailure(onFailure).build();
    return catchThrowableOfType(
        ProvisioningException.class, () -> flow.provision(ChannelFixture.channel()));
  }

  static List<Arguments> failuresOfCreate() {
    return List.of(
        Arguments.of(answered(400), false),
        Arguments.of(answered(401), false),
        Arguments.of(answered(403), false),
        Arguments.of(answered(409), false),
        Arguments.of(answered(429), false),
        Arguments.of(answered(201), true),
        Arguments.of(answered(302), true),
        Arguments.of(answered(500), true),
        Arguments.of(answered(503), true),
        Arguments.of(lost(Delivery.NOT_SENT), false),
        Arguments.of(lost(Delivery.AMBIGUOUS), true),
        Arguments.of(new QuotaExceededException("ours", Duration.ofSeconds(1)), false),
        Arguments.of(exhausted(answered(429)), false),
        Arguments.of(exhausted(answered(429), answered(429)), false),
        Arguments.of(exhausted(lost(Delivery.AMBIGUOUS)), true),
        Arguments.of(exhausted(answered(429), lost(Delivery.AMBIGUOUS)), true),
        Arguments.of(new AuditException("not ours to judge", null), false),
        Arguments.of(new IllegalStateException("a provisioner's own mistake"), true));
  }

  @ParameterizedTest
  @MethodSource("failuresOfCreate")
  @Tag("S1.step2.14")
  @Tag("S1.flow.4")
  void failedCreateTellsWhetherTheBrandMayExist(RuntimeException failure, boolean mayExist) {
    platform.failures.put("createBrand", failure);

    ProvisioningException thrown = run(OnFailure.ROLL_BACK);

    assertThat(thrown).hasCause(failure).hasMessageContaining(failure.getMessage());
    assertThat(thrown.failedStep()).isEqualTo(ChannelStep.CREATE_BRAND);
    assertThat(thrown.channel()).isEmpty();
    assertThat(thrown.effects())
        .extracting(Object::toString)
        .isEqualTo(mayExist ? List.of("brand named 'Support' MAY_EXIST") : List.of());
    assertThat(thrown)
        .hasMessageContaining(
            mayExist
                ? "brand named 'Support' MAY_EXIST: look it up by name before the next try."
                : "Nothing was made on the platform.");
    assertThat(platform.calls).as("never repeated, nothing to undo").containsExactly("createBrand");
    fixture.audit.assertActions(AuditEvent.PROVISION_CHANNEL_FAILED);
  }

  @Test
  void brandThatWasMadeInPartIsUndone() {
    platform.failures.put(
        "createBrand", new PartialBrandException("c-1/-/-", "configuration c-1", answered(400)));

    ProvisioningException thrown = run(OnFailure.ROLL_BACK);

    assertThat(platform.calls).containsExactly("createBrand", "deleteBrand c-1/-/-");
    assertThat(thrown.effects())
        .extracting(Object::toString)
        .containsExactly("brand c-1/-/- UNDONE");
  }

  @Test
  void failureIsRecordedWithStepAndCodesButWithoutThePlatformsWords() {
    platform.failures.put("createBrand", exhausted(answered(429)));

    run(OnFailure.ROLL_BACK);

    AuditEvent event = fixture.audit.onlyEvent(AuditEvent.PROVISION_CHANNEL_FAILED);
    assertThat(event.success()).isFalse();
    assertThat(event.duration()).isEqualTo(Duration.ofMillis(10));
    assertThat(event.brandId()).isEmpty();
    assertThat(event.payloadHash()).isPresent();
    assertThat(event.actor()).contains("ops");
    assertThat(event.metricsSnapshot().orElseThrow().failedProvisions()).isEqualTo(1);
    assertThat(event.attributes().toString())
        .isEqualTo(
            "{code=some.code, correlationId=c-1, error=RetriesExhaustedException,"
                + " failedStep=CREATE_BRAND, status=429}");
  }

  @Test
  void healthThatCannotBeReadFailsTheRunAndUndoesTheBrand() {
    platform.failures.put("health", answered(503));

    ProvisioningException thrown = run(OnFailure.ROLL_BACK);

    assertThat(thrown.failedStep()).isEqualTo(ChannelStep.CHECK_HEALTH);
    assertThat(thrown.effects()).extracting(Object::toString).containsExactly("brand b-1 UNDONE");
    assertThat(thrown).hasMessageContaining("On the platform: brand b-1 UNDONE.");
    assertThat(platform.calls).containsExactly("createBrand", "health b-1", "deleteBrand b-1");
    assertThat(platform.brands).isEmpty();
    assertThat(fixture.timeline())
        .containsSubsequence(
            "CHECK_HEALTH FAILED",
            "COMPENSATE STARTED",
            "COMPENSATE DONE",
            "AUDIT STARTED",
            "AUDIT DONE");
  }

  @Test
  void undoingIsRecordedBeforeTheFailure() {
    platform.failures.put("health", answered(503));

    run(OnFailure.ROLL_BACK);

    fixture.audit.assertActions(AuditEvent.COMPENSATE_CHANNEL, AuditEvent.PROVISION_CHANNEL_FAILED);
    AuditEvent undone = fixture.audit.onlyEvent(AuditEvent.COMPENSATE_CHANNEL);
    assertThat(undone.success()).isTrue();
    assertThat(undone.brandId()).contains("b-1");
    assertThat(undone.duration()).isEqualTo(Duration.ofMillis(10));
    assertThat(undone.attributes().toString()).isEqualTo("{failedStep=CHECK_HEALTH}");
    assertThat(undone.metricsSnapshot()).isEmpty();
    AuditEvent failed = fixture.audit.onlyEvent(AuditEvent.PROVISION_CHANNEL_FAILED);
    assertThat(failed.brandId()).contains("b-1");
    assertThat(failed.duration()).isEqualTo(Duration.ofMillis(30));
  }

  @Test
  void failedWebhookUndoesTheBrand() {
    platform.failures.put("createWebhook", answered(400));

    ProvisioningException thrown = run(OnFailure.ROLL_BACK);

    assertThat(thrown.failedStep()).isEqualTo(ChannelStep.REGISTER_WEBHOOK);
    assertThat(thrown.effects()).extracting(Object::toString).containsExactly("brand b-1 UNDONE");
    assertThat(platform.brands).isEmpty();
  }

  @Test
  void webhookWhoseAnswerWasLostMayExistAlthoughTheBrandIsUndone() {
    platform.failures.put("createWebhook", lost(Delivery.AMBIGUOUS));

    ProvisioningException thrown = run(OnFailure.ROLL_BACK);

    assertThat(thrown.effects())
        .extracting(Object::toString)
        .containsExactly(
            "brand b-1 UNDONE", "webhook named 'WebMessaging-LoadBalancer-Sync' MAY_EXIST");
    assertThat(platform.calls).containsOnlyOnce("createWebhook");
  }

  @Test
  void brandIsKeptWhenTheCallerWantsIt() {
    platform.failures.put("createWebhook", answered(400));

    ProvisioningException thrown = run(OnFailure.KEEP);

    ChannelEffect brand = thrown.effects().get(0);
    assertThat(brand.kind()).isEqualTo("brand");
    assertThat(brand.name()).isEqualTo("Support");
    assertThat(brand.id()).contains("b-1");
    assertThat(brand.state()).isEqualTo(ChannelEffect.State.EXISTS);
    assertThat(thrown)
        .hasMessageContaining("brand b-1 EXISTS: keep it or remove it before the next try.");
    assertThat(platform.brands).containsOnlyKeys("b-1");
    fixture.audit.assertActions(AuditEvent.PROVISION_CHANNEL_FAILED);
    assertThat(fixture.timeline()).noneMatch(line -> line.startsWith("COMPENSATE"));
  }

  @Test
  void brandIsKeptWhenTheProfileCannotRemoveIt() {
    platform.brandCapabilities.remove(Capability.DELETE);
    platform.failures.put("createWebhook", answered(400));

    ProvisioningException thrown = run(OnFailure.ROLL_BACK);

    assertThat(thrown.effects()).extracting(Object::toString).containsExactly("brand b-1 EXISTS");
    assertThat(fixture.progress.toString()).contains("this profile cannot remove brands");
    fixture.audit.assertActions(AuditEvent.PROVISION_CHANNEL_FAILED);
  }

  @Test
  void undoThatFailsIsToldRecordedAndSuppressed() {
    RuntimeException undo = answered(500);
    platform.failures.put("health", answered(404));
    platform.failures.put("deleteBrand", undo);

    ProvisioningException thrown = run(OnFailure.ROLL_BACK);

    assertThat(thrown.failedStep()).isEqualTo(ChannelStep.CHECK_HEALTH);
    assertThat(thrown).hasSuppressedException(undo);
    assertThat(thrown.effects())
        .extracting(Object::toString)
        .containsExactly("brand b-1 NOT_UNDONE");
    assertThat(thrown)
        .hasMessageContaining("brand b-1 NOT_UNDONE: look it up by its id and remove it.");
    AuditEvent event = fixture.audit.onlyEvent(AuditEvent.COMPENSATE_CHANNEL);
    assertThat(event.success()).isFalse();
    assertThat(event.attributes().toString())
        .isEqualTo(
            "{code=some.code, correlationId=c-1, error=PlatformFailureException,"
                + " failedStep=CHECK_HEALTH, status=500}");
    assertThat(platform.brands).containsOnlyKeys("b-1");
  }

  @Test
  void successThatCannotBeRecordedLosesNothing() {
    fixture.audit.failNext(1);

    ProvisioningException thrown = run(OnFailure.ROLL_BACK);

    assertThat(thrown).hasCauseInstanceOf(AuditException.class);
    assertThat(thrown)
        .hasMessageContaining("The channel was provisioned as brand b-1")
        .hasMessageContaining("do not provision the channel again");
    assertThat(thrown.failedStep()).isEqualTo(ChannelStep.AUDIT);
    assertThat(thrown.channel().orElseThrow().webhookId()).contains("w-1");
    assertThat(thrown.effects())
        .extracting(Object::toString)
        .containsExactly("brand b-1 EXISTS", "webhook w-1 EXISTS");
    assertThat(platform.brands).containsOnlyKeys("b-1");
    assertThat(fixture.metrics.snapshot().successfulProvisions()).isEqualTo(1);
  }

  @Test
  void failureThatCannotBeRecordedKeepsItsCause() {
    platform.failures.put("createBrand", answered(400));
    fixture.audit.failNext(1);

    ProvisioningException thrown = run(OnFailure.ROLL_BACK);

    assertThat(thrown.failedStep()).isEqualTo(ChannelStep.CREATE_BRAND);
    assertThat(thrown).hasCause(platform.failures.get("createBrand"));
    assertThat(thrown.getSuppressed()).hasSize(1).hasOnlyElementsOfType(AuditException.class);
  }

  @Test
  void refusalThatCannotBeRecordedKeepsItsViolations() {
    fixture.audit.failNext(1);
    ChannelSpec wrong = ChannelSpec.builder(BrandSpec.builder().build()).build();

    assertThatThrownBy(() -> fixture.flow().build().provision(wrong))
        .isInstanceOfSatisfying(
            PreflightException.class,
            e -> assertThat(e.getSuppressed()).hasOnlyElementsOfType(AuditException.class));
  }

  @Test
  void failureIsRecordedEvenIfUndoingCannotBe() {
    platform.failures.put("health", answered(404));
    fixture.audit.failNext(1);

    ProvisioningException thrown = run(OnFailure.ROLL_BACK);

    assertThat(thrown.effects()).extracting(Object::toString).containsExactly("brand b-1 UNDONE");
    assertThat(thrown.getSuppressed()).hasSize(1);
    fixture.audit.assertActions(AuditEvent.PROVISION_CHANNEL_FAILED);
  }

  @Test
  void interruptedRunIsUndoneAndRecordedAndStaysInterrupted() {
    TransportException interrupted = lost(Delivery.AMBIGUOUS);
    platform.failures.put("health", interrupted);
    ChannelProvisioning flow =
        fixture
            .flow()
            .progress(
                event -> {
                  if (event.step() == ChannelStep.CHECK_HEALTH
                      && event.state().name().equals("FAILED")) {
                    Thread.currentThread().interrupt();
                  }
                })
            .build();

    assertThatThrownBy(() -> flow.provision(ChannelFixture.channel()))
        .isInstanceOf(ProvisioningException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(platform.wasInterrupted).as("while a call ran").isFalse();
    assertThat(platform.brands).isEmpty();
    fixture.audit.assertActions(AuditEvent.COMPENSATE_CHANNEL, AuditEvent.PROVISION_CHANNEL_FAILED);
  }
}
