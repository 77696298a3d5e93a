// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar, and the Java that runs it. */
final class VersionFile implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = VersionFile.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    }
    return new String[] {
      "ccaas " + properties.getProperty("version"), "Java " + System.getProperty("java.version")
    };
  }
}
