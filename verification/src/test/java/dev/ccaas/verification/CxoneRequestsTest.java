// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.Transport;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.cxone.Cxone;
import dev.ccaas.cxone.CxoneCredentials;
import dev.ccaas.cxone.CxoneProfile;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.CxoneHost;
import dev.ccaas.testing.platform.FakeCxone;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client of CXone's profile {@code published} sends, judged by the vendor's documents. */
class CxoneRequestsTest {
  private static final URI DIGITAL = URI.create("https://api-de-na1.niceincontact.test");

  private final Optional<Path> shared = SharedDirectory.find("requests against CXone's documents");
  private final FakeTime time = FakeTime.create();
  private final FakeCxone platform = FakeCxone.create(time);
  private final List<ApiRequest> sent = new ArrayList<>();

  @Test
  void allRequestsAreAsTheDocumentsSay() {
    if (shared.isEmpty()) {
      return;
    }
    run(CxoneCredentials.accessKey(platform.accessKey()));
    run(CxoneCredentials.passwordGrant(platform.clientCredentials(), platform.accessKey()));

    List<CxoneJudge> judges =
        List.of(CxoneJudge.ofChannels(shared.get()), CxoneJudge.ofGlobal(shared.get()));
    List<String> problems = new ArrayList<>();
    List<String> elsewhere = new ArrayList<>();
    for (ApiRequest request : sent) {
      Optional<List<String>> found =
          judges.stream().flatMap(judge -> judge.problemsOf(request).stream()).findFirst();
      found.ifPresentOrElse(
          list -> list.forEach(p -> problems.add(request.describe() + ": " + p)),
          () -> elsewhere.add(request.method() + " " + request.uri().getPath()));
    }

    assertThat(problems).isEmpty();
    assertThat(elsewhere)
        .as("of these no document of that month was at hand")
        .allMatch(
            path ->
                path.equals("POST /authentication/v1/token/access-key")
                    || path.matches("GET /chat/1.0/brand/.*/availability"));
    platform.verifyNoUnexpectedRequests();
    System.out.println(
        "requests judged: " + (sent.size() - elsewhere.size()) + ", of " + sent.size());
  }

  /** Every operation, on channels with and without what is optional. */
  private void run(CxoneCredentials credentials) {
    CxoneProfile profile =
        CxoneProfile.published()
            .withLoginUri(platform.uri(CxoneHost.USER_HUB))
            .withDiscoveryUri(platform.uri(CxoneHost.GLOBAL))
            .withTrustedHosts("niceincontact.test")
            .withChannelIntegration(platform.channelIntegrationId())
            .withBrand(platform.brandId())
            .withChannelField("hasReply", true)
            .withChannelField("studioScript", "main");
    Transport wire = platform.asTransport();
    try (Cxone cxone =
        Cxone.builder(profile, credentials)
            .transport(
                request -> {
                  sent.add(request);
                  return wire.send(request);
                })
            .time(time)
            .build()) {
      BrandProvisioner brands = cxone.brands();
      BrandSpec plain =
          BrandSpec.builder().name("Grüße & mehr").channelTypes(List.of("webchat")).build();
      String id = brands.create(plain).id();
      platform.editChannel(id, "{\"hasOutboundFlow\": true, \"ownerUserId\": 7}");
      brands.create(plain);
      brands.update(
          id, plain.toBuilder().owner("team-a").channelTypes(List.of("livechat")).build());
      brands.get(id);
      brands.list();
      brands.health(id);
      brands.delete(id);
    }
  }

  /** Each is one fault in a request that is otherwise right. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | /dfo/3.0/channels | pageSize=1 |
          GET  | /dfo/3.0/channels |            | {}
          POST | /dfo/3.0/channels |            |
          POST | /dfo/3.0/channels |            | {"id": "x"}
          POST | /dfo/3.0/channels |            | {"id": "x", "name": "n", "idOnExternalPlatform": "x", "channelIntegrationId": "i", "realExternalPlatformId": "custom", "isPrivate": true, "hasTreeStructure": false, "isHidden": true}
          POST | /dfo/3.0/channels |            | {"id": "x", "name": "n", "idOnExternalPlatform": "x", "channelIntegrationId": "i", "realExternalPlatformId": "other", "isPrivate": true, "hasTreeStructure": false}
          POST | /dfo/3.0/channels |            | {"id": "x", "name": "n", "idOnExternalPlatform": "x", "channelIntegrationId": "i", "realExternalPlatformId": "custom", "isPrivate": "yes", "hasTreeStructure": false}
          """)
  void reportsPlantedFault(String method, String path, String query, String body) {
    if (shared.isEmpty()) {
      return;
    }
    ApiRequest.Builder request = ApiRequest.builder(method, DIGITAL, path);
    if (query != null) {
      request.addQuery(query.split("=", 2)[0], query.split("=", 2)[1]);
    }
    if (body != null) {
      request.body(body.getBytes(UTF_8), "application/json");
    }

    assertThat(CxoneJudge.ofChannels(shared.get()).problemsOf(request.build()).orElseThrow())
        .isNotEmpty();
  }
}
