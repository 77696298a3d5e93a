// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.http.EgressGuard;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The checks that a brand passes before it is sent, after step 1 of the source document: payload
 * signature, required fields, forms, limits, certificate chain, DNS and address of the endpoint.
 *
 * <p>Reports everything wrong at once. Decision page 0006 tells which rules are the document's and
 * which are ours. Safe for use by many threads.
 */
public final class Preflight {
  /** The most concurrent sessions that the gateway takes: 10000 (the source document's). */
  public static final int MAX_CONCURRENT_SESSIONS = 10_000;

  /** The highest rate-limit threshold that the gateway takes: 5000 (the source document's). */
  public static final int MAX_RATE_LIMIT_THRESHOLD = 5_000;

  private final TimeSource time;
  private final EgressGuard egress;
  private final int maxConcurrentSessions;
  private final int maxRateLimitThreshold;
  private final @Nullable Set<TrustAnchor> trustAnchors;

  private Preflight(Builder builder) {
    this.time = builder.time;
    this.egress = builder.egress;
    this.maxConcurrentSessions = builder.maxConcurrentSessions;
    this.maxRateLimitThreshold = builder.maxRateLimitThreshold;
    this.trustAnchors = builder.trustAnchors;
  }

  /** Returns a builder with the source document's limits and {@link EgressGuard#publicInternet}. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns everything that is wrong with the brand: the signature first, then in the order of the
   * payload's fields; empty if it may be sent.
   *
   * <p>Asks the resolver for the endpoint's host, unless the signature is wrong: nobody should make
   * this process look up names by way of a forged payload.
   *
   * @param signature what the payload's sender gave, or null if payloads are not signed
   */
  public List<Violation> check(BrandSpec spec, @Nullable PayloadSignature signature) {
    List<Violation> found = new ArrayList<>();
    if (signature != null) {
      signature.judge(spec).ifPresent(found::add);
    }
    boolean genuine = found.isEmpty();
    PayloadRules rules = new PayloadRules(found);
    rules.name(spec);
    String host = endpoint(spec, genuine, found);
    rules.allowedOrigins(spec.allowedOrigins());
    rules.channelTypes(spec.channelTypes());
    BrandSettings settings = spec.settings().orElse(null);
    if (settings == null) {
      rules.required("settings", "an object with limits, certificate chain and health check");
    } else {
      rules.maxConcurrentSessions(settings, maxConcurrentSessions);
      rules.rateLimitThreshold(settings, maxRateLimitThreshold);
      certificates(settings.tlsCertificateChain(), host, found);
      rules.healthCheckInterval(settings);
    }
    return List.copyOf(found);
  }

  /**
   * Returns everything that is wrong with the webhook; empty if it may be registered.
   *
   * <p>Asks the resolver for the host of its address: the platform will send there, so it must not
   * be made to call addresses that the guard refuses.
   */
  public List<Violation> check(WebhookSpec webhook) {
    List<Violation> found = new ArrayList<>();
    WebhookRules rules = new WebhookRules(found);
    rules.name(webhook.name());
    EndpointRule rule = EndpointRule.callback(found);
    URI uri = rule.form(webhook.uri().toString());
    if (uri != null) {
      rule.target(uri, egress);
    }
    rules.delivery(webhook);
    return List.copyOf(found);
  }

  /**
   * Does nothing if the brand may be sent.
   *
   * @param signature what the payload's sender gave, or null if payloads are not signed
   * @throws PreflightException if {@link #check} finds anything
   */
  public void require(BrandSpec spec, @Nullable PayloadSignature signature) {
    List<Violation> found = check(spec, signature);
    if (!found.isEmpty()) {
      throw new PreflightException(found);
    }
  }

  private @Nullable String endpoint(BrandSpec spec, boolean genuine, List<Violation> found) {
    EndpointRule rule = EndpointRule.endpoint(found);
    URI uri = rule.form(spec.endpointUrl().orElse(""));
    if (uri != null && genuine) {
      rule.target(uri, egress);
    }
    return EndpointRule.plainHost(uri);
  }

