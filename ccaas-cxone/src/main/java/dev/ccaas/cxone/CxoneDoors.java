// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.oauth.TokenExchange;
import java.net.URI;
import java.net.URLEncoder;
import java.util.function.UnaryOperator;

/** What each token door of CXone is sent. */
final class CxoneDoors {
  static final String ACCESS_KEY = "/authentication/v1/token/access-key";
  static final String REFRESH = "/public/user/refresh";
  static final String LEGACY = "/InContactAuthorizationServer/Token";

  private static final String JSON = "application/json";

  private final CxoneHosts hosts;
  private final CxoneCredentials credentials;
  private final UnaryOperator<TokenExchange.Builder> setup;

  /**
   * Takes what all doors share.
   *
   * @param setup sets wire, clock and retries
   */
  CxoneDoors(
      CxoneHosts hosts, CxoneCredentials credentials, UnaryOperator<TokenExchange.Builder> setup) {
    this.hosts = hosts;
    this.credentials = credentials;
    this.setup = setup;
  }

  /** Returns the door of access keys, whose schema takes two fields and no others. */
  TokenExchange accessKey() {
    return open(
        TokenExchange.builder(
            at(hosts.userHub(), ACCESS_KEY),
            (request, secrets) -> {
              ObjectNode body = Json.object();
              body.put("accessKeyId", credentials.user().clientId());
              body.put("accessKeySecret", secrets.get(0).reveal());
              request.body(Json.write(body), JSON);
            },
            credentials.user().clientSecret()));
  }

  /** Returns the door of refresh tokens, whose answer has names of its own. */
  TokenExchange refresh(Secret refreshToken) {
    return open(
        TokenExchange.builder(
                at(hosts.userHub(), REFRESH),
                (request, secrets) ->
                    request.body(
                        Json.write(Json.object().put("token", secrets.get(0).reveal())), JSON),
                SecretSource.of(refreshToken))
            .alsoNamed("token", "tokenExpirationTimeSec", "refreshToken"));
  }

  /** Returns the door of OAuth's password grant, which has no client-credentials grant. */
  TokenExchange passwordGrant(URI tokenEndpoint) {
    return open(
        TokenExchange.builder(
            tokenEndpoint,
            (request, secrets) -> {
              String form =
                  "grant_type=password&username="
                      + encode(credentials.user().clientId())
                      + "&password="
                      + encode(secrets.get(0).reveal());
              request.body(form.getBytes(UTF_8), "application/x-www-form-urlencoded");
              request.basicCredentials(
                  encode(credentials.application().clientId()),
                  Secret.of(encode(secrets.get(1).reveal())));
            },
            credentials.user().clientSecret(),
            credentials.application().clientSecret()));
  }

  /** Returns the legacy door: an application in Basic credentials, a user in JSON. */
  TokenExchange legacy() {
    return open(
        TokenExchange.builder(
            at(hosts.central(), LEGACY),
            (request, secrets) -> {
              ObjectNode body = Json.object();
              body.put("grant_type", "password");
              body.put("username", credentials.user().clientId());
              body.put("password", secrets.get(0).reveal());
              body.put("scope", "");
              request.body(Json.write(body), JSON);
              request.basicCredentials(credentials.application().clientId(), secrets.get(1));
            },
            credentials.user().clientSecret(),
            credentials.application().clientSecret()));
  }

  private TokenExchange open(TokenExchange.Builder door) {
    return setup.apply(door).errors(new CxoneErrors()).build();
  }

  private static URI at(URI host, String path) {
    return URI.create(host.toString().replaceAll("/+$", "") + path);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
