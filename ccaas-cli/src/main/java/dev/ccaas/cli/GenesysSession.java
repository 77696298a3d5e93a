// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.genesys.Genesys;
import dev.ccaas.genesys.GenesysProfile;
import dev.ccaas.genesys.GenesysRegion;
import java.net.URI;
import java.time.Duration;

/** Opens a client of Genesys Cloud on the profile that the options choose. */
final class GenesysSession {
  private GenesysSession() {}

  static Session gateway(ConnectionOptions options) {
    URI base =
        options
            .baseUri()
            .orElseThrow(() -> options.misuse("--base-uri is missing (expected: the gateway's)"));
    if (options.region().isPresent()) {
      throw options.misuse("--region: not for a gateway (expected: --base-uri and --login-uri)");
    }
    GenesysProfile profile =
        GenesysProfile.gateway(base)
            .withExtensions(options.extensions().toArray(Capability[]::new));
    return open(profile, options);
  }

  static Session published(ConnectionOptions options) {
    String region =
        options
            .region()
            .orElseThrow(
                () -> options.misuse("--region is missing (expected: such as eu-central-1)"));
    if (!options.extensions().isEmpty()) {
      throw options.misuse("--extensions: only a gateway has any (expected: none)");
    }
    GenesysRegion place =
        region.indexOf('.') >= 0
            ? GenesysRegion.ofDomain(region)
            : GenesysRegion.ofAwsRegion(region);
    GenesysProfile profile = GenesysProfile.published(place);
    return open(options.baseUri().map(profile::withApiUri).orElse(profile), options);
  }

  private static Session open(GenesysProfile base, ConnectionOptions options) {
    GenesysProfile placed = options.loginUri().map(base::withLoginUri).orElse(base);
    GenesysProfile profile = options.isLenient() ? placed.lenient() : placed;
    AuditSink audit = options.audit();
    Genesys.Builder genesys = Genesys.builder(profile, options.credentials()).audit(audit);
    options
        .requestsPerMinute()
        .ifPresent(
            ceiling ->
                genesys.limiter(
                    RateLimiter.learning(ceiling, Duration.ofMinutes(1), TimeSource.system())));
    String target = "genesys " + profile.name() + " " + profile.apiUri();
    return new ClientSession(target, genesys.build(), audit);
  }
}
