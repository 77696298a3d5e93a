// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.Secret;
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
import dev.ccaas.core.provisioning.WebhookSpec;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.CxoneHost;
import dev.ccaas.testing.platform.FakeCxone;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field that a profile can express: applied, the plan is empty; changed by hand, the plan
 * shows that field; applied again, the plan is empty.
 */
class DriftTableTest {
  private static final URI CALLBACK = URI.create("https://lb.example.com/sync");
  private static final Secret SECRET = SecretCanary.secret();

  /** What somebody did by hand, and what the plan then says. */
  private record Row(Wish wish, String field, String edit, String change) {
    @Override
    public String toString() {
      return wish + " " + field;
    }
  }

  /** The kinds of wish, each with all that its profile can express. */
  private enum Wish {
    BRAND,
    WEBHOOK,
    CHANNEL
  }

  static Stream<Row> rows() {
    return Stream.of(brand(), webhook(), channel()).flatMap(List::stream);
  }

  private static List<Row> brand() {
    return List.of(
        new Row(Wish.BRAND, "name", "{'name': 'Other'}", "name: Other -> Support"),
        new Row(
            Wish.BRAND,
            "description",
            "{'description': 'talk [ccaas owner=team-a]'}",
            "description: talk -> chat"),
        new Row(
            Wish.BRAND,
            "owner",
            "{'description': 'chat [ccaas owner=team-b]'}",
            "owner: team-b -> team-a"),
        new Row(
            Wish.BRAND,
            "endpointUrl",
            "{'endpointUrl': 'https://x.example.com'}",
            "endpointUrl: https://x.example.com -> https://chat.example.com/in"),
        new Row(
            Wish.BRAND,
            "allowedOrigins",
            "{'allowedOrigins': ['https://b.example.com']}",
            "allowedOrigins: [https://b.example.com] -> [https://a.example.com]"),
        new Row(
            Wish.BRAND,
            "channelTypes",
            "{'channelTypes': ['webchat', 'sms']}",
            "channelTypes: [sms, webchat] -> [webchat]"),
        new Row(
            Wish.BRAND,
            "maxConcurrentSessions",
            "{'settings': {'maxConcurrentSessions': 7}}",
            "settings.maxConcurrentSessions: 7 -> 500"),
        new Row(
            Wish.BRAND,
            "rateLimitThreshold",
            "{'settings': {'rateLimitThreshold': null}}",
            "settings.rateLimitThreshold: (nothing) -> 40"),
        new Row(
            Wish.BRAND,
            "tlsCertificateChain",
            "{'settings': {'tlsCertificateChain': []}}",
            "settings.tlsCertificateChain: (nothing) -> 1 texts, SHA-256"
                + " 9f91161f43433e49a6de6db680d79f60159f2e4ac9172621a12846428158440b"),
        new Row(
            Wish.BRAND,
            "healthCheckInterval",
            "{'settings': {'healthCheckInterval': 90}}",
            "settings.healthCheckInterval: PT1M30S -> PT1M"));
  }

  private static List<Row> webhook() {
    return List.of(
        new Row(Wish.WEBHOOK, "name", "{'name': 'Other'}", "name: Other -> Sync"),
        new Row(
            Wish.WEBHOOK,
            "uri",
            "{'uri': 'https://x.example.com'}",
            "uri: https://x.example.com -> https://lb.example.com/sync"),
        new Row(
            Wish.WEBHOOK,
            "eventTypes",
            "{'eventFilters': [{'eventType': 'b'}]}",
            "eventTypes: [b] -> [a, b]"),
        new Row(Wish.WEBHOOK, "type", "{'type': 'soap'}", "type: soap -> rest"),
        new Row(Wish.WEBHOOK, "enabled", "{'enabled': false}", "enabled: false -> true"),
        new Row(
            Wish.WEBHOOK,
            "retryCount",
            "{'deliveryPolicy': {'retryCount': 1}}",
            "retryCount: 1 -> 5"),
        new Row(
            Wish.WEBHOOK,
            "retryInterval",
            "{'deliveryPolicy': {'retryInterval': 5}}",
            "retryInterval: PT5S -> PT30S"));
  }

  private static List<Row> channel() {
    return List.of(
        new Row(Wish.CHANNEL, "name", "{'name': 'Other'}", "name: Other -> Support"),
        new Row(
            Wish.CHANNEL,
            "owner",
            "{'idOnExternalPlatform': 'ccaas:team-b:{id}'}",
            "owner: team-b -> team-a"),
        new Row(
            Wish.CHANNEL,
            "owner",
            "{'idOnExternalPlatform': '{id}'}",
            "owner: (nothing) -> team-a"),
        new Row(
            Wish.CHANNEL,
            "channelTypes",
            "{'isLiveChat': true}",
            "channelTypes: [livechat] -> [webchat]"));
  }

  private final FakeTime time = FakeTime.create();
  private final FakeCxone platform = FakeCxone.create(time);

