// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ccaas.core.auth.Rights;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.PartialBrandException;
import dev.ccaas.genesys.Genesys;
import dev.ccaas.genesys.GenesysProfile;
import dev.ccaas.genesys.GenesysRegion;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.Fault;
import dev.ccaas.verification.GenesysJudge.Sent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What the client of profile {@code published} sends, and what the fake answers it, judged by
 * Genesys Cloud's own document.
 */
class PublishedRequestsTest {
  private static final String DEPLOYMENTS = "/api/v2/webdeployments/deployments";
  private static final String INTEGRATIONS = "/api/v2/conversations/messaging/integrations/open";
  private static final String DRAFT = "/api/v2/webdeployments/configurations/{id}/versions/draft";

  /** More than a page of 50. */
  private static final int MANY = 51;

  private final FakeTime time = FakeTime.create();
  private final FakeGenesys platform =
      FakeGenesys.builder().time(time).requestsPerMinute(1_000_000).build();
  private final List<Exchange> exchanges = new ArrayList<>();
  private final Optional<Path> shared = SharedDirectory.find("requests against Genesys's document");

  /** What went over the wire. */
  private record Exchange(ApiRequest request, ApiResponse answer) {}

  @Test
  void allRequestsAndAnswersAreAsTheDocumentSays() {
    if (shared.isEmpty()) {
      return;
    }
    GenesysJudge judge = new GenesysJudge(GenesysDocument.read(shared.get()));

    webBrands();
    openBrands();
    interruptedBrands();
    adoptedBrand();
    manyBrands();

    List<String> problems = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (Exchange exchange : exchanges) {
      Sent sent = sent(exchange.request());
      judge.problemsOf(sent).forEach(problem -> problems.add(sent + ": " + problem));
      String operation = judge.operation(sent.method(), sent.uri().getPath()).orElseThrow();
      seen.add(operation);
      judge
          .problemsOfAnswer(
              operation, exchange.answer().status(), new String(exchange.answer().body(), UTF_8))
          .forEach(problem -> problems.add("answer to " + sent + ": " + problem));
      assertThat(exchange.request().rights().operation()).isEqualTo(operation);
    }
    assertThat(problems).isEmpty();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(operations());
    platform.verifyNoUnexpectedRequests();
    System.out.println(
        "requests judged: " + exchanges.size() + ", operations of the document: " + seen.size());
  }

  @Test
  void rightsAreThoseOfTheDocument() {
    if (shared.isEmpty()) {
      return;
    }
    GenesysDocument document = GenesysDocument.read(shared.get());
    GenesysJudge judge = new GenesysJudge(document);
    GenesysProfile virginia = GenesysProfile.published(GenesysRegion.ofAwsRegion("us-east-1"));

    assertThat(virginia.apiUri()).isEqualTo(URI.create("https://" + document.host()));
    assertThat(document.operations().keySet()).containsAll(operations());
    for (Rights rights : virginia.rights()) {
      assertThat(new TreeSet<>(rights.permissions()))
          .as(rights.operation())
          .isEqualTo(judge.permissions(rights.operation()));
      assertThat(new TreeSet<>(rights.scopes().names()))
          .as(rights.operation())
          .isEqualTo(judge.scopes(rights.operation()));
    }
  }

  private List<String> operations() {
    return profile().rights().stream().map(Rights::operation).toList();
  }

  private static Sent sent(ApiRequest request) {
    return new Sent(
        request.method(),
        request.uri(),
        request.headers(),
        new String(request.body().orElse(new byte[0]), UTF_8));
  }

  private GenesysProfile profile() {
    return GenesysProfile.published(GenesysRegion.ofAwsRegion("eu-central-1"))
        .withApiUri(platform.baseUri())
        .withLoginUri(platform.baseUri());
  }

  private BrandProvisioner brands(GenesysProfile profile) {
    return Genesys.builder(profile, platform.clientCredentials())
        .transport(
            request -> {
              ApiResponse answer = platform.asTransport().send(request);
              if (!request.uri().getPath().equals("/oauth/token")) {
                exchanges.add(new Exchange(request, answer));
              }
              return answer;
            })
        .time(time)
        .build()
        .brands();
  }

  private static BrandSpec.Builder web(String name) {
    return BrandSpec.builder()
        .name(name)
        .allowedOrigins(List.of("*"))
        .channelTypes(List.of("webmessaging"));
  }

  private static BrandSpec.Builder open(String name) {
    return BrandSpec.builder()
        .name(name)
        .endpointUrl("https://hooks.example.com/in?a=b")
        .signatureSecret(SecretCanary.secret())
        .channelTypes(List.of("openmessaging"));
  }

  /** Every optional field unset, then set, then changed one by one; by hand too. */
  private void webBrands() {
    BrandProvisioner brands = brands(profile());
    String id = brands.create(web("Plain").build()).id();
    BrandSpec full =
        web("Full")
            .description("Grüße & \"mehr\"")
            .owner("team-a")
            .allowedOrigins(List.of("https://a.example.com", "https://b.example.com"))
            .build();
    brands.update(id, full);
    everyFieldByHand();
    brands.update(id, full.toBuilder().name("Renamed").build());
    brands.update(id, full.toBuilder().description("other").owner("team-b").build());
    brands.update(id, full.toBuilder().allowedOrigins(List.of("*")).build());
    brands(profile().withLanguages("de", "en-us", "pt-br")).update(id, full);
    brands.get(id);
    brands.health(id);
    String both = brands.update(id, both("Full").build()).id();
    brands.update(both, full);
    brands.delete(id);
    brands(profile().lenient()).create(inexpressible(web("Lenient")).build());
    assertThat(platform.configurations()).hasSize(1);
  }

