/** Virtual time: timers and messages fire in order, and between them everything that can run has run. */

interface Due {
  at: number;
  order: number;
  work: () => void;
}

const realImmediate = globalThis.setImmediate;
let running = 0;

/** fake-indexeddb works through setImmediate; counted here, its rest is known without waiting. */
export function countImmediates(): () => void {
  const counted = (work: (...args: unknown[]) => void, ...args: unknown[]) => {
    running += 1;
    return realImmediate(() => {
      running -= 1;
      work(...args);
    });
  };
  globalThis.setImmediate = counted as typeof setImmediate;
  return () => {
    globalThis.setImmediate = realImmediate;
  };
}

export class Time {
  now = 1_763_700_000_000;
  private queue: Due[] = [];
  private order = 0;

  /** Calls `work` after `ms`; returns the way to call it off. */
  after(ms: number, work: () => void): () => void {
    const due = { at: this.now + Math.max(0, ms), order: (this.order += 1), work };
    let from = 0;
    let until = this.queue.length;
    while (from < until) {
      const middle = (from + until) >> 1;
      if (this.queue[middle]!.at <= due.at) from = middle + 1;
      else until = middle;
    }
    this.queue.splice(from, 0, due);
    return () => {
      const index = this.queue.indexOf(due);
      if (index >= 0) this.queue.splice(index, 1);
    };
  }

  /** Lets a few steps of unfinished work happen, no more: the moment for a sudden death. */
  async steps(count: number): Promise<void> {
    for (let step = 0; step < count; step += 1) await tick();
  }

  /** Everything that needs neither time nor a message has happened. */
  async settle(): Promise<void> {
    do await tick();
    while (running > 0);
  }

  /** The next thing happens, and what follows from it may still be under way. */
  fire(): void {
    const due = this.queue.shift();
    if (!due) return;
    this.now = Math.max(this.now, due.at);
    due.work();
  }

  async run(ms: number): Promise<void> {
    const end = this.now + ms;
    await this.settle();
    while (this.queue.length > 0 && this.queue[0]!.at <= end) {
      const due = this.queue.shift()!;
      this.now = Math.max(this.now, due.at);
      due.work();
      await this.settle();
    }
    this.now = end;
  }
}

function tick(): Promise<void> {
  return new Promise((resolve) => realImmediate(resolve));
}
