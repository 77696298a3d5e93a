// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.internal.Json;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingTransport;
import dev.ccaas.testing.SecretCanary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;

/** A client whose wire is told its answers one by one. */
final class CxoneWire implements AutoCloseable {
  static final String TENANT = "11ed0c5a-7c3e-4d10-8e5c-0242ac110002";
  static final String INTEGRATION = "6c0f3a52-4f0e-4a3b-9b53-0242ac110004";

  final RecordingTransport wire = RecordingTransport.create();
  final FakeTime time = FakeTime.create();
  final Secret secret = SecretCanary.secret();
  final ClientCredentials key = ClientCredentials.of("KEY-ID", SecretSource.of(secret));
  private Cxone opened;

  Cxone open(CxoneProfile profile) {
    return open(profile, CxoneCredentials.accessKey(key));
  }

  Cxone open(CxoneProfile profile, CxoneCredentials credentials) {
    opened = Cxone.builder(profile, credentials).transport(wire).time(time).build();
    return opened;
  }

  /** A token that names the tenant, as the doors give it. */
  static String token() {
    return "{\"access_token\": \"%s\", \"token_type\": \"bearer\", \"expires_in\": \"3600\"}"
        .formatted(jwt("{\"tenantId\": \"" + TENANT + "\"}"));
  }

  static String jwt(String claims) {
    return "e30."
        + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8))
        + ".c2ln";
  }

  /** Method and address of each request so far. */
  List<String> sent() {
    return wire.requests().stream().map(r -> r.method() + " " + r.uri()).toList();
  }

  ApiRequest request(int number) {
    return wire.requests().get(number);
  }

  JsonNode body(int number) {
    try {
      return Json.parse(request(number).body().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