  private static BrandSpec.Builder both(String name) {
    return open(name)
        .owner("team-a")
        .allowedOrigins(List.of("https://a.example.com"))
        .channelTypes(List.of("webmessaging", "openmessaging"));
  }

  private static BrandSpec.Builder inexpressible(BrandSpec.Builder brand) {
    return brand
        .description("x")
        .endpointUrl("https://hooks.example.com")
        .signatureSecret(SecretCanary.secret())
        .allowedOrigins(List.of("https://a.example.com", "http://localhost:3000"))
        .settings(
            BrandSettings.builder()
                .maxConcurrentSessions(1)
                .rateLimitThreshold(2)
                .tlsCertificateChain(List.of("pem"))
                .healthCheckInterval(Duration.ofSeconds(60))
                .build());
  }

  /** What people set up in the vendor's console comes back in what the client writes next. */
  private void everyFieldByHand() {
    GenesysDocument document = GenesysDocument.read(shared.orElseThrow());
    platform
        .configurations()
        .keySet()
        .forEach(
            id ->
                platform.editConfiguration(
                    id, document.sample("WebDeploymentConfigurationVersion").toString()));
    platform
        .deployments()
        .keySet()
        .forEach(
            id ->
                platform.editDeployment(
                    id,
                    """
                    {"supportedContent": {"id": "s", "name": "S", "selfUri": "/s",
                                          "mediaTypes": {"allow": {"inbound": [{"type": "*/*"}]}}},
                     "flow": {"id": "f", "name": "F", "selfUri": "/f"},
                     "pushIntegrations": [{"id": "p", "provider": "APNS"}]}
                    """));
  }

  private void openBrands() {
    BrandProvisioner brands = brands(profile());
    String id = brands.create(open("Open").build()).id();
    BrandSpec full = open("Open").owner("team-a").build();
    brands.update(id, full);
    platform
        .integrations()
        .keySet()
        .forEach(
            integration ->
                platform.editIntegration(
                    integration,
                    """
                    {"webhookHeaders": {"X-Shop": "1"}, "name": "By hand",
                     "supportedContent": {"id": "s", "name": "S", "selfUri": "/s"},
                     "messagingSetting": {"id": "m", "name": "M", "selfUri": "/m"}}
                    """));
    brands.update(id, full);
    brands.update(id, full.toBuilder().signatureSecret(SecretCanary.secret()).build());
    brands.update(id, full.toBuilder().endpointUrl("https://hooks.example.com").build());
    brands.get(id);
    brands.health(id);
    brands.delete(id);
    brands(profile().lenient())
        .create(
            inexpressible(open("Lenient"))
                .endpointUrl("https://hooks.example.com")
                .channelTypes(List.of("openmessaging", "whatsapp"))
                .build());
    platform.failNextActivation();
    PartialBrandException failed =
        catchThrowableOfType(PartialBrandException.class, () -> brands.create(full));
    brands.update(failed.brandId(), full);
  }

  /** Lost answers, a conflict, and what an update does to what is there in part. */
  private void interruptedBrands() {
    BrandProvisioner brands = brands(profile());
    BrandSpec wish = web("Interrupted").owner("team-a").build();
    platform.failNext("POST " + DEPLOYMENTS, Fault.lostAnswer());
    PartialBrandException partial =
        catchThrowableOfType(PartialBrandException.class, () -> brands.create(wish));
    String id = brands.update(partial.brandId(), wish).id();
    platform.failNext("PUT " + DRAFT, conflict());
    brands.update(id, wish.toBuilder().description("after a conflict").build());
    BrandSpec both = both("Interrupted").build();
    platform.failNext("POST " + INTEGRATIONS, Fault.lostAnswer());
    assertThatThrownBy(() -> brands.update(id, both)).isInstanceOf(CcaasException.class);
    brands.update(id, both);
  }

  private static Fault conflict() {
    byte[] body =
        """
        {"message": "The version does not match the current version", "code": "bad.request",
         "status": 400}
        """
            .getBytes(UTF_8);
    return Fault.answer(ApiResponse.of(400, Headers.none(), body));
  }

  /** A brand that somebody made by hand, taken over by plan and apply, and removed again. */
  private void adoptedBrand() {
    brands(profile()).create(web("By hand").build());
    DesiredState state =
        DesiredState.builder("team-z")
            .channel(ChannelSpec.builder(web("By hand").build()).build())
            .build();
    Genesys client = Genesys.builder(profile(), platform.clientCredentials()).time(time).build();
    ChannelReconciler reconciler =
        ChannelReconciler.builder(brands(profile()), client.webhooks())
            .adopt(true)
            .time(time)
            .build();
    assertThat(reconciler.apply(state).isComplete()).isTrue();
    assertThat(reconciler.destroy(state).isComplete()).isTrue();
    client.close();
  }

  /** Lists of several pages. */
  private void manyBrands() {
    BrandProvisioner brands = brands(profile());
    for (int i = 0; i < MANY; i++) {
      brands.create(both("Brand " + i).build());
    }
    assertThat(brands.list()).hasSizeGreaterThanOrEqualTo(MANY);
  }
}
