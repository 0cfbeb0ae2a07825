/** What a person can do, turned into operations. */
import type { Draft } from "../sync/types";
import { readChoice, writeChoice } from "./choice";
import { EXPLAINED_DAYS, explainHere, explainThere } from "./explain";
import { minuteOf } from "./clock";
import type { Home } from "./home";
import { closeCards, keep, me, SAVED } from "./keeping";
import type { Acts, Explanation, Language, PunchKind, Saved, TodayView } from "./live";
import type { ExplainReply } from "../api/types";
import { idsOf, oneIntent, record, switchDrafts, unsentOn } from "./punchDrafts";
import { shiftDate } from "./rows";

type Punching = Pick<
  Acts,
  | "punch"
  | "lastMade"
  | "switchNow"
  | "correctRunning"
  | "uncorrect"
  | "switchOnReturn"
  | "confirmOut"
  | "choosePunch"
  | "decideCorrection"
  | "redo"
  | "drop"
>;

export function punching(home: Home): Punching {
  return {
    punch: (kind) => keepPunch(home, punchDraft(home, kind)),
    lastMade: () => home.lastMade,
    switchNow: async (change) => (await import("./switching")).switchNow(home, change),
    correctRunning: async (change) => (await import("./switching")).correctRunning(home, change),
    uncorrect: async (entry, before) => (await import("./switching")).uncorrect(home, entry, before),
    switchOnReturn: async (change) => (await import("./switching")).switchOnReturn(home, change),
    confirmOut: (opening, at, person) => keepPunch(home, outDraft(home, opening, at, person)),
    choosePunch: (kept, insteadOf, person) => keep(home, chooseDraft(home, kept, insteadOf, person)),
    decideCorrection: (id, decision, reason, version) =>
      keep(home, {
        type: "correction.decide",
        subject: me(home),
        entity: { type: "correction", id },
        body: { decision, reason, seen_version: version },
        base: { version },
        journal: { key: `journal.correction.${decision}`, params: {} },
      }),
    redo: async (opId) => {
      const { engine } = await home.engine();
      const row = home.facts?.pending.find((one) => one.op_id === opId);
      if (row?.code === "deleted") await (await import("./hoursActs")).restoreUnder(home, row);
      return SAVED[await engine.redo(opId)];
    },
    drop: async (opId) => close(home, opId),
  };
}

function punchDraft(home: Home, kind: PunchKind): Draft {
  const today = home.signals.today.value;
  const choice = today?.choice;
  const at = home.ports.now();
  const body = {
    kind,
    work_type: choice?.workType ?? null,
    cost_centre: choice?.costCentre ?? null,
    remote: choice?.remote ?? false,
    note: "",
    kiky: (kind === "in" || kind === "break_end") && (choice?.kiky ?? false),
  };
  const draft = record(home, body, at, me(home), { key: `journal.punch.${kind}`, params: { at: minuteOf(at) } });
  if (kind !== "break_end" || !today?.onReturn || !today.running) return draft;
  return oneIntent([draft, ...switchDrafts(home, today.running, today.choice, at)]);
}

/** Keeps a punch with what belongs to it, and remembers their ids so that they can be taken back. */
function keepPunch(home: Home, draft: Draft): Promise<Saved> {
  home.lastMade = idsOf(draft);
  return keep(home, draft);
}

/** A forgotten out, confirmed by a person; it leans on the in when that is still unsent. */
function outDraft(home: Home, opening: string, at: number, person?: string): Draft {
  const subject = person ?? me(home);
  const punch = home.facts?.punches.find((p) => p.id === opening);
  const body = {
    kind: "out",
    work_type: punch?.work_type ?? null,
    cost_centre: punch?.cost_centre ?? null,
    remote: punch?.remote ?? false,
    note: "",
    estimated_confirmed: true,
  };
  const name = home.signals.team.value?.teams.flatMap((t) => t.members).find((m) => m.person === person)?.name;
  const key = person && person !== home.marker.person ? "journal.punch.out_for" : "journal.punch.out_confirmed";
  return record(
    home,
    body,
    at,
    subject,
    { key, params: { at: minuteOf(at), name: name ?? null } },
    unsentOn(home, [opening]),
  );
}

function chooseDraft(home: Home, kept: string, insteadOf: string[], person?: string): Draft {
  const punch = home.facts?.punches.find((p) => p.id === kept);
  return {
    type: "punch.choose",
    subject: person ?? me(home),
    entity: { type: "punch", id: kept },
    body: { instead_of: insteadOf },
    after: unsentOn(home, [kept, ...insteadOf]),
    journal: { key: "journal.punch.choose", params: { at: punch?.at ?? null } },
  };
}

/** Lets a refused operation go, or closes a card that has been read. */
async function close(home: Home, key: string): Promise<void> {
  const { engine } = await home.engine();
  if (await engine.drop(key)) return home.refresh();
  closeCards(home, [key]);
}

export async function setChoice(home: Home, choice: Partial<TodayView["choice"]>): Promise<void> {
  const { pocket } = home.ports;
  const person = me(home);
  const kikyOn = choice.kiky === undefined ? {} : { kikyOn: home.signals.today.value?.date ?? null };
  writeChoice(pocket, person, { ...readChoice(pocket, person), ...choice, ...kikyOn });
  home.compute();
}

export async function setLanguage(home: Home, language: Language): Promise<void> {
  home.ports.pocket.set("leima.language", language);
  home.signals.language.value = language;
  if (!home.marker.person) return;
  const { session } = await home.engine();
  const request = { method: "PUT" as const, path: "/api/v1/me/language", body: JSON.stringify({ lang: language }) };
  await session.call(request).catch(() => null);
}

/** From this device's own rows; older days come from the server when it can be reached. */
export async function explain(home: Home, account: string, from?: string): Promise<Explanation> {
  await home.engine();
  const { facts, projection } = home;
  if (!facts || !projection) throw new Error("nothing to explain yet");
  const oldest = shiftDate(projection.today, -2 * EXPLAINED_DAYS);
  if (from && from < oldest && facts.pending.length === 0) {
    const there = await askServer(home, account, projection.today, from);
    if (there) return there;
  }
  return explainHere(facts, projection, account, home.ports.now(), from && from < oldest ? oldest : from);
}

async function askServer(home: Home, account: string, on: string, from: string): Promise<Explanation | null> {
  const { session } = await home.engine();
  const path = `/api/v1/explain?account=${encodeURIComponent(account)}&on=${on}&from=${from}`;
  const reply = await session.call({ method: "GET", path }).catch(() => null);
  return reply?.status === 200 ? explainThere(reply.json as ExplainReply) : null;
}
