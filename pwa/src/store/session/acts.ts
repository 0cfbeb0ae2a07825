/** Coming in and going out: sign-in, invitations, sign-out, devices, password. */
import type { Reply } from "../../api/replies";
import type { LoginReply, MeReply } from "../../api/types";
import { type HttpReply, NoReply } from "../../api/exchange";
import { codeOf } from "../../sync/session";
import { NOBODY, deviceId, deviceName, setTwin } from "../marker";
import { wantsPhone } from "../phone/wanted";
import type { DeviceStore } from "../deviceStore";
import type { Language, Role } from "../types";
import { otherWays } from "./otherWays";
import type { AppSecret, DeviceRow, KeptOut, SessionActs } from "./types";

type Answer = { ok: true } | KeptOut;

const LOGOUT_OWED = "leima.logout";

export function sessionActs(store: DeviceStore): SessionActs {
  return {
    signIn: (email, password, code = "") =>
      enterBy(store, "/api/v1/auth/login", { email, password, one_time_code: code }, email),
    acceptInvitation: (token, password, code = "") =>
      enterBy(store, "/api/v1/auth/invitations/accept", { token, password, one_time_code: code }, ""),
    otherWays: async () =>
      otherWays(store, {
        post: (path, body) => post(store, path, body),
        enter: (path, credentials) => enterBy(store, path, credentials, ""),
        keptOut,
      }),
    forgotPassword: async (email) => {
      const reply = await post(store, "/api/v1/auth/forgotten", { email }).catch(() => null);
      return reply && reply.status < 300 ? { ok: true } : keptOut(reply);
    },
    lookInvitation: async (token) => {
      const reply = await post(store, "/api/v1/auth/invitations/look", { token }).catch(() => null);
      return reply?.status === 200 ? (reply.json as Reply<"post", "/api/v1/auth/invitations/look">) : null;
    },
    signOut: () => signOut(store),
    devices: () => devices(store),
    revokeDevice: async (id) => {
      const { session } = await store.engine();
      const path = `/api/v1/auth/devices/${encodeURIComponent(id)}`;
      const reply = await session.call({ method: "DELETE", path }).catch(() => null);
      return reply !== null && reply.status < 300;
    },
    changePassword: async (current, next) => {
      const { session } = await store.engine();
      const body = JSON.stringify({ current, new: next });
      const reply = await session.call({ method: "POST", path: "/api/v1/auth/password", body }).catch(() => null);
      if (reply && reply.status < 300) return { ok: true };
      return { ok: false, messageKey: keyOf(reply) };
    },
  };
}

function post(store: DeviceStore, path: string, body: object): Promise<HttpReply> {
  return store.ports.http({ method: "POST", path, headers: { "X-Leima": "1" }, body: JSON.stringify(body) });
}

async function enterBy(store: DeviceStore, path: string, credentials: object, email: string): Promise<Answer> {
  const agent = typeof navigator === "undefined" ? "" : navigator.userAgent;
  const device = { device_id: deviceId(store.ports), device_name: deviceName(agent) };
  let reply: HttpReply;
  try {
    reply = await post(store, path, { ...credentials, ...device });
  } catch (error) {
    if (error instanceof NoReply) return { ok: false, messageKey: "error.no_network" };
    throw error;
  }
  if (reply.status >= 300) {
    return keptOut(reply);
  }
  await enter(store, reply.json as LoginReply, email);
  return { ok: true };
}

function keptOut(reply: HttpReply | null): KeptOut {
  const setup = appSecret((reply?.json as { params?: Record<string, unknown> } | null)?.params);
  return {
    ok: false,
    messageKey: keyOf(reply),
    ...(reply?.retryAfter ? { retryAfter: reply.retryAfter } : {}),
    ...(setup ? { setup } : {}),
  };
}

