/** Pretended people with their accounts, one ledger and one leaver's statement. */
const min = (account: string, amount: number) => ({ account, year: null, unit: "min", amount, owed: false });
const kiky = (amount: number) => ({ account: "kiky", year: 2026, unit: "min", amount, owed: true });
const holiday = (amount: number) => ({ account: "annual_holiday", year: null, unit: "day", amount, owed: false });

const NAMES = ["Aino Virtanen", "Eetu Mäkelä", "Katri Niemi", "Lauri Salo", "Maija Koskinen", "Oskari Laine"];

function person(name: string, i: number) {
  return {
    person: `p-${i}`,
    name,
    team: i % 2 ? "t-product" : "t-service",
    active: true,
    accounts: i === 3 ? [] : [min("flex", 135 - i * 97), kiky(1440 - i * 210), holiday(14.5 - i)],
    findings: [],
  };
}

const VILLE = {
  person: "p-ville",
  name: "Ville Korhonen",
  team: "t-product",
  active: true,
  accounts: [min("flex", -1305), kiky(720), min("overtime_leave", 390), min("bank", 2250), holiday(12.5)],
  findings: [
    { kind: "flex_under", params: { balance: -1305, least: -1200, until: "2026-12-31" } },
    { kind: "overtime_leave_old", params: { minutes: 180, months: 6 } },
  ],
};

function line(id: string, date: string, kind: string, amount: number, more: object = {}) {
  const own = { id, person: "p-ville", date, account: "flex", year: null, unit: "min", kind, amount, pays: false };
  const by = { why: "", who: "p-sari", who_name: "Sari Ahola", at: Date.parse(`${date}T10:00:00Z`), act: `act-${id}` };
  return { ...own, ...by, undone: false, corrects: null, may_undo: true, ...more };
}

const LINES = [
  line("l5", "2026-11-18", "transfer", -600, { why: "Sovittu: 10 h työaikapankkiin" }),
  line("l4", "2026-11-09", "undo", 450, { why: "Väärä henkilö", undone: true, may_undo: false }),
  line("l3", "2026-11-09", "adjustment", -450, { why: "Väärä henkilö", undone: true, may_undo: false }),
  line("l2", "2026-10-30", "payout", -300, { why: "Maksetaan lokakuun palkassa", pays: true, may_undo: false }),
  line("l1", "2026-01-02", "settlement", -720, { why: "Kiky 2026, puolet liukumasta" }),
];

const day = (date: string, amount: number, worked: number) => ({
  date,
  from: date,
  until: date,
  kind: "day",
  amount,
  status: "done",
  lines: [],
  params: { worked, target: 450, kiky: 0 },
});

const EXPLAINED = {
  account: "flex",
  year: null,
  unit: "min",
  on: "2026-11-20",
  as_of: "2026-11-20T11:42:00Z",
  total: -1305,
  rows: [
    day("2026-11-19", -45, 405),
    {
      date: "2026-11-18",
      from: "2026-11-18",
      until: "2026-11-18",
      kind: "transfer",
      amount: -600,
      status: "done",
      lines: [],
      params: { who_name: "Sari Ahola", why: "Sovittu: 10 h työaikapankkiin" },
    },
    day("2026-11-18", 20, 470),
    {
      date: null,
      from: "2026-10-31",
      until: "2026-10-31",
      kind: "carried",
      amount: -680,
      status: "done",
      lines: [],
      params: {},
    },
  ],
};

const decided = {
  act: "act-d",
  decision: "pay",
  reason: "Työsuhde päättyy 30.11.2026",
  who_name: "Pirjo Palkka",
  amount: 2250,
};

const STATEMENT = {
  person: "p-ville",
  name: "Ville Korhonen",
  on: "2026-11-20",
  open: 3,
  may_decide: true,
  lines: [
    { ...min("flex", -1305), proposal: "deduct", decided: null },
    { ...kiky(720), proposal: "deduct", decided: null },
    { ...min("bank", 0), proposal: "nothing", decided },
    { ...holiday(12.5), proposal: "pay", decided: null },
  ],
};

export const ledger: Record<string, unknown> = {
  "GET /api/v1/people/balances": {
    as_of: "2026-11-20T11:42:00Z",
    on: "2026-11-20",
    people: [...NAMES.map(person), VILLE],
    teams: [
      { id: "t-service", name: "Palvelutiimi" },
      { id: "t-product", name: "Tuotetiimi" },
    ],
  },
  "GET /api/v1/postings": { lines: LINES, more: false },
  "GET /api/v1/explain": EXPLAINED,
  "GET /api/v1/people/p-ville/statement": STATEMENT,
};
