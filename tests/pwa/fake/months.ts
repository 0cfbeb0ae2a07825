/** Pretended months, requests, notices and audit events for the gallery. */
import type { ChangeRow, FrozenTotals, MonthActs, MonthRow, OwnMonth } from "../../../pwa/src/store/months/types";
import type { NoticeRow, NoticeActs } from "../../../pwa/src/store/notices/types";

type Done = (name: string, ...given: unknown[]) => Promise<"saved">;

const AT = Date.parse("2026-11-19T07:00:00Z");
const OWN: OwnMonth = {
  month: "2026-11",
  status: "open",
  reason: "",
  byName: null,
  at: null,
  local: false,
  asked: [],
  unsent: 0,
  frozen: null,
  pending: 0,
  changed: false,
  unfinished: { missing: [], to_come: 8, still_in: true, undecided: 0, waiting: 0 },
};
const FROZEN: FrozenTotals = {
  worked: 9870,
  target: 9450,
  flex: 270,
  breaks: 600,
  days: 21,
  accounts: [],
  classes: { ordinary: 9750, additional: 0, overtime50: 120, overtime100: 0, unapproved: 0, kiky: 60 },
};
const OWNS: Record<string, Partial<OwnMonth>> = {
  offline: { status: "sent", local: true },
  attention: {
    status: "returned",
    byName: "Eeva Esihenkilö",
    reason: "Perjantain 6.11. ulosleimaus puuttuu.",
    pending: 1,
  },
  kiky: { status: "closed", asked: ["2026-11-17", "2026-11-18"], byName: "Paula Palkka", at: AT, frozen: FROZEN },
  done: { status: "approved", byName: "Eeva Esihenkilö" },
  conflict: { unsent: 2 },
};

function month(n: number, name: string, more: Partial<NonNullable<MonthRow["summary"]>> = {}): MonthRow {
  const summary = {
    worked: 9600,
    target: 9450,
    flex: 150,
    kiky: 0,
    unapproved: 0,
    findings: [],
    pending: [],
    corrected: 0,
    additional: 0,
    overtime50: 0,
    overtime100: 0,
    days: 21,
    unfinished: { missing: [], to_come: 0, still_in: false, undecided: 0, waiting: 0 },
  };
  return {
    id: `p${n}:2026-10`,
    person: `p${n}`,
    person_name: name,
    month: "2026-10",
    status: "sent",
    sent_at: AT,
    decided_at: null,
    decided_by_name: null,
    closed_at: null,
    closed_by_name: null,
    reason: "",
    version: 2,
    totals: null,
    changed: n === 3,
    summary: { ...summary, ...more },
  };
}

const MONTHS = [
  month(0, "Aino Virtanen"),
  month(3, "Onni Korhonen", { worked: 9210, flex: -240, kiky: 120 }),
  month(2, "Linnea Sjöberg-Mäkipelto", {
    findings: [{ kind: "break_missing", count: 3, dates: ["2026-10-05", "2026-10-14", "2026-10-21"] }],
    unfinished: { missing: ["2026-10-07", "2026-10-08"], to_come: 0, still_in: false, undecided: 90, waiting: 1 },
    flex: 615,
  }),
];

const CHANGES: ChangeRow[] = [
  {
    id: "c1",
    person: "p4",
    person_name: "Veikko Salo",
    date: "2026-10-14",
    kind: "entry",
    what: "entry.edit",
    fact: "e1",
    old: { start: AT - 9e6, end: AT },
    new: { set: { end: AT + 5_400_000, note: "Asiakaskäynti venyi" } },
    at: AT,
    status: "waiting",
    reason: "",
    asked_by: "p4",
    asked_by_name: "Veikko Salo",
    decided_by_name: null,
    posting: null,
    version: 1,
  },
  {
    id: "c2",
    person: "p5",
    person_name: "Helmi Niemi",
    date: "2026-10-16",
    kind: "late_punch",
    what: "punch.record",
    fact: "x",
    old: null,
    new: { kind: "out", note: "" },
    at: AT,
    status: "waiting",
    reason: "",
    asked_by: "p5",
    asked_by_name: "Helmi Niemi",
    decided_by_name: null,
    posting: null,
    version: 1,
  },
];

const NAMES = ["Aino Virtanen", "Helmi Niemi", "Linnea Sjöberg-Mäkipelto", "Onni Korhonen", "Veikko Salo"];
const STATUS = ["approved", "closed", "sent", "open", "returned"];

