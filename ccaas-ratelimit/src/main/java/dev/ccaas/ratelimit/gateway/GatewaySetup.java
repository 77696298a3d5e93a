// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import static java.util.Objects.requireNonNull;

import dev.ccaas.ratelimit.PlatformBudget;
import dev.ccaas.ratelimit.QuotaPlan;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaRule;
import dev.ccaas.ratelimit.QuotaSubject;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a gateway needs to know beside the policy. Immutable.
 *
 * <p>nginx, HAProxy and Azure read consumer and group from the request headers {@code X-Consumer}
 * and {@code X-Consumer-Group}. Whatever authenticates in front of the rules must set them, and
 * drop those that a caller sends.
 */
public final class GatewaySetup {
  private final QuotaPolicy policy;
  private final URI upstream;
  private final String platform;
  private final String environment;
  private final int port;
  private final Map<String, String> consumers;

  private GatewaySetup(Builder setup) {
    this.policy = setup.policy;
    this.upstream = setup.upstream;
    this.platform = setup.platform;
    this.environment = setup.environment;
    this.port = setup.port;
    this.consumers = Collections.unmodifiableMap(new TreeMap<>(setup.consumers));
  }

  /**
   * Returns a builder of a setup without platform, environment and consumers, on port 8080.
   *
   * @param upstream what the gateway stands before, {@code http} or {@code https} with a host, no
   *     path and no query
   */
  public static Builder builder(QuotaPolicy policy, URI upstream) {
    return new Builder(requireNonNull(policy, "policy"), upstream);
  }

  QuotaPolicy policy() {
    return policy;
  }

  URI upstream() {
    return upstream;
  }

  int port() {
    return port;
  }

  boolean hasEnvironment() {
    return !environment.isEmpty();
  }

  /** Returns the plans of groups by group. */
  Map<String, QuotaPlan> groups() {
    return policy.groups(environment);
  }

  /** Returns the groups by consumer. */
  Map<String, String> consumers() {
    return consumers;
  }

  /** Returns the budgets that refuse anybody. */
  List<PlatformBudget> budgets() {
    return budgets(false);
  }

  /** Returns the budgets that are in shadow, or those that are not. */
  List<PlatformBudget> budgets(boolean shadow) {
    QuotaSubject any = QuotaSubject.builder("any").platform(platform).build();
    return policy.budgetsOf(any).stream().filter(budget -> budget.isShadow() == shadow).toList();
  }

  /** Returns a budget's rules less what is reserved for production, one permit at least. */
  static List<QuotaRule> open(PlatformBudget budget) {
    int percent = 100 - budget.reserved();
    return percent == 100
        ? budget.rules()
        : budget.rules().stream().map(rule -> part(rule, percent)).toList();
  }

  private static QuotaRule part(QuotaRule rule, int percent) {
    long permits = Math.max(1, rule.permits() * percent / 100);
    if (rule.isWindow()) {
      return QuotaRule.window(permits, rule.period());
    }
    long interval = rule.period().plusNanos(permits - 1).dividedBy(permits).toNanos();
    long longest = Duration.ofDays(31).toNanos() / interval; // the most that a rate may have
    long burst = Math.min(longest, Math.max(1, rule.burst() * percent / 100));
    return QuotaRule.rate(permits, rule.period(), burst);
  }

  QuotaPlan planOf(String consumer) {
    String group = consumers.getOrDefault(consumer, "");
    return groups().getOrDefault(group, policy.defaultPlan());
  }

  /** Returns host and port of the upstream. */
  String authority() {
    int given = upstream.getPort();
    int known = upstream.getScheme().equals("https") ? 443 : 80;
    return upstream.getHost() + ":" + (given < 0 ? known : given);
  }

  /** Makes a setup. Not safe for use by many threads. */
  public static final class Builder {
    private final QuotaPolicy policy;
    private final URI upstream;
    private final Map<String, String> consumers = new TreeMap<>();
    private String platform = "";
    private String environment = "";
    private int port = 8080;

    private Builder(QuotaPolicy policy, URI upstream) {
      boolean usable =
          ("http".equals(upstream.getScheme()) || "https".equals(upstream.getScheme()))
              && upstream.getHost() != null
              && upstream.getRawPath().matches("/?")
              && upstream.getRawUserInfo() == null
              && upstream.getRawQuery() == null
              && upstream.getRawFragment() == null;
      if (!usable || !upstream.getHost().matches("[A-Za-z0-9.:\\[\\]-]+")) {
        String text = upstream.toString(); // a password stands before an @, a key behind a ?
        throw new IllegalArgumentException(
            "upstream: "
                + (text.matches("[^@?#]*") ? text : "***")
                + " (expected: http or https with a host, no user, path, query or fragment)");
      }
      if (upstream.getPort() != -1) {
        requirePort("upstream: port", upstream.getPort());
      }
      this.policy = policy;
      this.upstream = upstream;
    }

    /** Sets the platform behind the gateway, whose budgets apply; default none. */
    public Builder platform(String platform) {
      this.platform = requireNonNull(platform, "platform");
      return this;
    }

    /** Sets the environment behind the gateway, whose plans apply; default the general ones. */
    public Builder environment(String environment) {
      this.environment = requireNonNull(environment, "environment");
      return this;
    }

    /** Sets where nginx and HAProxy listen, 1 to 65,535; default 8080. */
    public Builder port(int port) {
      this.port = requirePort("port:", port);
      return this;
    }

    private static int requirePort(String what, int port) {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException(what + " " + port + " (expected: 1 to 65535)");
      }
      return port;
    }

    /**
     * Adds a consumer, which Kong and AWS want to know by name.
     *
     * @param name 1 to 80 letters, digits or {@code . _ @ -}
     * @param group its group; empty for the default plan
     */
    public Builder consumer(String name, String group) {
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9._@-]{0,79}")) {
        throw new IllegalArgumentException(
            "consumer: "
                + Quoted.of(name)
                + " (expected: 1 to 80 letters, digits or . _ @ -, a letter or digit first)");
      }
      consumers.put(name, requireNonNull(group, "group"));
      return this;
    }

    /** Returns the setup. */
    public GatewaySetup build() {
      return new GatewaySetup(this);
    }
  }
}
