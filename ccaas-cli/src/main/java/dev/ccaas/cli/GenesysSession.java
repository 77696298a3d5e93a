// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.genesys.Genesys;
import dev.ccaas.genesys.GenesysProfile;
import dev.ccaas.genesys.GenesysRegion;
import java.net.URI;
import java.time.Duration;

/** A client of Genesys Cloud on the profile that the options choose. */
final class GenesysSession implements Session {
  private final Genesys genesys;
  private final AuditSink audit;

  private GenesysSession(Genesys genesys, AuditSink audit) {
    this.genesys = genesys;
    this.audit = audit;
  }

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
    return new GenesysSession(genesys.build(), audit);
  }

  @Override
  public String target() {
    return "genesys " + genesys.profile().name() + " " + genesys.profile().apiUri();
  }

  @Override
  public BrandProvisioner brands() {
    return genesys.brands();
  }

  @Override
  public WebhookProvisioner webhooks() {
    return genesys.webhooks();
  }

  @Override
  public AuditSink audit() {
    return audit;
  }

  @Override
  public void close() {
    try (audit) {
      genesys.close();
    }
  }
}
