// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.testing.platform.Activation.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A web deployment configuration: its draft and the versions published from it. Immutable. */
record WebConfiguration(Version draft, List<Version> published) {

  /** A configuration that is only a draft. */
  static WebConfiguration draft(String id, ObjectNode body, Work work) {
    String now = work.started().toString();
    ObjectNode fields = body.deepCopy().put("id", id).put("dateCreated", now);
    return new WebConfiguration(
        Version.of("DRAFT", fields.put("dateModified", now), work), List.of());
  }

  /** The same with another draft. */
  WebConfiguration withDraft(ObjectNode body, Work work) {
    ObjectNode fields = body.deepCopy().put("id", draft.field("id"));
    fields
        .put("dateCreated", draft.field("dateCreated"))
        .put("dateModified", work.started().toString());
    return new WebConfiguration(Version.of("DRAFT", fields, work), published);
  }

  /** The same with the draft as the next version. */
  WebConfiguration publish(Work work) {
    ObjectNode fields = draft.fields.deepCopy().put("datePublished", work.started().toString());
    List<Version> versions = new ArrayList<>(published);
    versions.add(Version.of(Integer.toString(published.size() + 1), fields, work));
    return new WebConfiguration(draft, List.copyOf(versions));
  }

  WebConfiguration in(Work work) {
    return new WebConfiguration(
        draft.in(work), published.stream().map(version -> version.in(work)).toList());
  }

  Optional<Version> latestPublished() {
    return published.isEmpty()
        ? Optional.empty()
        : Optional.of(published.get(published.size() - 1));
  }

  Optional<Version> version(String name) {
    return Stream.concat(Stream.of(draft), published.stream())
        .filter(version -> version.name.equals(name.toUpperCase(Locale.ROOT)))
        .findFirst();
  }

  /** The draft and all versions, to be listed. */
  OrderedShelf<Version> shelf() {
    OrderedShelf<Version> shelf = new OrderedShelf<>();
    shelf.put(draft.name, draft);
    published.forEach(version -> shelf.put(version.name, version));
    return shelf;
  }

  /** One version, or the draft; the fields hold all that is answered but the status. */
  record Version(String name, ObjectNode fields, Work work) {

    static Version of(String name, ObjectNode fields, Work work) {
      String id = fields.path("id").asText();
      String self =
          WebConfigurationResource.PATH + "/" + id + "/versions/" + name.toLowerCase(Locale.ROOT);
      return new Version(name, fields.put("version", name).put("selfUri", self), work);
    }

    Version in(Work other) {
      return new Version(name, fields, other);
    }

    String field(String key) {
      return fields.path(key).asText();
    }

    ObjectNode json() {
      return fields.deepCopy().put("status", work.status());
    }
  }
}
