/** Everything that the engine takes from the world, so that tests can put another world in its place. */

import type { HttpReply, HttpRequest } from "../api/exchange";

export type Message =
  | { kind: "changed"; person: string }
  | { kind: "kick"; person: string }
  | { kind: "team"; person: string }
  | { kind: "token?"; person: string }
  | { kind: "token"; person: string; token: string; until: number }
  | { kind: "session"; person: string | null; status: string };

export interface LockOptions {
  /** Give up waiting after this many ms and run without the lock: locks save traffic, nothing more. */
  patience?: number;
  steal?: boolean;
  signal?: AbortSignal;
}

/** A small synchronous store for what must survive when IndexedDB takes nothing more. Throws when full. */
export interface Pocket {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): string[];
}

export interface Ports {
  /** Epoch ms by the device's own clock, right or wrong. */
  now(): number;
  mono(): { boot: string; ms: number };
  zone(): { tz: string; offset_min: number };
  /** 0 <= x < 1 */
  random(): number;
  uuid(): string;
  /** Run `work` after `ms`; returns the way to call it off. */
  after(ms: number, work: () => void): () => void;
  /** Sends a request; throws NoReply when no answer came in time. */
  http(request: HttpRequest): Promise<HttpReply>;
  /** Opens the poke stream and calls `line` for every line; resolves with the HTTP status when it has ended. */
  stream(
    path: string,
    headers: Record<string, string>,
    line: (text: string) => void,
    stop: AbortSignal,
  ): Promise<number>;
  /** `work` hears whether it holds the lock: after a wait that was too long, or where there are none, it runs without. */
  lock<T>(name: string, work: (held: boolean) => Promise<T>, options?: LockOptions): Promise<T>;
  post(message: Message): void;
  /** Messages from the other tabs and the service worker; returns the way to stop listening. */
  listen(hear: (message: Message) => void): () => void;
  pocket: Pocket;
}
