// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.nio.file.Path;
import java.util.Locale;
import org.yaml.snakeyaml.LoaderOptions;

/** How a document is written down, by the end of its file's name, and a parser with limits. */
enum Format {
  YAML,
  JSON;

  static final int MAX_NESTING = 32;

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_NESTING)
          .maxNumberLength(100)
          .maxNameLength(1_000)
          .maxStringLength(1 << 20)
          .build();

  private static final ObjectMapper YAML_MAPPER = new ObjectMapper(yaml());
  private static final ObjectMapper JSON_MAPPER = new ObjectMapper(json());

  static Format of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".json")) {
      return JSON;
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return YAML;
    }
    throw DocumentText.refused(
        file, Position.NOWHERE, "neither YAML nor JSON by name (expected: .yaml, .yml or .json)");
  }

  ObjectMapper mapper() {
    return this == YAML ? YAML_MAPPER : JSON_MAPPER;
  }

  private static JsonFactory json() {
    return JsonFactory.builder()
        .streamReadConstraints(LIMITS)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        .build();
  }

  private static JsonFactory yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(DocumentText.MAX_BYTES + 1);
    return YAMLFactory.builder()
        .loaderOptions(options)
        .streamReadConstraints(LIMITS)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        // "no" is a name like any other.
        .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
        .build();
  }
}
