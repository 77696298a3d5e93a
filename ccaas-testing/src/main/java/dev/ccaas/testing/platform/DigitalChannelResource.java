// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Digital Engagement's {@code /dfo/3.0/channels}: made or replaced by POST under an id that the
 * caller chooses, listed, removed; never read one by one.
 */
final class DigitalChannelResource {
  static final String PATH = "/digital/dfo/3.0/channels";

  /** What a list does not show, though it can be set. */
  private static final Set<String> HIDDEN = Set.of("isCaseBasedStorage", "hasPostAsPlaceholder");

  /** What a list can be filtered by. */
  private static final List<String> FLAGS = List.of("isPrivate", "hasManualOutboundFlow");

  /** What a list can be ordered by, as the field that a channel keeps it in. */
  private static final Map<String, String> ORDERS =
      Map.of("id", "id", "title", "name", "createdAt", "");

  private final Rules rules;
  private final LaggingStore<ObjectNode> channels;

  DigitalChannelResource(Rules rules, Agenda agenda) {
    this.rules = rules;
    this.channels = new LaggingStore<>(agenda);
  }

  /** The only integration, and how what nobody publishes is answered. */
  record Rules(String integrationId, int firstPage, boolean answersChannel) {}

  List<FieldProblem> problems(ObjectNode body) {
    List<FieldProblem> problems = BodySchemas.cxone().check("NewChannel", body);
    String integration = body.path("channelIntegrationId").asText();
    if (problems.isEmpty() && !integration.equals(rules.integrationId)) {
      problems.add(new FieldProblem("channelIntegrationId", "not.found"));
    }
    return problems;
  }

  /** Keeps the body and nothing of what was there: a field left out is reset. */
  ApiResponse upsert(ObjectNode body) {
    channels.put(body.path("id").asText(), body);
    return rules.answersChannel
        ? JsonBody.answer(201, shown(body))
        : ApiResponse.of(201, Headers.none(), new byte[0]);
  }

  ApiResponse remove(String id) {
    ObjectNode last = channels.latest(id).orElse(null);
    if (last == null) {
      return CxoneErrors.DIGITAL.notFound("channel");
    }
    channels.remove(id, last, Duration.ZERO);
    return JsonBody.noContent();
  }

  boolean isSeen(String id) {
    return channels.seen().find(id).isPresent();
  }

  ApiResponse list(IncomingRequest request) {
    List<FieldProblem> problems = new ArrayList<>();
    int page = number(request.parameter("page").orElse("" + rules.firstPage));
    int size = number(request.parameter("size").orElse("25"));
    require(page >= rules.firstPage, "page", problems);
    require(size >= 1 && size <= 100, "size", problems);
    require(ORDERS.containsKey(request.parameter("orderBy").orElse("id")), "orderBy", problems);
    require(request.parameter("order").orElse("asc").matches("asc|desc"), "order", problems);
    for (String flag : FLAGS) {
      require(request.parameter(flag).orElse("true").matches("true|false"), flag, problems);
    }
    if (!problems.isEmpty()) {
      return CxoneErrors.DIGITAL.ofFields(problems);
    }
    ArrayNode body = JsonNodeFactory.instance.arrayNode();
    ordered(request).stream()
        .skip((long) (page - rules.firstPage) * size)
        .limit(size)
        .forEach(channel -> body.add(shown(channel)));
    return JsonBody.answer(200, body);
  }

  private List<ObjectNode> ordered(IncomingRequest request) {
    String field = ORDERS.getOrDefault(request.parameter("orderBy").orElse("createdAt"), "");
    List<ObjectNode> wanted = new ArrayList<>(wanted(request).toList());
    if (!field.isEmpty()) {
      wanted.sort(Comparator.comparing(channel -> channel.path(field).asText()));
    }
    if (request.parameter("order").orElse("asc").equals("desc")) {
      Collections.reverse(wanted);
    }
    return wanted;
  }

  private static void require(boolean valid, String parameter, List<FieldProblem> problems) {
    if (!valid) {
      problems.add(new FieldProblem(parameter, "invalid.value"));
    }
  }

  /** The number, or -1 if it is none up to 999999999. */
  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
  }

  private Stream<ObjectNode> wanted(IncomingRequest request) {
    OrderedShelf<ObjectNode> seen = channels.seen();
    Stream<ObjectNode> asked =
        request.parameters().contains("id[]")
            ? request.values("id[]").stream().distinct().map(seen::find).flatMap(Optional::stream)
            : seen.stream();
    return asked.filter(
        channel -> FLAGS.stream().allMatch(flag -> hasFlag(channel, flag, request)));
  }

  private static boolean hasFlag(ObjectNode channel, String flag, IncomingRequest request) {
    return request
        .parameter(flag)
        .map(wanted -> channel.path(flag).asBoolean() == Boolean.parseBoolean(wanted))
        .orElse(true);
  }

  /** As lists show it: without what they hide, with what only the platform sets. */
  private static ObjectNode shown(ObjectNode channel) {
    ObjectNode shown = channel.deepCopy();
    shown.remove(HIDDEN);
    return shown.put("isHidden", false).put("isPostWritable", true).put("canSaveResponse", true);
  }

  void edit(String id, ObjectNode mergePatch) {
    channels.edit(id, channel -> MergePatch.apply(channel, mergePatch));
  }

  /** All channels as JSON texts by id. */
  Map<String, String> texts() {
    return channels.texts(JsonNode::toString);
  }

  void forget() {
    channels.clear();
  }
}
