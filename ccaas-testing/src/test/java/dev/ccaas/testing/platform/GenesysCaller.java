// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.http.ApiResponse;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Calls the fake of Genesys Cloud with good requests. */
final class GenesysCaller extends PlatformCaller {
  static final String BRAND =
      """
      {"name": "Enterprise Web Messaging Endpoint",
       "description": "API-provisioned channel",
       "endpointUrl": "https://wss.example.com/messages",
       "allowedOrigins": ["https://app.example.com"],
       "channelTypes": ["webchat"],
       "settings": {"maxConcurrentSessions": 8000, "rateLimitThreshold": 3000,
                    "tlsCertificateChain": ["-----BEGIN CERTIFICATE-----"],
                    "healthCheckInterval": 300}}
      """;
  static final String WEBHOOK =
      """
      {"name": "WebMessaging-LoadBalancer-Sync", "uri": "https://lb.example.com/api/sync",
       "eventFilters": [{"eventType": "webchat.brand.created"}],
       "type": "rest", "enabled": true,
       "deliveryPolicy": {"retryCount": 3, "retryInterval": 60}}
      """;

  private final FakeGenesys genesys;

  GenesysCaller(FakeGenesys genesys) {
    super(genesys);
    this.genesys = genesys;
  }

  ApiResponse api(String token, String operation, String body) {
    String[] methodAndTarget = operation.split(" ", 2);
    Map<String, String> headers =
        Map.of("authorization", "Bearer " + token, "content-type", "application/json");
    return call(methodAndTarget[0], methodAndTarget[1], headers, body);
  }

  ApiResponse token(String authorization, String form) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-www-form-urlencoded");
    if (!authorization.isEmpty()) {
      headers.put("authorization", authorization);
    }
    return call("POST", "/oauth/token", headers, form);
  }

  String basic() {
    String pair = genesys.clientCredentials().clientId() + ":" + secret();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  String secret() {
    return genesys.clientCredentials().clientSecret().secret().reveal();
  }

  String newToken() {
    return newToken("");
  }

  String newToken(String scopes) {
    String form = "grant_type=client_credentials" + (scopes.isEmpty() ? "" : "&scope=" + scopes);
    ApiResponse answer = token(basic(), form);
    assertThat(answer.status()).isEqualTo(200);
    return json(answer).path("access_token").asText();
  }
}
