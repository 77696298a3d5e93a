// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.channel.PlatformClient;
import dev.ccaas.core.plan.ChangeResult;
import dev.ccaas.core.plan.ChannelPlan;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.PlannedChange;
import dev.ccaas.core.plan.PlannedChange.Action;
import dev.ccaas.core.plan.PlannedChange.FieldChange;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookSpec;
import dev.ccaas.cxone.Cxone;
import dev.ccaas.cxone.CxoneCredentials;
import dev.ccaas.cxone.CxoneProfile;
import dev.ccaas.genesys.Genesys;
import dev.ccaas.genesys.GenesysProfile;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.FakeCxone;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakePlatform;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field that the source documents' gateway can express, by the client of each vendor:
 * applied, the plan is empty; changed by hand, the plan shows that field; applied again, the plan
 * is empty.
 *
 * <p>What a vendor's published profile can express is in that module's {@code DriftTableTest}.
 */
class GatewayDriftTest {
  private enum Vendor {
    GENESYS,
    CXONE
  }

  private enum Wish {
    BRAND,
    WEBHOOK
  }

  /** What somebody did by hand, and what the plan then says. */
  private record Row(Vendor vendor, Wish wish, String field, String edit, String change) {
    static Row brand(String field, String edit, String change) {
      return new Row(Vendor.GENESYS, Wish.BRAND, field, edit, change);
    }

    static Row webhook(String field, String edit, String change) {
      return new Row(Vendor.GENESYS, Wish.WEBHOOK, field, edit, change);
    }

    Row by(Vendor other) {
      return new Row(other, wish, field, edit, change);
    }

    @Override
    public String toString() {
      return vendor + " " + wish + " " + field;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(Vendor.values())
        .flatMap(vendor -> Stream.concat(brand(), webhook()).map(row -> row.by(vendor)));
  }

  private static Stream<Row> brand() {
    return Stream.of(
        Row.brand("name", "{'name': 'Other'}", "name: Other -> Support"),
        Row.brand(
            "description",
            "{'description': 'talk [ccaas owner=team-a]'}",
            "description: talk -> chat"),
        Row.brand(
            "owner", "{'description': 'chat [ccaas owner=team-b]'}", "owner: team-b -> team-a"),
        Row.brand(
            "endpointUrl",
            "{'endpointUrl': 'https://x.example.com'}",
            "endpointUrl: https://x.example.com -> https://chat.example.com/in"),
        Row.brand(
            "allowedOrigins",
            "{'allowedOrigins': ['https://a.example.com']}",
            "allowedOrigins: [https://a.example.com]"
                + " -> [https://a.example.com, https://b.example.com]"),
        Row.brand(
            "channelTypes",
            "{'channelTypes': ['webchat', 'sms']}",
            "channelTypes: [sms, webchat] -> [webchat]"),
        Row.brand(
            "maxConcurrentSessions",
            "{'settings': {'maxConcurrentSessions': 7}}",
            "settings.maxConcurrentSessions: 7 -> 500"),
        Row.brand(
            "rateLimitThreshold",
            "{'settings': {'rateLimitThreshold': null}}",
            "settings.rateLimitThreshold: (nothing) -> 40"),
        Row.brand(
            "tlsCertificateChain",
            "{'settings': {'tlsCertificateChain': ['leaf']}}",
            "settings.tlsCertificateChain: 1 texts, SHA-256"
                + " 9f91161f43433e49a6de6db680d79f60159f2e4ac9172621a12846428158440b"
                + " -> 2 texts, SHA-256"
                + " 1868e8880a2c160f2b8b2f9f4e801376d292c4220e54f55d14aedcc61919f785"),
        Row.brand(
            "tlsCertificateChain",
            "{'settings': {'tlsCertificateChain': []}}",
            "settings.tlsCertificateChain: (nothing) -> 2 texts, SHA-256"
                + " 1868e8880a2c160f2b8b2f9f4e801376d292c4220e54f55d14aedcc61919f785"),
        Row.brand(
            "healthCheckInterval",
            "{'settings': {'healthCheckInterval': 90}}",
            "settings.healthCheckInterval: PT1M30S -> PT1M"));
  }

  private static Stream<Row> webhook() {
    return Stream.of(
        Row.webhook("name", "{'name': 'Other'}", "name: Other -> Sync"),
        Row.webhook(
            "uri",
            "{'uri': 'https://x.example.com'}",
            "uri: https://x.example.com -> https://lb.example.com/sync"),
        Row.webhook(
            "eventTypes", "{'eventFilters': [{'eventType': 'b'}]}", "eventTypes: [b] -> [a, b]"),
        Row.webhook("type", "{'type': 'soap'}", "type: soap -> rest"),
        Row.webhook("enabled", "{'enabled': false}", "enabled: false -> true"),
        Row.webhook("retryCount", "{'deliveryPolicy': {'retryCount': 1}}", "retryCount: 1 -> 5"),
        Row.webhook(
            "retryInterval",
            "{'deliveryPolicy': {'retryInterval': 5}}",
            "retryInterval: PT5S -> PT30S"));
  }

  private final FakeTime time = FakeTime.create();

