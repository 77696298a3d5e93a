// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import java.util.Optional;

/** A point of contact of the telephony platform, in the vendor's terms. Immutable. */
public final class CxonePointOfContact {
  /** The vendor's number for the medium chat. */
  public static final int CHAT = 3;

  /** The vendor's number for digital media. */
  public static final int DIGITAL = 9;

  private final String address;
  private final String name;
  private final int skillId;
  private final String script;
  private final int mediaType;
  private final boolean active;

  private CxonePointOfContact(Builder builder) {
    this.address = builder.address;
    this.name = builder.name;
    this.skillId = builder.skillId;
    this.script = builder.script;
    this.mediaType = builder.mediaType;
    this.active = builder.active;
  }

  /**
   * Returns a builder of a chat that is active.
   *
   * @param address by which customers reach it, 1 to 80 characters; one of a kind
   * @param name 1 to 100 characters
   * @throws IllegalArgumentException if one has another length
   */
  public static Builder builder(String address, String name) {
    return new Builder(require("address", address, 80), require("name", name, 100));
  }

  private static String require(String what, String text, int longest) {
    int length = requireNonNull(text, what).length();
    if (length < 1 || length > longest) {
      throw new IllegalArgumentException(
          what + ": " + length + " characters (expected: 1 to " + longest + ")");
    }
    return text;
  }

  ObjectNode toJson() {
    ObjectNode body = Json.object();
    body.put("pointOfContact", address);
    body.put("pointOfContactName", name);
    body.put("skillId", skillId);
    body.put("scriptName", script);
    body.put("isActive", active);
    body.put("mediaTypeId", mediaType);
    return body;
  }

  /** Returns what a list shows, or empty if that is no point of contact. */
  static Optional<Listed> read(JsonNode listed) {
    Optional<String> id = JsonFields.text(listed, "pointOfContactId");
    Optional<String> address = JsonFields.text(listed, "pointOfContact");
    Optional<String> name = JsonFields.text(listed, "pointOfContactName");
    if (id.isEmpty() || address.isEmpty()) {
      return Optional.empty();
    }
    Builder builder = new Builder(address.get(), name.orElse(""));
    JsonFields.integer(listed, "skillId").ifPresent(builder::skillId);
    JsonFields.text(listed, "scriptName").ifPresent(builder::script);
    JsonFields.integer(listed, "mediaTypeId").ifPresent(builder::mediaType);
    JsonFields.flag(listed, "isActive").ifPresent(builder::active);
    return Optional.of(new Listed(id.get(), builder.build()));
  }

  /** A point of contact with its id. */
  record Listed(String id, CxonePointOfContact point) {}

  /** Returns by what customers reach it. */
  public String address() {
    return address;
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the number of the skill that its contacts are routed to. */
  public int skillId() {
    return skillId;
  }

  /** Returns the script that its contacts run through. */
  public String script() {
    return script;
  }

  /** Returns the vendor's number for its medium, such as {@link #CHAT}. */
  public int mediaType() {
    return mediaType;
  }

  /** Returns whether it takes contacts. */
  public boolean isActive() {
    return active;
  }

  @Override
  public String toString() {
    return "CxonePointOfContact[" + address + ", " + name + "]";
  }

  /** Sets up a point of contact. Not safe for use by many threads. */
  public static final class Builder {
    private final String address;
    private final String name;
    private int skillId;
    private String script = "";
    private int mediaType = CHAT;
    private boolean active = true;

    private Builder(String address, String name) {
      this.address = address;
      this.name = name;
    }

    /** Sets the number of the skill that its contacts are routed to. */
    public Builder skillId(int skillId) {
      this.skillId = skillId;
      return this;
    }

    /** Sets the script that its contacts run through. */
    public Builder script(String script) {
      this.script = requireNonNull(script, "script");
      return this;
    }

    /** Sets the vendor's number for its medium; default {@link #CHAT}. */
    public Builder mediaType(int mediaType) {
      this.mediaType = mediaType;
      return this;
    }

    /** Sets whether it takes contacts; default true. */
    public Builder active(boolean active) {
      this.active = active;
      return this;
    }

    /** Returns the point of contact. */
    public CxonePointOfContact build() {
      return new CxonePointOfContact(this);
    }
  }
}
