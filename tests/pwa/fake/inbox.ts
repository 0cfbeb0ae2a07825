/** What waits for a supervisor, for looking at: one of each kind, one that changed, one that is late. */
import type { InboxActs, InboxItem, InboxView } from "../../../pwa/src/store/appState";

type Done = (name: string, ...given: unknown[]) => Promise<"saved">;

function item(
  kind: string,
  id: string,
  name: string,
  title: string,
  by: string,
  more: Partial<InboxItem> = {},
): InboxItem {
  return {
    ...{ kind, id, person: `p-${id}`, name, title, since: "2026-11-18T08:00:00Z", date: "2026-11-16" },
    ...{ version: 1, what: "", decided_by: [by], totals: {}, certificate: 0, due_at: null },
    ...{ proposed: null, waits_for: null },
    ...more,
  };
}

/** The same things that the team's cards show, and two that have no card. */
const ITEMS: InboxItem[] = [
  item("leave", "l5", "Mika Nieminen", "Vapaapyyntö 5.7.2027 alkaen", "leave.decide", {
    ...{ totals: { dates: 21 }, due_at: "2026-11-19T22:00:00Z", version: 3 },
  }),
  item("leave", "l6", "Sari Mäkinen", "Vapaan peruminen 23.12.2026 alkaen", "leave.decide", { totals: { dates: 1 } }),
  item("month", "p0:2026-10", "Aino Virtanen", "Kuukausi 10/2026", "month.approve", {
    totals: { days: 22, flex: 95, kiky: 0 },
    due_at: "2026-12-01T22:00:00Z",
  }),
  item("month", "p3:2026-10", "Onni Korhonen", "Kuukausi 10/2026", "month.approve", {
    totals: { days: 21, flex: -40, kiky: 30 },
  }),
  item("month", "p2:2026-10", "Linnea Sjöberg-Mäkipelto", "Kuukausi 10/2026", "month.approve"),
  item("change_request", "c1", "Veikko Salo", "Muutospyyntö lukittuun kuukauteen ke 14.10.", "change.decide"),
  item("change_request", "c2", "Helmi Niemi", "Muutospyyntö lukittuun kuukauteen pe 16.10.", "change.decide"),
  item("saving", "s3", "Mika Nieminen", "Lomaa pyydetään säästettäväksi", "saving.decide"),
  item("claim", "c-mika", "Mika Nieminen", "Matkalasku 12.11.2026", "claim.decide", {
    totals: { due_cents: 12850, expenses_cents: 2400 },
  }),
  item("work_order", "o-1", "Mika Nieminen", "Ylityöpyyntö ke 18.11.", "order.decide", { totals: { minutes: 120 } }),
  item("correction", "c-1", "Outi Mäkelä", "Kaksi ulosleimausta ke 18.11.: kumpi pätee", "correction.decide"),
  item("kiky_mark", "m-1", "Outi Mäkelä", "Kiky-merkintä ilman leimauksia la 14.11.", "kiky.decide"),
  item("day", "p-villekorhonen:2026-11-19", "Ville Korhonen", "Ulosleimaus puuttuu to 19.11.", "punch.record", {
    ...{ what: "missing_out", proposed: { punch: "in-1", at: Date.parse("2026-11-19T14:00:00Z") } },
  }),
  item("kiky_proposal", "k1", "Mika Nieminen", "Kikyn vuosi päättyi 31.12.2025", "kiky.settle", {
    totals: { minutes: 840 },
  }),
  item("leave", "l9", "Sanna Järvinen", "Vapaapyyntö 23.12.2026 alkaen", "leave.decide", {
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
