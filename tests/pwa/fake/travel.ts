/** Travel for looking at: own claims in every state, a trip under way, and one that waits for the supervisor. */
import conditions from "../../../shared/tables/travel/conditions.json";
import domestic from "../../../shared/tables/travel/domestic.json";
import foreign from "../../../shared/tables/travel/foreign.json";
import { type RateTable, ratesOf } from "../../../pwa/src/domain/travel/rates";
import type { ClaimFact, TravelActs, TravelTerms, TripBody } from "../../../pwa/src/store/appState";
import { emptyTrip, newHead, type HeadFact, type TravelFacts, USUAL } from "../../../pwa/src/store/travel/facts";
import { wholeClaim, workTrip } from "../../../pwa/src/store/travel/work";
import { ZONE } from "./day";

type Done = (name: string, ...given: unknown[]) => Promise<"saved">;

const RATES = ratesOf([conditions, domestic, foreign] as unknown as RateTable[]);
const CONTRACTOR: TravelTerms = {
  ...USUAL,
  payee: "contractor",
  travel_prices: { per_km_cents: 55, per_day_cents: null, per_hour_cents: 4500 },
};

const trip = (claim: string, told: Partial<TripBody>): TripBody => ({
  ...emptyTrip(claim, ZONE),
  start_place: "Työpaikka",
  ...told,
});

const car = (date: string, km: number, passengers = 0) => [
  { date, vehicle: "car", km, passengers, with: [], forest_km: 0 },
];

const TAMPERE = trip("c-tampere", {
  purpose: "Palvelun käyttöönotto",
  destination: "Tampere",
  start: "2026-11-18T07:30",
  end: "2026-11-19T15:45",
  km_from_workplace: 178,
  km_from_home: 170,
  free_meals: [2, 0],
  nights: [{ date: "2026-11-18", lodging: "receipt" }],
  kilometres: car("2026-11-18", 356, 1),
});

const LONDON = trip("c-london", {
  purpose: "Messut",
  destination: "Lontoo",
  start: "2026-10-05T06:00",
  end: "2026-10-07T21:30",
  nights: ["2026-10-05", "2026-10-06"].map((date) => ({ date, lodging: "receipt" })),
  legs: [
    { from: "FI", to: "GB:LON", depart: "2026-10-05T08:10", arrive: "2026-10-05T11:25", by: "plane" },
    { from: "GB:LON", to: "FI", depart: "2026-10-07T16:00", arrive: "2026-10-07T19:05", by: "plane" },
  ],
});

const day = (claim: string, date: string, destination: string) =>
  trip(claim, {
    purpose: "Asiakastapaaminen",
    destination,
    start: `${date}T08:00`,
    end: `${date}T16:30`,
    km_from_workplace: 63,
    km_from_home: 48,
    free_meals: [0],
    kilometres: car(date, 126),
  });

const head = (id: string, more: Partial<HeadFact>): HeadFact => ({
  ...newHead(id, "p-aino"),
  personName: "Aino Virtanen",
  version: 2,
  local: false,
  ...more,
});

const RECEIPT = {
  id: "r-1",
  trip: null,
  version: 1,
  local: false,
  date: "2026-11-18",
  supplier: "Pysäköintitalo Tulli",
  category: "parking",
  gross_cents: 2400,
  currency: "EUR",
  paid_by: "self",
  files: [],
  eur_cents: 2400,
  data: {},
} as const;

