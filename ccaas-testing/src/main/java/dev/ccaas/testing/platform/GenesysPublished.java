// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.platform.JsonBody.Work;
import dev.ccaas.testing.platform.Route.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What Genesys Cloud publishes (release 10706): web deployments and open messaging, for clients
 * whose roles have the permission of each operation. Query parameters it does not name are refused.
 */
final class GenesysPublished {
  private static final String CONFIGURATION = "webDeployments:configuration:";
  private static final String DEPLOYMENT = "webDeployments:deployment:";
  private static final String INTEGRATION = "messaging:integration:";

  private final ApiGate gate;
  private final Activation activation;
  private final WebConfigurationResource configurations;
  private final WebDeploymentResource deployments;
  private final OpenIntegrationResource integrations;
  private final List<Route> routes = new ArrayList<>();
  private final Set<String> needed = new TreeSet<>();
  private Set<String> permissions;

  GenesysPublished(ApiGate gate, Agenda agenda) {
    this.gate = gate;
    this.activation = new Activation(agenda::now);
    this.configurations = new WebConfigurationResource(activation, agenda);
    this.deployments = new WebDeploymentResource(activation, agenda, configurations);
    this.integrations = new OpenIntegrationResource(activation, agenda);
    addConfigurations();
    addDeployments();
    addIntegrations();
    this.permissions = Set.copyOf(needed);
  }

  List<Route> routes() {
    return List.copyOf(routes);
  }

  Activation activation() {
    return activation;
  }

  WebConfigurationResource configurations() {
    return configurations;
  }

  WebDeploymentResource deployments() {
    return deployments;
  }

  OpenIntegrationResource integrations() {
    return integrations;
  }

  /** Changes and publishes a configuration, which its deployments then use. */
  void editConfiguration(String id, ObjectNode mergePatch) {
    configurations.edit(id, mergePatch);
    configurations.latestVersion(id).ifPresent(version -> deployments.useVersion(id, version));
  }

  /** What the client's roles allow from now on. */
  void permissions(Set<String> granted) {
    permissions = Set.copyOf(granted);
  }

  void forget() {
    activation.forget();
    configurations.forget();
    deployments.forget();
    integrations.forget();
    permissions = Set.copyOf(needed);
  }

  private void addConfigurations() {
    String all = WebConfigurationResource.PATH;
    String one = all + "/{id}";
    String draft = one + "/versions/draft";
    Handler create =
        checked(WebConfigurationResource::problems, (id, body) -> configurations.create(body));
    Handler replace = checked(WebConfigurationResource::problems, configurations::replaceDraft);
    add("POST " + all, CONFIGURATION + "add", create);
    add(
        "GET " + all + "?pageSize&before&after&showOnlyPublished",
        CONFIGURATION + "view",
        (request, id) -> configurations.list(request));
    add(
        "GET " + one + "/versions?pageSize&before&after",
        CONFIGURATION + "view",
        configurations::versions);
    add("GET " + draft, CONFIGURATION + "view", configurations::version);
    add("PUT " + draft, CONFIGURATION + "edit", replace);
    add(
        "POST " + draft + "/publish",
        CONFIGURATION + "edit " + CONFIGURATION + "add",
        (request, id) -> configurations.publish(id));
    add("GET " + one + "/versions/{version}", CONFIGURATION + "view", configurations::version);
    add(
        "DELETE " + one,
        CONFIGURATION + "delete",
        (request, id) -> configurations.remove(id, deployments.uses(id)));
  }

  private void addDeployments() {
    String all = WebDeploymentResource.PATH;
    String one = all + "/{id}";
    Handler create = checked(deployments::problems, (id, body) -> deployments.create(body));
    Handler replace = checked(deployments::problems, deployments::replace);
    add("POST " + all, DEPLOYMENT + "add", create);
    add(
        "GET " + all + "?pageSize&before&after&expand",
        DEPLOYMENT + "view",
        (request, id) -> deployments.list(request));
    add("GET " + one + "?expand", DEPLOYMENT + "view", (request, id) -> deployments.get(id));
    add("PUT " + one, DEPLOYMENT + "edit", replace);
    add("DELETE " + one, DEPLOYMENT + "delete", (request, id) -> deployments.remove(id));
    add(
        "GET " + one + "/configurations?type&expand",
        "",
        (request, id) -> deployments.configuration(id));
  }

  private void addIntegrations() {
    String all = OpenIntegrationResource.PATH;
    String one = all + "/{id}";
    Handler create =
        checked(OpenIntegrationResource::problemsOfNew, (id, body) -> integrations.create(body));
    Handler update = checked(OpenIntegrationResource::problemsOfUpdate, integrations::update);
    add("POST " + all, INTEGRATION + "add", create);
    add(
        "GET " + all + "?pageSize&pageNumber&expand",
        INTEGRATION + "view",
        (request, id) -> integrations.list(request));
    add("GET " + one + "?expand", INTEGRATION + "view", (request, id) -> integrations.get(id));
    add("PATCH " + one, INTEGRATION + "edit", update);
    add("DELETE " + one, INTEGRATION + "delete", (request, id) -> integrations.remove(id));
  }

  private static Handler checked(Function<ObjectNode, List<FieldProblem>> check, Work work) {
    return JsonBody.checked(GenesysErrors.WORDING, check, work);
  }

  /** Adds an operation with the query parameters that it knows, and all permissions it needs. */
  private void add(String operation, String permission, Handler handler) {
    String[] pathAndQuery = operation.split("\\?", 2);
    Set<String> known = pathAndQuery.length == 2 ? words(pathAndQuery[1]) : Set.of();
    Set<String> required = words(permission);
    needed.addAll(required);
    routes.add(
        Route.api(
            pathAndQuery[0],
            (request, id) ->
                gate.pass(
                    request,
                    token -> {
                      String missing =
                          required.stream()
                              .filter(p -> !permissions.contains(p))
                              .collect(joining(", "));
                      return missing.isEmpty()
                          ? known(request, known, () -> handler.handle(request, id))
                          : GenesysErrors.missingPermissions(missing);
                    })));
  }

  private static ApiResponse known(
      IncomingRequest request, Set<String> parameters, Supplier<ApiResponse> work) {
    List<FieldProblem> unknown = request.unknownParameters(parameters);
    return unknown.isEmpty() ? work.get() : GenesysErrors.invalidFields(unknown);
  }

  private static Set<String> words(String text) {
    Set<String> words = new TreeSet<>(List.of(text.split("[ &]", -1)));
    words.remove("");
    return words;
  }
}
