/** Keeping and removing: kinds of which some have something to remove, a hold that stands and one that was lifted. */
import type { Wire } from "../../../pwa/src/store/appState";

type Kind = Wire["KindData"];

const kind = (name: string, years: number, more: Partial<Kind> = {}): Kind => ({
  kind: name,
  least: years,
  years,
  counted: "year",
  source: "Työaikalaki 872/2019, 32 ja 40 §: kaksi vuotta kalenterivuoden päättymisestä",
  before: `${2026 - years}-01-01`,
  records: 0,
  held: 0,
  ...more,
});

const RETENTION: Wire["Retention"] = {
  date: "2026-11-20",
  on_hold: false,
  records: 14_321,
  seen: "a".repeat(64),
  kinds: [
    kind("working_time", 2, { records: 14_302, held: 611 }),
    kind("leave", 2, { years: 4, before: "2022-01-01" }),
    kind("balances", 2, { counted: "leaving", source: "CHECK: saldo on kirjaustensa summa" }),
    kind("travel", 7, { records: 19, source: "Kirjanpitolaki 1336/1997, 2:10" }),
    kind("employment", 10, { counted: "leaving", source: "Työsopimuslaki 55/2001, 6:7" }),
    kind("notices", 1, { source: "CHECK: oma valinta" }),
  ],
  holds: [
    {
      id: "h1",
      person: "p-ville",
      person_name: "Ville Lehtonen",
      reason: "Riita ylityökorvauksista, käräjäoikeus",
      from_date: "2026-10-01",
      until_date: null,
      set_by_name: "Outi Koskela",
      set_at: "2026-10-01T08:00:00Z",
      lifted_by_name: null,
      lifted_at: null,
      stands: true,
    },
    {
      id: "h2",
      person: null,
      person_name: null,
      reason: "Verotarkastus",
      from_date: "2026-02-01",
      until_date: "2026-06-30",
      set_by_name: "Outi Koskela",
      set_at: "2026-02-01T08:00:00Z",
      lifted_by_name: "Outi Koskela",
      lifted_at: "2026-05-20T08:00:00Z",
      stands: false,
    },
  ],
  runs: [{ at: "2026-01-12T09:30:00Z", by_name: "Outi Koskela", records: 12_876 }],
};

const ERASURE: Wire["ErasureData"] = {
  person: "p0",
  name: "Aino Virtanen",
  left_on: "2026-08-31",
  refused: null,
  erased_on: null,
  name_until: "2036-12-31",
  parts: [
    { kind: "working_time", records: 1_240, until: "2028-12-31" },
    { kind: "employment", records: 6, until: "2036-12-31" },
    { kind: "access", records: 4, until: null },
    { kind: "notices", records: 61, until: null },
  ],
  seen: "b".repeat(64),
};

const PROCESSING: Wire["Processing"] = {
  organisation: "Havukoski Oy",
  date: "2026-11-20",
  kinds: RETENTION.kinds.map(({ kind, years, counted, source }) => ({
    kind,
    years,
    counted,
    source: source.startsWith("CHECK") ? null : source,
  })),
};

export const RETENTION_ANSWERS: Record<string, unknown> = {
  "GET /api/v1/retention": RETENTION,
  "PUT /api/v1/retention/kinds/": RETENTION,
  "POST /api/v1/retention/holds": RETENTION,
  "DELETE /api/v1/retention/holds/": null,
  "POST /api/v1/retention/run": { records: 14_321, kinds: [{ kind: "working_time", records: 14_302 }] },
  "GET /api/v1/retention/people/": ERASURE,
  "POST /api/v1/retention/people/": { ...ERASURE, refused: "erased", erased_on: "2026-11-20" },
  "GET /api/v1/processing": PROCESSING,
};
