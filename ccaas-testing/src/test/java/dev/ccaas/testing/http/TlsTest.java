// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.Transport;
import dev.ccaas.testing.FakeTime;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Over TLS, in both versions of HTTP, against a server that is not ours. */
class TlsTest {
  private static final WireMockServer SERVER =
      new WireMockServer(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort());

  @BeforeAll
  static void start() {
    SERVER.start();
    SERVER.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok("{}")));
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  private static ApiClient client(HttpClient http) {
    FakeTime time = FakeTime.create();
    return ApiClient.builder(URI.create("https://127.0.0.1:" + SERVER.httpsPort()))
        .transport(Transport.jdk(http, time))
        .time(time)
        .retry(RetryPolicy.none())
        .build();
  }

  @ParameterizedTest
  @CsvSource({"HTTP_1_1, GET", "HTTP_1_1, POST", "HTTP_2, GET", "HTTP_2, POST"})
  void aSendIsOneSendAndTheStatusIsNoField(Version version, String method)
      throws GeneralSecurityException {
    HttpClient http =
        HttpClient.newBuilder()
            .executor(Runnable::run)
            .version(version)
            .sslContext(trustingAll())
            .build();
    ApiClient client = client(http);
    SERVER.resetRequests();

    ApiRequest.Builder request =
        method.equals("POST") ? Calls.create(client) : client.request(method, "/brands");
    ApiResponse answer = client.send(request.build());

    assertThat(answer.sends()).isEqualTo(1);
    assertThat(answer.headers().asMap()).doesNotContainKey(":status");
    assertThat(SERVER.getAllServeEvents())
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getRequest().getProtocol())
                    .isEqualTo(version == Version.HTTP_2 ? "HTTP/2.0" : "HTTP/1.1"));
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void aCertificateThatNobodyVouchesForMeansNothingWasSent(Version version) {
    ApiClient client =
        client(HttpClient.newBuilder().executor(Runnable::run).version(version).build());
    SERVER.resetRequests();

    CcaasException end = Calls.failureOf(client, Calls.create(client));

    assertThat(((TransportException) end).delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(SERVER.getAllServeEvents()).isEmpty();
  }

  @Test
  void aSecondHandshakeThatFailsDoesNotHideTheFirstSend() throws GeneralSecurityException {
    ServerSocketFactory listening = SelfSigned.context().getServerSocketFactory();
    try (RawServer server = RawServer.over(listening::createServerSocket)) {
      server.always(
          (request, connection) -> {
            server.deaf();
            return false;
          });
      FakeTime time = FakeTime.create();
      HttpClient http =
          HttpClient.newBuilder().executor(Runnable::run).sslContext(trustingAll()).build();
      ApiClient client =
          ApiClient.builder(URI.create("https://127.0.0.1:" + server.uri().getPort()))
              .transport(Transport.jdk(http, time))
              .time(time)
              .retry(RetryPolicy.none())
              .build();

      CcaasException end = Calls.failureOf(client, client.request("GET", "/brands"));

      assertThat(server.requests()).hasSize(1);
      assertThat(((TransportException) end).delivery()).isEqualTo(Delivery.AMBIGUOUS);
    }
  }

  private static SSLContext trustingAll() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, null);
    return context;
  }

  /** Trusts the certificate that the server made up. */
  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
