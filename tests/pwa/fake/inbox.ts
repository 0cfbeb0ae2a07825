/** What waits for a supervisor, for looking at: one of each kind, one that changed, one that is late. */
import type { InboxActs, InboxItem, InboxView } from "../../../pwa/src/store/appState";

type Done = (name: string, ...given: unknown[]) => Promise<"saved">;

function item(kind: string, name: string, title: string, by: string, more: Partial<InboxItem> = {}): InboxItem {
  const person = `p-${name.toLowerCase().replace(/\W/g, "")}`;
  return {
    ...{ kind, id: `${kind}-${person}`, person, name, title, since: "2026-11-18T08:00:00Z", date: "2026-11-16" },
    ...{ version: 1, what: "", decided_by: [by], totals: {}, certificate: 0, due_at: null },
    ...{ proposed: null, waits_for: null },
    ...more,
  };
}

const ITEMS: InboxItem[] = [
  item("leave", "Mika Nieminen", "Vapaapyyntö alkaen 5.7.2027", "leave.decide", {
    ...{ totals: { dates: 21 }, due_at: "2026-11-19T22:00:00Z", version: 3 },
  }),
  item("month", "Aino Virtanen", "Kuukausi 10/2026", "month.approve", {
    totals: { days: 22, flex: 95, kiky: 0 },
    due_at: "2026-12-01T22:00:00Z",
  }),
  item("month", "Outi Mäkelä", "Kuukausi 10/2026", "month.approve", { totals: { days: 21, flex: -40, kiky: 30 } }),
  item("claim", "Pekka Heikkinen", "Matkalasku 12.11.2026", "claim.decide", {
    totals: { due_cents: 12850, expenses_cents: 2400 },
  }),
  item("work_order", "Mika Nieminen", "Ylityöpyyntö ke 18.11.", "order.decide", { totals: { minutes: 120 } }),
  item("correction", "Outi Mäkelä", "Kaksi ulosleimausta ke 18.11.: kumpi pätee", "correction.decide"),
  item("kiky_mark", "Outi Mäkelä", "Kiky-merkintä ilman leimauksia la 14.11.", "kiky.decide"),
  item("day", "Ville Korhonen", "Ulosleimaus puuttuu to 19.11.", "punch.record", {
    ...{ what: "missing_out", proposed: { punch: "in-1", at: Date.parse("2026-11-19T14:00:00Z") } },
  }),
  item("kiky_proposal", "Mika Nieminen", "Kikyn vuosi päättyi 31.12.2025", "kiky.settle", { totals: { minutes: 840 } }),
  item("leave", "Sanna Järvinen", "Vapaapyyntö alkaen 23.12.2026", "leave.decide", {
    ...{ decided_by: [], due_at: "2026-11-18T22:00:00Z", waits_for: "Leena Koskinen" },
  }),
];

export function inboxOf(scenario: string, done: Done): InboxActs {
  const first = ITEMS[0]!;
  const held = {
    ...{ opId: "op-1", entity: first.id, title: first.title, name: first.name, changed: true },
    ...{ reasonKey: "error.leave_changed_since", params: {} },
  };
  const view: InboxView = { items: ITEMS, held: [], sending: [], offline: scenario === "offline" };
  return {
    inbox: async () => (scenario === "team-held" ? { ...view, held: [held] } : view),
    decideSeen: (...given) => done("decideSeen", ...given),
    letGo: async (...given) => void (await done("letGo", ...given)),
  };
}
