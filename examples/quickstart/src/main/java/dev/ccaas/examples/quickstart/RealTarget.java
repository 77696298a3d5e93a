// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.channel.ChannelProgress;
import dev.ccaas.genesys.GenesysProfile;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gateway that the environment names. Nothing is staged there: what happens, happens. */
record RealTarget(GenesysProfile profile, ClientCredentials credentials, Optional<URI> callback)
    implements Target {
  private static final String BASE_URI = "CCAAS_GENESYS_BASE_URI";
  private static final String CLIENT_ID = "CCAAS_GENESYS_CLIENT_ID";
  private static final String CLIENT_SECRET = "CCAAS_GENESYS_CLIENT_SECRET";
  private static final String LOGIN_URI = "CCAAS_GENESYS_LOGIN_URI";
  private static final String CALLBACK = "CCAAS_CALLBACK";

  static boolean isNamedIn(Map<String, String> environment) {
    return environment.keySet().stream().anyMatch(name -> name.startsWith("CCAAS_GENESYS_"));
  }

  static RealTarget from(Map<String, String> environment) {
    required(environment, CLIENT_SECRET); // told now if it is missing; read when it is needed
    GenesysProfile profile = GenesysProfile.gateway(URI.create(required(environment, BASE_URI)));
    return new RealTarget(
        optional(environment, LOGIN_URI).map(profile::withLoginUri).orElse(profile),
        ClientCredentials.of(required(environment, CLIENT_ID), SecretSource.env(CLIENT_SECRET)),
        optional(environment, CALLBACK));
  }

  private static Optional<URI> optional(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(uri -> !uri.isBlank())
        .map(URI::create);
  }

  private static String required(Map<String, String> environment, String name) {
    @Nullable String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          name
              + " is not set (expected: "
              + String.join(", ", BASE_URI, CLIENT_ID, CLIENT_SECRET)
              + " to talk to a real gateway, or none of them to talk to the fake).");
    }
    return value;
  }

  @Override
  public String description() {
    return "the gateway at " + profile.apiUri() + ", tokens from " + profile.loginUri();
  }

  @Override
  public Optional<String> meddle(ChannelProgress progress) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}
