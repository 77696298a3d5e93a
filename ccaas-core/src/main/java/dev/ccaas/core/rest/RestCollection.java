// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.rest;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.auth.Rights;
import dev.ccaas.core.auth.Scopes;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One kind of JSON resource on a platform: {@code POST} and {@code GET} on the collection's route,
 * {@code GET}, {@code PUT} and {@code DELETE} on an item below it.
 *
 * <p>An operation that is not offered fails before anything is sent. Safe for use by many threads.
 *
 * @param <S> what a resource should be
 * @param <T> a resource as the platform has it
 */
public final class RestCollection<S, T> {
  private final JsonClient client;
  private final String kind;
  private final String route;
  private final Set<Capability> offered;
  private final Function<Capability, String> instead;
  private final Scopes readScopes;
  private final Scopes writeScopes;
  private final Function<Capability, Rights> rights;
  private final Map<String, String> firstPage;
  private final String updateMethod;
  private final Function<S, byte[]> writer;
  private final JsonClient.Reader<T> reader;

  private RestCollection(Builder builder, Function<S, byte[]> writer, JsonClient.Reader<T> reader) {
    this.client = builder.client;
    this.kind = builder.kind;
    this.route = builder.route;
    this.offered = builder.offered;
    this.instead = builder.instead;
    this.readScopes = builder.readScopes;
    this.writeScopes = builder.writeScopes;
    this.rights = builder.rights;
    this.firstPage = builder.firstPage;
    this.updateMethod = builder.updateMethod;
    this.writer = requireNonNull(writer, "writer");
    this.reader = requireNonNull(reader, "reader");
  }

  /**
   * Returns a builder of a collection that offers nothing yet.
   *
   * @param kind what a resource is called in messages, such as {@code brand}
   * @param route the collection's route, such as {@code /api/v2/webchat/brands}
   */
  public static Builder builder(JsonClient client, String kind, String route) {
    return new Builder(client, kind, route);
  }

  /** Returns the operations that are offered. */
  public Set<Capability> offered() {
    return offered;
  }

  /** Makes a resource; any 2xx answer is read, or fails as one that may have made it. */
  public T create(S spec) {
    ApiRequest request =
        request(Capability.CREATE, "POST", route)
            .body(writer.apply(requireNonNull(spec, "spec")), "application/json")
            .repeatable(false)
            .build();
    return client.send(
        request,
        reader,
        "The " + kind + " most likely exists now: look it up by name before creating it again.");
  }

  /** Returns the resource of that id, or empty if there is none (404, 410). */
  public Optional<T> get(String id) {
    ApiRequest request = item(Capability.GET, "GET", id).build();
    try {
      return Optional.of(client.send(request, reader, null));
    } catch (InvalidRequestException e) {
      if (JsonClient.isGone(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Returns the health that a view of the resource shows.
   *
   * @param expand the value of the {@code expand} parameter that asks for it
   */
  public Health health(String id, String expand, JsonClient.Reader<Health> health) {
    ApiRequest request = item(Capability.HEALTH, "GET", id).addQuery("expand", expand).build();
    return client.send(request, health, null);
  }

  /** Returns all resources, page by page. */
  public List<T> list() {
    return client.pages(() -> request(Capability.LIST, "GET", route), firstPage, reader);
  }

  /** Replaces the resource of that id, or changes it if updates go by PATCH. */
  public T update(String id, S spec) {
    ApiRequest request =
        item(Capability.UPDATE, updateMethod, id)
            .body(writer.apply(requireNonNull(spec, "spec")), "application/json")
            .repeatable(true)
            .build();
    return client.send(
        request, reader, "The " + kind + " most likely is changed: read it before the next step.");
  }

  /** Removes the resource of that id; one that is not there (404, 410) counts as removed. */
  public void delete(String id) {
    client.remove(item(Capability.DELETE, "DELETE", id).build());
  }

  private ApiRequest.Builder item(Capability wanted, String method, String id) {
    requireNonNull(id, "id");
    return request(wanted, method, route + "/{id}").path("id", id);
  }

  private ApiRequest.Builder request(Capability wanted, String method, String route) {
    if (!offered.contains(wanted)) {
      throw new UnsupportedByPlatformException(
          wanted
              + " of a "
              + kind
              + " is not offered here; nothing was sent. "
              + instead.apply(wanted));
    }
    Scopes scopes = method.equals("GET") ? readScopes : writeScopes;
    return client.request(method, route).requiredScopes(scopes).rights(rights.apply(wanted));
  }

  /** Sets up a collection. Not safe for use by many threads. */
  public static final class Builder {
    private final JsonClient client;
    private final String kind;
    private final String route;
    private Set<Capability> offered = Set.of();
    private Function<Capability, String> instead = capability -> "";
    private Scopes readScopes = Scopes.none();
    private Scopes writeScopes = Scopes.none();
    private Function<Capability, Rights> rights = operation -> Rights.none();
    private Map<String, String> firstPage = Map.of("pageNumber", "1", "pageSize", "50");
    private String updateMethod = "PUT";

    private Builder(JsonClient client, String kind, String route) {
      this.client = requireNonNull(client, "client");
      this.kind = requireNonNull(kind, "kind");
      this.route = requireNonNull(route, "route");
    }

    /** Sets what is offered, and what to do instead of an operation that is not. */
    public Builder offered(Set<Capability> offered, Function<Capability, String> instead) {
      this.offered = Set.copyOf(offered);
      this.instead = requireNonNull(instead, "instead");
      return this;
    }

    /** Sets the scopes that reading and writing need; default none known. */
    public Builder scopes(Scopes read, Scopes write) {
      this.readScopes = requireNonNull(read, "read");
      this.writeScopes = requireNonNull(write, "write");
      return this;
    }

    /** Sets the rights that each operation needs; default none known. */
    public Builder rights(Function<Capability, Rights> rights) {
      this.rights = requireNonNull(rights, "rights");
      return this;
    }

    /** Sets the query of a list's first page; default page number 1 of pages of 50. */
    public Builder firstPage(Map<String, String> query) {
      this.firstPage = Map.copyOf(query);
      return this;
    }

    /** Lets updates go by PATCH; default PUT. */
    public Builder patches() {
      this.updateMethod = "PATCH";
      return this;
    }

    /**
     * Returns the collection.
     *
     * @param writer makes the body of a create or update
     * @param reader reads a resource
     */
    public <S, T> RestCollection<S, T> build(
        Function<S, byte[]> writer, JsonClient.Reader<T> reader) {
      return new RestCollection<>(this, writer, reader);
    }
  }
}