const EVENTS = [
  {
    n: 412,
    at: AT,
    who_name: "Eeva Esihenkilö",
    title: "Kuukausi palautettiin",
    person_name: "Aino Virtanen",
    old: [{ label: "Tila", value: "Lähetetty" }],
    sealed: true,
    new: [
      { label: "Tila", value: "Palautettu" },
      { label: "Perustelu", value: "Perjantain 6.11. ulosleimaus puuttuu." },
    ],
  },
  {
    n: 411,
    at: AT - 9e6,
    who_name: "Aino Virtanen",
    title: "Kirjausta muutettiin",
    person_name: "Aino Virtanen",
    old: [{ label: "Loppu", value: "17.11.2026 klo 15.45" }],
    new: [{ label: "Loppu", value: "17.11.2026 klo 16.15" }],
    sealed: true,
  },
  {
    n: 398,
    at: AT - 9e8,
    who_name: null,
    title: "Saldoon kirjattiin",
    person_name: "Aino Virtanen",
    old: [],
    new: [
      { label: "Tili", value: "Kiky" },
      { label: "Määrä", value: "+24:00" },
    ],
    sealed: true,
  },
];

const CORRECTED = { corrected: 90, together: 360 };
const UNTOUCHED = (change: number) => ({ corrected: 0, together: change });

export const monthAnswers: Record<string, unknown> = {
  "GET /api/v1/months/waiting": { months: MONTHS, changes: CHANGES },
  "GET /api/v1/months": {
    month: "2026-10",
    over: true,
    late: CHANGES,
    may_close: true,
    people: NAMES.map((name, n) => ({
      person: `p${n}`,
      name,
      team: "Kehitys",
      status: STATUS[n],
      version: 1,
      changed: STATUS[n] === "sent",
      decided_by_name: STATUS[n] === "approved" ? "Eeva Esihenkilö" : null,
      left: n === 4,
      reason: STATUS[n] === "returned" ? "Perjantain 6.11. ulosleimaus puuttuu." : "",
    })),
  },
  "GET /api/v1/months/frozen": {
    person: "p1",
    person_name: "Helmi Niemi",
    month: "2026-10",
    status: "closed",
    closed_at: AT,
    closed_by_name: "Paula Palkka",
    totals: FROZEN,
    accounts: [
      {
        account: "flex",
        year: null,
        unit: "min",
        opening: 585,
        change: 270,
        closing: 855,
        ...CORRECTED,
      },
      {
        account: "kiky",
        year: 2026,
        unit: "min",
        opening: 390,
        change: -60,
        closing: 330,
        ...UNTOUCHED(-60),
      },
      {
        account: "annual_holiday",
        year: null,
        unit: "day",
        opening: 14.5,
        change: -2,
        closing: 12.5,
        ...UNTOUCHED(-2),
      },
    ],
    days: [
      {
        date: "2026-10-14",
        posted: "2026-11-19",
        minutes: { worked: 90 },
        by_name: "Eeva Esihenkilö",
        at: AT,
        why: "Korjaus suljetun kuukauden päivään 14.10.2026: Asiakaskäynti venyi",
      },
    ],
    corrected: { worked: 90 },
    corrections: [
      {
        account: "flex",
        year: null,
        unit: "min",
        amount: 90,
        date: "2026-10-14",
        posted: "2026-11-19",
        at: AT,
        by_name: "Eeva Esihenkilö",
        why: "Korjaus suljetun kuukauden päivään 14.10.2026: Asiakaskäynti venyi",
      },
    ],
  },
  "POST /api/v1/months/close": {
    month: "2026-10",
    closed: [{ person: "p0", name: "Aino Virtanen" }],
    refused: [{ person: "p3", name: "Onni Korhonen", code: "is_open", detail: "Kuukautta ei ole lähetetty." }],
  },
  "GET /api/v1/audit": { events: EVENTS, next: 398, intact: true },
};

const NOTICES: NoticeRow[] = [
  {
    id: "n1",
    at: AT,
    kind: "month_returned",
    read: false,
    params: { month: "2026-10", by: "Eeva Esihenkilö", reason: "Perjantain 6.11. ulosleimaus puuttuu." },
  },
  {
    id: "n2",
    at: AT - 9e6,
    kind: "change_approved",
    read: false,
    params: { date: "2026-10-14", by: "Eeva Esihenkilö", reason: "" },
  },
  { id: "n3", at: AT - 9e8, kind: "month_closed", read: true, params: { month: "2026-09" } },
];

export function monthsOf(scenario: string, done: Done): MonthActs & NoticeActs {
  const read = new Set<string>();
  return {
    ownMonth: async (asked) => ({ ...OWN, ...OWNS[scenario], month: asked }),
    sendMonth: (...given) => done("sendMonth", ...given),
    recallMonth: (...given) => done("recallMonth", ...given),
    approveMonth: (...given) => done("approveMonth", ...given),
    returnMonth: (...given) => done("returnMonth", ...given),
    decideChange: (...given) => done("decideChange", ...given),
    monthsWaiting: async () => (scenario.endsWith("offline") ? null : { months: MONTHS, changes: CHANGES }),
    decidedHere: async () => [],
    notices: async () =>
      scenario === "contractor" ? [] : NOTICES.map((row) => ({ ...row, read: row.read || read.has(row.id) })),
    readNotice: (id) => (read.add(id), done("readNotice", id)),
  };
}
