/** Coming in and going out: sign-in, invitations, sign-out, devices, password. */
import type { DeviceReply, LoginReply, MeReply } from "../api/types";
import { type HttpReply, NoReply } from "../api/exchange";
import { codeOf } from "../sync/session";
import { NOBODY, deviceId, deviceName, setTwin } from "./device";
import type { Home } from "./home";
import type { Acts, DeviceRow, Language } from "./live";

type Entrance = Pick<
  Acts,
  "signIn" | "acceptInvitation" | "lookInvitation" | "signOut" | "devices" | "revokeDevice" | "changePassword"
>;
type Answer = { ok: true } | { ok: false; messageKey: string; retryAfter?: number };

const LOGOUT_OWED = "leima.logout";

export function entrance(home: Home): Entrance {
  return {
    signIn: (email, password) => enterBy(home, "/api/v1/auth/login", { email, password }, email),
    acceptInvitation: (token, password) => enterBy(home, "/api/v1/auth/invitations/accept", { token, password }, ""),
    lookInvitation: async (token) => {
      const reply = await post(home, "/api/v1/auth/invitations/look", { token }).catch(() => null);
      return reply?.status === 200
        ? (reply.json as { name: string; organisation: string; email: string; kind: string })
        : null;
    },
    signOut: () => signOut(home),
    devices: () => devices(home),
    revokeDevice: async (id) => {
      const { session } = await home.engine();
      const path = `/api/v1/auth/devices/${encodeURIComponent(id)}`;
      const reply = await session.call({ method: "DELETE", path }).catch(() => null);
      return reply !== null && reply.status < 300;
    },
    changePassword: async (current, next) => {
      const { session } = await home.engine();
      const body = JSON.stringify({ current, new: next });
      const reply = await session.call({ method: "POST", path: "/api/v1/auth/password", body }).catch(() => null);
      if (reply && reply.status < 300) return { ok: true };
      return { ok: false, messageKey: keyOf(reply) };
    },
  };
}

function post(home: Home, path: string, body: object): Promise<HttpReply> {
  return home.ports.http({ method: "POST", path, headers: { "X-Leima": "1" }, body: JSON.stringify(body) });
}

async function enterBy(home: Home, path: string, credentials: object, email: string): Promise<Answer> {
  const agent = typeof navigator === "undefined" ? "" : navigator.userAgent;
  const device = { device_id: deviceId(home.ports), device_name: deviceName(agent) };
  let reply: HttpReply;
  try {
    reply = await post(home, path, { ...credentials, ...device });
  } catch (error) {
    if (error instanceof NoReply) return { ok: false, messageKey: "error.no_network" };
    throw error;
  }
  if (reply.status >= 300) {
    return { ok: false, messageKey: keyOf(reply), ...(reply.retryAfter ? { retryAfter: reply.retryAfter } : {}) };
  }
  await enter(home, reply.json as LoginReply, email);
  return { ok: true };
}

function keyOf(reply: HttpReply | null): string {
  if (!reply) return "error.no_network";
  const code = codeOf(reply.json);
  return code ? `error.${code}` : reply.status === 429 ? "error.too_many" : "error.unknown";
}

/** The same person goes on where they were; another one gets a home of their own. */
async function enter(home: Home, login: LoginReply, email: string): Promise<void> {
  const { id, name, roles } = login.user;
  const same = home.marker.person === id;
  if (!same && home.marker.person) await home.leave();
  home.ports.pocket.remove(LOGOUT_OWED);
  const before = same ? home.marker : NOBODY;
  home.mark({ ...before, person: id, name, roles, email: email || before.email, status: "signed_in" });
  setTwin(id);
  if (!home.running) await home.open(id);
  const { session, engine } = await home.engine();
  session.signedIn(login);
  engine.resume();
  home.ports.post({ kind: "session", person: id, status: "signed_in" });
  void whoAmI(home);
}

/** Name, organisation and zone, for the marker that the next start reads. */
export async function whoAmI(home: Home): Promise<void> {
  const { session, person } = await home.engine();
  const reply = await session.call({ method: "GET", path: "/api/v1/me" }).catch(() => null);
  if (reply?.status !== 200 || home.marker.person !== person) return;
  const { name, email, lang, roles, organisation } = reply.json as MeReply;
  const zoneBefore = home.marker.zone;
  home.mark({ ...home.marker, name, email, roles, organisation: organisation.name, zone: organisation.zone });
  speakAs(home, lang);
  if (zoneBefore !== organisation.zone) await home.refresh();
}

/** A device on which nobody has chosen a language takes the person's own. */
function speakAs(home: Home, lang: string): void {
  if (home.ports.pocket.get("leima.language") !== null || !isLanguage(lang)) return;
  home.ports.pocket.set("leima.language", lang);
  home.signals.language.value = lang;
}

function isLanguage(lang: string): lang is Language {
  return lang === "fi" || lang === "sv" || lang === "en";
}

/** Unsent work stays on the disk for this person's next sign-in; what others must not see goes. */
async function signOut(home: Home): Promise<void> {
  const running = await home.engine();
  running.engine.stop();
  await running.forget().catch(() => {});
  home.ports.pocket.set(LOGOUT_OWED, "1");
  setTwin(null);
  await home.leave();
  home.ports.post({ kind: "session", person: null, status: "signed_out" });
  await payLogout(home);
}

/** Tells the server of a sign-out, now or at a later start with a network. */
export async function payLogout(home: Home): Promise<void> {
  if (home.ports.pocket.get(LOGOUT_OWED) === null) return;
  const reply = await post(home, "/api/v1/auth/logout", {}).catch(() => null);
  if (reply && reply.status < 500) home.ports.pocket.remove(LOGOUT_OWED);
}

async function devices(home: Home): Promise<DeviceRow[] | null> {
  const { session } = await home.engine();
  const reply = await session.call({ method: "GET", path: "/api/v1/auth/devices" }).catch(() => null);
  if (reply?.status !== 200) return null;
  return (reply.json as { devices: DeviceReply[] }).devices.map((row) => {
    return {
      id: row.id,
      name: row.name,
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      current: row.current,
    };
  });
}
