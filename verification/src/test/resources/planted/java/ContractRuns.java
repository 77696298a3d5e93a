// SPDX-License-Identifier: Apache-2.0
package planted;

class GoodRunInMemory implements GoodContract {
  public Good create() {
    return new InMemoryGood();
  }
}

abstract class GoodRun implements GoodContract {}

class GoodRunOverSocket extends GoodRun {
  public Good create() {
    return FakeGood.start();
  }
}

class GoodRunTwice extends GoodRun {
  public Good create() {
    return FakeGood.startTwice();
  }
}

class OnceRun implements OnceContract {
  public Once create() {
    return new InMemoryOnce();
  }
}

class Outer {
  class SameRun implements SameContract<String> {
    public Same create() {
      return new InMemorySame();
    }
  }

  class SameRunAgain implements dev.ccaas.testing.contract.SameContract<String> {
    public Same create() {
      return new InMemorySame();
    }
  }
}
