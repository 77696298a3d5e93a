// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.TargetRefusedException;
import dev.ccaas.core.error.TargetRefusedException.Reason;
import dev.ccaas.core.internal.HostForm;
import dev.ccaas.core.internal.Redaction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a network target that a user chose may be reached: its URL is in plain form, its
 * port is permitted, and every address of its host is public or allowed.
 *
 * <p>A check only: it resolves once and returns the addresses, but whoever connects by name
 * afterwards may be led elsewhere by then (DNS rebinding). Connecting to the checked address comes
 * with the portal. Safe for use by many threads.
 */
public final class EgressGuard {

  /** Finds the addresses of a host. Safe for use by many threads. */
  @FunctionalInterface
  public interface Resolver {
    /**
     * Returns all IPv4 and IPv6 addresses (A and AAAA) of a lower-case host name; none if there are
     * none.
     *
     * @throws IOException if the host is not known or nobody answers
     */
    List<InetAddress> resolve(String host) throws IOException;

    /**
     * Returns the JDK's resolver, which asks the operating system and keeps answers for a while.
     *
     * <p>It gives no IPv6 address if {@code java.net.preferIPv4Stack} is true.
     */
    static Resolver system() {
      return host -> List.of(InetAddress.getAllByName(host));
    }
  }

  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  private final Resolver resolver;
  private final List<AddressRange> allowed;
  private final Set<Integer> ports;
  private final boolean plaintext;

  private EgressGuard(Builder builder) {
    this.resolver = builder.resolver;
    this.allowed = List.copyOf(builder.allowed);
    this.ports = Set.copyOf(builder.ports);
    this.plaintext = builder.plaintext;
  }

  /** Returns a guard that permits https and wss to public addresses on port 443. */
  public static EgressGuard publicInternet() {
    return builder().build();
  }

  /** Returns a builder of a guard like {@link #publicInternet()}. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the addresses of the target's host, all of which may be reached.
   *
   * <p>A host that is an address is not resolved.
   *
   * @throws TargetRefusedException if the target may not be reached; the message names the host,
   *     the address and its range, and never user information, path or query
   */
  public List<InetAddress> check(URI target) {
    String host = plainHost(requireNonNull(target, "target"));
    requirePermitted(target, host);
    InetAddress literal = HostForm.address(host);
    List<InetAddress> addresses = literal != null ? List.of(literal) : resolve(host);
    for (InetAddress address : addresses) {
      requireReachable(host, address);
    }
    return addresses;
  }

  private static String plainHost(URI target) {
    String authority = target.getRawAuthority();
    if (authority != null && authority.indexOf('@') >= 0) {
      throw refused("target *** carries user information (expected: none). Remove it");
    }
    String host = target.getHost();
    if (host == null) {
      throw refused(
          "target "
              + (authority == null ? "without host" : shown(authority))
              + " is not in plain form (expected: https://host or https://host:port)."
              + " Write international names in their xn-- form");
    }
    String fault = HostForm.fault(host);
    if (fault != null) {
      throw refused(
          "target " + shown(host) + " is not in plain form (expected: " + fault + "). Rewrite it");
    }
    return host.toLowerCase(Locale.ROOT);
  }

  private void requirePermitted(URI target, String host) {
    String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
    boolean secure = scheme.equals("https") || scheme.equals("wss");
    boolean plain = scheme.equals("http") || scheme.equals("ws");
    if (!secure && !(plain && plaintext)) {
      throw refused(
          "target "
              + host
              + ": scheme "
              + shown(scheme)
              + " (expected: https or wss"
              + (plain ? "). Allow it with allowPlaintext() if nothing secret is sent" : ")"));
    }
    int port = target.getPort() >= 0 ? target.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
    if (!ports.contains(port)) {
      throw refused(
          "target "
              + host
              + ": port "
              + port
              + " (expected: one of "
              + ports.stream().sorted().toList()
              + "). Allow it with EgressGuard.builder().allowPort("
              + port
              + ") if it is meant");
    }
  }

  private List<InetAddress> resolve(String host) {
    List<InetAddress> addresses;
    try {
      addresses = List.copyOf(resolver.resolve(host));
    } catch (IOException e) {
      throw unresolved(host, shown(String.valueOf(e.getMessage())), e);
    }
    if (addresses.isEmpty()) {
      throw unresolved(host, "the answer holds no address", null);
    }
    return addresses;
  }

  private void requireReachable(String host, InetAddress address) {
    if (allowed.stream().anyMatch(range -> range.contains(address))) {
      return;
    }
    for (AddressRange range : AddressRange.NOT_PUBLIC) {
      if (range.contains(address)) {
        throw new TargetRefusedException(
            Reason.ADDRESS,
            "target "
                + host
                + ": address "
                + HostForm.text(address.getAddress())
                + " is in "
                + range
                + " (expected: only public addresses). Allow it with EgressGuard.builder().allow(\""
                + range.cidr()
                + "\") if it is meant",
            null);
      }
    }
  }

  private static TargetRefusedException refused(String message) {
    return new TargetRefusedException(Reason.FORM, message, null);
  }

  private static TargetRefusedException unresolved(
      String host, String reason, @Nullable IOException cause) {
    return new TargetRefusedException(
        Reason.UNRESOLVED,
        "DNS resolution failed for "
            + host
            + ": "
            + reason
            + " (expected: at least one A or AAAA record). Check the name and this host's DNS",
        cause);
  }

  private static String shown(String text) {
    return Redaction.redact(text.length() <= 120 ? text : text.substring(0, 120) + "…");
  }

  /** Sets up a guard. Not safe for use by many threads. */
  public static final class Builder {
    private final List<AddressRange> allowed = new ArrayList<>();
    private final Set<Integer> ports = new HashSet<>(Set.of(HTTPS_PORT));
    private Resolver resolver = Resolver.system();
    private boolean plaintext;

    private Builder() {}

    /** Sets who finds addresses; default {@link Resolver#system()}. */
    public Builder resolver(Resolver resolver) {
      this.resolver = requireNonNull(resolver, "resolver");
      return this;
    }

    /**
     * Allows the addresses of a range, even if they are not public.
     *
     * @param cidr such as {@code 10.1.0.0/16} or {@code fd12:3456::/32}
     * @throws IllegalArgumentException if it is not the first address of a range with its prefix
     *     length
     */
    public Builder allow(String cidr) {
      AddressRange range = AddressRange.parse(requireNonNull(cidr, "cidr"), "allowed");
      if (range == null) {
        throw new IllegalArgumentException(
            "cidr: "
                + shown(cidr)
                + " (expected: a range's first address and prefix length, such"
                + " as 10.1.0.0/16)");
      }
      allowed.add(range);
      return this;
    }

    /**
     * Allows a port besides 443.
     *
     * @throws IllegalArgumentException if it is not from 1 to 65535
     */
    public Builder allowPort(int port) {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("port: " + port + " (expected: 1 to 65535)");
      }
      ports.add(port);
      return this;
    }

    /** Allows http and ws, and port 80. */
    public Builder allowPlaintext() {
      this.plaintext = true;
      return allowPort(HTTP_PORT);
    }

    /** Returns the guard. */
    public EgressGuard build() {
      return new EgressGuard(this);
    }
  }
}
