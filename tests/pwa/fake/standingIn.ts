/** Substitutes and decided things, as the pretended server tells them. */

const line = (id: string, person: string, from: string, until: string, state: string) => ({
  ...{ id, supervisor: "p-anna", supervisor_name: "Anna Laine", person: `p-${id}`, person_name: person },
  ...{ from_date: from, until_date: until, state, may_end: state !== "ended" },
});

const decided = (id: string, kind: string, name: string, title: string, more: object) => ({
  ...{ id, kind, entity_id: `e-${id}`, person: `p-${id}`, name, title, date: "2026-11-01", decision: "approve" },
  ...{ decided_at: "2026-11-19T11:32:00Z", decided_by: "p-anna", decided_by_name: "Anna Laine", version: 2 },
  ...{ stood_in_for_name: null, totals: {}, undone_at: null },
  ...{ undone_by_name: null, undone_why: "", take_back: null },
  ...more,
});

export const STANDING_IN_ANSWERS: Record<string, unknown> = {
  "GET /api/v1/substitutes": {
    as_of: "2026-11-20T12:00:00Z",
    substitutes: [
      line("s1", "Leena Koskinen", "2026-12-21", "2027-01-06", "coming"),
      line("s2", "Pekka Heikkinen", "2026-11-16", "2026-11-27", "now"),
      line("s3", "Leena Koskinen", "2026-07-06", "2026-07-31", "ended"),
    ],
    supervisors: [
      { id: "p-anna", name: "Anna Laine" },
      { id: "p-leena", name: "Leena Koskinen" },
    ],
    people: [
      { id: "p-leena", name: "Leena Koskinen" },
      { id: "p-pekka", name: "Pekka Heikkinen" },
    ],
  },
  "GET /api/v1/inbox/setting": { days: 5 },
  "GET /api/v1/inbox/decided": {
    as_of: "2026-11-20T12:00:00Z",
    items: [
      decided("d1", "month", "Aino Virtanen", "Kuukausi 10/2026", {
        ...{ totals: { days: 22, flex: 95, kiky: 0 }, take_back: "month.undo" },
      }),
      decided("d2", "leave", "Mika Nieminen", "Vapaapyyntö 5.7.2027 alkaen", {
        ...{
          decision: "reject",
          totals: { dates: 21 },
          decided_by_name: "Leena Koskinen",
          stood_in_for_name: "Anna Laine",
          decided_by: "p-leena",
          take_back: "leave.undo",
        },
      }),
      decided("d3", "claim", "Pekka Heikkinen", "Matkalasku 12.11.2026", {
        ...{ decision: "return", totals: { due_cents: 12850, expenses_cents: 2400 } },
      }),
      decided("d4", "work_order", "Outi Mäkelä", "Ylityöpyyntö ke 18.11.", {
        ...{ totals: { minutes: 120 }, undone_at: "2026-11-19T11:40:00Z", undone_by_name: "Leena Koskinen" },
        undone_why: "Väärä päivä",
      }),
    ],
    next: null,
  },
};
