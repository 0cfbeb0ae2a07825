/** When files are sent: beside the operations, and with a wait of their own, which holds back nothing else. */
import type { Ports } from "../device/ports";
import type { Files } from "./files";

/** Something here is broken: the page tries again, but not at once. */
const BROKEN_WAIT_MS = 30_000;

export class Uploads {
  private running: Promise<void> | null = null;
  private again = false;
  private hold: "none" | "soft" | "hard" = "none";
  private endHold: () => void = () => {};
  private stopped = false;

  constructor(
    readonly files: Files,
    readonly ports: Ports,
    /** Called after each file that the server has or refused: operations may go now. */
    readonly answered: () => void,
  ) {}

  kick(): void {
    if (this.stopped || this.hold !== "none") return;
    this.again = true;
    this.running ??= this.run().finally(() => {
      this.running = null;
      if (this.again) this.kick();
    });
  }

  /** The network or the person is back: our own patience ends, the server's Retry-After does not. */
  wake(): void {
    if (this.hold === "soft") this.release();
  }

  release(): void {
    this.endHold();
    this.endHold = () => {};
    this.hold = "none";
  }

  stop(): void {
    this.stopped = true;
    this.endHold();
  }

  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private async run(): Promise<void> {
    this.again = false;
    const broken = { kind: "later", wait: BROKEN_WAIT_MS, hard: false } as const;
    const ended = await this.files.flush(this.answered).catch(() => broken);
    if (ended.kind !== "later" || this.stopped) return;
    this.again = false;
    this.hold = ended.hard ? "hard" : "soft";
    this.endHold = this.ports.after(ended.wait, () => {
      this.release();
      this.kick();
    });
  }
}
