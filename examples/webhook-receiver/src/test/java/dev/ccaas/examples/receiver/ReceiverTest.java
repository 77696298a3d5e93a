// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.webhook.WebhookSecret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises. */
class ReceiverTest {
  @TempDir private Path directory;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  @Test
  void onlyTheSignedDeliveryIsHandledAndOnce() throws Exception {
    Path file = directory.resolve("target").resolve("secret");
    WebhookSecret secret = SharedSecret.create(file);
    try (Receiver receiver = Receiver.start(0, secret, print(received))) {
      Sender.send(receiver.uri(), SharedSecret.read(file), print(sent));
    }

    assertThat(received.toString(UTF_8))
        .matches("handled msg_[0-9a-f]+: \\{\"event\": \"brand.updated\", \"id\": 17}\\R");
    assertThat(lines("answered")).containsExactly("204", "401", "401", "401", "401", "401");
    assertThat(lines("why")).containsExactly("right in itself, but the receiver has had it before");
    assertThat(lines("outcome"))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("verified"),
            line -> assertThat(line).isEqualTo("verified"),
            line -> assertThat(line).contains("SIGNATURE_MISMATCH"),
            line -> assertThat(line).contains("SIGNATURE_MISMATCH"),
            line ->
                assertThat(line).containsPattern("TIMESTAMP_TOO_OLD.*signed 6[0-9]{2} s before"),
            line -> assertThat(line).contains("MISSING_HEADER"));
    assertThat(sent.toString(UTF_8))
        .contains("written anew: the sender signed it as one line, spaces after comma and colon")
        .doesNotContain(Files.readString(file));
  }

  @Test
  void secretIsOfThisRunAndForItsOwnerOnly() throws Exception {
    Path file = directory.resolve("secret");
    SharedSecret.create(file);
    String first = Files.readString(file);
    SharedSecret.create(file);

    assertThat(Files.readString(file)).startsWith("whsec_").isNotEqualTo(first);
    if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
      assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }
  }

  @Test
  void readmeHasAtMost40Lines() throws Exception {
    try (Stream<String> lines = Files.lines(Path.of("README.md"))) {
      assertThat(lines).hasSizeLessThanOrEqualTo(40);
    }
  }

  private List<String> lines(String name) {
    return sent.toString(UTF_8)
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length()).strip())
        .toList();
  }

  private static PrintStream print(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, UTF_8);
  }
}
