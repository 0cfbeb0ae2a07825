import { describe, expect, test } from "vitest";
import type { OutboxRow } from "../../../pwa/src/device/operations";
import type { InboxItem } from "../../../pwa/src/store/inbox/types";
import { inboxView, operationOf } from "../../../pwa/src/store/inbox/view";
import { Sealer } from "./anna";

const sealer = new Sealer(11);
const HERE = { zone: "Europe/Helsinki", offline: false };

const AT = Date.parse("2026-11-19T14:00:00Z");
const MISSING = {
  ...{ kind: "day", what: "missing_out", decided_by: ["punch.record"], proposed: { punch: "in", at: AT } },
};

function item(id: string, version = 1, more: Partial<InboxItem> = {}): InboxItem {
  return {
    ...{ kind: "leave", id, person: "ville", name: "Ville", title: "Vapaapyyntö", since: "", date: "2026-12-14" },
    ...{ version, what: "", decided_by: ["leave.decide"], totals: {}, certificate: 0, due_at: null },
    ...{ proposed: null, waits_for: null },
    ...more,
  };
}

function decided(id: string, decision = "approve", more: Partial<OutboxRow> = {}): OutboxRow {
  const body = { decision, reason: "", seen_version: 1 };
  return { ...sealer.sealed({ type: "leave.decide", entity: { type: "leave", id }, body }), ...more };
}

const ids = (items: readonly InboxItem[]) => items.map(({ id }) => id);
const conflict = (current: object): Partial<OutboxRow> => {
  const result = { status: "conflict", current, fields: [] } as unknown as OutboxRow["result"];
  return { status: "attention", result };
};

describe("the inbox on this device", () => {
  test("leaves out what was decided here, and has it again once it waits anew", () => {
    expect(ids(inboxView([item("a"), item("b")], [decided("a")], [], HERE).items)).toEqual(["b"]);
    const acked = decided("a", "approve", { status: "acked", version: 2 });
    expect(ids(inboxView([item("a")], [acked], [], HERE).items)).toEqual([]);
    expect(ids(inboxView([item("a", 3)], [acked], [], HERE).items)).toEqual(["a"]);
  });

  test("says what is on its way", () => {
    expect(inboxView([item("a")], [decided("a")], [], HERE).sending).toEqual(["a"]);
  });

  test("names what was held back because it changed, and shows it anew", () => {
    const row = decided("a", "approve", { ...conflict({ version: 2 }), code: "changed_since" });
    const { items, held } = inboxView([item("a", 2)], [row], [], HERE);
    expect(ids(items)).toEqual(["a"]);
    expect(held).toEqual([expect.objectContaining({ entity: "a", name: "Ville", changed: true })]);
  });

  test("tells the one who came second who was first and when", () => {
    const current = { decided_by_name: "Saara", decided_at: Date.parse("2026-11-20T22:30:00Z") };
    const row = decided("a", "approve", { ...conflict(current), code: "already_decided" });
    const journal = {
      id: row.op_id,
      at: 1,
      key: "",
      params: { title: "Vapaa", name: "Ville" },
      status: "sent",
    } as const;
    const [held] = inboxView([], [row], [{ ...journal, sent_at: null }], HERE).held;
    expect(held).toMatchObject({
      title: "Vapaa",
      name: "Ville",
      changed: false,
      reasonKey: "error.already_decided_at",
    });
    expect(held!.params).toMatchObject({ by: "Saara", date: "2026-11-21" });
  });

  test("a return that was held back is named like an approval", () => {
    const row = decided("a", "reject", { ...conflict({}), code: "changed_since" });
    expect(inboxView([item("a", 2)], [row], [], HERE).held).toMatchObject([{ entity: "a", changed: true }]);
  });

  test("a missing clock-out that was confirmed here waits no more while that is on its way", () => {
    const out = item("ville:2026-11-19", 0, MISSING);
    const said = { type: "punch.record", entity: { type: "punch", id: "p" }, body: { kind: "out" } };
    const row = { ...sealer.sealed(said), subject: "ville", claimed_at: AT };
    const view = inboxView([out], [row], [], HERE);
    expect([ids(view.items), view.sending]).toEqual([[], [out.id]]);
    expect(ids(inboxView([out], [{ ...row, claimed_at: AT + 60_000 }], [], HERE).items)).toEqual([out.id]);
    expect(ids(inboxView([out], [{ ...row, status: "acked", version: 1 }], [], HERE).items)).toEqual([out.id]);
  });

  test("decides by the operation that decides one by one, where a word is enough and it is theirs", () => {
    expect(operationOf(item("a"), "approve")).toBe("leave.decide");
    expect(operationOf(item("a"), "return")).toBe("leave.decide");
    const month = item("m", 1, { kind: "month", decided_by: ["month.approve", "month.return"] });
    expect(operationOf(month, "return")).toBe("month.return");
    expect(operationOf(item("a", 1, { decided_by: [] }), "approve")).toBeNull();
    expect(operationOf(item("d", 0, { ...MISSING, proposed: null }), "approve")).toBeNull();
    const year = item("ville:2025", 0, { kind: "kiky_proposal", decided_by: ["kiky.settle", "decideKikyProposal"] });
    expect(operationOf(year, "return")).toBe("kiky.settle");
  });

  test("a missing clock-out is confirmed as proposed, and never returned", () => {
    expect(operationOf(item("d", 0, MISSING), "approve")).toBe("punch.record");
    expect(operationOf(item("d", 0, MISSING), "return")).toBeNull();
  });
});