function appSecret(params: Record<string, unknown> | undefined): AppSecret | null {
  const { secret, uri, qr } = params ?? {};
  if (typeof secret !== "string" || typeof uri !== "string" || typeof qr !== "string") return null;
  return { secret, uri, qr: qr.split(" ") };
}

function keyOf(reply: HttpReply | null): string {
  if (!reply) return "error.no_network";
  const code = codeOf(reply.json);
  return code ? `error.${code}` : reply.status === 429 ? "error.too_many" : "error.unknown";
}

/** The same person goes on where they were; another one gets a database of their own. */
async function enter(store: DeviceStore, login: LoginReply, email: string): Promise<void> {
  const { id, name, roles, lang } = login.user;
  const same = store.marker.person === id;
  if (!same && store.marker.person) await store.forgetPerson();
  store.ports.pocket.remove(LOGOUT_OWED);
  const before = same ? store.marker : NOBODY;
  store.setMarker({
    ...before,
    person: id,
    name,
    roles: [...roles] as Role[],
    email: email || before.email,
    status: "signed_in",
  });
  setTwin(id);
  speakAs(store, lang);
  if (!store.running) await store.open(id);
  const { session, engine } = await store.engine();
  session.signedIn(login);
  engine.resume();
  store.ports.post({ kind: "session", person: id, status: "signed_in" });
  void whoAmI(store);
}

/** Name, organisation and zone, for the marker that the next start reads. */
export async function whoAmI(store: DeviceStore): Promise<void> {
  const { session, person } = await store.engine();
  const reply = await session.call({ method: "GET", path: "/api/v1/me" }).catch(() => null);
  if (reply?.status !== 200 || store.marker.person !== person) return;
  const { name, email, lang, roles, organisation } = reply.json as MeReply;
  const zoneBefore = store.marker.zone;
  store.setMarker({
    ...store.marker,
    name,
    email,
    roles: [...roles] as Role[],
    organisation: organisation.name,
    zone: organisation.zone,
  });
  speakAs(store, lang);
  if (zoneBefore !== organisation.zone) await store.refresh();
}

/** A device on which nobody has chosen a language takes the person's own. */
function speakAs(store: DeviceStore, lang: string): void {
  if (store.ports.pocket.get("leima.language") !== null || !isLanguage(lang)) return;
  store.ports.pocket.set("leima.language", lang);
  store.signals.language.value = lang;
}

function isLanguage(lang: string): lang is Language {
  return lang === "fi" || lang === "sv" || lang === "en";
}

/** Unsent work stays on the disk for this person's next sign-in; what others must not see goes. */
async function signOut(store: DeviceStore): Promise<void> {
  const running = await store.engine();
  running.engine.stop();
  await running.forget().catch(() => {});
  store.ports.pocket.set(LOGOUT_OWED, "1");
  setTwin(null);
  if (wantsPhone(store.ports.pocket, running.person)) {
    const { forgetPhone } = await import("../phone/acts");
    await forgetPhone(store, running.person).catch(() => {});
  }
  await store.forgetPerson();
  store.ports.post({ kind: "session", person: null, status: "signed_out" });
  await sendOwedLogout(store);
}

/** Tells the server of a sign-out, now or at a later start with a network. */
export async function sendOwedLogout(store: DeviceStore): Promise<void> {
  if (store.ports.pocket.get(LOGOUT_OWED) === null) return;
  const reply = await post(store, "/api/v1/auth/logout", {}).catch(() => null);
  if (reply && reply.status < 500) store.ports.pocket.remove(LOGOUT_OWED);
}

async function devices(store: DeviceStore): Promise<DeviceRow[] | null> {
  const { session } = await store.engine();
  const reply = await session.call({ method: "GET", path: "/api/v1/auth/devices" }).catch(() => null);
  if (reply?.status !== 200) return null;
  return (reply.json as Reply<"get", "/api/v1/auth/devices">).devices.map((row) => {
    return {
      id: row.id,
      name: row.name,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      current: row.current,
    };
  });
}
