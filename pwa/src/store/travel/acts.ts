/** Claims and trips: read when a screen asks, and each act an operation, so that all of it works without a network. */
import type { ServerRow } from "../../device/db";
import type { Draft, OutboxRow } from "../../device/operations";
import { opened } from "../../device/seal";
import { instantText } from "../../domain/travel/moments";
import { momentOf } from "../../domain/travel/wire";
import { minuteOf } from "../clock";
import type { StoreContext } from "../context";
import { keep, ownId, SAVED } from "../keep";
import { unsentOn } from "../punches/drafts";
import { bodyFrom, EMPTY_HEAD, emptyTrip, type HeadFact } from "./facts";
import { travelFacts } from "./overlay";
import { ratesWith } from "./rates";
import type { Saved } from "../types";
import type { ClaimFact, ClaimHead, PayableClaim, TravelActs, TripBody, TripFact, TripSave } from "./types";
import { dateOf, termsFor, wholeClaim, workTrip } from "./work";

const LAST = "\uffff";
const DRAFT = "claim:";

export function travelActs(store: StoreContext): TravelActs {
  return {
    claims: async () => {
      const found = await whole(store, ({ person }) => person === ownId(store));
      return found.sort((a, b) => ((a.from ?? LAST) < (b.from ?? LAST) ? 1 : -1));
    },
    claim: async (id) => (await whole(store, (head) => head.id === id))[0] ?? null,
    refusedTrip: async (opId) => {
      const row = refusedTrip(store, ({ op_id }) => op_id === opId);
      return row ? { id: row.entity_id, body: bodyFrom(opened(row).body) } : null;
    },
    claimsOn: (date) => claimsOn(store, date),
    claimsWaiting: () => whole(store, ({ person, status }) => person !== ownId(store) && status === "submitted"),
    travelPreview: () => preview(store),
    saveClaim: (id, head, trips) => saveClaim(store, id, head, trips),
    startTrip: (from = {}) => startTrip(store, from),
    endTrip: (trip, at) => endTrip(store, trip, at ?? store.ports.now()),
    removeTrip: (id) => removeTrip(store, id),
    ...actsOnClaims(store),
    claimDraft: async (id) => {
      const { db } = await store.engine();
      return ((await db.drafts.get(DRAFT + id))?.value as Record<string, unknown> | undefined) ?? null;
    },
    keepClaimDraft: async (id, draft) => {
      const { db } = await store.engine();
      if (draft) await db.drafts.put({ key: DRAFT + id, value: draft });
      else await db.drafts.delete(DRAFT + id);
    },
  };
}

type OnClaims = "removeClaim" | "submitClaim" | "withdrawClaim" | "decideClaim" | "payClaim";

/** What moves a whole claim on; what leaves the phone after its trips and receipts leans on them. */
function actsOnClaims(store: StoreContext): Pick<TravelActs, OnClaims> {
  const on = (type: string, claim: ClaimFact, body: Draft["body"], after: string[] = []) =>
    named(type, { ...claim, name: nameOf(claim) }, body, after);
  const named = (type: string, claim: PayableClaim, body: Draft["body"], after: string[] = []) =>
    keep(store, {
      type,
      subject: claim.person,
      entity: { type: "claim", id: claim.id },
      body,
      after: [...unsentOn(store, [claim.id]), ...after],
      journal: { key: `journal.${type}`, params: { name: claim.name, person: claim.personName } },
    });
  return {
    removeClaim: (claim) => on("claim.remove", claim, {}, unsentOn(store, partsOf(claim))),
    submitClaim: (claim) => on("claim.submit", claim, { due_cents: claim.sums.due }, unsentOn(store, partsOf(claim))),
    withdrawClaim: (claim) => on("claim.withdraw", claim, {}),
    decideClaim: (claim, decision, reason) => {
      const seen = { seen_version: claim.version, seen_total_cents: claim.sums.total };
      return on("claim.decide", claim, { decision, reason, ...seen });
    },
    payClaim: (claim, paidOn) => named("claim.pay", claim, { paid_on: paidOn, seen_version: claim.version }),
  };
}

function endTrip(store: StoreContext, { id, body }: TripFact, at: number) {
  // One that is ended in the minute it began in has lasted a minute: no trip ends as it begins.
  const least = momentOf(body.start, body.zone, "start") + 1;
  const end = instantText(body.zone, Math.max(least, minuteOf(at)));
  return keep(store, tripDraft(store, { id, body: { ...body, end } }, "journal.trip.end"));
}

function removeTrip(store: StoreContext, id: string) {
  return keep(store, {
    type: "trip.remove",
    subject: ownId(store),
    entity: { type: "trip", id },
    body: {},
    base: "on_top",
    after: unsentOn(store, [id]),
    journal: { key: "journal.trip.remove", params: {} },
  });
}

/** What a claim is called in one line. */
function nameOf({ head, trips }: Pick<ClaimFact, "head" | "trips">): string {
  return head.title || [...new Set(trips.map(({ body }) => body.destination).filter(Boolean))].join(", ");
}

