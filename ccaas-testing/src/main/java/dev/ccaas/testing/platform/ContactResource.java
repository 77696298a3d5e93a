// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.platform.CxoneThrottle.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Digital Engagement's contacts and their messages, as far as its limits need them: each thread of
 * a channel is one contact, made with its first message. Guarded by its platform.
 */
final class ContactResource {
  static final String PATH = "/digital/dfo/3.0/contacts";
  private static final int FIRST_ID = 2001;
  private static final Set<String> STATUSES =
      Set.of("new", "open", "pending", "resolved", "escalated", "closed", "trashed");

  private final CxoneThrottle throttle;
  private final Map<String, String> ids = new HashMap<>(); // by channel and thread
  private final Map<String, Contact> contacts = new HashMap<>();

  private record Contact(ObjectNode shown, List<ObjectNode> messages) {
    static Contact made(String id) {
      return new Contact(JsonText.object().put("id", id).put("status", "new"), new ArrayList<>());
    }

    ApiResponse listed() {
      ObjectNode answer = JsonText.object();
      ArrayNode data = answer.putArray("data");
      messages.forEach(data::add);
      return JsonBody.answer(200, answer);
    }

    ApiResponse changed(ObjectNode body) {
      shown.setAll(body);
      return JsonBody.noContent();
    }
  }

  ContactResource(CxoneThrottle throttle) {
    this.throttle = throttle;
  }

  static List<FieldProblem> messageProblems(ObjectNode body) {
    return FieldChecks.of(body, "", Set.of("idOnExternalPlatform", "thread", "messageContent"))
        .optional("idOnExternalPlatform", FieldChecks::isText)
        .required("thread", thread -> FieldChecks.isText(thread.path("idOnExternalPlatform")))
        .required("messageContent", JsonNode::isObject)
        .problems();
  }

  static List<FieldProblem> statusProblems(ObjectNode body) {
    return FieldChecks.of(body, "", Set.of("status"))
        .required("status", status -> STATUSES.contains(status.asText()))
        .problems();
  }

  /** Takes a message, which changes the contact of its thread too. */
  ApiResponse message(String channel, ObjectNode body, Action direction) {
    String thread = channel + "/" + body.path("thread").path("idOnExternalPlatform").asText();
    String id = ids.getOrDefault(thread, Integer.toString(FIRST_ID + contacts.size()));
    if (!throttle.admitsChangeOf(id, Action.UPDATE, direction)) {
      return refused();
    }
    ids.put(thread, id);
    contacts.computeIfAbsent(id, Contact::made).messages.add(body);
    ObjectNode answer = JsonText.object();
    answer.putObject("contact").put("id", id);
    return JsonBody.answer(200, answer);
  }

  ApiResponse get(String id) {
    return throttle.admits(Action.GET_CONTACT)
        ? found(id, contact -> JsonBody.answer(200, contact.shown))
        : refused();
  }

  ApiResponse messages(String id) {
    return throttle.admits(Action.GET_CONTACT) ? found(id, Contact::listed) : refused();
  }

  ApiResponse status(String id, ObjectNode body) {
    return throttle.admitsChangeOf(id, Action.UPDATE)
        ? found(id, contact -> contact.changed(body))
        : refused();
  }

  private ApiResponse found(String id, Function<Contact, ApiResponse> work) {
    Contact contact = contacts.get(id);
    return contact == null ? CxoneErrors.DIGITAL.notFound("contact") : work.apply(contact);
  }

  private static ApiResponse refused() {
    return CxoneErrors.ofStatus(CxoneErrors.DIGITAL, 429, null);
  }

  void forget() {
    throttle.forget();
    ids.clear();
    contacts.clear();
  }
}
