// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.FieldChecks.isWholeNumber;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The ACD's {@code points-of-contact}: a write answers 200 with fields for an error and never an
 * id; there is no way to remove one.
 */
final class PointOfContactResource {
  /** From version 23 on, all serve the same. */
  static final String PATH = "/acd/incontactapi/services/{version}/points-of-contact";

  private static final String ADDRESS = "pointOfContact";
  private static final Set<String> FIELDS =
      Set.of(
          ADDRESS,
          "pointOfContactName",
          "skillId",
          "scriptName",
          "isActive",
          "mediaTypeId",
          "chatProfileId",
          "ivrReportingEnabled");

  private final LaggingStore<ObjectNode> points;
  private int lastId = 1000;

  PointOfContactResource(Agenda agenda) {
    this.points = new LaggingStore<>(agenda);
  }

  static List<FieldProblem> problems(ObjectNode body) {
    return FieldChecks.of(body, "", FIELDS)
        .required(ADDRESS, isText(80))
        .required("pointOfContactName", isText(100))
        .required("skillId", isWholeNumber(1, Integer.MAX_VALUE))
        .required("scriptName", FieldChecks::isText)
        .optional("isActive", JsonNode::isBoolean)
        .required("mediaTypeId", isWholeNumber(1, Integer.MAX_VALUE))
        .optional("chatProfileId", isWholeNumber(1, Integer.MAX_VALUE))
        .optional("ivrReportingEnabled", JsonNode::isBoolean)
        .problems();
  }

  private static Predicate<JsonNode> isText(int longest) {
    return node -> FieldChecks.isText(node) && node.asText().length() <= longest;
  }

  ApiResponse create(ObjectNode body) {
    String address = body.path(ADDRESS).asText();
    if (points.texts(point -> point.path(ADDRESS).asText()).containsValue(address)) {
      return CxoneErrors.ACD.of(
          400, "already.exists", "Point of Contact " + address + " - already exists");
    }
    lastId++;
    points.put(Integer.toString(lastId), body.put("pointOfContactId", lastId));
    return result("", "");
  }

  ApiResponse replace(String id, ObjectNode body) {
    if (points.latest(id).isEmpty()) {
      return CxoneErrors.ACD.notFound("point of contact");
    }
    points.put(id, body.put("pointOfContactId", Integer.parseInt(id)));
    return result("", "");
  }

  /** The published answer to a write, one of whose names is spelt so. */
  static ApiResponse result(String error, String description) {
    return JsonBody.answer(
        200, JsonText.object().put("error", error).put("error_Description", description));
  }

  ApiResponse get(String id) {
    return points
        .seen()
        .find(id)
        .map(point -> JsonBody.answer(200, listing(List.of(point), 1)))
        .orElseGet(() -> CxoneErrors.ACD.notFound("point of contact"));
  }

  /** The page that {@code skip} and {@code top} (at most 100) ask for. */
  ApiResponse list(IncomingRequest request) {
    String skip = request.parameter("skip").orElse("0");
    String top = request.parameter("top").orElse("100");
    if (!skip.matches("[0-9]{1,9}") || !top.matches("[1-9][0-9]?|100")) {
      return CxoneErrors.ACD.of(400, "bad.request", "top must be 1 to 100, skip at least 0");
    }
    OrderedShelf<ObjectNode> seen = points.seen();
    List<ObjectNode> page =
        seen.stream().skip(Integer.parseInt(skip)).limit(Integer.parseInt(top)).toList();
    return JsonBody.answer(200, listing(page, seen.size()));
  }

  private static ObjectNode listing(List<ObjectNode> page, int total) {
    ObjectNode body = JsonText.object().put("totalRecords", total);
    ArrayNode points = body.putArray("pointsOfContact");
    page.forEach(points::add);
    return body;
  }

  /** All points of contact as JSON texts by id. */
  Map<String, String> texts() {
    return points.texts(JsonNode::toString);
  }

  void forget() {
    points.clear();
    lastId = 1000;
  }
}
