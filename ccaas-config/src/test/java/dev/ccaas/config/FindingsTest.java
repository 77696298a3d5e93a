// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.testing.SecretCanary;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a file is told with its place, all at once, and without a secret. */
class FindingsTest {
  @TempDir private Path directory;

  @Test
  void tellsAllFaultsOfShapeInOrderOfPosition() {
    String yaml =
        """
        owner: a team
        chanels: []
        channels:
          - brand:
              name: 17
              allowedOrigins: https://a.example
              settings:
                healthCheckInterval: 30s
                rateLimitThreshold: -1
              signatureSecret: x
            webhook: {uri: true}
          - brand: null
          - {}
        """;

    assertThat(StateFile.findings(directory, "c.yaml", yaml))
        .containsExactly(
            "c.yaml:1:8: owner: \"a team\", a text (expected: who manages these channels, as 1 to"
                + " 64 characters of A-Z a-z 0-9 . _ -)",
            "c.yaml:2:1: chanels: unknown field (expected: one of owner, channels)",
            "c.yaml:5:13: channels[0].brand.name: 17, a number (expected: a text that is not"
                + " empty); put it in quotes",
            "c.yaml:6:23: channels[0].brand.allowedOrigins: \"https://a.example\", a text"
                + " (expected: a list of texts)",
            "c.yaml:8:30: channels[0].brand.settings.healthCheckInterval: \"30s\", a text"
                + " (expected: a whole number from 0 to 2147483647)",
            "c.yaml:9:29: channels[0].brand.settings.rateLimitThreshold: -1, a number (expected: a"
                + " whole number from 0 to 2147483647)",
            "c.yaml:10:24: channels[0].brand.signatureSecret: ***, a text (expected: where the"
                + " secret is kept, never the secret: {env: VARIABLE} or {file: path})",
            "c.yaml:11:14: channels[0].webhook.name: missing (expected: a text that is not empty)",
            "c.yaml:11:20: channels[0].webhook.uri: ***, a truth value (expected: a URL as text);"
                + " put it in quotes",
            "c.yaml:12:12: channels[1].brand: nothing (null) (expected: an object that describes a"
                + " brand)",
            "c.yaml:13:5: channels[2].brand: missing (expected: an object that describes a brand)");
  }

  @Test
  void placesAreCharactersOfJsonToo() {
    String json =
        """
        {"owner": "a",
         "channels": [{"brand": {"name": "ü😀", "nme": 1}},
                      {"brand": {"name": "", "channelTypes": [1]}}]}
        """;

    assertThat(StateFile.findings(directory, "c.json", json))
        .containsExactly(
            "c.json:2:41: channels[0].brand.nme: unknown field (expected: one of name,"
                + " description, endpointUrl, allowedOrigins, channelTypes, settings,"
                + " signatureSecret)",
            "c.json:3:34: channels[1].brand.name: an empty text (expected: a text that is not"
                + " empty)",
            "c.json:3:55: channels[1].brand.channelTypes[0]: 1, a number (expected: a text); put"
                + " it in quotes");
  }

