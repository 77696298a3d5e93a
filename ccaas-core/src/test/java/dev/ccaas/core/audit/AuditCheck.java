// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens what is left of a log that {@link AuditChild} wrote, and fails unless each acknowledged
 * event is in it, and all events once and in the order of their thread.
 *
 * <p>Arguments: directory, file with what the child printed; then, if the disk has failed, a second
 * such file, of which the last event of each thread may be missing.
 */
final class AuditCheck {
  private AuditCheck() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    JsonLinesAudit.builder(directory).build().close();
    assertThat(AuditLog.open(directory).verify().finding()).isEmpty();
    List<String> actions = Chain.in(directory).actions();
    Map<String, Integer> recorded = recorded(actions);
    List<String> acks = acknowledged(Path.of(args[1]));
    check(acks, recorded, 0);
    if (args.length > 2) {
      check(acknowledged(Path.of(args[2])), recorded, 1);
    }
    System.out.println(acks.size() + " acknowledged, " + actions.size() + " in the log");
  }

  private static List<String> acknowledged(Path file) throws IOException {
    String printed = Files.readString(file);
    int complete = printed.lastIndexOf('\n') + 1; // a line without end was being printed
    return printed.substring(0, complete).lines().toList();
  }

  /** Returns how many events of each thread there are; they have to be in order. */
  private static Map<String, Integer> recorded(List<String> actions) {
    Map<String, Integer> next = new HashMap<>();
    for (String action : actions) {
      if (!action.equals(LogRecovery.RECOVERED)) {
        int dash = action.lastIndexOf('-') + 1;
        String thread = action.substring(0, dash);
        int number = Integer.parseInt(action.substring(dash));
        assertThat(number).as(action).isEqualTo(next.getOrDefault(thread, 0));
        next.put(thread, number + 1);
      }
    }
    return next;
  }

  private static void check(List<String> acks, Map<String, Integer> recorded, int mayMiss) {
    for (String ack : acks) {
      int dash = ack.lastIndexOf('-') + 1;
      assertThat(recorded.getOrDefault(ack.substring(0, dash), 0))
          .as(ack)
          .isGreaterThan(Integer.parseInt(ack.substring(dash)) - mayMiss);
    }
  }
}