const partsOf = ({ trips, receipts }: ClaimFact): string[] => [...trips, ...receipts].map(({ id }) => id);

async function rowsOf(store: StoreContext, type: string): Promise<ServerRow[]> {
  const { db } = await store.engine();
  return db.server_rows.where("[type+date]").between([type, ""], [type, LAST]).toArray();
}

/** The claims that `wanted` takes, as this device knows them. */
async function whole(store: StoreContext, wanted: (head: HeadFact) => boolean): Promise<ClaimFact[]> {
  const types = ["claim", "trip", "receipt", "travel_rate"];
  const [claim, trip, receipt, own] = await Promise.all(types.map((type) => rowsOf(store, type)));
  const { rates } = await ratesWith(own!);
  const facts = travelFacts({ claim: claim!, trip: trip!, receipt: receipt! }, store.facts?.pending ?? []);
  const heads = [...facts.claims.values()].filter(wanted);
  return heads.map((head) => wholeClaim(head, facts, rates, (date) => termsFor(store.facts, date)));
}

/** Looks at trips alone first: on most days there is none, and nothing is worked out. */
async function claimsOn(store: StoreContext, date: string): Promise<ClaimFact[]> {
  const trip = await rowsOf(store, "trip");
  const { trips } = travelFacts({ claim: [], trip, receipt: [] }, store.facts?.pending ?? []);
  const found = new Set([...trips.values()].filter(({ body }) => isOn(body, date)).map(({ body }) => body.claim));
  return found.size ? whole(store, ({ id, person }) => found.has(id) && person === ownId(store)) : [];
}

const isOn = ({ start, end }: TripBody, date: string): boolean =>
  start !== null && dateOf(start) <= date && (end === null || date <= dateOf(end));

async function preview(store: StoreContext) {
  const { rates, places } = await ratesWith(await rowsOf(store, "travel_rate"));
  const work = (body: TripBody) => {
    const terms = termsFor(store.facts, dateOf(body.start));
    return { terms, worked: workTrip(body, terms, rates) };
  };
  return { places, work };
}

function tripDraft(store: StoreContext, { id, body }: TripSave, key = "journal.trip.save"): Draft {
  return {
    type: "trip.save",
    subject: ownId(store),
    entity: { type: "trip", id },
    body: { ...body },
    base: "on_top",
    after: unsentOn(store, [id, body.claim]),
    journal: { key, params: { place: body.destination, date: dateOf(body.start) || null } },
  };
}

/** The refused word on a trip, while it waits for the person. */
function refusedTrip({ facts }: StoreContext, wanted: (row: OutboxRow) => boolean): OutboxRow | undefined {
  return facts?.pending.find((row) => row.type === "trip.save" && row.status === "attention" && wanted(row));
}

/** Trips whose word was refused are told anew: what was made on top of them goes along. What becomes of it. */
async function mendTrips(store: StoreContext, trips: readonly TripSave[]): Promise<Saved> {
  for (const { id, body } of trips) {
    const row = refusedTrip(store, ({ entity_id }) => entity_id === id)!;
    const { engine } = await store.engine();
    const saved = SAVED[await engine.redo(row.op_id, { ...body })];
    if (saved !== "saved") return saved;
  }
  if (trips.length > 0) await store.refresh();
  return "saved";
}

/** What differs from what stands goes out, and all of it in one moment. */
async function saveClaim(store: StoreContext, id: string, head: ClaimHead, trips: readonly TripSave[]) {
  const known = (await whole(store, (one) => one.id === id))[0];
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const changed = trips.filter((trip) => !same(trip.body, known?.trips.find((one) => one.id === trip.id)?.body));
  const refused = changed.filter(({ id }) => refusedTrip(store, (row) => row.entity_id === id));
  const mended = await mendTrips(store, refused);
  if (mended !== "saved") return mended;
  const drafts = changed.filter((trip) => !refused.includes(trip)).map((trip) => tripDraft(store, trip));
  // A trip's first word makes its claim: only what the head says goes out for itself.
  if (!same(head, known?.head ?? EMPTY_HEAD) || (!known && changed.length === 0)) {
    drafts.unshift({
      type: "claim.save",
      subject: ownId(store),
      entity: { type: "claim", id },
      body: { ...head },
      base: "on_top",
      after: unsentOn(store, [id]),
      journal: { key: "journal.claim.save", params: { name: head.title || (trips[0]?.body.destination ?? "") } },
    });
  }
  const [first, ...also] = drafts;
  return first ? keep(store, { ...first, also }) : "saved";
}

function startTrip(store: StoreContext, from: Partial<TripBody>) {
  const zone = store.marker.zone;
  const claim = store.ports.uuid();
  const start = instantText(zone, minuteOf(store.ports.now()));
  const body = { ...emptyTrip(claim, zone), ...from, claim, start, end: null };
  return keep(store, tripDraft(store, { id: store.ports.uuid(), body }, "journal.trip.start"));
}
