// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.cxone.Cxone;
import dev.ccaas.cxone.CxoneArea;
import dev.ccaas.cxone.CxoneCredentials;
import dev.ccaas.cxone.CxoneProfile;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Opens a client of NICE CXone on the profile that the options choose. */
final class CxoneSession {
  private CxoneSession() {}

  static Session gateway(ConnectionOptions options) {
    if (options.region().isPresent()) {
      throw options.misuse("--region: not for a gateway (expected: --base-uri and --login-uri)");
    }
    CxoneProfile profile =
        options.baseUri().map(CxoneProfile::gateway).orElseGet(CxoneProfile::gateway);
    CxoneCredentials credentials =
        options
            .apiKeyHeader()
            .map(header -> CxoneCredentials.apiKey(header, options.credentials().clientSecret()))
            .orElseGet(() -> CxoneCredentials.accessKey(options.credentials()));
    return open(profile, credentials, options);
  }

  static Session published(ConnectionOptions options) {
    if (options.apiKeyHeader().isPresent()) {
      throw options.misuse("--api-key-header: only for a gateway (expected: an access key)");
    }
    Optional<CxoneArea> area = options.region().map(CxoneArea::of);
    CxoneProfile profile = area.map(CxoneProfile::published).orElseGet(CxoneProfile::published);
    for (URI base : options.baseUri().stream().toList()) {
      profile = profile.withApiUri(base);
    }
    for (String integration : options.channelIntegration().stream().toList()) {
      profile = profile.withChannelIntegration(integration);
    }
    return open(profile, CxoneCredentials.accessKey(options.credentials()), options);
  }

  private static Session open(
      CxoneProfile base, CxoneCredentials credentials, ConnectionOptions options) {
    if (!options.extensions().isEmpty()) {
      throw options.misuse("--extensions: CXone's profiles have none (expected: none)");
    }
    CxoneProfile placed = options.loginUri().map(base::withLoginUri).orElse(base);
    CxoneProfile profile = options.isLenient() ? placed.lenient() : placed;
    AuditSink audit = options.audit();
    Cxone.Builder cxone = Cxone.builder(profile, credentials).audit(audit);
    options
        .requestsPerMinute()
        .ifPresent(
            ceiling ->
                cxone.limiter(
                    RateLimiter.learning(ceiling, Duration.ofMinutes(1), TimeSource.system())));
    String where = profile.apiUri().map(URI::toString).orElse("of " + options.clientId());
    return new ClientSession("cxone " + profile.name() + " " + where, cxone.build(), audit);
  }
}
