// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.platform.Activation.Work;
import dev.ccaas.testing.platform.WebConfiguration.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Genesys Cloud's {@code /api/v2/webdeployments/deployments}: one published version of a
 * configuration, for all domains or for some, with the script that puts it into a page.
 */
final class WebDeploymentResource {
  static final String PATH = "/api/v2/webdeployments/deployments";

  private final Activation activation;
  private final Agenda agenda;
  private final WebConfigurationResource configurations;
  private final LaggingStore<Deployment> deployments;
  private final Map<String, Integer> uses = new HashMap<>();

  WebDeploymentResource(
      Activation activation, Agenda agenda, WebConfigurationResource configurations) {
    this.activation = activation;
    this.agenda = agenda;
    this.configurations = configurations;
    this.deployments = new LaggingStore<>(agenda);
  }

  List<FieldProblem> problems(ObjectNode body) {
    List<FieldProblem> problems =
        new ArrayList<>(BodySchemas.genesys().check("WebDeployment", body));
    boolean all = body.path("allowAllDomains").asBoolean(false);
    if (all && !body.path("allowedDomains").isEmpty()) {
      problems.add(new FieldProblem("allowedDomains", "invalid.value"));
    } else if (!all && body.path("allowedDomains").isEmpty()) {
      problems.add(new FieldProblem("allowedDomains", "missing.value"));
    }
    return problems.isEmpty() ? referenceProblems(body.path("configuration")) : problems;
  }

  private List<FieldProblem> referenceProblems(JsonNode reference) {
    Version version = referred(reference).orElse(null);
    if (version == null) {
      return List.of(new FieldProblem("configuration", "not.found"));
    }
    return version.work().isActive()
        ? List.of()
        : List.of(new FieldProblem("configuration", "not.active"));
  }

  private Optional<Version> referred(JsonNode reference) {
    return configurations.published(
        reference.path("id").asText(), reference.path("version").asText());
  }

  ApiResponse create(ObjectNode body) {
    String id = UUID.randomUUID().toString();
    Work work = activation.start();
    body.put("id", id)
        .put("snippet", "<script data-deployment=\"" + id + "\"></script>")
        .put("dateCreated", work.started().toString())
        .put("selfUri", PATH + "/" + id);
    return write(id, body, work);
  }

  ApiResponse replace(String id, ObjectNode body) {
    Deployment old = deployments.latest(id).orElse(null);
    if (old == null) {
      return GenesysErrors.notFound("deployment");
    }
    List.of("id", "snippet", "dateCreated", "selfUri")
        .forEach(kept -> body.set(kept, old.fields.get(kept)));
    use(old, -1);
    return write(id, body, activation.start());
  }

  private ApiResponse write(String id, ObjectNode fields, Work work) {
    Deployment written =
        new Deployment(fields.put("dateModified", work.started().toString()), work);
    use(written, 1);
    deployments.put(id, written);
    return JsonBody.answer(200, written.json());
  }

  private void use(Deployment deployment, int change) {
    uses.merge(deployment.configurationId(), change, (a, b) -> a + b == 0 ? null : a + b);
  }

  /** Whether a deployment uses that configuration, one included whose removal is not done. */
  boolean uses(String configurationId) {
    agenda.settle();
    return uses.containsKey(configurationId);
  }

  ApiResponse list(IncomingRequest request) {
    return new CursorPage<>(deployments.seen(), found -> true, "").answer(request, this::listed);
  }

  /** In a list the configuration must have its name. */
  private ObjectNode listed(Deployment found) {
    ObjectNode body = found.json();
    referred(body.path("configuration"))
        .ifPresent(used -> body.withObject("/configuration").put("name", used.field("name")));
    return body;
  }

  ApiResponse get(String id) {
    return deployments
        .seen()
        .find(id)
        .map(found -> JsonBody.answer(200, found.json()))
        .orElseGet(() -> GenesysErrors.notFound("deployment"));
  }

  /** The configuration that the deployment uses, with the deployment. */
  ApiResponse configuration(String id) {
    Deployment found = deployments.seen().find(id).orElse(null);
    if (found == null) {
      return GenesysErrors.notFound("deployment");
    }
    ObjectNode body = JsonText.object();
    referred(found.fields.path("configuration"))
        .ifPresent(version -> body.set("configurationVersion", version.json()));
    return JsonBody.answer(200, body.set("deployment", found.json()));
  }

  ApiResponse remove(String id) {
    Deployment found = deployments.latest(id).orElse(null);
    if (found == null) {
      return GenesysErrors.notFound("deployment");
    }
    deployments.remove(id, new Deployment(found.fields, activation.removal()), activation.takes());
    agenda.at(agenda.now().plus(activation.takes()), () -> use(found, -1));
    return JsonBody.noContent();
  }

  void edit(String id, ObjectNode mergePatch) {
    deployments.edit(
        id,
        found -> {
          Deployment edited =
              new Deployment(MergePatch.apply(found.fields, mergePatch), found.work);
          use(found, -1);
          use(edited, 1);
          return edited;
        });
  }

  /** Makes all deployments of that configuration use that version, as a person may. */
  void useVersion(String configurationId, String version) {
    ObjectNode patch = JsonText.object();
    patch.putObject("configuration").put("version", version);
    deployments.texts(Deployment::configurationId).entrySet().stream()
        .filter(entry -> entry.getValue().equals(configurationId))
        .forEach(entry -> edit(entry.getKey(), patch));
  }

  Map<String, String> texts() {
    return deployments.texts(found -> found.json().toString());
  }

  void forget() {
    deployments.clear();
    uses.clear();
  }

  /** A deployment; the fields hold all that is answered but the status. */
  private record Deployment(ObjectNode fields, Work work) {
    String configurationId() {
      return fields.path("configuration").path("id").asText();
    }

    ObjectNode json() {
      return fields.deepCopy().put("status", work.status());
    }
  }
}
