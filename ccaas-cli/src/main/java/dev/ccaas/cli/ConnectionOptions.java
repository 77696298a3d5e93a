// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.provisioning.Capability;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which platform to talk to, where, and as whom. */
final class ConnectionOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--profile",
      required = true,
      completionCandidates = Profiles.Names.class,
      description = "The contract to speak: ${COMPLETION-CANDIDATES}.")
  private String profile;

  @Option(
      names = "--base-uri",
      description = "Where the API is: the gateway's address, or another host for the platform's.")
  private @Nullable URI baseUri;

  @Option(
      names = "--login-uri",
      description = "Where tokens come from, if not from the usual host.")
  private @Nullable URI loginUri;

  @Option(
      names = "--region",
      description =
          "Where the organization lives. Genesys: an AWS name such as eu-central-1, or a domain."
              + " CXone: an area such as na1; without it, it is discovered.")
  private @Nullable String region;

  @Option(
      names = "--client-id",
      required = true,
      description = "The OAuth client to work as; for CXone, the id of the access key.")
  private String clientId;

  @ArgGroup(multiplicity = "1")
  private ClientSecret clientSecret;

  @Option(
      names = "--extensions",
      split = ",",
      description = "What a gateway offers beyond its document: list, update, delete.")
  private List<Capability> extensions = List.of();

  @Option(
      names = "--api-key-header",
      description = "The header in which a CXone gateway wants the secret as a fixed key.")
  private @Nullable String apiKeyHeader;

  @Option(
      names = "--channel-integration",
      description = "The integration that new digital channels of CXone belong to.")
  private @Nullable String channelIntegration;

  @Option(
      names = "--lenient",
      description = "Leave out fields that the profile cannot express, with a warning.")
  private boolean lenient;

  @Option(
      names = "--requests-per-minute",
      description = "The ceiling of what is sent; less if the platform says so. Default: 300.")
  private @Nullable Integer requestsPerMinute;

  @Option(
      names = "--audit-dir",
      description = "A directory for an audit trail in JSON Lines. Default: none is kept.")
  private @Nullable Path auditDirectory;

  /** Where the client's secret is; it is never an argument, which every process could read. */
  static final class ClientSecret {
    @Option(
        names = "--client-secret-env",
        description = "The environment variable that holds the client's secret.")
    private @Nullable String variable;

    @Option(
        names = "--client-secret-file",
        description = "The file that holds the client's secret.")
    private @Nullable Path file;
  }

  /**
   * Returns a client of the platform; nothing is sent yet.
   *
   * @throws ParameterException if the options do not fit the profile
   */
  Session open() {
    try {
      return Profiles.open(profile, this);
    } catch (IllegalArgumentException e) {
      throw misuse(String.valueOf(e.getMessage()));
    }
  }

  ParameterException misuse(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  ClientCredentials credentials() {
    if (clientSecret.file != null) {
      return ClientCredentials.of(clientId, SecretSource.file(clientSecret.file));
    }
    return ClientCredentials.of(clientId, SecretSource.env(String.valueOf(clientSecret.variable)));
  }

  String clientId() {
    return clientId;
  }

  Optional<String> apiKeyHeader() {
    return Optional.ofNullable(apiKeyHeader);
  }

  Optional<String> channelIntegration() {
    return Optional.ofNullable(channelIntegration);
  }

  AuditSink audit() {
    return auditDirectory == null ? AuditSink.none() : AuditSink.jsonLines(auditDirectory);
  }

  Optional<URI> baseUri() {
    return Optional.ofNullable(baseUri);
  }

  Optional<URI> loginUri() {
    return Optional.ofNullable(loginUri);
  }

  Optional<String> region() {
    return Optional.ofNullable(region);
  }

  List<Capability> extensions() {
    return extensions;
  }

  boolean isLenient() {
    return lenient;
  }

  OptionalInt requestsPerMinute() {
    return requestsPerMinute == null ? OptionalInt.empty() : OptionalInt.of(requestsPerMinute);
  }
}
