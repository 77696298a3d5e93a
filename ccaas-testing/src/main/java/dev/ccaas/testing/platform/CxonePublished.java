// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static dev.ccaas.testing.platform.JsonBody.checked;

import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.testing.platform.CxoneThrottle.Action;
import dev.ccaas.testing.platform.Route.Handler;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What CXone publishes: digital channels and their availability, contacts and messages as far as
 * their limits need them, points of contact. Query parameters it does not name are refused.
 */
final class CxonePublished {
  /** The number of the tenant's only digital brand. */
  static final String BRAND_ID = "1092";

  private final CxoneGate gate;
  private final DigitalChannelResource channels;
  private final ContactResource contacts;
  private final PointOfContactResource points;
  private String availability = "online";

  CxonePublished(
      CxoneGate gate, DigitalChannelResource channels, CxoneThrottle throttle, Agenda agenda) {
    this.gate = gate;
    this.channels = channels;
    this.contacts = new ContactResource(throttle);
    this.points = new PointOfContactResource(agenda);
  }

  DigitalChannelResource channels() {
    return channels;
  }

  PointOfContactResource points() {
    return points;
  }

  /** What availability is told from now on. */
  void availability(String status) {
    availability = status;
  }

  void forget() {
    channels.forget();
    contacts.forget();
    points.forget();
    availability = "online";
  }

  List<Route> routes() {
    return Stream.of(channelRoutes(), contactRoutes(), pointRoutes())
        .flatMap(List::stream)
        .toList();
  }

  private List<Route> channelRoutes() {
    String channel = DigitalChannelResource.PATH;
    return List.of(
        gate.guarded(
            "POST " + channel,
            checked(CxoneErrors.DIGITAL, channels::problems, (id, body) -> channels.upsert(body))),
        gate.guarded(
            "GET " + channel,
            knowing(
                Set.of(
                    "id[]",
                    "isPrivate",
                    "hasManualOutboundFlow",
                    "withPermissionToManualOutbound",
                    "size",
                    "page",
                    "orderBy",
                    "order"),
                (request, id) -> channels.list(request))),
        gate.guarded("DELETE " + channel + "/{id}", (request, id) -> channels.remove(id)),
        CxoneGate.open(
            "GET /channels/chat/1.0/brand/{brand}/channel/{channel}/availability",
            (request, brand) -> availability(request, brand)));
  }

  private List<Route> contactRoutes() {
    String channel = DigitalChannelResource.PATH + "/{id}";
    String contact = ContactResource.PATH + "/{id}";
    return List.of(
        gate.guarded("POST " + channel + "/outbound", message(Action.SEND_OUTBOUND)),
        gate.guarded("POST " + channel + "/messages", message(Action.STORE_INBOUND)),
        gate.guarded("GET " + contact, (request, id) -> contacts.get(id)),
        gate.guarded("GET " + contact + "/messages", (request, id) -> contacts.messages(id)),
        gate.guarded(
            "PUT " + contact + "/status",
            checked(CxoneErrors.DIGITAL, ContactResource::statusProblems, contacts::status)));
  }

  private Handler message(Action direction) {
    return checked(
        CxoneErrors.DIGITAL,
        ContactResource::messageProblems,
        (channel, body) ->
            channels.isSeen(channel)
                ? contacts.message(channel, body, direction)
                : CxoneErrors.DIGITAL.notFound("channel"));
  }

  private List<Route> pointRoutes() {
    String point = PointOfContactResource.PATH;
    return List.of(
        gate.guarded("POST " + point, versioned(create())),
        gate.guarded(
            "GET " + point,
            versioned(knowing(Set.of("top", "skip"), (request, v) -> points.list(request)))),
        gate.guarded(
            "GET " + point + "/{id}", versioned((request, v) -> points.get(request.lastSegment()))),
        gate.guarded("PUT " + point + "/{id}", versioned(replace())));
  }

  private Handler create() {
    return checked(
        CxoneErrors.ACD, PointOfContactResource::problems, (id, body) -> points.create(body));
  }

  private Handler replace() {
    return (request, version) ->
        checked(CxoneErrors.ACD, PointOfContactResource::problems, points::replace)
            .handle(request, request.lastSegment());
  }

  private ApiResponse availability(IncomingRequest request, String brand) {
    List<String> segments = request.segments();
    String channel = segments.get(segments.size() - 2);
    return brand.equals(BRAND_ID) && channels.isSeen(channel)
        ? JsonBody.answer(200, JsonText.object().put("status", availability))
        : CxoneErrors.DIGITAL.notFound("channel");
  }

  /** For the versions from 23 on, of which each operation has its own. */
  private static Handler versioned(Handler handler) {
    return (request, version) ->
        version.matches("v(2[3-9]|[3-9][0-9])\\.0")
            ? handler.handle(request, version)
            : CxoneErrors.ACD.of(404, "not.found", "There is no such version");
  }

  private static Handler knowing(Set<String> parameters, Handler handler) {
    return (request, id) -> {
      List<FieldProblem> unknown = request.unknownParameters(parameters);
      return unknown.isEmpty()
          ? handler.handle(request, id)
          : CxoneErrors.at(request.path()).ofFields(unknown);
    };
  }
}
