// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.plan.JournalException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A journal as text.
 *
 * @param header whose it is; null if nothing was written yet
 */
record JournalText(Path file, @Nullable JournalHeader header, List<JournalRecord> records) {
  /** The most bytes of one line, its end included. */
  static final int MAX_LINE = 64 << 10;

  private static final long MAX_FILE = 1L << 30;

  /** Reads the file and cuts off a last line without an end: a crash tore it. */
  static JournalText read(Path file) throws IOException {
    if (!Files.exists(file, NOFOLLOW_LINKS)) {
      return new JournalText(file, null, List.of());
    }
    if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
      throw new FileSystemException(file.toString(), null, "exists and is not a regular file");
    }
    if (Files.size(file) > MAX_FILE) {
      throw new FileSystemException(file.toString(), null, "is above 1 GiB");
    }
    byte[] bytes = Files.readAllBytes(file);
    List<JournalRecord> records = new ArrayList<>();
    JournalHeader header = null;
    int start = 0;
    int number = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        number++;
        ObjectNode line = parse(file, number, bytes, start, i);
        if (header == null) {
          header = at(file, number, () -> header(line));
        } else {
          records.add(at(file, number, () -> record(line)));
        }
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      cut(file, start);
    }
    return new JournalText(file, header, List.copyOf(records));
  }

  private static void cut(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, NOFOLLOW_LINKS)) {
      channel.truncate(length);
      channel.force(true);
    }
  }

  private static ObjectNode parse(Path file, int number, byte[] bytes, int from, int to) {
    if (to - from >= MAX_LINE) {
      throw corrupt(file, number, "is longer than " + MAX_LINE + " bytes");
    }
    try {
      if (Json.parse(Arrays.copyOfRange(bytes, from, to)) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw corrupt(file, number, "is " + e.getMessage());
    }
    throw corrupt(file, number, "is not a JSON object");
  }

  private static JournalException corrupt(Path file, int number, String what) {
    return new JournalException(
        Reason.CORRUPT,
        "journal "
            + file
            + ": line "
            + number
            + " "
            + what
            + " (expected: a record of this journal). Restore the file, or move it away and look"
            + " in the platform for what its records tell of; nothing was sent.",
        null);
  }

  private static <T> T at(Path file, int number, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException | DateTimeException e) {
      throw corrupt(file, number, "is not a record: " + Shown.text(String.valueOf(e.getMessage())));
    }
  }

  private static JournalHeader header(ObjectNode line) {
    if (line.path("journal").asInt() != 1) {
      throw new IllegalArgumentException("journal is not 1");
    }
    return new JournalHeader(text(line, "target"), text(line, "owner"));
  }

  private static JournalRecord record(ObjectNode line) {
    JournalRecord.Builder record =
        JournalRecord.builder(
            JournalRecord.Effect.valueOf(text(line, "effect")),
            text(line, "kind"),
            text(line, "name"));
    if (line.has("id")) {
      record.id(text(line, "id"));
    }
    for (Map.Entry<String, JsonNode> detail : line.path("details").properties()) {
      record.putDetail(detail.getKey(), text(detail.getValue(), detail.getKey(), true));
    }
    return record.build(
        JournalRecord.Phase.valueOf(text(line, "phase")), Instant.parse(text(line, "at")));
  }

  private static String text(ObjectNode line, String name) {
    return text(line.path(name), name, false);
  }

  private static String text(JsonNode value, String name, boolean detail) {
    if (!value.isTextual()) {
      throw new IllegalArgumentException((detail ? "details." : "") + name + " is not a string");
    }
    return value.textValue();
  }

  /** Returns the record's line. */
  static byte[] line(JournalRecord record) throws IOException {
    ObjectNode json = Json.object();
    json.put("at", record.at().toString());
    json.put("phase", record.phase().name());
    json.put("effect", record.effect().name());
    json.put("kind", record.kind());
    json.put("name", record.name());
    record.id().ifPresent(id -> json.put("id", id));
    if (!record.details().isEmpty()) {
      ObjectNode details = json.putObject("details");
      record.details().forEach(details::put);
    }
    return line(json);
  }

  private static byte[] line(ObjectNode json) throws IOException {
    byte[] text = (new String(Json.write(json), UTF_8) + "\n").getBytes(UTF_8);
    if (text.length > MAX_LINE) {
      throw new IOException("a line of " + text.length + " bytes (at most " + MAX_LINE + ")");
    }
    return text;
  }

  private static byte[] first(JournalHeader header) throws IOException {
    return line(
        Json.object()
            .put("journal", 1)
            .put("target", header.target())
            .put("owner", header.owner()));
  }

  /** Makes the file with its first line, for its owner only, unless it has one already. */
  static void create(Path file, JournalHeader header) throws IOException {
    if (Files.exists(file, NOFOLLOW_LINKS) && Files.size(file) > 0) {
      return;
    }
    new JournalText(file, header, List.of()).replaceBy(List.of());
  }

  /** Puts a file with these records in the place of this one: whole or not at all. */
  void replaceBy(List<JournalRecord> kept) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.write(first(requireNonNull(header)));
    for (JournalRecord record : kept) {
      text.write(line(record));
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, ownerOnly(file));
    try (OutputStream out =
        Files.newOutputStream(
            fresh, StandardOpenOption.WRITE, StandardOpenOption.SYNC, NOFOLLOW_LINKS)) {
      out.write(text.toByteArray());
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceDirectory(file);
  }

  /** A rename is on the disk once its directory is; systems that cannot open one keep it anyway. */
  private static void forceDirectory(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent != null && ownerOnly(file).length > 0) {
      try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
