// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a tenant of CXone lives, as an open value: an area and the public domain of its digital
 * hosts.
 *
 * <p>Source of the 14 published ones: the domain map of the vendor's web chat SDK 3.3.0. {@link
 * #of(String, String)} takes any other; a profile takes any host. Immutable.
 */
public final class CxoneArea {
  private static final Pattern NAME = Pattern.compile("[a-z]{2}[0-9]{1,2}");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");

  private static final String COMMERCIAL = "niceincontact.com";
  private static final String NEWER = "nicecxone.com";
  private static final String GOVERNMENT = "nicecxone-gov.com";

  private static final List<CxoneArea> PUBLISHED =
      List.of(
          new CxoneArea("na1", COMMERCIAL),
          new CxoneArea("au1", COMMERCIAL),
          new CxoneArea("ca1", COMMERCIAL),
          new CxoneArea("eu1", COMMERCIAL),
          new CxoneArea("jp1", COMMERCIAL),
          new CxoneArea("uk1", COMMERCIAL),
          new CxoneArea("na2", GOVERNMENT),
          new CxoneArea("ae1", NEWER),
          new CxoneArea("jo1", NEWER),
          new CxoneArea("kr1", NEWER),
          new CxoneArea("za1", NEWER),
          new CxoneArea("au2", "nicecxone-sov1.au"),
          new CxoneArea("eu2", "nicecxone-sov1.eu"),
          new CxoneArea("uk2", "nicecxone-sov1.uk"));

  private final String name;
  private final String domain;

  private CxoneArea(String name, String domain) {
    this.name = name;
    this.domain = domain;
  }

  /** Returns the 14 areas that the vendor published when this version was made. */
  public static List<CxoneArea> published() {
    return PUBLISHED;
  }

  /**
   * Returns the published area of that name.
   *
   * @param name such as {@code na1}, in any case
   * @throws IllegalArgumentException if none of the published ones is called so
   */
  public static CxoneArea of(String name) {
    String wanted = requireNonNull(name, "name").toLowerCase(Locale.ROOT);
    return PUBLISHED.stream()
        .filter(area -> area.name.equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "area: "
                        + name
                        + " (expected: one of "
                        + PUBLISHED
                        + "; for another one name its domain, too)"));
  }

  /**
   * Returns the area of that name and domain, published or not.
   *
   * @param name two letters and a number, such as {@code na1}
   * @param domain the public domain of its digital hosts, such as {@code niceincontact.com}
   * @throws IllegalArgumentException if one has another form
   */
  public static CxoneArea of(String name, String domain) {
    String area = requireNonNull(name, "name").toLowerCase(Locale.ROOT);
    String suffix = requireNonNull(domain, "domain").toLowerCase(Locale.ROOT);
    if (!NAME.matcher(area).matches()) {
      throw new IllegalArgumentException("area: " + name + " (expected: such as na1)");
    }
    if (!DOMAIN.matcher(suffix).matches()) {
      throw new IllegalArgumentException(
          "domain: " + domain + " (expected: a bare domain name, such as niceincontact.com)");
    }
    return new CxoneArea(area, suffix);
  }

  /**
   * Returns this area with the domain that its digital hosts have, whatever discovery says: the
   * vendor's own SDK holds that of {@code na2} to be the government's.
   */
  CxoneArea digital() {
    return name.equals("na2") ? new CxoneArea(name, GOVERNMENT) : this;
  }

  /** Returns the name in lower case. */
  public String name() {
    return name;
  }

  /** Returns the domain in lower case. */
  public String domain() {
    return domain;
  }

  /** Returns where the digital API lives: {@code https://api-de-}, area and domain. */
  public URI digitalUri() {
    return URI.create("https://api-de-" + name + "." + domain);
  }

  /** Returns where customers' chats connect, which tells availability. */
  public URI chatUri() {
    return URI.create("https://channels-de-" + name + "." + domain);
  }

  /** Returns where the telephony platform's API lives: {@code https://api-}, area and domain. */
  public URI acdUri() {
    return URI.create("https://api-" + name + "." + domain);
  }

  /** Returns the door of access keys: {@code https://}, area and {@code .nice-incontact.com}. */
  public URI loginUri() {
    return URI.create("https://" + name + ".nice-incontact.com");
  }

  /** Returns the global host of that cloud, the commercial one or the government's. */
  URI globalUri() {
    return URI.create(
        domain.equals(GOVERNMENT)
            ? "https://cxone-gov.niceincontact.com"
            : "https://cxone.niceincontact.com");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CxoneArea that && name.equals(that.name) && domain.equals(that.domain);
  }

  @Override
  public int hashCode() {
    return name.hashCode() + 31 * domain.hashCode();
  }

  @Override
  public String toString() {
    return name + " (" + domain + ")";
  }
}
