/** What own unsent operations do to claims, trips and receipts. */
import type { ServerRow } from "../../device/db";
import type { Operation, OutboxRow } from "../../device/operations";
import { opened } from "../../device/seal";
import { isAheadOfRow } from "../waits";
import { bodyFrom, claimOf, headFrom, newHead, receiptFrom, receiptOf, type TravelFacts, tripOf } from "./facts";

type Lay = (facts: TravelFacts, op: Operation) => void;

const LAYS: Readonly<Record<string, Lay>> = {
  "claim.save": layHead,
  "claim.remove": layRemoval,
  "trip.save": layTrip,
  "trip.remove": (facts, { entity }) =>
    changed(facts, facts.trips.get(entity.id)?.body.claim, () => facts.trips.delete(entity.id)),
  "receipt.save": layReceipt,
  "receipt.remove": (facts, { entity }) =>
    changed(facts, facts.receipts.get(entity.id)?.claim, () => facts.receipts.delete(entity.id)),
  "claim.submit": (facts, { entity }) => layStatus(facts, entity.id, "submitted"),
  "claim.withdraw": (facts, { entity }) => layStatus(facts, entity.id, "draft"),
  "claim.decide": (facts, { entity, body }) =>
    layStatus(
      facts,
      entity.id,
      body.decision === "approve" ? "approved" : body.decision === "return" ? "returned" : "rejected",
    ),
  "claim.undo": (facts, { entity }) => layStatus(facts, entity.id, "submitted"),
  "claim.pay": (facts, { entity }) => layStatus(facts, entity.id, "paid"),
};

export interface TravelRows {
  claim: readonly ServerRow[];
  trip: readonly ServerRow[];
  receipt: readonly ServerRow[];
}

/** The server's rows with what this device has said and no row shows yet, in the order it was said. Refused work lays nothing. */
export function travelFacts({ claim, trip, receipt }: TravelRows, pending: readonly OutboxRow[]): TravelFacts {
  const rows = new Map([...claim, ...trip, ...receipt].map((row) => [`${row.type}:${row.id}`, row]));
  const standing = (some: readonly ServerRow[]) => some.filter((row) => !row.deleted);
  const byId = <T extends { id: string }>(some: T[]) => new Map(some.map((one) => [one.id, one]));
  const facts = {
    claims: byId(standing(claim).map(claimOf)),
    trips: byId(standing(trip).map(tripOf)),
    receipts: byId(standing(receipt).map(receiptOf)),
  };
  for (const row of pending) {
    if (LAYS[row.type] && isAheadOfRow(row, rows.get(`${row.entity}:${row.entity_id}`))) {
      LAYS[row.type]!(facts, opened(row));
    }
  }
  return facts;
}

/** The first word of a trip or a receipt makes its claim; each word on either makes the claim this device's own. */
function changed({ claims }: TravelFacts, id: string | undefined, change: () => unknown, person = ""): void {
  change();
  if (id === undefined) return;
  const known = claims.get(id);
  if (known || person) claims.set(id, { ...(known ?? newHead(id, person)), local: true });
}

function layHead({ claims }: TravelFacts, { entity: { id }, subject, body }: Operation): void {
  claims.set(id, { ...(claims.get(id) ?? newHead(id, subject)), head: headFrom(body), local: true });
}

function layRemoval(facts: TravelFacts, { entity: { id } }: Operation): void {
  facts.claims.delete(id);
  for (const [trip, { body }] of facts.trips) if (body.claim === id) facts.trips.delete(trip);
  for (const [receipt, { claim }] of facts.receipts) if (claim === id) facts.receipts.delete(receipt);
}

function layTrip(facts: TravelFacts, { entity: { id }, subject, body }: Operation): void {
  const told = bodyFrom(body);
  const version = facts.trips.get(id)?.version ?? 0;
  const lay = () => facts.trips.set(id, { id, version, local: true, body: told, terms: null, worked: null });
  changed(facts, told.claim, lay, subject);
}

function layReceipt(facts: TravelFacts, { entity: { id }, subject, body }: Operation): void {
  const told = { ...receiptFrom(id, body), version: facts.receipts.get(id)?.version ?? 0 };
  changed(facts, told.claim, () => facts.receipts.set(id, told), subject);
}

function layStatus(
  { claims }: TravelFacts,
  id: string,
  status: "submitted" | "draft" | "approved" | "returned" | "rejected" | "paid",
): void {
  const known = claims.get(id);
  if (known) claims.set(id, { ...known, status, local: true });
}
