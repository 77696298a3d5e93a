// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.plan.ChangeResult;
import dev.ccaas.core.plan.ChannelPlan;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.PlannedChange;
import dev.ccaas.core.plan.PlannedChange.Action;
import dev.ccaas.core.plan.PlannedChange.FieldChange;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.CxoneHost;
import dev.ccaas.testing.platform.FakeCxone;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field that the published profile can express: applied, the plan is empty; changed by hand,
 * the plan shows that field; applied again, the plan is empty. The gateway's are the same for every
 * vendor, and in {@code GatewayDriftTest}.
 */
class DriftTableTest {
  /** What somebody did by hand, and what the plan then says. */
  private record Row(String field, String edit, String change) {
    @Override
    public String toString() {
      return field;
    }
  }

  static List<Row> rows() {
    return List.of(
        new Row("name", "{'name': 'Other'}", "name: Other -> Support"),
        new Row(
            "owner", "{'idOnExternalPlatform': 'ccaas:team-b:{id}'}", "owner: team-b -> team-a"),
        new Row("owner", "{'idOnExternalPlatform': '{id}'}", "owner: (nothing) -> team-a"),
        new Row("channelTypes", "{'isLiveChat': true}", "channelTypes: [livechat] -> [webchat]"));
  }

  private final FakeTime time = FakeTime.create();
  private final FakeCxone platform = FakeCxone.create(time);

  private Cxone open(boolean lenient) {
    CxoneProfile profile =
        CxoneProfile.published()
            .withLoginUri(platform.uri(CxoneHost.USER_HUB))
            .withDiscoveryUri(platform.uri(CxoneHost.GLOBAL))
            .withTrustedHosts("niceincontact.test")
            .withChannelIntegration(platform.channelIntegrationId());
    return Cxone.builder(
            lenient ? profile.lenient() : profile, CxoneCredentials.accessKey(platform.accessKey()))
        .transport(platform.asTransport())
        .time(time)
        .build();
  }

  private static BrandSpec wished() {
    return BrandSpec.builder().name("Support").channelTypes(List.of("webchat")).build();
  }

  private static DesiredState state() {
    return DesiredState.builder("team-a").channel(ChannelSpec.builder(wished()).build()).build();
  }

