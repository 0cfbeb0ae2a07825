import type {
  Attention,
  BalancesView,
  DeviceRow,
  JournalRow,
  Session,
  SyncState,
} from "../../../pwa/src/store/appState";
import { at, ZONE } from "./day";

export const session: Session = {
  status: "signed_in",
  person: "p-aino",
  name: "Aino Virtanen",
  email: "employee@demo.test",
  roles: ["employee"],
  organisation: "Mallila Oy",
  zone: ZONE,
};

export const sync: SyncState = {
  kind: "sent",
  unsent: 0,
  attention: 0,
  oldest: null,
  storage: "ok",
  updateReady: false,
};

const LINE = [
  -62, -54, -58, -31, -40, -40, -12, -22, 20, 8, 33, 33, 12, 61, 50, 82, 82, 60, 94, 78, 110, 131, 131, 118, 152,
];

export const balances: BalancesView = {
  projected: false,
  accounts: [
    { account: "flex", year: null, unit: "min", amount: 135, settled: 271, today: -136, owed: false },
    {
      account: "kiky",
      year: 2026,
      unit: "min",
      amount: 330,
      settled: 330,
      today: 0,
      owed: true,
      opening: 1440,
      done: 1110,
      planned: 0,
    },
    { account: "annual_holiday", year: 2025, unit: "day", amount: 2, settled: 2, today: 0, owed: false },
    { account: "annual_holiday", year: 2026, unit: "day", amount: 12, settled: 12, today: 0, owed: false },
  ],
  pendingDays: 0,
  flexHistory: [...LINE, 190, 176, 216, 216, 271, 135].map((amount, i) => ({
    date: new Date(Date.UTC(2026, 9, 21 + i)).toISOString().slice(0, 10),
    amount,
  })),
  nextHoliday: "2026-12-21",
  kikyInAgreement: false,
  earned: null,
};

export const missingOut: Attention = {
  kind: "missing_out",
  key: "missing-19",
  date: "2026-11-19",
  openingPunch: "p-19",
  openedAt: at("08:01", "2026-11-19"),
  proposal: at("16:56", "2026-11-19"),
};

export const twoOuts: Attention = {
  kind: "two_outs",
  key: "two-18",
  date: "2026-11-18",
  versions: [
    {
      punch: "p-sari",
      at: at("16:30", "2026-11-18"),
      author: "p-sari",
      authorName: "Sari Ahola",
      mine: false,
      counts: true,
    },
    {
      punch: "p-mine",
      at: at("16:56", "2026-11-18"),
      author: "p-aino",
      authorName: "Aino Virtanen",
      mine: true,
      counts: false,
    },
  ],
};

export const conflict: Attention = {
  kind: "conflict",
  key: "conflict-17",
  opId: "op-17",
  what: "op.entry.edit",
  mine: [
    { labelKey: "field.start", value: "8.00" },
    { labelKey: "field.end", value: "16.56" },
  ],
  theirs: [
    { labelKey: "field.start", value: "8.00" },
    { labelKey: "field.end", value: "16.30" },
  ],
  by: "Sari Ahola",
};

export const rejected: Attention = {
  kind: "rejected",
  key: "rejected-16",
  opId: "op-16",
  what: "op.entry.edit",
  reasonKey: "error.period_locked",
};

export const correction: Attention = {
  kind: "correction",
  key: "correction-12",
  date: "2026-11-12",
  status: "waiting",
  keptAt: at("16:30", "2026-11-12"),
  wantedAt: at("16:45", "2026-11-12"),
};

function wrote(id: string, when: number, key: string, status: JournalRow["status"], sentAt: number | null): JournalRow {
  return { id, at: when, key, params: { at: when }, status, sentAt };
}

export const journal: JournalRow[] = [
  wrote("j5", at("11:30"), "journal.punch.break_end", "sent", at("11:30")),
  wrote("j4", at("11:00"), "journal.punch.break_start", "sent", at("11:00")),
  wrote("j3", at("08:02"), "journal.punch.in", "sent", at("08:17")),
  wrote("j1", at("18:56", "2026-11-18"), "journal.punch.out", "sent", at("18:56", "2026-11-18")),
  wrote("j0", at("08:01", "2026-11-18"), "journal.punch.in", "sent", at("08:01", "2026-11-18")),
];

export const journalUnsent: JournalRow[] = journal.map((row) =>
  row.id === "j5" || row.id === "j4" ? { ...row, status: "waiting", sentAt: null } : row,
);

export const devices: DeviceRow[] = [
  {
    id: "d1",
    name: "Chrome, Android",
    createdAt: "2026-09-01T06:00:00Z",
    lastSeenAt: "2026-11-20T11:40:00Z",
    current: true,
  },
  {
    id: "d2",
    name: "Firefox, Windows",
    createdAt: "2026-03-14T06:00:00Z",
    lastSeenAt: "2026-11-18T14:12:00Z",
    current: false,
  },
];
