// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The profiles that the tool speaks, by name; another vendor is one more entry. */
final class Profiles {
  private static final Map<String, Function<ConnectionOptions, Session>> BY_NAME =
      new TreeMap<>(
          Map.of(
              "cxone-gateway", CxoneSession::gateway,
              "cxone-published", CxoneSession::published,
              "genesys-gateway", GenesysSession::gateway,
              "genesys-published", GenesysSession::published));

  private Profiles() {}

  static Session open(String name, ConnectionOptions options) {
    Function<ConnectionOptions, Session> profile = BY_NAME.get(name);
    if (profile == null) {
      throw options.misuse("--profile: " + name + " (expected: one of " + BY_NAME.keySet() + ")");
    }
    return profile.apply(options);
  }

  /** What may stand behind {@code --profile}, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return BY_NAME.keySet().iterator();
    }
  }
}
