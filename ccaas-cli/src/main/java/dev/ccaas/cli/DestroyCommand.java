// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes what the file describes. */
@Command(
    name = "destroy",
    description = "Removes what the file describes, as far as it is ours.",
    sortOptions = false)
final class DestroyCommand implements Callable<Integer> {
  @Mixin private StateOptions wish;
  @Mixin private ConnectionOptions connection;
  @Mixin private ChangeOptions change;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return new ChannelChange(wish, connection, change, output).destroy();
  }
}
