// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.CxoneHost;
import dev.ccaas.testing.platform.FakeCxone;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakePlatform;
import dev.ccaas.testing.platform.FakeServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs the planted classes below in an engine of their own and looks at what became of them. */
class FakePlatformExtensionTest {

  @Test
  void handsOutThePlatformItsClockAndServer() {
    run(TakesParameters.class).assertStatistics(stats -> stats.started(2).succeeded(2));
  }

  @Test
  void handsOutEitherPlatform() {
    run(TakesCxone.class).assertStatistics(stats -> stats.started(1).succeeded(1));
  }

  @Test
  void failsTestThatSendsAnUnknownRequest() {
    run(AsksForTheUnknown.class)
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("asksForTheUnknown"),
                finishedWithFailure(
                    instanceOf(AssertionError.class),
                    message(text -> text.contains("GET /unknown 404")))));
  }

  @Test
  void resetsThePlatformBeforeEachTest() {
    run(MakesAMess.class).assertStatistics(stats -> stats.started(2).succeeded(2));
  }

  @Test
  void leavesBothToTheTestIfToldSo() {
    run(LooksAfterItself.class).assertStatistics(stats -> stats.started(2).succeeded(2));
  }

  @Test
  void closesServersAfterTheTest() {
    run(KeepsServer.class).assertStatistics(stats -> stats.started(1).succeeded(1));

    URI closed = KeepsServer.server.baseUri();

    Assertions.assertThatThrownBy(() -> status(closed)).isInstanceOf(ConnectException.class);
  }

  private static Events run(Class<?> planted) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(planted))
        .execute()
        .testEvents();
  }

  private static int status(URI uri) throws IOException {
    return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode();
  }

  private static void ask(FakeGenesys genesys, String path) {
    ApiRequest request = ApiRequest.builder("GET", genesys.baseUri(), path).build();
    assertThat(genesys.asTransport().send(request).status()).isGreaterThan(400);
  }

  static final class TakesParameters {
    @RegisterExtension
    private final FakePlatformExtension<FakeGenesys> fakes =
        FakePlatformExtension.builder(
                time ->
                    FakeGenesys.builder().time(time).tokenLifetime(Duration.ofMinutes(1)).build())
            .build();

    @Test
    void takesPlatformAndClock(FakeGenesys genesys, FakePlatform same, FakeTime time) {
      Instant before = time.instant();
      genesys.latency(Duration.ofSeconds(1));
      ask(genesys, "/api/v2/webchat/brands");
      assertThat(time.instant()).isEqualTo(before.plusSeconds(1));
      assertThat(genesys).isSameAs(same).isSameAs(fakes.platform());
      assertThat(time).isSameAs(fakes.time());
    }

    @Test
    void takesServer(FakeServer server, FakeGenesys genesys) throws IOException {
      assertThat(status(server.baseUri().resolve("/api/v2/webchat/brands"))).isEqualTo(401);
      assertThat(genesys.requests()).hasSize(1);
    }
  }

  static final class TakesCxone {
    @RegisterExtension
    private final FakePlatformExtension<FakeCxone> fakes = FakePlatformExtension.cxone();

    @Test
    void takesPlatformAndServer(FakeCxone cxone, FakePlatform same, FakeServer server)
        throws IOException {
      assertThat(cxone).isSameAs(same).isSameAs(fakes.platform());
      URI channels = URI.create(cxone.uri(CxoneHost.DIGITAL, server) + "/dfo/3.0/channels");
      assertThat(status(channels)).isEqualTo(401);
    }
  }

  static final class AsksForTheUnknown {
    @RegisterExtension
    private final FakePlatformExtension<FakeGenesys> fakes = FakePlatformExtension.genesys();

    @Test
    void asksForTheUnknown() {
      ask(fakes.platform(), "/unknown");
    }
  }

  @TestMethodOrder(MethodName.class)
  static final class MakesAMess {
    @RegisterExtension
    private static final FakePlatformExtension<FakeGenesys> FAKES = FakePlatformExtension.genesys();

    @Test
    void firstMakesAMess(FakeGenesys genesys) {
      ask(genesys, "/api/v2/webchat/brands");
      genesys.latency(Duration.ofHours(1));
    }

    @Test
    void secondFindsNone(FakeGenesys genesys, FakeTime time) {
      assertThat(genesys.requests()).isEmpty();
      Instant before = time.instant();
      ask(genesys, "/api/v2/webchat/brands");
      assertThat(time.instant()).isEqualTo(before);
    }
  }

  @TestMethodOrder(MethodName.class)
  static final class LooksAfterItself {
    @RegisterExtension
    private static final FakePlatformExtension<FakeGenesys> FAKES =
        FakePlatformExtension.builder(FakeGenesys::create)
            .resetBeforeEach(false)
            .failOnUnexpectedRequests(false)
            .build();

    @Test
    void firstAsksForTheUnknown(FakeGenesys genesys) {
      ask(genesys, "/unknown");
    }

    @Test
    void secondStillSeesIt(FakeGenesys genesys) {
      assertThat(genesys.unexpectedRequests()).hasSize(1);
    }
  }

  static final class KeepsServer {
    private static FakeServer server;

    @RegisterExtension
    private final FakePlatformExtension<FakeGenesys> fakes = FakePlatformExtension.genesys();

    @Test
    void keepsServer(FakeServer started) {
      server = started;
    }
  }
}
