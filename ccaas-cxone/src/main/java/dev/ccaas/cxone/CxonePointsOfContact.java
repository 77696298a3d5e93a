// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.error.PlatformFailureException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import dev.ccaas.core.rest.JsonClient;
import dev.ccaas.cxone.CxoneHosts.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The points of contact of the telephony platform (ACD), as the vendor publishes them from version
 * 23 on. There is no way to remove one.
 *
 * <p>A write answers 200 even if it failed, and never tells an id: the error in its body is thrown,
 * and the id is looked up by address. Safe for use by many threads.
 */
public final class CxonePointsOfContact {
  static final String ROUTE = "/incontactapi/services/v23.0/points-of-contact";

  private static final int PAGE = 100;
  private static final int MAX_PAGES = 1_000;

  private final String profile;
  private final CxoneConnection platform;

  CxonePointsOfContact(String profile, CxoneConnection platform) {
    this.profile = profile;
    this.platform = platform;
  }

  /**
   * Makes a point of contact and returns the id under which the platform lists it.
   *
   * @throws dev.ccaas.core.error.InvalidRequestException if the platform refused it, within a 200
   *     too
   * @throws PlatformFailureException if it was made but is not listed
   */
  public String create(CxonePointOfContact point) {
    ApiRequest request =
        acd()
            .request("POST", ROUTE)
            .body(Json.write(point.toJson()), "application/json")
            .repeatable(false)
            .build();
    acd().send(request);
    return list().entrySet().stream()
        .filter(listed -> listed.getValue().address().equals(point.address()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new PlatformFailureException(
                    ApiFailure.builder(request.describe(), 200)
                        .message("the platform made it but does not list it")
                        .advice("Look it up by its address before creating it again.")
                        .build(),
                    null));
  }

  /** Replaces the point of contact of that id. */
  public void update(String id, CxonePointOfContact point) {
    acd()
        .send(
            acd()
                .request("PUT", ROUTE + "/{id}")
                .path("id", id)
                .body(Json.write(point.toJson()), "application/json")
                .build());
  }

  /** Returns the point of contact of that id, or empty if the platform lists none. */
  public Optional<CxonePointOfContact> get(String id) {
    return Optional.ofNullable(list().get(id));
  }

  /** Returns all points of contact by id, having read every page. */
  public Map<String, CxonePointOfContact> list() {
    Map<String, CxonePointOfContact> all = new TreeMap<>();
    int skip = 0;
    boolean more = true;
    for (int number = 0; more; number++) {
      int before = all.size();
      Page page = page(number, skip);
      for (JsonNode point : page.points) {
        CxonePointOfContact.read(point).ifPresent(read -> all.put(read.id(), read.point()));
      }
      skip += page.points.size();
      more = skip < page.total && all.size() > before;
    }
    return all;
  }

  private Page page(int number, int skip) {
    return acd()
        .send(
            acd()
                .request("GET", ROUTE)
                .addQuery("skip", Integer.toString(skip))
                .addQuery("top", Integer.toString(PAGE))
                .build(),
            (body, answer) -> {
              if (number >= MAX_PAGES) {
                throw new IOException("the list has more than " + MAX_PAGES + " pages");
              }
              return page(body, skip);
            },
            null);
  }

  /** If no total is told, a full page is followed by another. */
  private static Page page(JsonNode body, int skip) throws IOException {
    JsonNode points = body.path("pointsOfContact");
    if (!points.isArray()) {
      throw new IOException("pointsOfContact is missing or no array");
    }
    int told = JsonFields.integer(body, "totalRecords").orElse(0);
    boolean full = points.size() == PAGE;
    List<JsonNode> all = new ArrayList<>();
    points.forEach(all::add);
    return new Page(all, Math.max(told, full ? skip + PAGE + 1 : 0));
  }

  /** A page, and how many points there are in all, as far as it is known. */
  private record Page(List<JsonNode> points, int total) {}

  private JsonClient acd() {
    if (!profile.equals("published")) {
      throw new UnsupportedByPlatformException(
          "Profile "
              + profile
              + " has no points of contact; nothing was sent. Use CxoneProfile.published().");
    }
    return platform.to(Part.ACD);
  }
}