  private Cxone open(Wish wish, boolean lenient) {
    CxoneProfile profile =
        wish == Wish.CHANNEL
            ? CxoneProfile.published()
                .withLoginUri(platform.uri(CxoneHost.USER_HUB))
                .withDiscoveryUri(platform.uri(CxoneHost.GLOBAL))
                .withTrustedHosts("niceincontact.test")
                .withChannelIntegration(platform.channelIntegrationId())
            : CxoneProfile.gateway(platform.baseUri());
    CxoneCredentials credentials =
        wish == Wish.CHANNEL
            ? CxoneCredentials.accessKey(platform.accessKey())
            : CxoneCredentials.apiKey("X-API-Key", platform.apiKey());
    return Cxone.builder(lenient ? profile.lenient() : profile, credentials)
        .transport(platform.asTransport())
        .time(time)
        .build();
  }

  private static BrandSpec.Builder wished(Wish wish) {
    BrandSpec.Builder brand = BrandSpec.builder().name("Support").channelTypes(List.of("webchat"));
    return wish == Wish.CHANNEL
        ? brand
        : brand
            .description("chat")
            .endpointUrl("https://chat.example.com/in")
            .allowedOrigins(List.of("https://a.example.com"))
            .settings(
                BrandSettings.builder()
                    .maxConcurrentSessions(500)
                    .rateLimitThreshold(40)
                    .tlsCertificateChain(List.of("leaf"))
                    .healthCheckInterval(Duration.ofSeconds(60))
                    .build());
  }

  private static DesiredState state(Wish wish) {
    ChannelSpec.Builder channel = ChannelSpec.builder(wished(wish).build());
    if (wish == Wish.WEBHOOK) {
      channel.webhook(
          WebhookSpec.builder("Sync", CALLBACK)
              .eventTypes(List.of("a", "b"))
              .type("rest")
              .enabled(true)
              .retryCount(5)
              .retryInterval(Duration.ofSeconds(30))
              .build());
    }
    return DesiredState.builder("team-a").channel(channel.build()).build();
  }

  private ChannelReconciler.Builder reconciler(Cxone cxone) {
    return ChannelReconciler.builder(cxone.brands(), cxone.webhooks()).time(time);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void driftShowsAsTheFieldAndIsMended(Row row) {
    try (Cxone cxone = open(row.wish(), false)) {
      ChannelReconciler reconciler = reconciler(cxone).build();
      DesiredState state = state(row.wish());
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
      assertThat(platform.webhooks()).isEmpty();
    }
  }

  private void edit(Row row) {
    String patch = row.edit().replace('\'', '"');
    switch (row.wish()) {
      case BRAND -> platform.editBrand(only(platform.brands()), patch);
      case WEBHOOK -> platform.editWebhook(only(platform.webhooks()), patch);
      case CHANNEL -> {
        String id = only(platform.channels());
        platform.editChannel(id, patch.replace("{id}", id));
      }
    }
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
    try (Cxone cxone = open(Wish.CHANNEL, false)) {
      ChannelReconciler reconciler = reconciler(cxone).adopt(true).build();

      ChannelPlan plan = reconciler.plan(state(Wish.CHANNEL));

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
    DesiredState state = state(Wish.CHANNEL);
    try (Cxone cxone = open(Wish.CHANNEL, true)) {
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
    try (Cxone cxone = open(Wish.CHANNEL, false)) {
      String id = cxone.brands().create(wished(Wish.CHANNEL).build()).id();
      platform.editChannel(id, "{\"idOnExternalPlatform\": \"middleware-7\"}");
      return id;
    }
  }

  /** A field that the neutral types get is a row here, or a profile says that it has none. */
  @Test
  void everyFieldHasARowOrIsRefused() {
    Set<String> brandFields = new TreeSet<>(setters(BrandSpec.Builder.class));
    brandFields.addAll(setters(BrandSettings.Builder.class));
    brandFields.remove("settings");
    Set<String> webhookFields = new TreeSet<>(setters(WebhookSpec.Builder.class));
    webhookFields.addAll(Set.of("name", "uri"));

    assertThat(covered(Wish.BRAND)).isEqualTo(brandFields);
    assertThat(covered(Wish.CHANNEL)).isEqualTo(brandFields);
    assertThat(fields(Wish.WEBHOOK)).isEqualTo(webhookFields);
  }

  /** The fields with a row, and those that the profile says it leaves out. */
  private Set<String> covered(Wish wish) {
    Set<String> covered = new TreeSet<>(fields(wish));
    BrandSpec all = wished(Wish.BRAND).signatureSecret(SECRET).owner("team-a").build();
    try (Cxone cxone = open(wish, true)) {
      for (String warning : cxone.brands().render(all).warnings()) {
        covered.add(warning.split(":", 2)[0].replace("settings.", ""));
      }
    }
    return covered;
  }

  private static Set<String> fields(Wish wish) {
    return rows().filter(row -> row.wish() == wish).map(Row::field).collect(toSet());
  }

  private static Set<String> setters(Class<?> builder) {
    return Arrays.stream(builder.getMethods())
        .filter(method -> method.getReturnType() == builder)
        .map(java.lang.reflect.Method::getName)
        .collect(toSet());
  }
}
