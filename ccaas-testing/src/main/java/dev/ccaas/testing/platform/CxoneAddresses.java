// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * CXone's hosts: each has a name of its own in memory, and a path of its own on a socket. Three
 * domains, as the vendor has them, so that a client that takes one for another goes astray.
 */
final class CxoneAddresses {
  private static final String GATEWAY_PATH = "/api/v2";

  private final Map<CxoneHost, String> names = new EnumMap<>(CxoneHost.class);
  private final String topLevelDomain;

  CxoneAddresses(String area, String topLevelDomain) {
    this.topLevelDomain = topLevelDomain;
    // The vendor's own SDK sends the digital part of FedRAMP's area there, whatever discovery says.
    String digital = area.equals("na2") ? "nicecxone-gov." + topLevelDomain : domain();
    names.put(CxoneHost.GATEWAY, "platform." + userHubDomain());
    names.put(CxoneHost.USER_HUB, area + "." + userHubDomain());
    names.put(CxoneHost.GLOBAL, "cxone." + domain());
    names.put(CxoneHost.CENTRAL, "api." + acdDomain());
    names.put(CxoneHost.ACD, "api-" + area + "." + domain());
    names.put(CxoneHost.DIGITAL, "api-de-" + area + "." + digital);
    names.put(CxoneHost.CHANNELS, "channels-de-" + area + "." + digital);
  }

  String domain() {
    return "niceincontact." + topLevelDomain;
  }

  String userHubDomain() {
    return "nice-incontact." + topLevelDomain;
  }

  String acdDomain() {
    return "incontact." + topLevelDomain;
  }

  /** The names in memory, each with its path on a socket. */
  Map<String, String> paths() {
    Map<String, String> paths = new TreeMap<>();
    names.forEach((host, name) -> paths.put(name, path(host)));
    return paths;
  }

  /** Where that host is in memory. */
  URI uri(CxoneHost host) {
    String base = host == CxoneHost.GATEWAY ? GATEWAY_PATH : "";
    return URI.create("https://" + names.get(host) + base);
  }

  /** Where that host is on a server. */
  static URI uri(CxoneHost host, URI server) {
    return server.resolve(host == CxoneHost.GATEWAY ? GATEWAY_PATH : path(host));
  }

  /** Where that host is for whoever sent the request: on its server, or in memory. */
  URI uri(CxoneHost host, IncomingRequest request) {
    return request
        .headers()
        .first("Host")
        .filter(server -> server.matches("[A-Za-z0-9.-]+(:[0-9]{1,5})?"))
        .map(server -> uri(host, URI.create("http://" + server)))
        .orElseGet(() -> uri(host));
  }

  /** The gateway is at the root; the others are below their names. */
  private static String path(CxoneHost host) {
    return host == CxoneHost.GATEWAY
        ? ""
        : "/" + host.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