  @ParameterizedTest
  @MethodSource("rows")
  void driftShowsAsTheFieldAndIsMended(Row row) {
    FakePlatform platform = platform(row.vendor());
    try (PlatformClient client = client(platform, false)) {
      ChannelReconciler reconciler =
          ChannelReconciler.builder(client.brands(), client.webhooks()).time(time).build();
      DesiredState state = state(row.wish());
      assertThat(reconciler.apply(state).isComplete()).isTrue();
      assertThat(changes(reconciler.plan(state))).isEmpty();
      time.advance(Duration.ofMinutes(2)); // what we wrote lately is waited for

      edit(platform, row);
      ChannelPlan drifted = reconciler.plan(state);

      assertThat(changes(drifted)).containsExactly(row.change());
      assertThat(reconciler.apply(drifted).results())
          .filteredOn(result -> result.change().action() == Action.UPDATE)
          .extracting(ChangeResult::outcome)
          .containsExactly(ChangeResult.Outcome.DONE);
      assertThat(changes(reconciler.plan(state))).isEmpty();
      assertThat(reconciler.destroy(state).isComplete()).isTrue();
      assertThat(platform.brands()).isEmpty();
      assertThat(platform.webhooks()).isEmpty();
      time.advance(Duration.ofMinutes(2));
      assertThat(client.brands().list()).isEmpty();
    }
  }

  /** A field that the neutral types get is a row here, or the profile says that it has none. */
  @ParameterizedTest
  @EnumSource
  void everyFieldHasARowOrIsRefused(Vendor vendor) {
    Set<String> brandFields = setters(BrandSpec.Builder.class);
    brandFields.addAll(setters(BrandSettings.Builder.class));
    brandFields.remove("settings");
    Set<String> webhookFields = setters(WebhookSpec.Builder.class);
    webhookFields.addAll(Set.of("name", "uri"));

    Set<String> covered = new TreeSet<>(fields(Wish.BRAND));
    BrandSpec.Builder all = wished().toBuilder().signatureSecret(SecretCanary.secret());
    try (PlatformClient client = client(platform(vendor), true)) {
      for (String warning : client.brands().render(all.owner("team-a").build()).warnings()) {
        covered.add(warning.split(":", 2)[0].replace("settings.", ""));
      }
    }

    assertThat(covered).isEqualTo(brandFields);
    assertThat(fields(Wish.WEBHOOK)).isEqualTo(webhookFields);
  }

  private FakePlatform platform(Vendor vendor) {
    return vendor == Vendor.GENESYS ? FakeGenesys.create(time) : FakeCxone.create(time);
  }

  private PlatformClient client(FakePlatform platform, boolean lenient) {
    if (platform instanceof FakeGenesys genesys) {
      GenesysProfile profile =
          GenesysProfile.gateway(platform.baseUri())
              .withExtensions(
                  Capability.GET, Capability.LIST, Capability.UPDATE, Capability.DELETE);
      return Genesys.builder(lenient ? profile.lenient() : profile, genesys.clientCredentials())
          .transport(platform.asTransport())
          .time(time)
          .build();
    }
    CxoneProfile profile = CxoneProfile.gateway(platform.baseUri());
    CxoneCredentials key = CxoneCredentials.apiKey("X-API-Key", ((FakeCxone) platform).apiKey());
    return Cxone.builder(lenient ? profile.lenient() : profile, key)
        .transport(platform.asTransport())
        .time(time)
        .build();
  }

  private static BrandSpec wished() {
    return BrandSpec.builder()
        .name("Support")
        .description("chat")
        .endpointUrl("https://chat.example.com/in")
        .allowedOrigins(List.of("https://a.example.com", "https://b.example.com"))
        .channelTypes(List.of("webchat"))
        .settings(
            BrandSettings.builder()
                .maxConcurrentSessions(500)
                .rateLimitThreshold(40)
                .tlsCertificateChain(List.of("leaf", "root"))
                .healthCheckInterval(Duration.ofSeconds(60))
                .build())
        .build();
  }

  private static DesiredState state(Wish wish) {
    ChannelSpec.Builder channel = ChannelSpec.builder(wished());
    if (wish == Wish.WEBHOOK) {
      channel.webhook(
          WebhookSpec.builder("Sync", URI.create("https://lb.example.com/sync"))
              .eventTypes(List.of("a", "b"))
              .type("rest")
              .enabled(true)
              .retryCount(5)
              .retryInterval(Duration.ofSeconds(30))
              .build());
    }
    return DesiredState.builder("team-a").channel(channel.build()).build();
  }

  private static void edit(FakePlatform platform, Row row) {
    String patch = row.edit().replace('\'', '"');
    if (row.wish() == Wish.BRAND) {
      platform.editBrand(only(platform.brands()), patch);
    } else {
      platform.editWebhook(only(platform.webhooks()), patch);
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

  private static Set<String> fields(Wish wish) {
    return rows().filter(row -> row.wish() == wish).map(Row::field).collect(toSet());
  }

  private static Set<String> setters(Class<?> builder) {
    return Arrays.stream(builder.getMethods())
        .filter(method -> method.getReturnType() == builder)
        .map(Method::getName)
        .collect(toCollection(TreeSet::new));
  }
}