  private ChannelReconciler.Builder reconciler(Cxone cxone) {
    return ChannelReconciler.builder(cxone.brands(), cxone.webhooks()).time(time);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void driftShowsAsTheFieldAndIsMended(Row row) {
    try (Cxone cxone = open(false)) {
      ChannelReconciler reconciler = reconciler(cxone).build();
      DesiredState state = state();
      assertThat(reconciler.apply(state).isComplete()).isTrue();
      assertThat(changes(reconciler.plan(state))).isEmpty();
      time.advance(Duration.ofMinutes(2)); // what we wrote lately is waited for

      edit(row);
      ChannelPlan drifted = reconciler.plan(state);

      assertThat(changes(drifted)).containsExactly(row.change());
      assertThat(reconciler.apply(drifted).results())
          .filteredOn(result -> result.change().action() == Action.UPDATE)
          .extracting(ChangeResult::outcome)
          .containsExactly(ChangeResult.Outcome.DONE);
      assertThat(changes(reconciler.plan(state))).isEmpty();
      assertThat(reconciler.destroy(state).isComplete()).isTrue();
      time.advance(Duration.ofMinutes(2));
      assertThat(cxone.brands().list()).isEmpty();
    }
  }

  private void edit(Row row) {
    String id = only(platform.channels());
    platform.editChannel(id, row.edit().replace('\'', '"').replace("{id}", id));
  }

  private static List<String> changes(ChannelPlan plan) {
    return plan.changes().stream()
        .map(PlannedChange::fields)
        .flatMap(List::stream)
        .map(FieldChange::toString)
        .toList();
  }

  private static String only(Map<String, String> all) {
    assertThat(all).hasSize(1);
    return all.keySet().iterator().next();
  }

  /** A middleware knows the channel by that id, which stays: the owner has no place there. */
  @Test
  void channelWithAnExternalIdOfItsOwnIsNotAdoptedAndThePlanSaysWhy() {
    String id = channelMadeByHand();
    try (Cxone cxone = open(false)) {
      ChannelReconciler reconciler = reconciler(cxone).adopt(true).build();

      ChannelPlan plan = reconciler.plan(state());

      assertThat(plan.changes()).extracting(PlannedChange::action).containsExactly(Action.BLOCKED);
      assertThat(plan.toString()).contains("owner: the channel has an idOnExternalPlatform");
      assertThat(reconciler.apply(plan).isComplete()).isFalse();
      assertThat(platform.channels().get(id)).contains("middleware-7").contains("\"Support\"");
    }
  }

  @Test
  void lenientProfileAdoptsItWithoutAMarkAndThePlanIsEmptyThen() {
    String id = channelMadeByHand();
    platform.editChannel(id, "{\"isLiveChat\": true}");
    DesiredState state = state();
    try (Cxone cxone = open(true)) {
      ChannelReconciler reconciler = reconciler(cxone).adopt(true).build();

      Instant start = time.instant();

      ChannelPlan plan = reconciler.plan(state);

      assertThat(changes(plan)).containsExactly("channelTypes: [livechat] -> [webchat]");
      assertThat(plan.changes().get(0).warnings())
          .containsExactly(
              "owner: the channel has an idOnExternalPlatform of its own, by which a middleware"
                  + " knows it; it is left out.");
      assertThat(reconciler.apply(plan).isComplete()).isTrue();

      ChannelPlan after = reconciler.plan(state);
      assertThat(after.changes())
          .extracting(PlannedChange::action)
          .containsExactly(Action.UNCHANGED);
      assertThat(time.instant()).as("nothing that never comes is waited for").isEqualTo(start);
      assertThat(platform.channels().get(id)).contains("middleware-7");
      assertThat(reconciler(cxone).adopt(true).build().plan(state).changes().get(0).warnings())
          .as("without the journal it is adopted anew, and says why")
          .isEqualTo(plan.changes().get(0).warnings());
      assertThat(reconciler.destroy(state).isComplete()).isTrue();
      assertThat(platform.channels()).isEmpty();
    }
  }

  private String channelMadeByHand() {
    try (Cxone cxone = open(false)) {
      String id = cxone.brands().create(wished()).id();
      platform.editChannel(id, "{\"idOnExternalPlatform\": \"middleware-7\"}");
      return id;
    }
  }

  /** A field that the neutral types get is a row here, or the profile says that it has none. */
  @Test
  void everyFieldHasARowOrIsRefused() {
    Set<String> brandFields = new TreeSet<>(setters(BrandSpec.Builder.class));
    brandFields.addAll(setters(BrandSettings.Builder.class));
    brandFields.remove("settings");
    Set<String> covered = rows().stream().map(Row::field).collect(toCollection(TreeSet::new));
    BrandSpec all =
        wished().toBuilder()
            .description("chat")
            .endpointUrl("https://chat.example.com/in")
            .allowedOrigins(List.of("https://a.example.com"))
            .signatureSecret(SecretCanary.secret())
            .owner("team-a")
            .settings(
                BrandSettings.builder()
                    .maxConcurrentSessions(500)
                    .rateLimitThreshold(40)
                    .tlsCertificateChain(List.of("leaf"))
                    .healthCheckInterval(Duration.ofSeconds(60))
                    .build())
            .build();
    try (Cxone cxone = open(true)) {
      for (String warning : cxone.brands().render(all).warnings()) {
        covered.add(warning.split(":", 2)[0].replace("settings.", ""));
      }
    }

    assertThat(covered).isEqualTo(brandFields);
  }

  private static Set<String> setters(Class<?> builder) {
    return Arrays.stream(builder.getMethods())
        .filter(method -> method.getReturnType() == builder)
        .map(java.lang.reflect.Method::getName)
        .collect(toSet());
  }
}
