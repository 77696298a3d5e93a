// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that a run made on the platform, or may have made. Immutable. */
public final class ChannelEffect {

  /** What has become of it; new ones may be added, keep a default branch. */
  public enum State {
    /** It exists. */
    EXISTS,
    /** No readable answer came: look it up by name before it is made again. */
    MAY_EXIST,
    /** It was removed again. */
    UNDONE,
    /** Removing it failed: it exists, or its removal was not confirmed. */
    NOT_UNDONE
  }

  private final String kind;
  private final String name;
  private final @Nullable String id;
  private final State state;

  private ChannelEffect(String kind, String name, @Nullable String id, State state) {
    this.kind = kind;
    this.name = name;
    this.id = id;
    this.state = state;
  }

  static ChannelEffect mayExist(String kind, String name) {
    return new ChannelEffect(kind, name, null, State.MAY_EXIST);
  }

  ChannelEffect exists(String id) {
    return new ChannelEffect(kind, name, requireNonNull(id, "id"), State.EXISTS);
  }

  ChannelEffect now(State state) {
    return new ChannelEffect(kind, name, id, state);
  }

  /** Returns what it is: {@code brand} or {@code webhook}. */
  public String kind() {
    return kind;
  }

  /** Returns the name that was wished for. */
  public String name() {
    return name;
  }

  /** Returns the platform's id, if an answer told it. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** Returns what has become of it. */
  public State state() {
    return state;
  }

  @Override
  public String toString() {
    return kind + " " + (id == null ? "named '" + name + "'" : id) + " " + state;
  }
}
