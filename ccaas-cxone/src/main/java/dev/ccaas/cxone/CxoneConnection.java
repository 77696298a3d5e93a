// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.cxone.CxoneHosts.Part;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The pipelines to the parts of one tenant's platform, each made when it is first needed. */
final class CxoneConnection {
  private final CxoneHosts hosts;
  private final Supplier<Optional<String>> tokenTenant;
  private final Supplier<CxoneDiscovery> discovery;
  private final BiFunction<Part, URI, JsonClient> pipelines;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Part, URI> discovered = new EnumMap<>(Part.class);
  private final Map<Part, JsonClient> clients = new EnumMap<>(Part.class);

  /**
   * Takes what connects.
   *
   * @param tokenTenant gets a token and returns the tenant that it names
   * @param pipelines makes the pipeline to one part
   */
  CxoneConnection(
      CxoneHosts hosts,
      Supplier<Optional<String>> tokenTenant,
      Supplier<CxoneDiscovery> discovery,
      BiFunction<Part, URI, JsonClient> pipelines) {
    this.hosts = hosts;
    this.tokenTenant = tokenTenant;
    this.discovery = discovery;
    this.pipelines = pipelines;
  }

  /** Returns the pipeline to that part; discovers the tenant's hosts if it must. */
  JsonClient to(Part part) {
    lock.lock(); // held during discovery, so that many threads discover once
    try {
      JsonClient known = clients.get(part);
      if (known == null) {
        known = pipelines.apply(part, uri(part));
        clients.put(part, known);
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private URI uri(Part part) {
    Optional<URI> known = hosts.known(part);
    if (known.isPresent()) {
      return known.get();
    }
    if (discovered.isEmpty()) {
      discovered.putAll(discovery.get().hosts(tenant()));
    }
    return Optional.ofNullable(discovered.get(part)).orElseThrow();
  }

  /**
   * Returns the tenant: the profile's, or the one that the token names.
   *
   * @throws UnsupportedByPlatformException if neither tells one
   */
  String tenant() {
    return hosts
        .tenant()
        .or(tokenTenant)
        .orElseThrow(
            () ->
                new UnsupportedByPlatformException(
                    "The token names no tenant, so neither its hosts nor its channels' ids are"
                        + " known; nothing was sent to them. Name it:"
                        + " CxoneProfile.withTenant."));
  }
}
