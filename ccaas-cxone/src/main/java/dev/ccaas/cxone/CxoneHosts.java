// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.core.http.ApiRequest;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the parts of CXone are: named by the caller, of an area, or left to discovery. */
final class CxoneHosts {
  private static final URI CENTRAL = URI.create("https://api.incontact.com");

  /** A part of the platform that has a host of its own. */
  enum Part {
    /** The gateway's base, or digital channels. */
    API,
    /** Availability of digital channels. */
    CHAT,
    /** Points of contact. */
    ACD,
    /** The token door. */
    LOGIN,
    /** OpenID Connect and discovery. */
    GLOBAL
  }

  private final Map<Part, URI> named;
  private final @Nullable CxoneArea area;
  private final TrustedHosts trusted;
  private final @Nullable String tenant;

  private CxoneHosts(
      Map<Part, URI> named,
      @Nullable CxoneArea area,
      TrustedHosts trusted,
      @Nullable String tenant) {
    this.named = named;
    this.area = area;
    this.trusted = trusted;
    this.tenant = tenant;
  }

  static CxoneHosts of(@Nullable CxoneArea area) {
    return new CxoneHosts(Map.of(), area, TrustedHosts.VENDOR, null);
  }

  /**
   * Returns these hosts with that one named.
   *
   * @throws IllegalArgumentException if it is not http or https with a host and optional port and
   *     path
   */
  CxoneHosts with(Part part, URI uri) {
    // The request builder knows what a base may be; asking it now fails before anything is built.
    ApiRequest.builder("GET", uri, "/");
    Map<Part, URI> all = new EnumMap<>(Part.class);
    all.putAll(named);
    all.put(part, uri);
    return new CxoneHosts(all, area, trusted, tenant);
  }

  CxoneHosts with(TrustedHosts trusted) {
    return new CxoneHosts(named, area, trusted, tenant);
  }

  CxoneHosts withTenant(String tenant) {
    if (!CxoneClaims.isTenant(tenant)) {
      throw new IllegalArgumentException(
          "tenant: " + tenant + " (expected: 1 to 64 characters of A-Z a-z 0-9 . _ -)");
    }
    return new CxoneHosts(named, area, trusted, tenant);
  }

  TrustedHosts trusted() {
    return trusted;
  }

  Optional<String> tenant() {
    return Optional.ofNullable(tenant);
  }

  Optional<CxoneArea> area() {
    return Optional.ofNullable(area);
  }

  /** Returns where that part is, if it need not be discovered. */
  Optional<URI> known(Part part) {
    URI uri = named.get(part);
    if (uri == null && area != null) {
      uri = ofArea(part, area);
    }
    return Optional.ofNullable(uri);
  }

  static @Nullable URI ofArea(Part part, CxoneArea area) {
    return switch (part) {
      case API -> area.digital().digitalUri();
      case CHAT -> area.digital().chatUri();
      case ACD -> area.acdUri();
      case LOGIN, GLOBAL -> null; // each door has its own; see below
    };
  }

  /** Returns the host of OpenID Connect and discovery. */
  URI global() {
    URI commercial = CxoneArea.of("na1").globalUri();
    URI usual = area == null ? commercial : area.globalUri();
    return named.getOrDefault(Part.GLOBAL, usual);
  }

  /** Returns the host of the access keys' door, any of which knows every tenant. */
  URI userHub() {
    URI any = CxoneArea.of("na1").loginUri();
    return named.getOrDefault(Part.LOGIN, area == null ? any : area.loginUri());
  }

  /** Returns the host of the legacy door. */
  URI central() {
    return named.getOrDefault(Part.LOGIN, CENTRAL);
  }
}
