// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.plan.JournalRecord;
import dev.ccaas.testing.contract.CrashScript;
import dev.ccaas.testing.contract.CrashWorld;
import dev.ccaas.testing.platform.FakeGenesys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real client over the fake platform: a process has a client of its own, and its token. */
final class GenesysCrashWorld implements CrashWorld {
  private final CrashScript script;
  private final FakeGenesys platform;
  private final GenesysProfile profile;
  private final Set<String> lastRoutes;
  private final Journal memory = Journal.inMemory();
  private final Set<String> everMade = new TreeSet<>();
  private boolean refusing;
  private @Nullable Genesys process;

  private GenesysCrashWorld(
      CrashScript script, Set<String> lastRoutes, UnaryOperator<GenesysProfile> change) {
    this.script = script;
    this.lastRoutes = lastRoutes;
    this.platform = FakeGenesys.create(script.time());
    this.profile = change.apply(GenesysProfile.gateway(platform.baseUri()));
    platform.recordRequests(false);
  }

  /** Returns a world of the gateway profile, changed so. */
  static GenesysCrashWorld gateway(CrashScript script, UnaryOperator<GenesysProfile> change) {
    return new GenesysCrashWorld(script, Set.of("/api/v2/webhooks/webhooks"), change);
  }

  /** Returns a world of the published profile. */
  static GenesysCrashWorld published(CrashScript script) {
    GenesysProfile published = GenesysProfile.published(GenesysRegion.ofAwsRegion("eu-central-1"));
    return new GenesysCrashWorld(
        script,
        Set.of(PublishedRights.DEPLOYMENTS, PublishedRights.INTEGRATIONS),
        gateway -> published.withApiUri(gateway.apiUri()).withLoginUri(gateway.loginUri()));
  }

  @Override
  public ChannelReconciler.Builder start() {
    Genesys started =
        Genesys.builder(profile, platform.clientCredentials())
            .transport(script.around(this::send))
            .time(script.time())
            .build();
    process = started;
    return ChannelReconciler.builder(started.brands(), started.webhooks())
        .journal(script.around(memory))
        .target(profile.name());
  }

  private ApiResponse send(ApiRequest request) {
    boolean post = request.method().equals("POST");
    if (refusing && post && lastRoutes.contains(request.route())) {
      return ApiResponse.of(400, Headers.of(Map.of()), new byte[0]);
    }
    ApiResponse answer = platform.asTransport().send(request);
    if (post && answer.isSuccess()) {
      JsonFields.text(S1.parse(answer.body()), "id").ifPresent(everMade::add);
    }
    return answer;
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }

  @Override
  public void readLag(Duration lag) {
    platform.readLag(lag);
  }

  @Override
  public void refuse(boolean refusing) {
    this.refusing = refusing;
  }

  @Override
  public List<String> resources() {
    return Stream.of(
            named("brand", platform.brands()),
            named("webhook", platform.webhooks()),
            named("configuration", platform.configurations()),
            named("deployment", platform.deployments()),
            named("integration", platform.integrations()))
        .flatMap(all -> all)
        .toList();
  }

  private static Stream<String> named(String kind, Map<String, String> texts) {
    return texts.values().stream().map(text -> kind + " " + name(text));
  }

  private static String name(String text) {
    JsonNode json = S1.parse(text.getBytes(UTF_8));
    return JsonFields.text(json, "name").orElseThrow();
  }

  @Override
  public Optional<String> idOf(String kind, String name) {
    Map<String, String> all = kind.equals("brand") ? platform.brands() : platform.webhooks();
    return all.entrySet().stream()
        .filter(entry -> name(entry.getValue()).equals(name))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  @Override
  public Set<String> everMade() {
    return everMade;
  }

  @Override
  public List<JournalRecord> journal() {
    return memory.records();
  }
}
