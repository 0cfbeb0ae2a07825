/** Punches as operations. */
import type { Draft } from "../../device/operations";
import { minuteOf } from "../clock";
import type { StoreContext } from "../context";
import { keep, ownId } from "../keep";
import type { Saved } from "../types";
import { readChoice, writeChoice } from "./choice";
import { idsOf, oneIntent, outDraft, record, switchDrafts, unsentOn } from "./drafts";
import type { PunchActs, PunchKind, TodayView } from "./types";

export function punchActs(store: StoreContext): PunchActs {
  return {
    punch: (kind) => keepPunch(store, punchDraft(store, kind)),
    lastMade: () => store.lastMade,
    switchNow: async (change) => (await import("./switching")).switchNow(store, change),
    correctRunning: async (change) => (await import("./switching")).correctRunning(store, change),
    uncorrect: async (entry, before) => (await import("./switching")).uncorrect(store, entry, before),
    switchOnReturn: async (change) => (await import("./switching")).switchOnReturn(store, change),
    confirmOut: (opening, at, person) => keepPunch(store, outDraft(store, opening, at, person)),
    choosePunch: (kept, insteadOf, person) => keep(store, chooseDraft(store, kept, insteadOf, person)),
    setChoice: async (choice) => setChoice(store, choice),
  };
}

function punchDraft(store: StoreContext, kind: PunchKind): Draft {
  const today = store.signals.today.value;
  const choice = today?.choice;
  const at = store.ports.now();
  const body = {
    kind,
    work_type: choice?.workType ?? null,
    cost_centre: choice?.costCentre ?? null,
    remote: choice?.remote ?? false,
    note: "",
    kiky: (kind === "in" || kind === "break_end") && (choice?.kiky ?? false),
  };
  const draft = record(store, body, at, ownId(store), { key: `journal.punch.${kind}`, params: { at: minuteOf(at) } });
  if (kind !== "break_end" || !today?.onReturn || !today.running) return draft;
  return oneIntent([draft, ...switchDrafts(store, today.running, today.choice, at)]);
}

/** Keeps a punch with what belongs to it, and remembers their ids so that they can be taken back. */
function keepPunch(store: StoreContext, draft: Draft): Promise<Saved> {
  store.lastMade = idsOf(draft);
  return keep(store, draft);
}

function chooseDraft(store: StoreContext, kept: string, insteadOf: string[], person?: string): Draft {
  const punch = store.facts?.punches.find((p) => p.id === kept);
  return {
    type: "punch.choose",
    subject: person ?? ownId(store),
    entity: { type: "punch", id: kept },
    body: { instead_of: insteadOf },
    after: unsentOn(store, [kept, ...insteadOf]),
    journal: { key: "journal.punch.choose", params: { at: punch?.at ?? null } },
  };
}

function setChoice(store: StoreContext, choice: Partial<TodayView["choice"]>): void {
  const { pocket } = store.ports;
  const person = ownId(store);
  const kikyOn = choice.kiky === undefined ? {} : { kikyOn: store.signals.today.value?.date ?? null };
  writeChoice(pocket, person, { ...readChoice(pocket, person), ...choice, ...kikyOn });
  store.compute();
}
