// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** JSON objects by id in order of creation, read page by page. Guarded by its platform. */
final class ResourceStore {
  private static final int LARGEST_PAGE = 100;

  private final String path;
  private final Map<String, ObjectNode> documents = new LinkedHashMap<>();

  ResourceStore(String path) {
    this.path = path;
  }

  /** Keeps the document under a new id, which is added to it. */
  ObjectNode create(ObjectNode document) {
    return put(UUID.randomUUID().toString(), document);
  }

  ObjectNode put(String id, ObjectNode document) {
    document.put("id", id);
    documents.put(id, document);
    return document;
  }

  /** A copy of the document of that id. */
  Optional<ObjectNode> find(String id) {
    return Optional.ofNullable(documents.get(id)).map(ObjectNode::deepCopy);
  }

  boolean remove(String id) {
    return documents.remove(id) != null;
  }

  void clear() {
    documents.clear();
  }

  /** All documents as JSON texts by id. */
  Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    documents.forEach((id, document) -> texts.put(id, document.toString()));
    return Collections.unmodifiableMap(texts);
  }

  /** The page that {@code pageNumber} (from 1) and {@code pageSize} (1 to 100) ask for. */
  ApiResponse page(IncomingRequest request) {
    int number = positive(request.parameter("pageNumber").orElse("1"));
    int size = positive(request.parameter("pageSize").orElse("25"));
    if (number == 0 || size == 0 || size > LARGEST_PAGE) {
      return GenesysErrors.error(
          400, "bad.request", "pageNumber must be at least 1, pageSize 1 to " + LARGEST_PAGE);
    }
    List<ObjectNode> all = List.copyOf(documents.values());
    long from = Math.min((number - 1L) * size, all.size());
    long to = Math.min(from + size, all.size());
    ObjectNode body = JsonText.object();
    ArrayNode entities = body.putArray("entities");
    all.subList((int) from, (int) to).forEach(entities::add);
    body.put("pageNumber", number).put("pageSize", size).put("total", all.size());
    if (to < all.size()) {
      body.put("nextUri", path + "?pageNumber=" + (number + 1) + "&pageSize=" + size);
    }
    return GenesysGateway.json(200, body);
  }

  /** The number, or 0 if it is none from 1 to 999999999. */
  private static int positive(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }
}
