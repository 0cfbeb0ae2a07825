/** Pretended answers about somebody who has no contract yet, and about the first one. */
import type { Wire } from "../../../pwa/src/store/appState";

const TUULA = { person: "tuula", name: "Tuula Uusi" };

const OUTCOME: Wire["Outcome"] = {
  from: "2026-12-01",
  until: null,
  left: [],
  first_pay_day: "2026-12-31",
  pay_day: "ahead",
  days_recomputed: 0,
  days_changed: 0,
  flex_change: 0,
  id: null,
  at: null,
  by: null,
  undone: false,
  may_undo: false,
  changed: [
    {
      ...TUULA,
      from: "2026-12-01",
      before: null,
      recomputed: 0,
      changed_days: 0,
      days: [],
      closed: null,
      flex: [0, 0],
      kiky: [0, 0],
      later: [],
      period: null,
      travel: null,
      warnings: [],
      after: {
        agreement: "general-40",
        agreement_name: "Yleinen 40 h",
        form: "flexitime",
        pay: "monthly",
        day_minutes: 480,
        week_minutes: 2400,
        share: 1,
        kiky: false,
      },
    },
  ],
};

const TERMS = { payee: "employee", special_sector: false, travel_pay: null, travel_prices: null } as const;
const PAY = { per_km_cents: 45, full_cents: 4000, partial_cents: null, foreign_cents: null };
const HOURS = { ...OUTCOME.changed[0]!.after!, agreement_name: "Yritysten toimihenkilöt" };

/** What is paid for travel becomes different, and nothing else. */
const TRAVEL: Wire["Outcome"] = {
  ...OUTCOME,
  from: "2026-12-01",
  changed: ["Aino Virtanen", "Mika Nieminen"].map((name) => ({
    ...OUTCOME.changed[0]!,
    name,
    person: name,
    before: HOURS,
    after: HOURS,
    travel: [TERMS, { ...TERMS, travel_pay: PAY }],
  })),
};

export const beginningAnswers: Record<string, unknown> = {
  "GET /api/v1/contracts?person=tuula": {
    people: [{ ...TUULA, teams: ["Kehitys"], now: null, since: null, until: null, next: null, contracts: [] }],
  },
  "POST /api/v1/contracts/preview begins": OUTCOME,
  "POST /api/v1/contracts/preview travel": TRAVEL,
  "POST /api/v1/contracts begins": { ...OUTCOME, id: "c-1", at: "2026-11-20T08:00:00Z", by: "Outi", may_undo: true },
};
