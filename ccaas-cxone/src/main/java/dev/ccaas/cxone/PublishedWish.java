// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.core.provisioning.BrandRendition;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.rest.Omissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the published profile makes of a wish: name, owner, and whether the channel is a live chat.
 * Endpoint, origins and security are set up in the console. Immutable.
 */
final class PublishedWish {
  /** A channel of messages, which may be answered later. */
  static final String MESSAGING = "webchat";

  /** A channel of chats that end when one side leaves. */
  static final String LIVE = "livechat";

  private static final Set<String> MESSAGING_WORDS =
      Set.of(MESSAGING, "webmessaging", "openmessaging");

  private final Omissions omissions = new Omissions();
  private final BrandSpec rendered;

  private PublishedWish(BrandSpec spec, boolean ours) {
    this.rendered = render(spec, ours);
  }

  /**
   * Reads a wish.
   *
   * @throws dev.ccaas.core.error.UnsupportedByPlatformException if it lacks what the platform
   *     demands, or holds what cannot be expressed and must not be left out
   */
  static PublishedWish of(BrandSpec spec, PublishedSettings settings) {
    return upon(true, spec, settings);
  }

  /** Reads a wish for a channel that is there, and whose external id is of our making or not. */
  static PublishedWish upon(boolean ours, BrandSpec spec, PublishedSettings settings) {
    PublishedWish wish = new PublishedWish(spec, ours);
    wish.omissions.refuse(
        "The published API of CXone", settings.isLenient(), "CxoneProfile.lenient()");
    return wish;
  }

  private BrandSpec render(BrandSpec spec, boolean ours) {
    BrandSpec.Builder result = BrandSpec.builder().channelTypes(kind(spec.channelTypes()));
    spec.name()
        .filter(name -> !name.isBlank())
        .ifPresentOrElse(result::name, () -> omissions.lack("name: none (expected: a name)"));
    if (ours) {
      spec.owner().ifPresent(result::owner);
    } else if (spec.owner().isPresent()) {
      omissions.leaveOut(
          "owner: the channel has an idOnExternalPlatform of its own, by which a middleware knows"
              + " it");
    }
    spec.description()
        .filter(text -> !text.isBlank())
        .ifPresent(text -> omissions.leaveOut("description: a digital channel has none"));
    if (spec.endpointUrl().isPresent()) {
      omissions.leaveOut("endpointUrl: it belongs to the BYOC integration, made in the console");
    }
    if (!spec.allowedOrigins().isEmpty()) {
      omissions.leaveOut(
          "allowedOrigins: no API sets them; use the console (Digital, Points of Contact, Chat,"
              + " security)");
    }
    if (spec.signatureSecret().isPresent()) {
      omissions.leaveOut("signatureSecret: a BYOC integration calls with OAuth and signs nothing");
    }
    omissions.leaveOutSettings(spec);
    return result.build();
  }

  private List<String> kind(List<String> types) {
    TreeSet<String> kinds = new TreeSet<>();
    for (String type : types) {
      String word = type.toLowerCase(Locale.ROOT);
      if (MESSAGING_WORDS.contains(word)) {
        kinds.add(MESSAGING);
      } else if (word.equals(LIVE)) {
        kinds.add(LIVE);
      } else {
        omissions.leaveOut(
            "channelTypes: " + type + " (expected: " + LIVE + ", or one of " + MESSAGING + ")");
      }
    }
    if (kinds.size() != 1) {
      omissions.lack(
          "channelTypes: " + types + " (expected: either " + LIVE + " or " + MESSAGING + ")");
    }
    return List.copyOf(kinds);
  }

  BrandRendition rendition() {
    return BrandRendition.of(rendered, omissions.warnings());
  }

  BrandSpec spec() {
    return rendered;
  }

  String name() {
    return rendered.name().orElseThrow();
  }

  Optional<String> owner() {
    return rendered.owner();
  }

  boolean isLive() {
    return rendered.channelTypes().contains(LIVE);
  }
}
