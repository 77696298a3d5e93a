// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Evidence;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.provisioning.Capability;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which contract a Genesys client speaks, and where: hosts, token door, operations, scopes, and on
 * what each claim rests.
 *
 * <p>A profile is chosen explicitly; there is no default, because the vendor does not publish the
 * contract that the source documents describe. Immutable.
 */
public final class GenesysProfile {
  static final Scopes BRAND_WRITE = Scopes.of("webchat:brand:write");
  static final Scopes BRAND_READ = Scopes.of("webchat:brand:read");
  static final Scopes WEBHOOK_WRITE = Scopes.of("webhooks:webhook:write");

  private static final Scopes ALL_SCOPES =
      Scopes.of("webchat:brand:write", "webchat:brand:read", "webhooks:webhook:write");

  private static final Set<Capability> BRAND_OPERATIONS =
      Set.of(Capability.CREATE, Capability.GET, Capability.HEALTH);
  private static final Set<Capability> WEBHOOK_OPERATIONS = Set.of(Capability.CREATE);

  private final URI apiUri;
  private final URI loginUri;
  private final Set<Capability> extensions;

  private GenesysProfile(URI apiUri, URI loginUri, Set<Capability> extensions) {
    this.apiUri = apiUri;
    this.loginUri = loginUri;
    this.extensions = extensions;
  }

  /**
   * Returns the contract of the source documents, as an in-house API gateway in front of Genesys
   * Cloud serves it: brands below {@code /api/v2/webchat/brands}, webhooks below {@code
   * /api/v2/webhooks/webhooks}, tokens from {@code /oauth/token} on the same host.
   *
   * @param baseUri where the gateway is: http or https, host, optional port and path
   * @throws IllegalArgumentException if it has another form
   */
  public static GenesysProfile gateway(URI baseUri) {
    URI base = requireBase(baseUri);
    return new GenesysProfile(base, base, Set.of());
  }

  /**
   * Returns this profile with another host for tokens, such as {@link GenesysRegion#loginUri()}.
   *
   * @throws IllegalArgumentException if it is not http or https with a host and optional port and
   *     path
   */
  public GenesysProfile withLoginUri(URI loginUri) {
    return new GenesysProfile(apiUri, requireBase(loginUri), extensions);
  }

  /**
   * Returns this profile with those operations turned on for brands and webhooks. Neither a source
   * document nor the vendor knows them: turn on what your gateway offers.
   *
   * @param operations some of {@link Capability#GET} (webhooks; brands have it), {@link
   *     Capability#LIST}, {@link Capability#UPDATE} and {@link Capability#DELETE}
   * @throws IllegalArgumentException if there is another one among them
   */
  public GenesysProfile withExtensions(Capability... operations) {
    Set<Capability> wanted = EnumSet.noneOf(Capability.class);
    wanted.addAll(extensions);
    wanted.addAll(List.of(operations));
    if (wanted.contains(Capability.CREATE) || wanted.contains(Capability.HEALTH)) {
      throw new IllegalArgumentException(
          "operations: "
              + wanted
              + " (expected: GET, LIST, UPDATE, DELETE; others are no extension)");
    }
    return new GenesysProfile(apiUri, loginUri, Set.copyOf(wanted));
  }

  /** Returns the profile's name: {@code gateway}. */
  public String name() {
    return "gateway";
  }

  /** Returns where the API lives. */
  public URI apiUri() {
    return apiUri;
  }

  /** Returns where the token door lives. */
  public URI loginUri() {
    return loginUri;
  }

  /** Returns the scopes that all operations together need, as the source document names them. */
  public Scopes scopes() {
    return ALL_SCOPES;
  }

  /** Returns every claim that this profile makes about its platform, with its grade. */
  public List<Evidence> evidence() {
    return GatewayEvidence.of(extensions);
  }

  URI tokenUri() {
    return ApiRequest.builder("POST", loginUri, "/oauth/token").build().uri();
  }

  Set<Capability> brandCapabilities() {
    return with(BRAND_OPERATIONS);
  }

  Set<Capability> webhookCapabilities() {
    return with(WEBHOOK_OPERATIONS);
  }

  /** Returns what to do instead of an operation that this profile does not offer. */
  String instead(Capability operation) {
    return "If your gateway offers it, turn it on: GenesysProfile.withExtensions(Capability."
        + operation
        + "); if not, do it in the platform's own console.";
  }

  private Set<Capability> with(Set<Capability> own) {
    Set<Capability> all = EnumSet.copyOf(own);
    all.addAll(extensions);
    return Set.copyOf(all);
  }

  private static URI requireBase(URI uri) {
    // The request builder knows what a base may be; asking it now fails before anything is built.
    ApiRequest.builder("GET", requireNonNull(uri, "uri"), "/");
    return uri;
  }

  @Override
  public String toString() {
    return "GenesysProfile[gateway, " + apiUri + ", tokens from " + loginUri + "]";
  }
}
