// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.cxone.CxoneHosts.Part;
import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/**
 * Asks the global host, without a token, where a tenant is and where tokens come from. The answers
 * are held against the trusted hosts before anything goes to where they lead.
 */
final class CxoneDiscovery {
  private static final String OPEN_ID = "/.well-known/openid-configuration";
  private static final String TENANT = "/.well-known/cxone-configuration";
  private static final String ADVICE =
      "Check the tenant, or name the hosts: CxoneProfile.withApiUri.";

  private final JsonClient global;
  private final TrustedHosts trusted;

  CxoneDiscovery(JsonClient global, TrustedHosts trusted) {
    this.global = global;
    this.trusted = trusted;
  }

  /** Returns the token endpoint, which is sent a key. */
  URI tokenEndpoint() {
    String address =
        global.send(
            global.request("GET", OPEN_ID).build(),
            (body, answer) -> required(body, "token_endpoint"),
            ADVICE);
    return trusted.require("the token endpoint", address);
  }

  /** Returns the hosts of that tenant, which are sent its tokens. */
  Map<Part, URI> hosts(String tenant) {
    return global.send(
        global.request("GET", TENANT).addQuery("tenantId", tenant).build(),
        (body, answer) -> hosts(body),
        ADVICE);
  }

  private Map<Part, URI> hosts(JsonNode body) throws IOException {
    String acd = required(body, "api_endpoint");
    CxoneArea area;
    try {
      area = CxoneArea.of(required(body, "area"), required(body, "domain")).digital();
    } catch (IllegalArgumentException e) {
      throw new IOException("it names no area and domain: " + e.getMessage(), e);
    }
    Map<Part, URI> hosts = new EnumMap<>(Part.class);
    hosts.put(Part.ACD, trusted.require("the API's host", acd));
    hosts.put(Part.API, trusted.require("the digital host", area.digitalUri().toString()));
    hosts.put(Part.CHAT, trusted.require("the chat host", area.chatUri().toString()));
    return hosts;
  }

  private static String required(JsonNode body, String name) throws IOException {
    return JsonFields.text(body, name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new IOException(name + " is missing"));
  }
}
