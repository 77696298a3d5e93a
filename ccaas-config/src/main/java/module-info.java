// SPDX-License-Identifier: Apache-2.0

import org.jspecify.annotations.NullMarked;

/** What should be there and who may send how much, read from YAML or JSON files. */
@NullMarked
module dev.ccaas.config {
  requires transitive dev.ccaas.core;
  requires transitive dev.ccaas.ratelimit;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires com.networknt.schema;
  requires org.yaml.snakeyaml;
  requires static transitive org.jspecify;

  exports dev.ccaas.config;
}
