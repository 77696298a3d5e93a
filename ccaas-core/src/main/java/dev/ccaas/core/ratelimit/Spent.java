// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.ratelimit;

/**
 * The permits of one bucket whose requests were answered and that are not back yet. Counted from
 * the answer and not from the sending: the platform saw the request somewhere between the two. Not
 * safe for use by many threads.
 */
interface Spent {
  /** Forgets what is back by now; comes before every other question. */
  void moveTo(long now);

  int size();

  /**
   * Returns how long until so many more are back than are now, if those in flight are answered now.
   *
   * @param missing at least 1, at most the size and those in flight together
   */
  long waitFor(int missing, int inFlight, long now);

  /** Counts one that is answered now. */
  void add(long now);

  /** Each is back a period after its answer. */
  final class InWindow implements Spent {
    private final Stamps answers = new Stamps();
    private final long period;

    InWindow(long period) {
      this.period = period;
    }

    @Override
    public void moveTo(long now) {
      answers.removeOlder(now, period);
    }

    @Override
    public int size() {
      return answers.size();
    }

    @Override
    public long waitFor(int missing, int inFlight, long now) {
      return missing > answers.size() ? period : period - (now - answers.get(missing - 1));
    }

    @Override
    public void add(long now) {
      answers.add(now);
    }
  }

  /** They come back one by one, at a steady pace. */
  final class Refilled implements Spent {
    private final long pace;
    private int size;
    private long next; // when the next one is back, if there is one

    Refilled(long pace) {
      this.pace = pace;
    }

    @Override
    public void moveTo(long now) {
      if (size > 0 && now - next >= 0) {
        long back = Math.min(size, (now - next) / pace + 1);
        size -= (int) back;
        next += back * pace;
      }
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public long waitFor(int missing, int inFlight, long now) {
      return (size == 0 ? pace : next - now) + (missing - 1) * pace;
    }

    @Override
    public void add(long now) {
      if (size == 0) {
        next = now + pace;
      }
      size++;
    }
  }

  /** They are back at once. */
  final class Nothing implements Spent {
    @Override
    public void moveTo(long now) {}

    @Override
    public int size() {
      return 0;
    }

    @Override
    public long waitFor(int missing, int inFlight, long now) {
      return 1; // those in flight: with their answers
    }

    @Override
    public void add(long now) {}
  }
}
