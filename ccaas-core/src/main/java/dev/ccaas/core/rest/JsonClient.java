// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.rest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.InvalidRequestException;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.internal.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends requests and reads the JSON answers; what cannot be read is a typed failure, no guess. */
public final class JsonClient {

  /** Turns the JSON of an answer into a value. */
  @FunctionalInterface
  public interface Reader<T> {
    /**
     * Returns the value.
     *
     * @throws IOException if something that must be there is not; the message says what
     */
    T read(JsonNode body, ApiResponse answer) throws IOException;
  }

  private final ApiClient client;
  private final ErrorDecoder errors;

  private JsonClient(ApiClient client, ErrorDecoder errors) {
    this.client = client;
    this.errors = errors;
  }

  /**
   * Returns a client.
   *
   * @param errors finds error code and correlation id in an answer that cannot be read
   */
  public static JsonClient create(ApiClient client, ErrorDecoder errors) {
    return new JsonClient(requireNonNull(client, "client"), requireNonNull(errors, "errors"));
  }

  /** Returns the client that sends. */
  public ApiClient api() {
    return client;
  }

  /** Returns a request builder for a route below the client's base address; it asks for JSON. */
  public ApiRequest.Builder request(String method, String route) {
    return client.request(method, route).putHeader("Accept", "application/json");
  }

  /** Sends the request and returns the successful answer, whatever its body. */
  public ApiResponse send(ApiRequest request) {
    return client.send(request);
  }

  /** Removes something; what is not there (404, 410) counts as removed. */
  public void remove(ApiRequest request) {
    try {
      client.send(request);
    } catch (InvalidRequestException e) {
      if (!isGone(e)) {
        throw e;
      }
    }
  }

  /** Returns whether that refusal says that there is no such thing. */
  static boolean isGone(InvalidRequestException e) {
    return e.status() == 404 || e.status() == 410;
  }

  /**
   * Returns the {@code entities} of every page of a list, as {@code nextUri} or {@code pageCount}
   * lead through it.
   *
   * @param page gives a new request for the list, without a query
   * @param first the query of the first page
   * @throws PlatformFailureException if a page cannot be read, or paging leaves the list or does
   *     not move
   */
  public <T> List<T> pages(
      Supplier<ApiRequest.Builder> page, Map<String, String> first, Reader<T> reader) {
    List<T> all = new ArrayList<>();
    PageCursor cursor = new PageCursor(client.baseUri(), page.get().build().uri(), first);
    while (cursor.hasMore()) {
      ApiRequest.Builder request = page.get();
      cursor.select(request);
      all.addAll(
          send(request.build(), (body, answer) -> readPage(body, answer, reader, cursor), null));
    }
    return List.copyOf(all);
  }

  private static <T> List<T> readPage(
      JsonNode page, ApiResponse answer, Reader<T> reader, PageCursor cursor) throws IOException {
    JsonNode entities = page.path("entities");
    if (!entities.isArray()) {
      throw new IOException("entities is missing or no array");
    }
    List<T> items = new ArrayList<>();
    for (JsonNode entity : entities) {
      items.add(reader.read(entity, answer));
    }
    cursor.advance(page);
    return items;
  }

  /**
   * Sends the request and returns what the reader makes of the answer.
   *
   * @param advice what to do if the answer cannot be read, or null for the general advice
   * @throws PlatformFailureException if the answer is not JSON within limits, or the reader refuses
   *     it; the platform has carried the request out
   */
  public <T> T send(ApiRequest request, Reader<T> reader, @Nullable String advice) {
    ApiResponse answer = client.send(request);
    try {
      return reader.read(Json.parse(answer.body()), answer);
    } catch (IOException e) {
      ApiFailure.Builder failure = ApiFailure.builder(request.describe(), answer.status());
      errors.decode(answer, failure);
      failure.message("the answer cannot be read: " + e.getMessage()).advice(advice);
      throw new PlatformFailureException(failure.build(), e);
    }
  }
}
