// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.Secret;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.provisioning.BrandRendition;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.rest.Omissions;
import dev.ccaas.core.rest.OwnerMark;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the published profile makes of a wish: the parts that the brand takes, and the fields in the
 * form in which the platform gives them back. Immutable.
 */
final class PublishedWish {
  static final String WEB = "webmessaging";
  static final String OPEN = "openmessaging";
  static final String ANY_ORIGIN = "*";

  private static final String WEB_SYNONYM = "webchat";
  private static final int SHORTEST_SECRET = 16;
  private static final Pattern ORIGIN =
      Pattern.compile(
          "https://([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
  private static final Pattern ENDPOINT = Pattern.compile("(?i)https://[^/?#@\\s]+([/?]\\S*)?");

  private final PublishedSettings settings;
  private final Omissions omissions = new Omissions();
  private final BrandSpec rendered;

  private PublishedWish(BrandSpec spec, PublishedSettings settings) {
    this.settings = settings;
    this.rendered = render(spec);
  }

  /**
   * Reads a wish.
   *
   * @throws UnsupportedByPlatformException if it lacks what the platform demands, or holds what
   *     cannot be expressed and must not be left out
   */
  static PublishedWish of(BrandSpec spec, PublishedSettings settings) {
    PublishedWish wish = new PublishedWish(spec, settings);
    wish.omissions.refuse(
        "The published API of Genesys Cloud", settings.isLenient(), "GenesysProfile.lenient()");
    return wish;
  }

  private BrandSpec render(BrandSpec spec) {
    TreeSet<String> kinds = new TreeSet<>();
    for (String type : spec.channelTypes()) {
      String word = type.toLowerCase(Locale.ROOT);
      if (word.equals(WEB_SYNONYM) || word.equals(WEB)) {
        kinds.add(WEB);
      } else if (word.equals(OPEN)) {
        kinds.add(OPEN);
      } else {
        omissions.leaveOut(
            "channelTypes: " + type + " (expected: webchat, webmessaging, openmessaging)");
      }
    }
    if (kinds.isEmpty()) {
      omissions.lack("channelTypes: none that this profile knows (expected: webmessaging)");
    }
    BrandSpec.Builder result = BrandSpec.builder().channelTypes(List.copyOf(kinds));
    spec.name()
        .filter(name -> !name.isBlank())
        .ifPresentOrElse(result::name, () -> omissions.lack("name: none (expected: a name)"));
    boolean web = kinds.contains(WEB);
    renderDescription(spec, web, result);
    renderOrigins(spec.allowedOrigins(), web, result);
    renderEndpoint(spec, kinds.contains(OPEN), result);
    omissions.leaveOutSettings(spec);
    return result.build();
  }

  /** Goes the way there and back: a text that ends like a mark of ours is read as one. */
  private void renderDescription(BrandSpec spec, boolean web, BrandSpec.Builder result) {
    Optional<String> text = spec.description().filter(description -> !description.isBlank());
    if (!web) {
      if (text.isPresent()) {
        omissions.leaveOut("description: an open messaging integration has none");
      }
      spec.owner().ifPresent(result::owner);
      return;
    }
    OwnerMark kept = OwnerMark.split(OwnerMark.join(text, spec.owner()).orElse(null));
    kept.description().ifPresent(result::description);
    kept.owner().ifPresent(result::owner);
  }

  private void renderOrigins(List<String> origins, boolean web, BrandSpec.Builder result) {
    if (!web) {
      if (!origins.isEmpty()) {
        omissions.leaveOut("allowedOrigins: an open messaging integration has none");
      }
      return;
    }
    if (origins.contains(ANY_ORIGIN)) {
      result.allowedOrigins(List.of(ANY_ORIGIN));
      return;
    }
    TreeSet<String> kept = new TreeSet<>();
    for (String origin : origins) {
      String lower = origin.toLowerCase(Locale.ROOT);
      if (ORIGIN.matcher(lower).matches()) {
        kept.add(lower);
      } else {
        omissions.leaveOut(
            "allowedOrigins: " + origin + " (expected: https and a domain, without port and path)");
      }
    }
    if (kept.isEmpty()) {
      omissions.lack("allowedOrigins: none that is a domain (expected: one, or * for all)");
    }
    result.allowedOrigins(List.copyOf(kept));
  }

  private void renderEndpoint(BrandSpec spec, boolean open, BrandSpec.Builder result) {
    if (!open) {
      if (spec.endpointUrl().isPresent()) {
        omissions.leaveOut("endpointUrl: a web deployment calls no endpoint (openmessaging does)");
      }
      if (spec.signatureSecret().isPresent()) {
        omissions.leaveOut("signatureSecret: a web deployment signs nothing (openmessaging does)");
      }
      return;
    }
    spec.endpointUrl()
        .filter(url -> ENDPOINT.matcher(url).matches())
        .ifPresentOrElse(
            result::endpointUrl,
            () -> omissions.lack("endpointUrl: none that is https (openmessaging needs one)"));
    spec.signatureSecret()
        .filter(secret -> secret.reveal().length() >= SHORTEST_SECRET)
        .ifPresentOrElse(
            result::signatureSecret,
            () ->
                omissions.lack(
                    "signatureSecret: none of at least "
                        + SHORTEST_SECRET
                        + " characters (openmessaging needs one)"));
  }

  BrandRendition rendition() {
    return BrandRendition.of(rendered, omissions.warnings());
  }

  /** Returns whether the brand takes a configuration and a deployment. */
  boolean isWeb() {
    return rendered.channelTypes().contains(WEB);
  }

  /** Returns whether the brand takes an open messaging integration. */
  boolean isOpen() {
    return rendered.channelTypes().contains(OPEN);
  }

  String name() {
    return rendered.name().orElseThrow();
  }

  Optional<String> owner() {
    return rendered.owner();
  }

  /** Returns the description with the owner at its end. */
  Optional<String> markedDescription() {
    return OwnerMark.join(rendered.description(), rendered.owner());
  }

  boolean allowsAllDomains() {
    return rendered.allowedOrigins().contains(ANY_ORIGIN);
  }

  /** Returns the domains of the allowed origins, in order. */
  List<String> domains() {
    return rendered.allowedOrigins().stream()
        .map(origin -> origin.substring("https://".length()))
        .toList();
  }

  String endpoint() {
    return rendered.endpointUrl().orElseThrow();
  }

  Secret secret() {
    return rendered.signatureSecret().orElseThrow();
  }

  PublishedSettings settings() {
    return settings;
  }
}
