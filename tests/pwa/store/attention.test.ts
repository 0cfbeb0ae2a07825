import { describe, expect, test } from "vitest";
import { attentionOf } from "../../../pwa/src/store/attention/view";
import type { Facts } from "../../../pwa/src/store/facts";
import type { Projection } from "../../../pwa/src/store/project";
import { replacedBy } from "../../../pwa/src/store/replacing";
import type { OutboxRow } from "../../../pwa/src/device/operations";

const NOON = Date.parse("2026-11-20T10:00:00Z");
const at = (clock: string, date: string): number => Date.parse(`${date}T${clock}:00+02:00`);

function shown(status: string, date: string, end: string, deleted = false): string[] {
  const correction = { id: "c", person: "anna", date, status, kept: "p2", wanted: "p3", version: 2 };
  const entry = { start: at("08:00", date) / 60_000, end: at("16:00", date) / 60_000, deleted };
  const facts = {
    person: "anna",
    pending: [],
    days: new Map(),
    punches: [],
    corrections: [{ ...correction, keptAt: at("16:30", date), wantedAt: at("16:56", date) }],
    entries: [{ ...entry, overrides: { end: at(end, date) / 60_000 } }],
  } as unknown as Facts;
  const projection = { today: "2026-11-20", local: new Map() } as unknown as Projection;
  return attentionOf(facts, projection, NOON, new Set()).map(({ kind }) => kind);
}

describe("a decision on one's own time", () => {
  test("is news while the day ends as it says", () => {
    expect(shown("rejected", "2026-11-18", "16:30")).toEqual(["correction"]);
    expect(shown("approved", "2026-11-18", "16:56")).toEqual(["correction"]);
  });

  test("goes when the person has put the day right in another way", () => {
    expect(shown("rejected", "2026-11-18", "16:45")).toEqual([]);
    expect(shown("rejected", "2026-11-18", "16:30", true)).toEqual([]);
  });

  test("goes after a month, and a request that nobody has decided on stays", () => {
    expect(shown("rejected", "2026-10-12", "16:30")).toEqual([]);
    expect(shown("waiting", "2026-10-12", "16:30")).toEqual(["correction"]);
  });
});

describe("a refused operation", () => {
  const refused = (type: string, id: string, body: object = {}, status = "attention"): OutboxRow =>
    ({ op_id: "old", type, entity_id: id, status, sealed: JSON.stringify({ body }) }) as unknown as OutboxRow;
  const anew = (type: string, id: string, body: Record<string, unknown>, row: OutboxRow): string[] =>
    replacedBy({ type, entity: { type: "entry", id }, body }, [row]);

  test("goes when its month is sent or taken back again", () => {
    expect(anew("month.send", "m", {}, refused("month.send", "m"))).toEqual(["old"]);
    expect(anew("month.send", "m", {}, refused("month.recall", "m"))).toEqual(["old"]);
    expect(anew("month.send", "m", {}, refused("month.send", "another"))).toEqual([]);
  });

  test("goes when the same fields of the entry are put right, or the entry is deleted", () => {
    const row = refused("entry.edit", "e", { set: { end: 1 } });
    expect(anew("entry.edit", "e", { set: { end: 2, note: "" } }, row)).toEqual(["old"]);
    expect(anew("entry.edit", "e", { clear: ["end"] }, row)).toEqual(["old"]);
    expect(anew("entry.delete", "e", {}, row)).toEqual(["old"]);
  });

  test("stays while something in it has not been said again", () => {
    const row = refused("entry.edit", "e", { set: { end: 1, note: "x" } });
    expect(anew("entry.edit", "e", { set: { end: 2 } }, row)).toEqual([]);
    expect(anew("entry.restore", "e", {}, row)).toEqual([]);
    expect(
      anew("entry.edit", "e", { set: { end: 2 } }, refused("entry.edit", "e", { set: { end: 1 } }, "acked")),
    ).toEqual([]);
  });
});

describe("a part of a travel claim that met another word", () => {
  const card = (entity: string, code: string, current: object) => {
    const body = { purpose: "Kokous", km_from_workplace: 160 };
    const result = { op_id: "o", status: "conflict", code, current, fields: ["status", "km_from_workplace"] };
    const type = `${entity}.save`;
    const row = { op_id: "o", type, entity, entity_id: "e", status: "attention", code, result };
    const pending = [{ ...row, sealed: JSON.stringify({ body }) }] as unknown as OutboxRow[];
    const facts = { person: "anna", pending, days: new Map(), punches: [], corrections: [], entries: [] };
    const projection = { today: "2026-11-20", local: new Map() } as unknown as Projection;
    return attentionOf(facts as unknown as Facts, projection, NOON, new Set())[0];
  };

  test("is told in a sentence: its fields and codes are never laid side by side", () => {
    expect(card("trip", "claim_sent", { status: "submitted" })).toMatchObject({
      kind: "rejected",
      reasonKey: "error.claim_sent",
    });
    expect(card("receipt", "stale_base", { version: 3 })).toMatchObject({
      kind: "rejected",
      reasonKey: "error.claim_stale_base",
    });
  });

  test("names who decided, and never speaks of a month", () => {
    expect(card("claim", "already_decided", { decided_by: "Sari Ahola" })).toMatchObject({
      reasonKey: "error.already_decided",
      params: { by: "Sari Ahola" },
    });
    expect(card("claim", "changed_since", {})).toMatchObject({ reasonKey: "error.claim_changed_since" });
  });

  test("names who decided on leave, and says that it was decided", () => {
    expect(card("leave", "already_decided", { decided_by_name: "Sari Ahola" })).toMatchObject({
      kind: "rejected",
      params: { by: "Sari Ahola" },
    });
    expect(card("leave", "leave_decided", { status: "approved" })).toMatchObject({
      kind: "rejected",
      reasonKey: "error.leave_decided",
    });
    expect(card("leave", "changed_since", {})).toMatchObject({ reasonKey: "error.leave_changed_since" });
  });
});

describe("a request that met another word", () => {
  const card = (entity: string, code: string, current: object) => {
    const result = { op_id: "o", status: "conflict", code, current, fields: ["status"] };
    const row = { op_id: "o", type: `${entity}.decide`, entity, entity_id: "e", status: "attention", code, result };
    const pending = [{ ...row, sealed: JSON.stringify({ body: {} }) }] as unknown as OutboxRow[];
    const facts = { person: "anna", pending, days: new Map(), punches: [], corrections: [], entries: [] };
    const projection = { today: "2026-11-20", local: new Map() } as unknown as Projection;
    return attentionOf(facts as unknown as Facts, projection, NOON, new Set())[0];
  };

  test("is told who was first, or that it has changed; it is no month", () => {
    expect(card("order", "already_decided", { decided_by_name: "Sari Ahola" })).toMatchObject({
      kind: "rejected",
      params: { by: "Sari Ahola" },
    });
    expect(card("kiky_mark", "changed_since", {})).toMatchObject({ reasonKey: "error.request_changed_since" });
    expect(card("month", "changed_since", {})).toMatchObject({ reasonKey: "error.changed_since" });
  });
});
