/** The engine's ports in a page and in the service worker. */
import { http, stream } from "../api/client";
import { withLock } from "./locks";
import type { Message, Pocket, Ports } from "../device/ports";

/** A uuid of version 7: 48 bits of epoch ms, then chance, so that ids sort by the time they were made. */
export function uuid7(now: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  bytes.set(random.subarray(0, 16));
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export function chance(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)));
  return bytes;
}

function pocket(): Pocket {
  const store = typeof localStorage === "undefined" ? null : localStorage;
  return {
    get: (key) => store?.getItem(key) ?? null,
    set: (key, value) => {
      if (!store) throw new Error("no localStorage here");
      store.setItem(key, value);
    },
    remove: (key) => store?.removeItem(key),
    keys: () => (store ? Object.keys(store) : []),
  };
}

export function browserPorts(): Ports {
  const channel = new BroadcastChannel("leima");
  return {
    now: () => Date.now(),
    mono: () => ({ boot: String(Math.round(performance.timeOrigin)), ms: Math.round(performance.now()) }),
    zone: () => ({
      tz: Intl.DateTimeFormat().resolvedOptions().timeZone || "Europe/Helsinki",
      offset_min: -new Date().getTimezoneOffset(),
    }),
    random: () => Math.random(),
    uuid: () => uuid7(Date.now(), chance(16)),
    after: (ms, work) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    http,
    stream,
    lock: withLock,
    post: (message) => channel.postMessage(message),
    listen: (hear) => {
      const heard = (event: MessageEvent<Message>) => hear(event.data);
      channel.addEventListener("message", heard);
      return () => channel.removeEventListener("message", heard);
    },
    pocket: pocket(),
  };
}
