/** What a person can do to their hours, each as an operation that is kept before it is called done. */
import { entryId } from "../../domain/pair";
import type { Draft, OutboxRow } from "../../device/operations";
import { copyChoices } from "./copying";
import { localDate } from "../clock";
import type { Facts } from "../facts";
import type { StoreContext } from "../context";
import { keep, ownId, SAVED } from "../keep";
import { hoursView } from "./view";
import type { Booking, Clearable, CopyChoice, EntryFields, HoursActs, HoursEntry } from "./types";
import type { Saved } from "../types";
import { isOlder, olderView } from "./olderDays";
import { shiftDate } from "../../device/rows";

const MINUTE = 60_000;
const COPIED_DAYS = 56;

export function hoursActs(store: StoreContext): HoursActs {
  return {
    hours: (from, until) => viewHours(store, from, until),
    addEntry: (entry) => keep(store, creation(store, entry)),
    editEntry: (id, set, clear) => edit(store, id, set, clear ?? []),
    deleteEntry: (id) => deleteOrRestore(store, id, "entry.delete"),
    restoreEntry: (id) => deleteOrRestore(store, id, "entry.restore"),
    splitEntry: (id, at, pause) => split(store, id, at, pause ?? 0),
    copyChoices: async (date) => {
      const view = await viewHours(store, shiftDate(date, -COPIED_DAYS), shiftDate(date, 7));
      return copyChoices(view, date);
    },
    copyDay: (choice) => copy(store, choice),
  };
}

async function viewHours(store: StoreContext, from: string, until: string) {
  await store.engine();
  const today = localDate(store.ports.now(), store.marker.zone);
  if (isOlder(from, today)) {
    const older = await olderView(store, from, until);
    if (older) return older;
    if (isOlder(until, today)) throw new Error("these days are at the server only");
  }
  await store.readBackTo(from);
  const { facts, projection } = store;
  if (!facts || !projection) throw new Error("nothing to show yet");
  return hoursView(facts, projection, from, until, store.ports.now());
}

const NOTHING: Booking = { workType: null, costCentre: null, remote: false, kiky: false, note: "" };

type NewEntry = Parameters<HoursActs["addEntry"]>[0];

function creation(store: StoreContext, entry: NewEntry, after: string[] = []): Draft {
  const { start, end, workType, costCentre, remote, kiky, note, breaks } = { ...NOTHING, ...entry };
  const told = breaks?.spans.length ? { breaks } : {};
  return {
    type: "entry.create",
    subject: ownId(store),
    entity: { type: "entry", id: store.ports.uuid() },
    body: { start, end, work_type: workType, cost_centre: costCentre, remote, kiky, note, ...told },
    after,
    journal: journal(store, "create", start, end),
  };
}

function journal(store: StoreContext, what: string, start: number, end: number | null): Draft["journal"] {
  const date = localDate(start, store.marker.zone);
  const key = `journal.entry.${what}${end === null ? "_open" : ""}`;
  return { key, params: { date, start: start / MINUTE, end: end === null ? null : end / MINUTE } };
}

const WIRE: Record<string, string> = { workType: "work_type", costCentre: "cost_centre" };

async function edit(store: StoreContext, id: string, set: EntryFields, clear: Clearable[]): Promise<Saved> {
  const told = Object.entries(set).map(([name, value]) => [WIRE[name] ?? name, value] as const);
  const body = { set: Object.fromEntries(told), ...(clear.length ? { clear } : {}) };
  return keep(store, change(store, id, "entry.edit", body, await shownEntry(store, id), set));
}

function change(
  store: StoreContext,
  id: string,
  type: string,
  body: Draft["body"],
  entry: HoursEntry | null,
  set: EntryFields = {},
): Draft {
  const start = set.start ?? (entry?.start ?? 0) * MINUTE;
  const end = set.end ?? (typeof entry?.end === "number" ? entry.end * MINUTE : null);
  const { facts } = store;
  return {
    type,
    subject: ownId(store),
    entity: { type: "entry", id },
    body,
    ...(facts ? leaning(facts, id) : { base: "on_top" }),
    journal: journal(store, type.slice("entry.".length), start, end),
  };
}

