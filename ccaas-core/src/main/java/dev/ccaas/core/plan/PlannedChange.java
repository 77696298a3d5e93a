// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.error.CcaasException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of one brand or webhook. Two are equal if they would do the same to the same
 * thing. Immutable.
 */
public final class PlannedChange {
  /** The {@link #kind()} of a brand. */
  public static final String BRAND = "brand";

  /** The {@link #kind()} of a webhook. */
  public static final String WEBHOOK = "webhook";

  /** What is to be done; new ones may be added, keep a default branch. */
  public enum Action {
    /** It is not there: make it. */
    CREATE,
    /** It is there and is not ours: take it over, as we were told to, and make it as wished. */
    ADOPT,
    /** It is ours and differs: make it as wished. */
    UPDATE,
    /** It is as wished. */
    UNCHANGED,
    /** It is ours and no longer wished; it stays, because pruning is off. */
    ORPHANED,
    /** It is ours and no longer wished: remove it. */
    DELETE,
    /** Nothing can be done: {@link PlannedChange#obstacle()} says why. It is not touched. */
    BLOCKED
  }

  private final String kind;
  private final String name;
  private final Action action;
  private final @Nullable String id;
  private final List<FieldChange> fields;
  private final List<String> warnings;
  private final @Nullable CcaasException obstacle;

  private PlannedChange(Builder builder, Action action) {
    this.kind = builder.kind;
    this.name = builder.name;
    this.action = action;
    this.id = builder.id;
    this.fields = List.copyOf(builder.fields);
    this.warnings = List.copyOf(builder.warnings);
    this.obstacle = builder.obstacle;
  }

  static Builder builder(String kind, String name) {
    return new Builder(kind, name);
  }

  /** Returns what it is: {@value #BRAND} or {@value #WEBHOOK}. */
  public String kind() {
    return kind;
  }

  /** Returns the name that is wished; for what is not wished, the platform's, or its id. */
  public String name() {
    return name;
  }

  /** Returns what is to be done. */
  public Action action() {
    return action;
  }

  /** Returns the platform's id, if it is there. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** Returns the fields that are not as wished, of those that the caller set. */
  public List<FieldChange> fields() {
    return fields;
  }

  /** Returns what the profile leaves out or changes of the wish, and other remarks. */
  public List<String> warnings() {
    return warnings;
  }

  /** Returns why nothing can be done, if it is {@link Action#BLOCKED}. */
  public Optional<CcaasException> obstacle() {
    return Optional.ofNullable(obstacle);
  }

  /** Returns whether applying it sends something to the platform. */
  boolean acts() {
    return switch (action) {
      case CREATE, ADOPT, UPDATE, DELETE -> true;
      case UNCHANGED, ORPHANED, BLOCKED -> false;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PlannedChange that
        && kind.equals(that.kind)
        && name.equals(that.name)
        && action == that.action
        && Objects.equals(id, that.id)
        && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, name, action, id, fields);
  }

  /** Returns one line, such as {@code UPDATE brand Support (id 17)}, without the fields. */
  @Override
  public String toString() {
    return action + " " + kind + " " + Shown.text(name) + (id == null ? "" : " (id " + id + ")");
  }

  /** One field that is not as wished. Immutable. */
  public static final class FieldChange {
    private final String path;
    private final @Nullable String before;
    private final @Nullable String after;

    private FieldChange(String path, @Nullable String before, @Nullable String after) {
      this.path = path;
      this.before = before;
      this.after = after;
    }

    static FieldChange of(String path, @Nullable String before, @Nullable String after) {
      return new FieldChange(
          path,
          before == null ? null : Shown.text(before),
          after == null ? null : Shown.text(after));
    }

    /** Returns its path, such as {@code settings.rateLimitThreshold}. */
    public String path() {
      return path;
    }

    /**
     * Returns what the platform has, if it shows anything: on one line, cut, {@code ***} for a
     * secret.
     */
    public Optional<String> before() {
      return Optional.ofNullable(before);
    }

    /** Returns what is wished, on one line, cut, {@code ***} for a secret. */
    public Optional<String> after() {
      return Optional.ofNullable(after);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof FieldChange that
          && path.equals(that.path)
          && Objects.equals(before, that.before)
          && Objects.equals(after, that.after);
    }

    @Override
    public int hashCode() {
      return Objects.hash(path, before, after);
    }

    @Override
    public String toString() {
      return path + ": " + before().orElse("(nothing)") + " -> " + after().orElse("(nothing)");
    }
  }

  /** Sets up a change. */
  static final class Builder {
    private final String kind;
    private final String name;
    private final List<FieldChange> fields = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable String id;
    private @Nullable CcaasException obstacle;

    private Builder(String kind, String name) {
      this.kind = requireNonNull(kind, "kind");
      this.name = requireNonNull(name, "name");
    }

    Builder id(@Nullable String id) {
      this.id = id;
      return this;
    }

    Builder fields(List<FieldChange> fields) {
      this.fields.addAll(fields);
      return this;
    }

    Builder warnings(List<String> warnings) {
      this.warnings.addAll(warnings);
      return this;
    }

    boolean hasFields() {
      return !fields.isEmpty();
    }

    PlannedChange build(Action action) {
      return new PlannedChange(this, action);
    }

    PlannedChange blocked(CcaasException obstacle) {
      this.obstacle = obstacle;
      return new PlannedChange(this, Action.BLOCKED);
    }
  }
}
