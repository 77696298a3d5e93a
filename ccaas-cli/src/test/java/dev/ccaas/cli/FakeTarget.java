// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakeServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A fake platform on a socket, the options that lead to it, and a file of channels. */
final class FakeTarget implements AutoCloseable {
  private final FakeGenesys genesys;
  private final FakeServer server;
  private final Path directory;

  private FakeTarget(FakeGenesys genesys, Path directory) {
    this.genesys = genesys;
    this.server = genesys.start();
    this.directory = directory;
    write("secret", genesys.clientCredentials().clientSecret().secret().reveal());
  }

  static FakeTarget start(FakeGenesys genesys, Path directory) {
    return new FakeTarget(genesys, directory);
  }

  FakeGenesys genesys() {
    return genesys;
  }

  /** Returns a command on the gateway profile with all extensions. */
  String[] gateway(String command, String... more) {
    return all(
        command, List.of("--profile=genesys-gateway", "--extensions=get,list,update,delete"), more);
  }

  /** Returns a command on the published profile. */
  String[] published(String command, String... more) {
    return all(
        command,
        List.of(
            "--profile=genesys-published",
            "--region=eu-central-1",
            "--login-uri=" + server.baseUri()),
        more);
  }

  private String[] all(String command, List<String> profile, String... more) {
    List<String> all = new ArrayList<>(List.of(command.split(" ")));
    all.addAll(profile);
    all.add("--base-uri=" + server.baseUri());
    all.add("--client-id=" + genesys.clientCredentials().clientId());
    if (List.of(more).stream().noneMatch(option -> option.startsWith("--client-secret"))) {
      all.add("--client-secret-file=" + directory.resolve("secret"));
    }
    all.add("--file=" + file());
    if (List.of(more).stream().noneMatch(option -> option.startsWith("--read-patience"))) {
      all.add("--read-patience=1");
    }
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  Path file() {
    return directory.resolve("channels.yaml");
  }

  Path journal() {
    return directory.resolve("channels.yaml.journal");
  }

  /** Writes a file beside the state's and returns it. */
  Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a state of that many channels; what only a gateway takes goes with the webhooks. */
  void channels(int count, boolean withWebhooks) {
    StringBuilder yaml = new StringBuilder("owner: team-a\nchannels:\n");
    for (int i = 0; i < count; i++) {
      yaml.append("  - brand:\n      name: Shop ").append(i).append('\n');
      yaml.append("      description: the shop's chat\n");
      yaml.append("      allowedOrigins: ['https://shop-").append(i).append(".example.com']\n");
      yaml.append("      channelTypes: [webchat]\n");
      if (withWebhooks) {
        yaml.append("      endpointUrl: https://wss.example.com/messages\n");
        yaml.append("      settings: {maxConcurrentSessions: 100}\n");
        yaml.append("    webhook:\n      name: Sync ").append(i).append('\n');
        yaml.append("      uri: https://lb.example.com/sync/").append(i).append('\n');
        yaml.append("      eventTypes: [webchat.brand.created]\n");
      }
    }
    write("channels.yaml", yaml.toString());
  }

  @Override
  public void close() {
    server.close();
  }
}
