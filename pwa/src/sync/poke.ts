/** Listens for "something changed" in one tab; the others hear of it through the channel. */
import { backoff } from "./backoff";
import type { Ports } from "../device/ports";
import { type Session, SessionGone } from "./session";

const SILENCE_MS = 60_000;

export class Poke {
  /** True while the stream stands: polling may rest. */
  connected = false;
  private stopped = false;
  private failures = 0;
  private stream: AbortController | null = null;
  private waiting: (() => void) | null = null;

  constructor(
    readonly ports: Ports,
    readonly session: Session,
    readonly poked: () => void,
    private readonly path = "/api/v1/sync/poke",
    /** One tab listens under a name. */
    private readonly name = "poke",
  ) {}

  /** Takes the part of the listener; with `steal` from a tab that may be frozen in the background. */
  start(steal = false): void {
    this.stopped = false;
    void this.ports
      .lock(this.name, () => this.listen(), steal ? { steal } : {})
      .catch(() => this.hangUp())
      .finally(() => {
        this.connected = false;
      });
  }

  stop(): void {
    this.stopped = true;
    this.hangUp();
  }

  /** The network may be back: try at once. */
  wake(): void {
    this.waiting?.();
  }

  private hangUp(): void {
    this.stream?.abort();
    this.waiting?.();
  }

  private async listen(): Promise<void> {
    while (!this.stopped) {
      try {
        await this.once();
      } catch (error) {
        if (error instanceof SessionGone) return;
      }
      this.connected = false;
      if (this.stopped) return;
      this.failures += 1;
      await this.rest(backoff(this.failures, this.ports.random()));
    }
  }

  private async once(): Promise<void> {
    const stop = new AbortController();
    this.stream = stop;
    let quiet = this.ports.after(SILENCE_MS, () => stop.abort());
    const heard = (line: string) => {
      quiet();
      quiet = this.ports.after(SILENCE_MS, () => stop.abort());
      if (!this.connected) this.poked(); // whatever happened while nobody listened
      this.connected = true;
      this.failures = 0;
      if (line.trim() === "poke") this.poked();
    };
    try {
      const bearer = await this.session.bearer();
      await this.ports.stream(this.path, { Authorization: `Bearer ${bearer}` }, heard, stop.signal);
    } finally {
      quiet();
    }
  }

  private rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.ports.after(ms, resolve);
      this.waiting = () => {
        cancel();
        resolve();
      };
    });
  }
}