  private void certificates(List<String> pem, @Nullable String host, List<Violation> found) {
    int before = found.size();
    List<PemReader.Entry> entries = PemReader.read(pem, found);
    CertificateChain chain = new CertificateChain(entries, found);
    Instant now = time.instant();
    chain.dates(now);
    chain.strength();
    if (host != null) {
      chain.host(host);
    }
    chain.order();
    chain.authority();
    if (trustAnchors != null && !pem.isEmpty() && found.size() == before) {
      chain.trust(trustAnchors, now); // says nothing useful about a chain with other faults
    }
  }

  /** Sets up a preflight. Not safe for use by many threads. */
  public static final class Builder {
    private TimeSource time = TimeSource.system();
    private EgressGuard egress = EgressGuard.publicInternet();
    private int maxConcurrentSessions = MAX_CONCURRENT_SESSIONS;
    private int maxRateLimitThreshold = MAX_RATE_LIMIT_THRESHOLD;
    private @Nullable Set<TrustAnchor> trustAnchors;

    private Builder() {}

    /** Sets the clock for certificate dates; default {@link TimeSource#system()}. */
    public Builder time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /** Sets resolver and permitted targets; default {@link EgressGuard#publicInternet()}. */
    public Builder egress(EgressGuard egress) {
      this.egress = requireNonNull(egress, "egress");
      return this;
    }

    /**
     * Lowers the limit for {@code settings.maxConcurrentSessions}.
     *
     * @throws IllegalArgumentException if it is below 1 or above the gateway's own limit
     */
    public Builder maxConcurrentSessions(int limit) {
      this.maxConcurrentSessions =
          requireLimit("maxConcurrentSessions", limit, MAX_CONCURRENT_SESSIONS);
      return this;
    }

    /**
     * Lowers the limit for {@code settings.rateLimitThreshold}.
     *
     * @throws IllegalArgumentException if it is below 1 or above the gateway's own limit
     */
    public Builder maxRateLimitThreshold(int limit) {
      this.maxRateLimitThreshold =
          requireLimit("maxRateLimitThreshold", limit, MAX_RATE_LIMIT_THRESHOLD);
      return this;
    }

    /**
     * Demands that certificate chains lead to one of these anchors (PKIX of RFC 5280, without
     * revocation); default any chain that is sound in itself.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Builder trustAnchors(Set<TrustAnchor> anchors) {
      if (anchors.isEmpty()) {
        throw new IllegalArgumentException("trustAnchors is empty (expected: at least one)");
      }
      this.trustAnchors = Set.copyOf(anchors);
      return this;
    }

    /**
     * Demands that certificate chains lead to an authority that this JDK trusts by default.
     *
     * @throws IllegalStateException if the JDK's trust store cannot be read or is empty
     */
    public Builder systemTrustAnchors() {
      Set<TrustAnchor> anchors = new HashSet<>();
      try {
        TrustManagerFactory factory =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager manager : factory.getTrustManagers()) {
          if (manager instanceof X509TrustManager x509) {
            for (X509Certificate authority : x509.getAcceptedIssuers()) {
              anchors.add(new TrustAnchor(authority, null));
            }
          }
        }
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the JDK's default trust store cannot be read", e);
      }
      if (anchors.isEmpty()) {
        throw new IllegalStateException("the JDK's default trust store is empty");
      }
      return trustAnchors(anchors);
    }

    /** Returns the preflight. */
    public Preflight build() {
      return new Preflight(this);
    }

    private static int requireLimit(String name, int limit, int ceiling) {
      if (limit < 1 || limit > ceiling) {
        throw new IllegalArgumentException(
            name + ": " + limit + " (expected: 1 to " + ceiling + ", the gateway's own limit)");
      }
      return limit;
    }
  }
}
