// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ccaas.core.Evidence;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.cxone.CxoneHosts.Part;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which contract a CXone client speaks, and where: hosts, operations, and on what each claim rests.
 *
 * <p>A profile is chosen explicitly; there is no default, because the vendor does not publish the
 * contract that the source documents describe. Immutable.
 */
public final class CxoneProfile {
  private static final URI SOURCE_DOCUMENT =
      URI.create("https://platform.nice-incontact.com/api/v2");

  private final CxoneHosts hosts;
  private final Contract contract;

  private CxoneProfile(CxoneHosts hosts, Contract contract) {
    this.hosts = hosts;
    this.contract = contract;
  }

  /**
   * Returns the contract of the source documents at the address that they name, {@code
   * https://platform.nice-incontact.com/api/v2}. No vendor document names that address.
   */
  public static CxoneProfile gateway() {
    return gateway(SOURCE_DOCUMENT);
  }

  /**
   * Returns the contract of the source documents, as an in-house API gateway in front of CXone
   * serves it: brands below {@code /brands}, webhooks below {@code /webhooks}, in the bodies that
   * the documents show for Genesys.
   *
   * @param baseUri where the gateway is: http or https, host, optional port and path
   * @throws IllegalArgumentException if it has another form
   */
  public static CxoneProfile gateway(URI baseUri) {
    return new CxoneProfile(CxoneHosts.of(null).with(Part.API, baseUri), GatewayContract.create());
  }

  /**
   * Returns the vendor's published API, its hosts discovered from the tenant that the token names.
   *
   * <p>A brand is a digital channel of the integration that {@link #withChannelIntegration} names;
   * there are no webhooks. Its id is made of tenant and name, so a create is repeatable. Owners are
   * kept in the channel's {@code idOnExternalPlatform}. An update keeps what it does not know, but
   * for {@code isCaseBasedStorage} and {@code hasPostAsPlaceholder}, which no list shows.
   */
  public static CxoneProfile published() {
    return new CxoneProfile(CxoneHosts.of(null), PublishedContract.create());
  }

  /** Returns the vendor's published API in that area, whose hosts need no discovery. */
  public static CxoneProfile published(CxoneArea area) {
    return new CxoneProfile(CxoneHosts.of(area), PublishedContract.create());
  }

  /**
   * Returns this profile with another host for the gateway, or for digital channels.
   *
   * @throws IllegalArgumentException if it is not http or https with a host and optional port and
   *     path; the same holds for the other hosts
   */
  public CxoneProfile withApiUri(URI apiUri) {
    return with(hosts.with(Part.API, apiUri));
  }

  /** Returns this profile with another host for the token door of access keys, or Central's. */
  public CxoneProfile withLoginUri(URI loginUri) {
    return with(hosts.with(Part.LOGIN, loginUri));
  }

  /** Returns this profile with another host for discovery and OpenID Connect. */
  public CxoneProfile withDiscoveryUri(URI discoveryUri) {
    return with(hosts.with(Part.GLOBAL, discoveryUri));
  }

  /** Returns this profile with another host for the availability of channels. */
  public CxoneProfile withChatUri(URI chatUri) {
    return with(hosts.with(Part.CHAT, chatUri));
  }

  /** Returns this profile with another host for points of contact. */
  public CxoneProfile withAcdUri(URI acdUri) {
    return with(hosts.with(Part.ACD, acdUri));
  }

  /**
   * Returns this profile with more domains to which discovery may lead tokens and keys, besides the
   * vendor's.
   *
   * @param suffixes such as {@code example.com}, which stands for its subdomains too
   * @throws IllegalArgumentException if one is no domain name of at least two labels
   */
  public CxoneProfile withTrustedHosts(String... suffixes) {
    return with(hosts.with(hosts.trusted().and(suffixes)));
  }

  /**
   * Returns this profile with discovery allowed to lead to this machine, over http too; for tests.
   */
  public CxoneProfile trustingLoopback() {
    return with(hosts.with(hosts.trusted().andLoopback()));
  }

  /**
   * Returns this profile for that tenant; by default it is the one that the token names.
   *
   * @throws IllegalArgumentException if it is not 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
   */
  public CxoneProfile withTenant(String tenantId) {
    return with(hosts.withTenant(tenantId));
  }

  /**
   * Returns this profile with the integration that new channels belong to, which a person makes in
   * the console; without it a brand cannot be created.
   *
   * @throws IllegalArgumentException if it is no id, or this is not {@code published}
   */
  public CxoneProfile withChannelIntegration(String channelIntegrationId) {
    return with(contract.with(settings -> settings.withIntegration(channelIntegrationId)));
  }

  /**
   * Returns this profile with another kind of platform behind new channels; default {@code custom}.
   *
   * @param realExternalPlatformId one of the vendor's words, of which it adds some every year
   * @throws IllegalArgumentException if it has another form, or this is not {@code published}
   */
  public CxoneProfile withExternalPlatform(String realExternalPlatformId) {
    return with(contract.with(settings -> settings.withExternalPlatform(realExternalPlatformId)));
  }

  /**
   * Returns this profile with the number of the tenant's digital brand, by which a channel's
   * availability is asked; without it there is no health.
   *
   * @throws IllegalArgumentException if it is no number, or this is not {@code published}
   */
  public CxoneProfile withBrand(String number) {
    return with(contract.with(settings -> settings.withBrand(number)));
  }

  /**
   * Returns this profile with a field that every channel is written with, such as {@code hasReply}.
   *
   * @throws IllegalArgumentException if the vendor publishes no such field or this library sets it,
   *     or this is not {@code published}
   */
  public CxoneProfile withChannelField(String name, boolean value) {
    return with(contract.with(settings -> settings.withField(name, BooleanNode.valueOf(value))));
  }

  /** Returns this profile with such a field that is a text, such as {@code studioScript}. */
  public CxoneProfile withChannelField(String name, String value) {
    return with(contract.with(settings -> settings.withField(name, TextNode.valueOf(value))));
  }

  /**
   * Returns this profile with the fields that it cannot express left out, each with a warning in
   * {@link dev.ccaas.core.provisioning.BrandProvisioner#render}; by default they are refused.
   */
  public CxoneProfile lenient() {
    return with(contract.lenient());
  }

  private CxoneProfile with(Contract changed) {
    return new CxoneProfile(hosts, changed);
  }

  private CxoneProfile with(CxoneHosts changed) {
    return new CxoneProfile(changed, contract);
  }

  /** Returns the profile's name: {@code gateway} or {@code published}. */
  public String name() {
    return contract.name();
  }

  /** Returns where the gateway or the digital API is, unless it is to be discovered. */
  public Optional<URI> apiUri() {
    return hosts.known(Part.API);
  }

  /** Returns every claim that this profile makes about its platform, with its grade. */
  public List<Evidence> evidence() {
    return contract.evidence();
  }

  Contract contract() {
    return contract;
  }

  CxoneHosts hosts() {
    return hosts;
  }

  Set<Capability> brandCapabilities() {
    return contract.brandCapabilities();
  }

  Set<Capability> webhookCapabilities() {
    return contract.webhookCapabilities();
  }

  @Override
  public String toString() {
    return "CxoneProfile["
        + name()
        + ", "
        + apiUri().map(URI::toString).orElse("hosts discovered")
        + "]";
  }
}
