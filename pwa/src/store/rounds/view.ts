/** Planning rounds with own wishes from the server's rows, with what this device has said since laid over them. */
import type { ServerRow } from "../../device/db";
import type { OutboxRow } from "../../device/operations";
import { opened } from "../../device/seal";
import { type Body, textIn } from "../bodies";
import { isAheadOfRow } from "../waits";
import type { DateSpan, OwnWish, PlanningRound, WishStatus } from "./types";

export function planningRounds(
  rounds: readonly ServerRow[],
  wishes: readonly ServerRow[],
  pending: readonly OutboxRow[],
): PlanningRound[] {
  const own = ownWishes(wishes, pending).filter(({ status }) => status !== "withdrawn");
  return rounds
    .filter((row) => !row.deleted)
    .map((row) => roundOf(row, own))
    .sort((a, b) => (a.until < b.until ? 1 : -1));
}

function roundOf({ id, data }: ServerRow, wishes: readonly OwnWish[]): PlanningRound {
  return {
    id,
    from: textIn(data.from_date),
    until: textIn(data.until_date),
    title: textIn(data.title),
    wishBy: textIn(data.wish_by),
    status: textIn(data.status) as PlanningRound["status"],
    wishes: wishes.filter(({ round }) => round === id).sort((a, b) => (a.first.from < b.first.from ? -1 : 1)),
  };
}

function ownWishes(rows: readonly ServerRow[], pending: readonly OutboxRow[]): OwnWish[] {
  const stored = new Map(rows.map((row) => [row.id, row]));
  const found = new Map(rows.filter((row) => !row.deleted).map((row) => [row.id, wishOf(row)]));
  for (const row of pending) {
    if (row.entity !== "round_wish" || !isAheadOfRow(row, stored.get(row.entity_id))) continue;
    const { type, body } = opened(row);
    const stands = found.get(row.entity_id);
    if (type === "round.wish") found.set(row.entity_id, madeOf(row.entity_id, body));
    else if (stands) found.set(row.entity_id, { ...stands, status: "withdrawn", local: true });
  }
  return [...found.values()];
}

function wishOf({ id, data }: ServerRow): OwnWish {
  return {
    id,
    round: textIn(data.round),
    first: { from: textIn(data.first_from), until: textIn(data.first_until) },
    second: spanOf(data.second_from, data.second_until),
    granted: spanOf(data.granted_from, data.granted_until),
    note: textIn(data.note),
    status: textIn(data.status) as WishStatus,
    answer: textIn(data.answer),
    local: false,
  };
}

function madeOf(id: string, body: Body): OwnWish {
  const [first, second] = [body.first, body.second] as (Body | null | undefined)[];
  return {
    ...{ id, round: textIn(body.round), note: textIn(body.note), answer: "" },
    first: { from: textIn(first?.from_date), until: textIn(first?.until_date) },
    second: spanOf(second?.from_date, second?.until_date),
    ...{ granted: null, status: "wished", local: true },
  };
}

function spanOf(from: unknown, until: unknown): DateSpan | null {
  return from && until ? { from: textIn(from), until: textIn(until) } : null;
}
