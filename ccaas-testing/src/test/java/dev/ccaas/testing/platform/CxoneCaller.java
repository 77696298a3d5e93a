// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.http.ApiResponse;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Calls the fake of CXone with good requests, below the paths that its hosts have on a server. */
final class CxoneCaller extends PlatformCaller {
  static final String ACCESS_KEY = "/user-hub/authentication/v1/token/access-key";
  static final String REFRESH = "/user-hub/public/user/refresh";
  static final String OPEN_ID = "/global/auth/token";
  static final String CENTRAL = "/central/InContactAuthorizationServer/Token";
  static final String CHANNELS = "/digital/dfo/3.0/channels";
  static final String POINTS = "/acd/incontactapi/services/v31.0/points-of-contact";

  private final FakeCxone cxone;

  CxoneCaller(FakeCxone cxone) {
    super(cxone);
    this.cxone = cxone;
  }

  /** Sends JSON without a token. */
  ApiResponse post(String path, String body) {
    return call("POST", path, Map.of("content-type", "application/json"), body);
  }

  /** Sends JSON with that token, and accepts JSON. */
  ApiResponse api(String token, String operation, String body) {
    String[] methodAndTarget = operation.split(" ", 2);
    Map<String, String> headers = new TreeMap<>();
    headers.put("accept", "application/json");
    headers.put("content-type", "application/json");
    if (!token.isEmpty()) {
      headers.put("authorization", "Bearer " + token);
    }
    return call(methodAndTarget[0], methodAndTarget[1], headers, body);
  }

  ApiResponse form(String authorization, String form) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-www-form-urlencoded");
    if (!authorization.isEmpty()) {
      headers.put("authorization", authorization);
    }
    return call("POST", OPEN_ID, headers, form);
  }

  ApiResponse central(String authorization, String body) {
    return call(
        "POST",
        CENTRAL,
        Map.of("authorization", authorization, "content-type", "application/json"),
        body);
  }

  static String basic(ClientCredentials client) {
    String pair = client.clientId() + ":" + secret(client);
    return "basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  static String secret(ClientCredentials client) {
    return client.clientSecret().secret().reveal();
  }

  /** The body of a request to the access key's door. */
  String key() {
    return key(cxone.accessKey().clientId(), secret(cxone.accessKey()));
  }

  static String key(String id, String secret) {
    return "{\"accessKeyId\":\"" + id + "\",\"accessKeySecret\":\"" + secret + "\"}";
  }

  /** The name and password of the password grants, for a form. */
  String user() {
    return "username=" + cxone.accessKey().clientId() + "&password=" + secret(cxone.accessKey());
  }

  String newToken() {
    ApiResponse answer = post(ACCESS_KEY, key());
    assertThat(answer.status()).isEqualTo(200);
    return json(answer).path("access_token").asText();
  }

  ObjectNode channel(String id) {
    return (ObjectNode)
        json(
            """
            {"id": "%s", "name": "Shop", "channelIntegrationId": "%s",
             "realExternalPlatformId": "custom", "idOnExternalPlatform": "shop-1",
             "isPrivate": true, "hasTreeStructure": false}
            """
                .formatted(id, cxone.channelIntegrationId()));
  }

  static ObjectNode pointOfContact(String address) {
    return (ObjectNode)
        json(
            """
            {"pointOfContact": "%s", "pointOfContactName": "Shop", "skillId": 7,
             "scriptName": "Main", "isActive": true, "mediaTypeId": 9}
            """
                .formatted(address));
  }

  /** The claims of a token, of whose form the middle part holds them. */
  static JsonNode claims(String token) {
    String[] parts = token.split("\\.", -1);
    assertThat(parts).hasSize(3);
    return json(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
  }
}
