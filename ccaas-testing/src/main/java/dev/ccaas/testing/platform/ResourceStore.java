// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The gateway's JSON objects by id in order of creation. Guarded by its platform. */
final class ResourceStore {
  private final String path;
  private final Refusals refusals;
  private final LaggingStore<ObjectNode> documents;

  ResourceStore(String path, Refusals refusals, Agenda agenda) {
    this.path = path;
    this.refusals = refusals;
    this.documents = new LaggingStore<>(agenda);
  }

  String path() {
    return path;
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

  /** Whether a write finds that id. */
  boolean has(String id) {
    return documents.latest(id).isPresent();
  }

  /** A copy of what reads see of that id. */
  Optional<ObjectNode> seen(String id) {
    return documents.seen().find(id).map(ObjectNode::deepCopy);
  }

  ApiResponse remove(String id) {
    ObjectNode last = documents.latest(id).orElse(null);
    if (last == null) {
      return refusals.of(404, "not.found", "There is nothing of that id");
    }
    documents.remove(id, last, Duration.ZERO);
    return JsonBody.noContent();
  }

  void edit(String id, ObjectNode mergePatch) {
    documents.edit(id, document -> MergePatch.apply(document, mergePatch));
  }

  void clear() {
    documents.clear();
  }

  /** All documents as JSON texts by id. */
  Map<String, String> texts() {
    return documents.texts(JsonNode::toString);
  }

  /** The page that {@code pageNumber} (from 1) and {@code pageSize} (1 to 100) ask for. */
  ApiResponse page(IncomingRequest request) {
    return NumberedPage.of(request)
        .map(
            page -> {
              ObjectNode body = page.body(documents.seen(), document -> document);
              if (page.hasNext(documents.seen())) {
                body.put("nextUri", page.next(path));
              }
              return JsonBody.answer(200, body);
            })
        .orElseGet(() -> NumberedPage.refusal(refusals));
  }
}