/** On the newest that is known. An entry that only unsent punches make leans on them, and is at its first version then. */
function leaning(facts: Facts, id: string): Pick<Draft, "base" | "after"> {
  const own = facts.pending.some((row) => row.entity_id === id && row.status !== "attention");
  const row = facts.entries.find((entry) => entry.id === id);
  const unsent = facts.pending.filter(({ status, type }) => isUnsent(status) && type.startsWith("punch."));
  const opening = facts.punches.find((punch) => entryId(punch.id) === id);
  const after = opening ? unsent.filter(({ claimed_at }) => claimed_at >= opening.ms).map(({ op_id }) => op_id) : [];
  return { base: own || (row && row.version > 0) ? "on_top" : { version: 1 }, after };
}

function isUnsent(status: OutboxRow["status"]): boolean {
  return status === "queued" || status === "sending";
}

async function deleteOrRestore(
  store: StoreContext,
  id: string,
  type: "entry.delete" | "entry.restore",
): Promise<Saved> {
  return keep(store, change(store, id, type, {}, await shownEntry(store, id)));
}

/** The entry as the screen shows it, taken away or not. */
async function shownEntry(store: StoreContext, id: string): Promise<HoursEntry | null> {
  const { facts, projection } = store;
  if (!facts || !projection) return null;
  const start = facts.entries.find((entry) => entry.id === id)?.start;
  const at = start ?? facts.punches.find((punch) => entryId(punch.id) === id)?.at;
  if (at === undefined) return null;
  const date = localDate(at * MINUTE, facts.zone);
  const view = hoursView(facts, projection, shiftDate(date, -1), shiftDate(date, 1), store.ports.now());
  return view.days.flatMap((day) => [...day.entries, ...day.deleted]).find((entry) => entry.id === id) ?? null;
}

/** The first part keeps its entry; each stretch of work after it becomes one of its own, so that breaks stay breaks. */
async function split(store: StoreContext, id: string, at: number, pause: number): Promise<Saved> {
  const entry = await shownEntry(store, id);
  const parts = entry && splitAt(entry, at / MINUTE, pause);
  if (!entry || !parts) return "failed";
  const set = { end: parts.end * MINUTE };
  const first = change(store, id, "entry.edit", { set }, entry, set);
  first.journal = journal(store, "split", entry.start * MINUTE, at);
  const shortened = await keep(store, first);
  if (shortened === "failed") return shortened;
  const after = store.facts?.pending.filter((row) => row.entity_id === id && isUnsent(row.status)) ?? [];
  const { workType, costCentre, remote, kiky, note } = entry;
  const rest = parts.rest.map(([start, end]) => {
    const times = { start: start * MINUTE, end: end * MINUTE };
    return creation(
      store,
      { ...times, workType, costCentre, remote, kiky, note },
      after.slice(-1).map((o) => o.op_id),
    );
  });
  return keepAll(store, rest);
}

/** Where the first part ends and what comes after it; null when the time is not inside the work. Epoch minutes. */
export function splitAt(entry: HoursEntry, at: number, pause = 0): { end: number; rest: [number, number][] } | null {
  if (entry.end === null || at <= entry.start || at >= entry.end) return null;
  const rest: [number, number][] = [];
  let [from, end] = [at + pause, at];
  for (const [left, back] of entry.breaks) {
    if (back === null || back <= at || left >= entry.end) continue;
    if (left <= at) [end, from] = [left, Math.max(from, back)];
    else {
      if (left > from) rest.push([from, left]);
      from = Math.max(from, back);
    }
  }
  if (entry.end > from) rest.push([from, entry.end]);
  return end > entry.start && rest.length ? { end, rest } : null;
}

function copy(store: StoreContext, choice: CopyChoice): Promise<Saved> {
  const drafts = choice.entries.map((entry) => ({ ...creation(store, entry) }));
  return keepAll(store, drafts);
}

const ORDER: Saved[] = ["saved", "rescued", "failed"];

/** Keeps them in order; the answer is the worst that happened to one of them. */
async function keepAll(store: StoreContext, drafts: Draft[]): Promise<Saved> {
  let worst: Saved = "saved";
  for (const draft of drafts) {
    const how = await keep(store, draft);
    if (ORDER.indexOf(how) > ORDER.indexOf(worst)) worst = how;
    if (how === "failed") break;
  }
  return worst;
}

/** An edit of an entry that somebody has taken away: it is brought back first, and then changed. */
export async function restoreUnder(store: StoreContext, row: OutboxRow): Promise<void> {
  const running = await store.engine();
  const version = row.result?.current?.version;
  const draft = change(store, row.entity_id, "entry.restore", {}, await shownEntry(store, row.entity_id));
  const how = await running.keep({ ...draft, base: { version: typeof version === "number" ? version : 1 } });
  if (SAVED[how.how] === "failed") throw new Error("not kept");
}
