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
 * <p>Arguments: directory, file with what the child printed.
 */
final class AuditCheck {
  private AuditCheck() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    JsonLinesAudit.builder(directory).build().close();
    assertThat(AuditLog.open(directory).verify().finding()).isEmpty();
    List<String> actions = Chain.in(directory).actions();
    String printed = Files.readString(Path.of(args[1]));
    int complete = printed.lastIndexOf('\n') + 1; // a line without end was being printed
    List<String> acks = printed.substring(0, complete).lines().toList();

    check(actions, acks);
    System.out.println(acks.size() + " acknowledged, " + actions.size() + " in the log");
  }

  private static void check(List<String> actions, List<String> acks) {
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
    for (String ack : acks) {
      int dash = ack.lastIndexOf('-') + 1;
      assertThat(next.getOrDefault(ack.substring(0, dash), 0))
          .as(ack)
          .isGreaterThan(Integer.parseInt(ack.substring(dash)));
    }
  }
}
