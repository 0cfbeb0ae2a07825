/** Punches before they are sealed. */
import type { Draft } from "../../device/operations";
import { minuteOf } from "../clock";
import type { StoreContext } from "../context";
import { ownId } from "../keep";
import type { BookingChoice, RunningWork } from "./types";

type Journal = Draft["journal"];

export function record(
  store: StoreContext,
  body: Draft["body"],
  at: number,
  subject: string,
  journal: Journal,
  after: string[] = [],
): Draft {
  const entity = { type: "punch", id: store.ports.uuid() };
  return { type: "punch.record", subject, entity, body, claimed_at: at, journal, after };
}

/** A forgotten out, confirmed by a person; it leans on the in when that is still unsent. */
export function outDraft(store: StoreContext, opening: string, at: number, person?: string): Draft {
  const subject = person ?? ownId(store);
  const punch = store.facts?.punches.find((p) => p.id === opening);
  const body = {
    kind: "out",
    work_type: punch?.work_type ?? null,
    cost_centre: punch?.cost_centre ?? null,
    remote: punch?.remote ?? false,
    note: "",
    estimated_confirmed: true,
  };
  const name = store.signals.team.value?.teams.flatMap((t) => t.members).find((m) => m.person === person)?.name;
  const key = person && person !== store.marker.person ? "journal.punch.out_for" : "journal.punch.out_confirmed";
  return record(
    store,
    body,
    at,
    subject,
    { key, params: { at: minuteOf(at), name: name ?? null } },
    unsentOn(store, [opening]),
  );
}

/** One instant ends the old work and begins the new. */
export function switchDrafts(store: StoreContext, running: RunningWork, next: BookingChoice, at: number): Draft[] {
  const out = record(store, wire("out", running.booking), at, ownId(store), told("switch_out", at));
  const into = record(store, wire("in", next), at, ownId(store), told("switch_in", at));
  return [out, into];
}

/** Punches of one minute that are one intent: kept together, and in this order by instant and by id. */
export function oneIntent(drafts: readonly Draft[]): Draft {
  const ids = drafts.map(({ entity }) => entity.id).sort();
  const [first, ...also] = drafts.map((draft, n) => ({
    ...draft,
    entity: { ...draft.entity, id: ids[n]! },
    claimed_at: draft.claimed_at! + n,
  }));
  return { ...first!, also };
}

function wire(kind: "in" | "out", { workType, costCentre, remote, kiky }: BookingChoice): Draft["body"] {
  return { kind, work_type: workType, cost_centre: costCentre, remote, note: "", kiky: kind === "in" && kiky };
}

function told(what: string, at: number): Journal {
  return { key: `journal.punch.${what}`, params: { at: minuteOf(at) } };
}

/** The punches of one intent, in order. */
export function idsOf(draft: Draft): string[] {
  return [draft, ...(draft.also ?? [])].map(({ entity }) => entity.id);
}

/** Own unsent operations that made these entities. */
export function unsentOn(store: StoreContext, ids: readonly string[]): string[] {
  const unsent = (store.facts?.pending ?? []).filter((row) => row.status === "queued" || row.status === "sending");
  return unsent.filter((row) => ids.includes(row.entity_id)).map((row) => row.op_id);
}