  @Test
  void tellsAllFaultsOfValues() {
    String yaml =
        """
        owner: a
        channels:
          - brand: {name: b, signatureSecret: {env: CCAAS_NO_SUCH_VARIABLE}}
          - brand: {name: b}
          - brand: {name: b}
          - brand: {name: c, signatureSecret: {file: no-such-file}}
            webhook: {name: w, uri: "https://lb.example/a path?token=t"}
        """;

    assertThat(StateFile.findings(directory, "c.yaml", yaml))
        .hasSize(4)
        .anyMatch(
            line -> line.startsWith("c.yaml:3:39: channels[0].brand.signatureSecret: environment"))
        .anyMatch(line -> line.startsWith("c.yaml:5:5: channels[2]: brand 'b': two channels"))
        .anyMatch(line -> line.startsWith("c.yaml:6:39: channels[3].brand.signatureSecret"))
        .anyMatch(
            line ->
                line.startsWith(
                    "c.yaml:7:29: channels[3].webhook.uri: \"https://lb.example…\" is no URL"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          owner: a\\nowner: b\\nchannels: []               ~ c.yaml:2:1: owner: given twice (expected: once)
          owner: a\\nchannels: *x                          ~ c.yaml:2:11: channels: a YAML alias (expected: the value itself, written out)
          owner: !!str a\\nchannels: []                    ~ c.yaml:1:8: owner: a YAML tag (expected: the value without it)
          owner: a\\nchannels: []\\n---\\nowner: b           ~ c.yaml:4:1: a second document (expected: one document per file)
          owner: a\\nchannels:\\n\\t- brand: {name: b}       ~ c.yaml:3:1: not YAML from here on: found character '\\\\t(TAB)' that cannot start any token. (Do not use \\\\t(TAB) for indentation)
          owner: a\\nchannels: [}                          ~ c.yaml:2:12: not YAML from here on: expected the node content, but found '}'
          owner: a\\nchannels: [                           ~ c.yaml:2:12: not YAML from here on: expected the node content, but found '<stream end>'
          `owner: "\\\\0"\\nchannels: []`                     ~ c.yaml:1:8: owner: half of a surrogate pair or U+0000 (expected: text)
          []                                             ~ c.yaml:1:1: an empty list (expected: an object with owner and channels)
          17                                             ~ c.yaml:1:1: 17, a number (expected: an object with owner and channels)
          owner: .nan\\nchannels: 1_0                      ~ c.yaml:1:12: not YAML from here on (expected: YAML)
          """)
  void refusesWhatIsNotPlainYaml(String text, String finding) {
    String yaml = text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");

    assertThat(StateFile.findings(directory, "c.yaml", yaml).get(0))
        .isEqualTo(finding.replace("\\\\", "\\"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   \n", "# only a comment\n"})
  void refusesEmptyDocument(String text) {
    assertThat(StateFile.findings(directory, "c.yaml", text))
        .singleElement()
        .asString()
        .contains("an empty document");
  }

  @Test
  void refusesJsonThatIsNone() {
    String secret = SecretCanary.text();

    assertThat(StateFile.findings(directory, "c.json", "{\"owner\": " + secret + "}"))
        .singleElement()
        .asString()
        .startsWith("c.json:1:1")
        .endsWith("not JSON from here on (expected: JSON)");
    assertThat(StateFile.findings(directory, "c.json", "{\"owner\": \"\\ud800\"}"))
        .singleElement()
        .asString()
        .contains("owner: half of a surrogate pair");
  }

  @Test
  void refusesOtherNamesOfFilesAndWhatIsNoFile() {
    assertThat(StateFile.findings(directory, "c.txt", "owner: a"))
        .containsExactly("c.txt: neither YAML nor JSON by name (expected: .yaml, .yml or .json)");
    assertThat(StateFile.findings(directory.resolve("absent.yaml")))
        .containsExactly(
            "absent.yaml: cannot be read, NoSuchFileException (expected: a file that this process"
                + " may read)");
  }

  @Test
  void refusesOtherEncodingsWithTheirPlace() {
    byte[] latin = "owner: a\nchannels: [{brand: {name: f\u00fcr}}]".getBytes(ISO_8859_1);

    assertThat(StateFile.findings(StateFile.write(directory, "c.yaml", latin)))
        .containsExactly(
            "c.yaml:2:28: bytes that are not UTF-8 (expected: a text in UTF-8; save the file as"
                + " such)");
    assertThat(
            StateFile.findings(StateFile.write(directory, "c.yaml", "owner: a".getBytes(UTF_16))))
        .singleElement()
        .asString()
        .contains("not UTF-8");
    assertThat(StateFile.findings(directory, "c.yaml", "owner: a\nx: \u0000"))
        .containsExactly("c.yaml:2:4: the control character U+0000 (expected: text)");
  }

  @Test
  void takesByteOrderMark() {
    assertThat(StateFile.findings(directory, "c.yaml", "\uFEFFowner: a\nchannels: []")).isEmpty();
  }

  @Test
  void refusesDocumentsThatAreTooLargeOrTooDeep() {
    assertThat(StateFile.findings(StateFile.write(directory, "c.yaml", new byte[(16 << 20) + 1])))
        .containsExactly("c.yaml: more than 16 MiB (expected: at most 16 MiB)");
    for (String open : List.of("[", "{a: ", "- ")) {
      assertThat(StateFile.findings(directory, "c.yaml", open.repeat(100_000)))
          .singleElement()
          .asString()
          .contains("too much: Document nesting depth ("); // its digits are those of the locale
    }
    assertThat(StateFile.findings(directory, "c.json", "[".repeat(100_000)))
        .singleElement()
        .asString()
        .contains("too much: Document nesting depth (");
  }

  @Test
  void aliasesThatMultiplyAreRefusedWhereTheyStand() {
    String bomb =
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + IntStream.range(0, 20)
                .mapToObj(i -> "b" + i + ": &b" + i + " [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n")
                .collect(Collectors.joining());

    assertThat(StateFile.findings(directory, "c.yaml", bomb))
        .hasSize(20 * 9)
        .allMatch(line -> line.contains("a YAML alias"));
  }

  @Test
  void endlessFindingsAreCutAtThousand() {
    String text = "owner: a\nchannels: [" + "1,".repeat(99_999) + "1]";

    assertThat(StateFile.findings(directory, "c.yaml", text))
        .hasSize(1_000)
        .first()
        .asString()
        .startsWith("c.yaml:2:12: channels[0]: 1, a number");
    assertThat(StateFile.findings(directory, "c.json", "[" + "1,".repeat(8_000_000) + "1]"))
        .singleElement()
        .asString()
        .contains("a list of more than 100000 items");
  }

  @Test
  void reads100000Channels() {
    StringBuilder yaml = new StringBuilder("owner: a\nchannels:\n");
    for (int i = 0; i < 100_000; i++) {
      yaml.append("  - brand: {name: channel ").append(i).append(", channelTypes: [webchat]}\n");
    }

    assertThat(StateFile.read(directory, "c.yaml", yaml.toString()).channels()).hasSize(100_000);
    assertThat(StateFile.findings(directory, "c.yaml", yaml + "  - brand: {nam: x}\n")).hasSize(1);
    assertThat(StateFile.findings(directory, "c.yaml", yaml.toString().replace("l 99999,", "l 5,")))
        .singleElement()
        .asString()
        .startsWith("c.yaml:100002:5: channels[99999]: brand 'channel 5'");
  }

  @Test
  void secretInAnyPlaceIsNotShown() throws Exception {
    String secret = SecretCanary.text();
    String yaml =
        """
        owner: a
        channels:
          - brand:
              name: b
              signatureSecret: SECRET
              settings: {tlsCertificateChain: SECRET}
            webhook: {name: w, uri: "https://user:SECRET@lb.example/x y"}
          - brand: {name: c, signatureSecret: {env: SECRET-, file: SECRET}}
          - brand: {name: d, signatureSecret: [SECRET], client_secret: SECRET}
        """
            .replace("SECRET", secret);

    assertThat(StateFile.findings(directory, "c.yaml", yaml))
        .hasSizeGreaterThanOrEqualTo(5)
        .noneMatch(line -> line.contains(secret));
  }
}
