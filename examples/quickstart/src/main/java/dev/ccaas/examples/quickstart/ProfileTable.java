// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** One neutral channel on both profiles of both vendors: operation by operation, what each does. */
final class ProfileTable {
  private static final String ROW = "%-17s %-18s %s%n";
  private static final int SHOWN = 2;

  private final PrintStream out;
  private final BrandSpec channel = read();

  private ProfileTable(PrintStream out) {
    this.out = out;
  }

  static void print(TimeSource time, PrintStream out) {
    ProfileTable table = new ProfileTable(out);
    out.printf("%nOne channel file, two vendors, two profiles each (fakes in memory):%n%n");
    out.printf(ROW, "operation", "profile", "what it sends");
    List<ProfileUnderShow> profiles = ProfileUnderShow.all(time);
    try {
      table.operations().forEach((name, operation) -> table.row(name, operation, profiles));
    } finally {
      profiles.forEach(ProfileUnderShow::close);
    }
  }

  private static BrandSpec read() {
    try (InputStream file = ProfileTable.class.getResourceAsStream("channel.json")) {
      return BrandSpec.fromJson(Objects.requireNonNull(file, "channel.json").readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The operations in an order in which each finds what it needs. */
  private Map<String, Consumer<ProfileUnderShow>> operations() {
    Map<String, Consumer<ProfileUnderShow>> operations = new LinkedHashMap<>();
    Map<ProfileUnderShow, String> ids = new LinkedHashMap<>();
    operations.put("get in", ProfileUnderShow::getIn);
    operations.put("create brand", show -> ids.put(show, brands(show).create(channel).id()));
    operations.put("get brand", show -> brands(show).get(id(ids, show)));
    operations.put("check health", show -> brands(show).health(id(ids, show)));
    operations.put("list brands", show -> brands(show).list());
    operations.put("update brand", show -> brands(show).update(id(ids, show), channel));
    operations.put(
        "register webhook",
        show ->
            show.client
                .webhooks()
                .create(WebhookSpec.loadBalancerSync(SampleChannel.LOAD_BALANCER)));
    operations.put("delete brand", show -> brands(show).delete(id(ids, show)));
    return operations;
  }

  private static BrandProvisioner brands(ProfileUnderShow show) {
    return show.client.brands();
  }

  private static String id(Map<ProfileUnderShow, String> ids, ProfileUnderShow show) {
    return Objects.requireNonNull(ids.get(show), "the brand was not created");
  }

  private void row(
      String name, Consumer<ProfileUnderShow> operation, List<ProfileUnderShow> profiles) {
    String shown = name;
    for (ProfileUnderShow profile : profiles) {
      out.printf(ROW, shown, profile.name, outcome(operation, profile));
      shown = "";
    }
  }

  private String outcome(Consumer<ProfileUnderShow> operation, ProfileUnderShow profile) {
    try {
      operation.accept(profile);
    } catch (UnsupportedByPlatformException e) {
      return "not offered; nothing is sent";
    }
    List<String> sent = profile.takeSent();
    if (sent.isEmpty()) {
      return "nothing: a fixed key goes with each request";
    }
    String first = String.join(", ", sent.subList(0, Math.min(SHOWN, sent.size())));
    return sent.size() <= SHOWN ? first : first + " and " + (sent.size() - SHOWN) + " more";
  }
}
