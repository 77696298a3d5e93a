// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** The directory of one log, as its writer sees it; tests put disks here that fail and forget. */
interface AuditFiles {

  /** Returns the directory, for messages. */
  Path directory();

  /** Returns the names of all that is in the directory. */
  List<String> names() throws IOException;

  /**
   * Opens a file of the directory, having made it for the owner only if it was not there.
   *
   * @throws IOException if it cannot be opened or is a link, a directory, a pipe or a device
   */
  LogFile open(String name) throws IOException;

  /** Forces to the disk which files the directory has. */
  void force() throws IOException;

  /**
   * Takes the directory for one writer until the result is closed.
   *
   * @throws AuditException if another writer has it
   */
  Closeable lock() throws IOException;

  /** An open file. An interrupt of the thread that uses it may close it. */
  interface LogFile extends Closeable {

    /** Returns how many bytes it has. */
    long size() throws IOException;

    /** Reads bytes from that position on; returns how many, -1 at the end. */
    int read(ByteBuffer into, long position) throws IOException;

    /** Writes all of the bytes from that position on. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** Cuts the file to that size. */
    void truncate(long size) throws IOException;

    /** Forces bytes and size to the disk. */
    void force() throws IOException;

    /** Returns whether its name still leads to this file: it was not moved away or removed. */
    boolean inPlace() throws IOException;
  }
}
