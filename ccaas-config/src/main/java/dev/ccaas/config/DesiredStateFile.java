// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.internal.Redaction;
import dev.ccaas.core.plan.DesiredState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A desired state in a YAML or JSON file, as people write and review it.
 *
 * <p>The shape is {@code desired-state.schema.json} in this package: {@code owner}, and {@code
 * channels} with a {@code brand} and, if wished, a {@code webhook} each. A file holds no secret: it
 * names an environment variable or another file. Shape and secrets are checked here; limits and
 * certificates are judged by {@code core.preflight} and the platform.
 */
public final class DesiredStateFile {
  private static final SchemaCheck SCHEMA = SchemaCheck.of("desired-state.schema.json", "channels");

  private DesiredStateFile() {}

  /**
   * Returns the state that the file describes, with its secrets read.
   *
   * <p>The file is UTF-8 of at most 16 MiB, and its name ends in {@code .yaml}, {@code .yml} or
   * {@code .json}. YAML is taken without aliases and tags. The path of a secret's file is relative
   * to the state's file.
   *
   * @throws ConfigException if the file cannot be taken as it is, with everything wrong in it; what
   *     is wrong with values is only looked for once its syntax and then its shape are right
   */
  public static DesiredState read(Path file) {
    return read(file, SecretSource::env);
  }

  static DesiredState read(Path file, Function<String, SecretSource> environment) {
    Document document = Document.read(requireNonNull(file, "file"));
    document.refuse(SCHEMA.check(document.root()));
    List<Fault> faults = new ArrayList<>();
    DesiredState state = state(document.root(), new SecretReference(file, environment), faults);
    document.refuse(faults);
    return state;
  }

  private static DesiredState state(JsonNode root, SecretReference secrets, List<Fault> faults) {
    ChannelReader reader = new ChannelReader(secrets, faults);
    DesiredState.Builder state = DesiredState.builder(root.get("owner").textValue());
    JsonNode channels = root.get("channels");
    for (int i = 0; i < channels.size(); i++) {
      JsonPointer at = JsonPointer.empty().appendProperty("channels").appendIndex(i);
      Optional<ChannelSpec> channel = reader.read(channels.get(i), at);
      try {
        channel.ifPresent(state::channel);
      } catch (IllegalArgumentException e) { // at odds with a channel before it
        faults.add(Fault.atValue(at, Redaction.redact(String.valueOf(e.getMessage()))));
      }
    }
    return state.build();
  }
}
