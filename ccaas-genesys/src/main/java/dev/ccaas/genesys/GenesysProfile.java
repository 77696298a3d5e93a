// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Evidence;
import dev.ccaas.core.auth.Rights;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.provisioning.Capability;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Which contract a Genesys client speaks, and where: hosts, token door, operations, rights, and on
 * what each claim rests.
 *
 * <p>A profile is chosen explicitly; there is no default, because the vendor does not publish the
 * contract that the source documents describe. Immutable.
 */
public final class GenesysProfile {
  private final URI apiUri;
  private final URI loginUri;
  private final Contract contract;

  private GenesysProfile(URI apiUri, URI loginUri, Contract contract) {
    this.apiUri = apiUri;
    this.loginUri = loginUri;
    this.contract = contract;
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
    return new GenesysProfile(base, base, GatewayContract.create());
  }

  /**
   * Returns the vendor's published API in that region. A brand is a web deployment with a
   * configuration of its own (channel type {@code webmessaging}, also called {@code webchat}), an
   * open messaging integration ({@code openmessaging}), or both; there are no webhooks.
   *
   * <p>A brand's id is made of its parts' ids. A delete leaves a configuration that another
   * deployment uses. Owners are kept at the end of descriptions, an integration's in the header
   * {@code Ccaas-Owner} of its deliveries.
   */
  public static GenesysProfile published(GenesysRegion region) {
    return new GenesysProfile(region.apiUri(), region.loginUri(), PublishedContract.create());
  }

  /**
   * Returns this profile with another host for the API, such as an egress gateway's.
   *
   * @throws IllegalArgumentException if it is not http or https with a host and optional port and
   *     path
   */
  public GenesysProfile withApiUri(URI apiUri) {
    return new GenesysProfile(requireBase(apiUri), loginUri, contract);
  }

  /**
   * Returns this profile with another host for tokens, such as {@link GenesysRegion#loginUri()}.
   *
   * @throws IllegalArgumentException if it is not http or https with a host and optional port and
   *     path
   */
  public GenesysProfile withLoginUri(URI loginUri) {
    return new GenesysProfile(apiUri, requireBase(loginUri), contract);
  }

  /**
   * Returns this profile with those operations turned on for brands and webhooks. Neither a source
   * document nor the vendor knows them: turn on what your gateway offers.
   *
   * @param operations some of {@link Capability#GET} (webhooks; brands have it), {@link
   *     Capability#LIST}, {@link Capability#UPDATE} and {@link Capability#DELETE}
   * @throws IllegalArgumentException if there is another one among them, or this is not {@code
   *     gateway}
   */
  public GenesysProfile withExtensions(Capability... operations) {
    return with(contract.withExtensions(Set.of(operations)));
  }

  /**
   * Returns this profile with the fields that it cannot express left out, each with a warning in
   * {@link dev.ccaas.core.provisioning.BrandProvisioner#render}; by default they are refused.
   */
  public GenesysProfile lenient() {
    return with(contract.lenient());
  }

  /**
   * Returns this profile with the languages of the messenger; default {@code en-us} only.
   *
   * @param defaultLanguage the one that is used if the visitor's is not among them
   * @throws IllegalArgumentException if one is no language tag, or this is not {@code published}
   */
  public GenesysProfile withLanguages(String defaultLanguage, String... others) {
    return with(contract.with(settings -> settings.withLanguages(defaultLanguage, others)));
  }

  /**
   * Returns this profile with another pause between two looks at something that the platform is
   * still working on; default 2 seconds.
   *
   * @throws IllegalArgumentException if it is not positive, or this is not {@code published}
   */
  public GenesysProfile withPollInterval(Duration interval) {
    return with(contract.with(settings -> settings.withInterval(interval)));
  }

  /**
   * Returns this profile with other bounds for waiting until something works or is gone; default
   * those of the vendor's Terraform provider: 30, 60 and 180 seconds. Zero does not wait at all.
   *
   * @throws IllegalArgumentException if one is negative, or this is not {@code published}
   */
  public GenesysProfile withPatience(
      Duration configuration, Duration deployment, Duration integration) {
    return with(
        contract.with(settings -> settings.withPatience(configuration, deployment, integration)));
  }

  private GenesysProfile with(Contract changed) {
    return new GenesysProfile(apiUri, loginUri, changed);
  }

  /** Returns the profile's name: {@code gateway} or {@code published}. */
  public String name() {
    return contract.name();
  }

  /** Returns where the API lives. */
  public URI apiUri() {
    return apiUri;
  }

  /** Returns where the token door lives. */
  public URI loginUri() {
    return loginUri;
  }

  /**
   * Returns the scopes that tokens are asked for: those that the source document names, none on
   * {@code published}, where an OAuth client's roles decide.
   */
  public Scopes scopes() {
    return contract.scopes();
  }

  /** Returns what each request of this profile needs, in the platform's own names. */
  public List<Rights> rights() {
    return contract.rights();
  }

  /** Returns every claim that this profile makes about its platform, with its grade. */
  public List<Evidence> evidence() {
    return contract.evidence();
  }

  Contract contract() {
    return contract;
  }

  URI tokenUri() {
    return ApiRequest.builder("POST", loginUri, "/oauth/token").build().uri();
  }

  Set<Capability> brandCapabilities() {
    return contract.brandCapabilities();
  }

  Set<Capability> webhookCapabilities() {
    return contract.webhookCapabilities();
  }

  private static URI requireBase(URI uri) {
    // The request builder knows what a base may be; asking it now fails before anything is built.
    ApiRequest.builder("GET", requireNonNull(uri, "uri"), "/");
    return uri;
  }

  @Override
  public String toString() {
    return "GenesysProfile[" + name() + ", " + apiUri + ", tokens from " + loginUri + "]";
  }
}
