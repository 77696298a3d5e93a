// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.webhook.SignatureScheme;
import dev.ccaas.webhook.SignatureScheme.Encoding;
import dev.ccaas.webhook.SignatureSchemes;
import dev.ccaas.webhook.WebhookDelivery;
import dev.ccaas.webhook.WebhookSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A delivery, how its sender signs, and the secret. */
final class WebhookOptions {
  /** How a secret's text becomes the key. */
  enum SecretForm {
    /** Its UTF-8 bytes. */
    TEXT,
    /** What it encodes in Base64. */
    BASE64,
    /** As Standard Webhooks writes keys: whsec_, whpk_, whsk_. */
    STANDARD
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--scheme",
      required = true,
      completionCandidates = SchemeNames.class,
      description = "How the sender signs: ${COMPLETION-CANDIDATES}.")
  private String scheme;

  @Option(
      names = "--encoding",
      paramLabel = "hex|base64",
      description = "How a gateway writes the signature. Default: hex.")
  private @Nullable Encoding encoding;

  @ArgGroup(multiplicity = "1")
  private SecretPlace secret;

  @Option(
      names = "--secret-form",
      paramLabel = "text|base64|standard",
      description = "How the secret is written. Default: as the scheme's sender does.")
  private @Nullable SecretForm secretForm;

  @Option(names = "--key-id", description = "The secret's id, where the scheme sends one.")
  private @Nullable String keyId;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME: VALUE",
      description = "A header of the delivery; repeat it for each.")
  private List<String> headers = List.of();

  @Option(names = "--headers", description = "A file of headers, one a line.")
  private @Nullable Path headersFile;

  @Option(
      names = "--request",
      paramLabel = "METHOD TARGET",
      description = "The request line, for schemes that sign it: 'GET /path?query'.")
  private @Nullable String request;

  @Option(
      names = "--body",
      required = true,
      description = "The file with the body's bytes, or - for standard input.")
  private Path body;

  @Option(names = "--at", description = "The moment to judge or sign at. Default: now.")
  private @Nullable Instant at;

  /** Where the secret is; it is never an argument, which every process could read. */
  static final class SecretPlace {
    @Option(names = "--secret-env", description = "The environment variable with the secret.")
    private @Nullable String variable;

    @Option(names = "--secret-file", description = "The file with the secret.")
    private @Nullable Path file;
  }

  /** The names of the ready schemes. */
  static final class SchemeNames extends ArrayList<String> {
    private static final long serialVersionUID = 1L;

    SchemeNames() {
      SignatureSchemes.all().forEach(scheme -> add(scheme.name()));
    }
  }

  SignatureScheme scheme() {
    Encoding written = encoding == null ? Encoding.HEX : encoding;
    SignatureScheme found =
        SignatureSchemes.all().stream()
            .filter(ready -> ready.name().equals(scheme))
            .findFirst()
            .orElseThrow(
                () ->
                    misuse(
                        "--scheme: " + scheme + " (expected: one of " + new SchemeNames() + ")"));
    return switch (scheme) {
      case "genesys-gateway" -> SignatureSchemes.genesysGateway(written);
      case "nice-gateway" -> SignatureSchemes.niceGateway(written);
      default -> {
        if (encoding != null) {
          throw misuse("--encoding: only a gateway's may be chosen, not " + scheme + "'s");
        }
        yield found;
      }
    };
  }

  WebhookSecret secret() {
    SecretSource source =
        secret.file != null
            ? SecretSource.file(secret.file)
            : SecretSource.env(String.valueOf(secret.variable));
    try {
      WebhookSecret key = key(source.secret());
      return keyId == null ? key : key.withId(keyId);
    } catch (IllegalArgumentException e) {
      throw misuse(e);
    }
  }

  WebhookDelivery delivery() {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<String> lines = new ArrayList<>(headers);
    if (headersFile != null) {
      new String(read(headersFile), ISO_8859_1)
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(lines::add);
    }
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw misuse("header without a colon (expected: NAME: VALUE)");
      }
      all.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return requested(WebhookDelivery.of(all));
  }

  byte[] body() {
    return read(body);
  }

  InstantSource clock() {
    return at == null ? surroundings().time() : InstantSource.fixed(at);
  }

  ParameterException misuse(IllegalArgumentException e) {
    return misuse(String.valueOf(e.getMessage()));
  }

  private ParameterException misuse(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private Surroundings surroundings() {
    return ((Ccaas) command.root().userObject()).surroundings();
  }

  private WebhookDelivery requested(WebhookDelivery delivery) {
    if (request == null) {
      return delivery;
    }
    String[] parts = request.split(" ", -1);
    if (parts.length != 2) {
      throw misuse("--request: " + request + " (expected: METHOD TARGET)");
    }
    return delivery.withRequest(parts[0], parts[1]);
  }

  private WebhookSecret key(Secret text) {
    SecretForm form = secretForm;
    if (form == null) {
      form =
          scheme.startsWith("standard-webhooks")
              ? SecretForm.STANDARD
              : scheme.equals("genesys-audiohook") ? SecretForm.BASE64 : SecretForm.TEXT;
    }
    return switch (form) {
      case TEXT -> WebhookSecret.ofText(text.reveal());
      case BASE64 -> WebhookSecret.ofBase64(text.reveal());
      case STANDARD -> WebhookSecret.ofStandard(text.reveal());
    };
  }

  private byte[] read(Path file) {
    try {
      return file.toString().equals("-")
          ? surroundings().in().readAllBytes()
          : Files.readAllBytes(file);
    } catch (IOException e) {
      throw misuse(
          file
              + ": cannot be read ("
              + e.getClass().getSimpleName().toLowerCase(Locale.ROOT)
              + ")");
    }
  }
}
