// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.testing.SecretCanary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing, verifying and explaining deliveries that lie in files. */
class WebhookCommandTest {
  private static final String NOW = "--at=2026-11-27T12:00:00Z";
  private static final byte[] BINARY = {0, (byte) 0xFF, '\n', (byte) 0xC3, 13, 10};

  @TempDir private Path directory;
  private final Tool tool = new Tool();
  private Path secret;
  private Path body;
  private Path headers;

  @BeforeEach
  void write() throws IOException {
    secret = Files.writeString(directory.resolve("secret"), SecretCanary.text());
    body = Files.writeString(directory.resolve("body"), "{\"a\": 1}");
    headers = directory.resolve("headers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "genesys-gateway",
        "genesys-gateway --encoding=base64",
        "nice-gateway",
        "genesys-open-messaging",
        "cxone-expert",
        "standard-webhooks --secret-form=text",
        "github"
      })
  void whatIsSignedIsVerified(String scheme) throws IOException {
    sign(scheme);

    assertThat(tool.run(verify(scheme))).isEqualTo(ExitCode.OK);
    assertThat(tool.out())
        .isEqualToIgnoringNewLines("Verified by " + scheme.replaceFirst(" .*", ""));
    assertThat(tool.err()).isEmpty();
  }

  @Test
  void bodyIsTakenFromStandardInputAsBytes() throws IOException {
    Files.write(body, BINARY);
    sign("github");

    assertThat(tool.given(BINARY).run(arguments("verify", "github", "--body=-")))
        .isEqualTo(ExitCode.OK);
    byte[] decoded = new String(BINARY, UTF_8).getBytes(UTF_8);
    assertThat(tool.given(decoded).run(arguments("verify", "github", "--body=-")))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out()).contains("SIGNATURE_MISMATCH");
  }

  @Test
  void refusalIsFindingAndSaysWhy() throws IOException {
    sign("standard-webhooks --secret-form=text");

    String late = "standard-webhooks --secret-form=text --at=2026-11-27T12:05:01Z";
    assertThat(tool.run(arguments("verify", late, "--body=" + body))).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out()).contains("TIMESTAMP_TOO_OLD", "signed 301 s before now");
  }

  @Test
  void explanationShowsTheStepsAndTheFormThatWasSigned() throws IOException {
    sign("github");
    Files.writeString(body, "{\"a\":1}");

    assertThat(tool.run(verify("github --explain"))).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out())
        .contains("scheme        github", "signed bytes  7, SHA-256", "signed text   {\"a\":1}")
        .contains("signatures    not shown")
        .contains("the sender signed it as one line, spaces after comma and colon");

    assertThat(tool.run(verify("github --explain --format=json"))).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.json().at("/command").asText()).isEqualTo("webhook verify");
    assertThat(tool.json().at("/exitCode").asInt()).isEqualTo(1);
    assertThat(tool.json().at("/verified").asBoolean()).isFalse();
    assertThat(tool.json().at("/reason").asText()).isEqualTo("SIGNATURE_MISMATCH");
    assertThat(tool.json().at("/trace/signedForm").asText()).startsWith("one line");
    assertThat(tool.json().at("/trace/computedSignature").isMissingNode()).isTrue();

    assertThat(tool.run(verify("github --explain --show-signatures --format=json")))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.json().at("/trace/computedSignature").asText()).startsWith("sha256=");
  }

  @Test
  void explanationNamesTheSchemeThatMatches() throws IOException {
    sign("genesys-open-messaging");

    assertThat(tool.run(verify("github --explain"))).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out()).contains("it matches genesys-open-messaging");
  }

  @Test
  void signsAsJson() {
    assertThat(tool.run(arguments("sign", "github --format=json", "--body=" + body)))
        .isEqualTo(ExitCode.OK);
    assertThat(tool.json().at("/command").asText()).isEqualTo("webhook sign");
    assertThat(tool.json().at("/headers/x-hub-signature-256").asText()).startsWith("sha256=");
  }

  @Test
  void audioHookIsSignedOverRequestLineAndHeaders() throws IOException {
    Files.writeString(secret, Base64.getEncoder().encodeToString(BINARY));
    Files.write(body, new byte[0]);
    List<String> own = new ArrayList<>();
    for (String name :
        List.of(
            "Host",
            "Audiohook-Organization-Id",
            "Audiohook-Session-Id",
            "Audiohook-Correlation-Id",
            "X-API-KEY")) {
      own.add(name + ": value-of-" + name.length());
    }
    List<String> command = new ArrayList<>(List.of(arguments("sign", "genesys-audiohook", "")));
    command.removeIf(String::isEmpty);
    own.forEach(header -> command.addAll(List.of("-H", header)));
    command.addAll(List.of("--body=" + body, "--request", "GET /audio?x=1"));
    assertThat(tool.run(command.toArray(String[]::new))).isEqualTo(ExitCode.OK);

    Files.writeString(headers, tool.out() + String.join("\n", own));
    command.set(1, "verify");
    command.removeIf(own::contains);
    command.removeIf("-H"::equals);
    command.add("--headers=" + headers);
    assertThat(tool.run(command.toArray(String[]::new))).isEqualTo(ExitCode.OK);
  }

  @Test
  void headerThatCameTwiceIsTwo() throws IOException {
    sign("github");
    Files.writeString(headers, Files.readString(headers).repeat(2));

    assertThat(tool.run(verify("github"))).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out()).contains("DUPLICATE_HEADER");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          webhook                                                           | Missing required subcommand
          webhook verify --scheme=github --body=BODY                        | --secret-env
          webhook verify --scheme=github --secret-file=SECRET               | --body
          webhook verify --scheme=github --secret=s --body=BODY             | --secret
          webhook verify --scheme=gitlab --secret-file=SECRET --body=BODY   | expected: one of [genesys-gateway
          webhook verify --scheme=github --encoding=hex --secret-file=SECRET --body=BODY | only a gateway's
          webhook verify --scheme=github --secret-file=SECRET --body=nowhere | nowhere: cannot be read
          webhook verify --scheme=github --secret-file=SECRET --body=BODY -H x | header without a colon
          webhook verify --scheme=github --secret-file=SECRET --body=BODY --request=GET | expected: METHOD TARGET
          webhook verify --scheme=github --secret-file=SECRET --body=BODY --at=noon | noon
          webhook sign --scheme=standard-webhooks --secret-file=BODY --body=BODY | secret: ***
          webhook sign --scheme=genesys-audiohook --secret-form=text --secret-file=SECRET --body=BODY | delivery: cannot be signed
          """)
  void usageIsTwoAndSaysWhatIsExpected(String command, String message) {
    String[] arguments =
        command
            .replace("SECRET", secret.toString())
            .replace("BODY", body.toString())
            .split(" +", -1);

    assertThat(tool.run(arguments)).isEqualTo(ExitCode.USAGE);
    assertThat(tool.err()).contains(message);
    assertThat(tool.out()).isEmpty();
  }

  @Test
  void absentSecretIsCredentialsAndNamesTheVariable() {
    assertThat(
            tool.run(
                "webhook", "sign", "--scheme=github", "--secret-env=CCAAS_NONE", "--body=" + body))
        .isEqualTo(ExitCode.CREDENTIALS);
    assertThat(tool.err()).contains("CCAAS_NONE is not set");
  }

  private void sign(String scheme) throws IOException {
    assertThat(tool.run(arguments("sign", scheme, "--body=" + body))).isEqualTo(ExitCode.OK);
    Files.writeString(headers, tool.out());
  }

  private String[] verify(String scheme) {
    return arguments("verify", scheme, "--body=" + body);
  }

  /** Returns a command at a fixed moment, unless the scheme's options name another. */
  private String[] arguments(String command, String scheme, String more) {
    List<String> all = new ArrayList<>(List.of("webhook", command));
    all.addAll(List.of(("--scheme=" + scheme).split(" ", -1)));
    all.add("--secret-file=" + secret);
    if (!scheme.contains("--at=")) {
      all.add(NOW);
    }
    if (command.equals("verify") && Files.exists(headers)) {
      all.add("--headers=" + headers);
    }
    all.add(more);
    return all.toArray(String[]::new);
  }
}
