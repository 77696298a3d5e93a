// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.plan.JournalRecord;
import dev.ccaas.testing.contract.CrashScript;
import dev.ccaas.testing.contract.CrashWorld;
import dev.ccaas.testing.platform.CxoneHost;
import dev.ccaas.testing.platform.FakeCxone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real client over the fake platform: a process has a client of its own, and its token. */
final class CxoneCrashWorld implements CrashWorld {
  private final CrashScript script;
  private final FakeCxone platform;
  private final boolean gateway;
  private final Journal memory = Journal.inMemory();
  private final Set<String> everMade = new TreeSet<>();
  private boolean refusing;
  private @Nullable Cxone process;

  private CxoneCrashWorld(CrashScript script, boolean gateway) {
    this.script = script;
    this.gateway = gateway;
    this.platform = FakeCxone.create(script.time());
    platform.recordRequests(false);
  }

  static CxoneCrashWorld gateway(CrashScript script) {
    return new CxoneCrashWorld(script, true);
  }

  static CxoneCrashWorld published(CrashScript script) {
    return new CxoneCrashWorld(script, false);
  }

  @Override
  public ChannelReconciler.Builder start() {
    Cxone started =
        (gateway
                ? Cxone.builder(
                    CxoneProfile.gateway(platform.baseUri()),
                    CxoneCredentials.apiKey("X-API-Key", platform.apiKey()))
                : Cxone.builder(published(), CxoneCredentials.accessKey(platform.accessKey())))
            .transport(script.around(this::send))
            .time(script.time())
            .build();
    process = started;
    return ChannelReconciler.builder(started.brands(), started.webhooks())
        .journal(script.around(memory))
        .target(started.profile().name());
  }

  private CxoneProfile published() {
    return CxoneProfile.published(CxoneArea.of("na1", "niceincontact.test"))
        .withLoginUri(platform.uri(CxoneHost.USER_HUB))
        .withChannelIntegration(platform.channelIntegrationId());
  }

  private ApiResponse send(ApiRequest request) {
    String last = gateway ? GatewayContract.WEBHOOKS : PublishedBrands.ROUTE;
    boolean post = request.method().equals("POST");
    if (refusing && post && request.route().equals(last)) {
      return ApiResponse.of(400, Headers.of(Map.of()), new byte[0]);
    }
    ApiResponse answer = platform.asTransport().send(request);
    if (post && answer.isSuccess() && !request.route().equals(CxoneDoors.ACCESS_KEY)) {
      // Of a channel the caller chose the id, of all else the answer tells it.
      byte[] told = gateway ? answer.body() : request.body().orElseThrow();
      JsonFields.text(parse(told), "id").ifPresent(everMade::add);
    }
    return answer;
  }

  private static JsonNode parse(byte[] json) {
    try {
      return Json.parse(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
            named("channel", platform.channels()))
        .flatMap(all -> all)
        .toList();
  }

  private static Stream<String> named(String kind, Map<String, String> texts) {
    return texts.values().stream().map(text -> kind + " " + name(text));
  }

  private static String name(String text) {
    return JsonFields.text(parse(text.getBytes(UTF_8)), "name").orElseThrow();
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