function facts(scenario: string): TravelFacts {
  const claims: HeadFact[] = [
    head("c-tampere", { status: "draft", local: scenario === "offline" }),
    head("c-london", { status: "submitted", local: scenario === "offline" }),
    head("c-lahti", { status: "returned", reason: "Lisää pysäköinnin kuitti.", decidedBy: "Sari Ahola" }),
    head("c-turku", { status: "approved", decidedBy: "Sari Ahola" }),
    head("c-hanko", { status: "paid", paidOn: "2026-09-30" }),
  ];
  const bodies = [TAMPERE, LONDON, day("c-lahti", "2026-09-22", "Lahti"), day("c-turku", "2026-09-08", "Turku")];
  bodies.push(day("c-hanko", "2026-09-01", "Hanko"));
  if (scenario === "kiky" || scenario === "road") {
    claims.push(head("c-now", { status: "draft" }));
    bodies.push(trip("c-now", { start: "2026-11-20T06:40" }));
  }
  if (scenario === "road-done") {
    claims.push(head("c-today", { status: "draft" }));
    bodies.push({ ...day("c-today", "2026-11-20", "Hämeenlinna"), end: "2026-11-20T14:45" });
  }
  if (scenario.startsWith("team")) {
    claims.push(head("c-mika", { person: "p-mikanieminen", personName: "Mika Nieminen", status: "submitted" }));
    bodies.push({ ...TAMPERE, claim: "c-mika" });
  }
  const terms = scenario === "contractor" ? CONTRACTOR : USUAL;
  const trips = bodies.map((body, n) => ({
    id: `t-${n}`,
    version: 1,
    local: false,
    body,
    terms,
    worked: workTrip(body, terms, RATES),
  }));
  const receipts = ["c-tampere", "c-mika"].map((claim) => ({ ...RECEIPT, claim, id: `r-${claim}`, files: [] }));
  return {
    claims: new Map(claims.map((one) => [one.id, one])),
    trips: new Map(trips.map((one) => [one.id, one])),
    receipts: new Map(receipts.map((one) => [one.id, one])),
  };
}

const isOn = (start: string, end: string, date: string) => start.slice(0, 10) <= date && date <= end.slice(0, 10);

const places = Object.entries(foreign.places).map(([code, names]) => ({ code, ...names }));

export function travelOf(scenario: string, done: Done): TravelActs {
  const known = facts(scenario);
  const terms = scenario === "contractor" ? CONTRACTOR : USUAL;
  const all = [...known.claims.values()].map((one): ClaimFact => wholeClaim(one, known, RATES, () => terms));
  all.sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? 1 : -1));
  const empty = scenario === "hours-empty";
  return {
    claims: async () => (empty ? [] : all.filter(({ person }) => person === "p-aino")),
    claim: async (id) => all.find((one) => one.id === id) ?? null,
    refusedTrip: async () => ({ id: "t-refused", body: { ...TAMPERE, claim: "c-refused" } }),
    claimsOn: async (date) =>
      (scenario.startsWith("road") ? all : []).filter(({ person, trips }) =>
        trips.some(({ body }) => person === "p-aino" && isOn(body.start ?? "9", body.end ?? "9", date)),
      ),
    claimsWaiting: async () => all.filter(({ person }) => person !== "p-aino"),
    travelPreview: async () => ({ places, work: (body) => ({ terms, worked: workTrip(body, terms, RATES) }) }),
    saveClaim: (...given) => done("saveClaim", ...given),
    startTrip: (...given) => done("startTrip", ...given),
    endTrip: (...given) => done("endTrip", ...given),
    removeTrip: (...given) => done("removeTrip", ...given),
    removeClaim: (...given) => done("removeClaim", ...given),
    submitClaim: (...given) => done("submitClaim", ...given),
    withdrawClaim: (...given) => done("withdrawClaim", ...given),
    decideClaim: (...given) => done("decideClaim", ...given),
    payClaim: (...given) => done("payClaim", ...given),
    claimDraft: async () => null,
    keepClaimDraft: async () => {},
  };
}

/** Approved claims, as payroll reads them. */
export const CLAIM_ANSWERS = {
  "GET /api/v1/claims?status=approved": {
    claims: [
      {
        ...{ id: "k-1", person: "p-mikanieminen", person_name: "Mika Nieminen", version: 4, title: "" },
        ...{ from_date: "2026-11-03", until_date: "2026-11-04", to_pay_cents: 31504 },
        trips: [{ destination: "Tampere" }],
      },
      {
        ...{ id: "k-2", person: "p-aino", person_name: "Aino Virtanen", version: 7, title: "Messut" },
        ...{ from_date: "2026-11-10", until_date: "2026-11-10", to_pay_cents: 9430 },
        trips: [],
      },
    ],
    after: null,
  },
};
