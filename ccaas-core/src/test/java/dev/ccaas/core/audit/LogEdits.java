// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random edits of a log, and where each has to be found: the first line that is not as before. */
final class LogEdits {
  /** What an edit made of the log, and the places at which it may be found. */
  record Edit(String kind, Map<String, byte[]> files, List<String> places) {}

  private final Map<String, byte[]> original;
  private final List<String> names;
  private final Random random;

  LogEdits(Map<String, byte[]> original, Random random) {
    this.original = original;
    this.names = original.keySet().stream().filter(name -> name.startsWith("provision-")).toList();
    this.random = random;
  }

  Edit next() {
    return switch (random.nextInt(9)) {
      case 0 -> flip(names.get(random.nextInt(names.size())));
      case 1 -> edited("delete", lines -> lines.remove(random.nextInt(lines.size())));
      case 2 -> edited("insert", lines -> lines.add(random.nextInt(lines.size() + 1), made()));
      case 3 -> edited("duplicate", lines -> lines.add(random.nextInt(lines.size() + 1), any()));
      case 4 -> swap();
      case 5 -> truncate();
      case 6 -> rollBack();
      case 7 -> removeFile();
      default -> flip(LogName.CHECKPOINTS);
    };
  }

  private Edit flip(String name) {
    byte[] bytes = original.get(name).clone();
    // The last byte of the checkpoints ends a line: without it, that line is still being written.
    int size = name.equals(LogName.CHECKPOINTS) ? bytes.length - 1 : bytes.length;
    bytes[random.nextInt(size)] ^= (byte) (1 << random.nextInt(8));
    return edit("flip", name, bytes);
  }

  private Edit edited(String kind, java.util.function.Consumer<List<byte[]>> change) {
    String name = names.get(random.nextInt(names.size()));
    List<byte[]> lines = lines(original.get(name));
    change.accept(lines);
    return edit(kind, name, joined(lines));
  }

  /** A line out of nowhere: rubbish, nothing, or one that looks like a record. */
  private byte[] made() {
    byte[] line =
        switch (random.nextInt(4)) {
          case 0 -> new byte[random.nextInt(200)];
          case 1 -> new byte[0];
          case 2 -> new byte[70_000];
          default ->
              new String(any(), UTF_8).replace("deployer", "somebody").strip().getBytes(UTF_8);
        };
    if (line.length != 70_000 && line.length > 0 && line[0] == 0) {
      random.nextBytes(line);
    }
    byte[] whole = Arrays.copyOf(line, line.length + 1);
    whole[line.length] = '\n';
    return whole;
  }

  private byte[] any() {
    List<byte[]> lines = lines(original.get(names.get(random.nextInt(names.size()))));
    return lines.get(random.nextInt(lines.size()));
  }

  private Edit swap() {
    Map<String, byte[]> files = new LinkedHashMap<>(original);
    String one = names.get(random.nextInt(names.size()));
    String two = names.get(random.nextInt(names.size()));
    List<byte[]> first = lines(files.get(one));
    List<byte[]> second = one.equals(two) ? first : lines(files.get(two));
    int i = random.nextInt(first.size());
    int j = random.nextInt(second.size());
    if (first == second && i == j) {
      return swap(); // with itself
    }
    byte[] line = first.get(i);
    first.set(i, second.get(j));
    second.set(j, line);
    files.put(one, joined(first));
    files.put(two, joined(second));
    return new Edit("swap", files, List.of(firstDifference(files)));
  }

  private Edit truncate() {
    String name = names.get(random.nextInt(names.size()));
    byte[] bytes = original.get(name);
    return edit("truncate", name, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
  }

  /** An older copy of everything in the directory, as a backup would hold it. */
  private Edit rollBack() {
    int last = random.nextInt(names.size());
    Map<String, byte[]> files = new LinkedHashMap<>();
    names.subList(0, last).forEach(name -> files.put(name, original.get(name)));
    List<byte[]> lines = lines(original.get(names.get(last)));
    int kept = 1 + random.nextInt(last == names.size() - 1 ? lines.size() - 1 : lines.size());
    files.put(names.get(last), joined(lines.subList(0, kept)));
    return new Edit("roll back", files, List.of(names.get(last) + ":" + (kept + 1)));
  }

  /** Nothing tells a file that is gone from an end that was cut off, so either place is right. */
  private Edit removeFile() {
    int gone = random.nextInt(names.size());
    Map<String, byte[]> files = new LinkedHashMap<>(original);
    files.remove(names.get(gone));
    List<String> places = new ArrayList<>(List.of(names.get(gone) + ":1"));
    if (gone == 0) {
      places.add(names.get(1) + ":1");
    } else {
      String before = names.get(gone - 1);
      places.add(before + ":" + (lines(original.get(before)).size() + 1));
    }
    return new Edit("remove file", files, places);
  }

  private Edit edit(String kind, String name, byte[] bytes) {
    Map<String, byte[]> files = new LinkedHashMap<>(original);
    files.put(name, bytes);
    return new Edit(kind, files, List.of(firstDifference(files)));
  }

  private String firstDifference(Map<String, byte[]> edited) {
    for (Map.Entry<String, byte[]> file : original.entrySet()) {
      List<byte[]> before = lines(file.getValue());
      List<byte[]> after = lines(edited.get(file.getKey()));
      for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
        if (i >= before.size()
            || i >= after.size()
            || !Arrays.equals(before.get(i), after.get(i))) {
          return file.getKey() + ":" + (i + 1);
        }
      }
    }
    throw new IllegalStateException("the edit changed nothing");
  }

  /** Returns the lines with their ends; the last one may have none. */
  static List<byte[]> lines(byte[] bytes) {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines.add(Arrays.copyOfRange(bytes, start, i + 1));
        start = i + 1;
      }
    }
    if (start < bytes.length) {
      lines.add(Arrays.copyOfRange(bytes, start, bytes.length));
    }
    return lines;
  }

  private static byte[] joined(List<byte[]> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    lines.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }
}
