/** The device's subscription to notices: made, kept true and taken back, in a page and in the worker alike. */
import type { HttpRequest } from "../api/exchange";
import type { Reply } from "../api/replies";
import { NoReply } from "../api/exchange";
import type { Session } from "./session";

export type DeviceState = Reply<"get", "/api/v1/push/subscription">;

/** What of the browser is used of `PushManager`. */
export interface Subscriber {
  getSubscription(): Promise<PushSubscription | null>;
  subscribe(options: { userVisibleOnly: true; applicationServerKey: BufferSource }): Promise<PushSubscription>;
}

const SUBSCRIPTION = "/api/v1/push/subscription";

async function ask<T>(session: Session, request: HttpRequest): Promise<T> {
  const reply = await session.call(request);
  if (reply.status >= 300) throw new NoReply(`${reply.status}`);
  return reply.json as T;
}

/** What the server knows of this device. Throws where it cannot be asked. */
export function serverState(session: Session): Promise<DeviceState> {
  return ask(session, { method: "GET", path: SUBSCRIPTION });
}

/** Subscribes this browser, and tells the server. One that was made for another key, or that has ended, is made anew. */
export async function subscribe(session: Session, manager: Subscriber, anew = false): Promise<DeviceState> {
  const { key } = await ask<Reply<"get", "/api/v1/push/key">>(session, { method: "GET", path: "/api/v1/push/key" });
  const wanted = bytesOf(key);
  let found = await manager.getSubscription();
  if (found && (anew || !isSame(found.options?.applicationServerKey, wanted))) {
    await found.unsubscribe();
    found = null;
  }
  found ??= await manager.subscribe({ userVisibleOnly: true, applicationServerKey: wanted });
  const { endpoint, keys } = found.toJSON();
  const body = JSON.stringify({ endpoint, p256dh: keys?.p256dh, auth: keys?.auth });
  return ask(session, { method: "PUT", path: SUBSCRIPTION, body });
}

/** No notices come to this device any more; the browser forgets its subscription too. */
export async function unsubscribe(session: Session, manager: Subscriber): Promise<void> {
  await ask(session, { method: "DELETE", path: SUBSCRIPTION });
  await (await manager.getSubscription())?.unsubscribe();
}

/** Makes the two sides one again for a device that wants notices. Returns what the server knows afterwards. */
export async function heal(session: Session, manager: Subscriber): Promise<DeviceState> {
  const [known, found] = [await serverState(session), await manager.getSubscription()];
  if (known.on && found?.endpoint === known.endpoint) return known;
  // What the server has let go its push service has ended, or somebody else was signed in here.
  return subscribe(session, manager, !known.on);
}

function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const raw = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (one) => one.charCodeAt(0));
}

function isSame(buffer: ArrayBuffer | null | undefined, wanted: Uint8Array): boolean {
  if (!buffer) return true; // a browser that does not say is believed
  const had = new Uint8Array(buffer);
  return had.length === wanted.length && had.every((one, at) => one === wanted[at]);
}
