// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an organization of Genesys Cloud lives, as an open value: a domain, below which the API and
 * the login host have one name each.
 *
 * <p>The vendor adds about one region a year; {@link #ofDomain} takes any domain. Source of the 18
 * published ones: the region tables of the vendor's own SDKs and Terraform provider. Immutable.
 */
public final class GenesysRegion {
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");

  private static final List<GenesysRegion> PUBLISHED =
      List.of(
          new GenesysRegion("mypurecloud.com", "us-east-1"),
          new GenesysRegion("use2.us-gov-pure.cloud", "us-east-2"),
          new GenesysRegion("usw2.pure.cloud", "us-west-2"),
          new GenesysRegion("cac1.pure.cloud", "ca-central-1"),
          new GenesysRegion("mxc1.pure.cloud", "mx-central-1"),
          new GenesysRegion("sae1.pure.cloud", "sa-east-1"),
          new GenesysRegion("mypurecloud.ie", "eu-west-1"),
          new GenesysRegion("euw2.pure.cloud", "eu-west-2"),
          new GenesysRegion("mypurecloud.de", "eu-central-1"),
          new GenesysRegion("euc2.pure.cloud", "eu-central-2"),
          new GenesysRegion("edee1.eusc-pure.cloud", "eusc-de-east-1"),
          new GenesysRegion("mec1.pure.cloud", "me-central-1"),
          new GenesysRegion("aps1.pure.cloud", "ap-south-1"),
          new GenesysRegion("apse1.pure.cloud", "ap-southeast-1"),
          new GenesysRegion("mypurecloud.com.au", "ap-southeast-2"),
          new GenesysRegion("mypurecloud.jp", "ap-northeast-1"),
          new GenesysRegion("apne2.pure.cloud", "ap-northeast-2"),
          new GenesysRegion("apne3.pure.cloud", "ap-northeast-3"));

  private final String domain;
  private final @Nullable String awsRegion;

  private GenesysRegion(String domain, @Nullable String awsRegion) {
    this.domain = domain;
    this.awsRegion = awsRegion;
  }

  /** Returns the 18 regions that the vendor published when this version was made. */
  public static List<GenesysRegion> published() {
    return PUBLISHED;
  }

  /**
   * Returns the published region in that AWS region.
   *
   * @param awsRegion such as {@code eu-west-1}
   * @throws IllegalArgumentException if none of the published ones is there
   */
  public static GenesysRegion ofAwsRegion(String awsRegion) {
    requireNonNull(awsRegion, "awsRegion");
    return PUBLISHED.stream()
        .filter(region -> awsRegion.equals(region.awsRegion))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "awsRegion: "
                        + awsRegion
                        + " (expected: one of "
                        + PUBLISHED.stream().map(region -> region.awsRegion).toList()
                        + "; for a newer region use ofDomain)"));
  }

  /**
   * Returns the region of that domain, published or not.
   *
   * @param domain such as {@code mypurecloud.ie}: no scheme, port, path or {@code api.} in front
   * @throws IllegalArgumentException if it is no domain name of at least two labels
   */
  public static GenesysRegion ofDomain(String domain) {
    String name = requireNonNull(domain, "domain").toLowerCase(Locale.ROOT);
    if (!DOMAIN.matcher(name).matches() || name.startsWith("api.") || name.startsWith("login.")) {
      throw new IllegalArgumentException(
          "domain: " + domain + " (expected: a bare domain name, such as mypurecloud.ie)");
    }
    return PUBLISHED.stream()
        .filter(region -> region.domain.equals(name))
        .findFirst()
        .orElseGet(() -> new GenesysRegion(name, null));
  }

  /** Returns the domain, in lower case. */
  public String domain() {
    return domain;
  }

  /** Returns the AWS region it is in, if it is a published one. */
  public Optional<String> awsRegion() {
    return Optional.ofNullable(awsRegion);
  }

  /** Returns where the API lives: {@code https://api.} and the domain. */
  public URI apiUri() {
    return URI.create("https://api." + domain);
  }

  /** Returns where tokens come from: {@code https://login.} and the domain. */
  public URI loginUri() {
    return URI.create("https://login." + domain);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GenesysRegion that && domain.equals(that.domain);
  }

  @Override
  public int hashCode() {
    return domain.hashCode();
  }

  @Override
  public String toString() {
    return domain;
  }
}
