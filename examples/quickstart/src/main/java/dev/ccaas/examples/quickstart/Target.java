// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.auth.ClientCredentials;
import dev.ccaas.core.channel.ChannelProgress;
import dev.ccaas.genesys.GenesysProfile;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Whom the program talks to. */
interface Target extends AutoCloseable {

  /** Returns the real gateway if the environment names one, else a fake that it starts. */
  static Target from(Map<String, String> environment, TimeSource time) {
    return RealTarget.isNamedIn(environment)
        ? RealTarget.from(environment)
        : FakeTarget.start(time);
  }

  /** Returns what to tell the reader. */
  String description();

  /** Returns which contract is spoken there, and where. */
  GenesysProfile profile();

  /** Returns the OAuth client to work as. */
  ClientCredentials credentials();

  /** Returns where the webhook delivers, if one is wished. */
  Optional<URI> callback();

  /** Gets in the way, now that this step begins; returns how, for the timeline. */
  Optional<String> meddle(ChannelProgress progress);

  @Override
  void close();
}
