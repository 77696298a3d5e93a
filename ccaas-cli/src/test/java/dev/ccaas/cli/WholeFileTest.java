// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path temp;

  @Test
  void takesThePlaceOfTheOldOne() throws IOException {
    Path file = Files.writeString(temp.resolve("f"), "old");

    WholeFile.write(file, bytes -> bytes.write('n'));

    assertThat(file).hasContent("n");
    assertThat(temp).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void whatFailsLeavesTheOldOneAndNothingBeside() throws IOException {
    Path file = Files.writeString(temp.resolve("f"), "old");
    Path directory = Files.createDirectories(temp.resolve("d/inside")).getParent();

    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    bytes -> {
                      bytes.write('n');
                      throw new IOException("no more");
                    }))
        .hasMessage("no more");
    assertThatThrownBy(() -> WholeFile.write(directory, bytes -> bytes.write('n')))
        .isInstanceOf(IOException.class);

    assertThat(file).hasContent("old");
    assertThat(temp).isDirectoryNotContaining("glob:**.part");
  }
}
