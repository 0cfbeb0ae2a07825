import type {
  Attention,
  BalancesView,
  JournalRow,
  Session,
  SyncState,
  TeamView,
  TodayView,
} from "../../../pwa/src/store/appState";
import * as day from "./day";
import * as rest from "./rest";
import { teamView } from "./team";

export interface Picture {
  session: Session;
  sync: SyncState;
  today: TodayView | null;
  balances: BalancesView | null;
  attention: Attention[];
  journal: JournalRow[];
  team: TeamView | null;
  installable: boolean;
}

const usual = (): Picture => ({
  session: rest.session,
  sync: rest.sync,
  today: day.todayView(),
  balances: rest.balances,
  attention: [],
  journal: rest.journal,
  team: null,
  installable: true,
});

const unsent: SyncState = { ...rest.sync, kind: "offline", unsent: 2, oldest: day.at("11:00") };
const needs = (attention: Attention[]): Partial<Picture> => ({
  attention,
  sync: { ...rest.sync, kind: "attention", attention: attention.length },
});

const noFlexToday = (account: { account: string }): boolean => account.account === "none";

/** What a person may meet, by name. */
const CHANGES: Record<string, () => Partial<Picture>> = {
  in: () => ({}),
  out: () => ({
    today: day.todayView({ state: "out", since: null, result: day.nothingYet, now: day.at("07:48") }),
    balances: {
      ...rest.balances,
      accounts: rest.balances.accounts.map((a) => (a.account === "flex" ? { ...a, amount: 271, today: 0 } : a)),
    },
  }),
  break: () => ({ today: day.todayView({ state: "break", since: day.at("13:31"), result: day.onBreak }) }),
  done: () => ({
    today: day.todayView({ state: "out", since: day.at("18:01"), now: day.at("18:20"), result: day.dayDone }),
  }),
  kiky: () => ({
    today: day.todayView({ choice: { workType: "wt-train", costCentre: null, remote: false, kiky: true } }),
  }),
  offline: () => ({
    sync: unsent,
    attention: [rest.missingOut],
    journal: rest.journalUnsent,
    balances: { ...rest.balances, projected: true, pendingDays: 1 },
  }),
  attention: () => ({
    ...needs([rest.missingOut, rest.twoOuts, rest.correction]),
    balances: { ...rest.balances, pendingDays: 1 },
  }),
  conflict: () => needs([rest.conflict, rest.rejected]),
  road: () => needs([{ ...rest.rejected, what: "op.trip.save", reasonKey: "error.trip_end" } as Attention]),
  "road-done": () => CHANGES.done!(),
  "hours-empty": () => ({}),
  team: () => ({
    session: { ...rest.session, name: "Sari Ahola", roles: ["employee", "supervisor"] },
    team: teamView(),
  }),
  "team-held": () => ({
    session: { ...rest.session, name: "Sari Ahola", roles: ["employee", "supervisor"] },
    team: teamView(),
  }),
  payroll: () => ({
    session: { ...rest.session, name: "Outi Koskela", roles: ["employee", "payroll"] },
    team: teamView(),
  }),
  office: () => ({
    session: { ...rest.session, name: "Outi Koskela", roles: ["employee", "payroll", "admin"] },
  }),
  "office-offline": () => ({
    session: { ...rest.session, name: "Outi Koskela", roles: ["employee", "payroll", "admin"] },
    sync: { ...rest.sync, kind: "offline" },
  }),
  "team-offline": () => ({
    session: { ...rest.session, name: "Sari Ahola", roles: ["employee", "supervisor"] },
    team: { ...teamView(true), teams: [], asOf: null },
    sync: { ...rest.sync, kind: "offline" },
  }),
  expired: () => ({ session: { ...rest.session, status: "expired" }, sync: { ...unsent, kind: "waiting" } }),
  revoked: () => ({ session: { ...rest.session, status: "revoked" }, sync: { ...unsent, kind: "waiting" } }),
  noterms: () => ({
    today: day.todayView({
      noTerms: true,
      plan: null,
      result: null,
      kikyOffered: false,
      workTypes: [],
      costCentres: [],
    }),
    balances: null,
    sync: unsent,
  }),
  contractor: () => ({
    session: { ...rest.session, name: "Lauri Salo", email: "contractor@demo.test" },
    today: day.todayView({
      kikyOffered: false,
      plan: { ...day.plan, flex: null, kiky: null, target: 0, pay: "hourly" },
    }),
    balances: {
      ...rest.balances,
      accounts: rest.balances.accounts.filter(noFlexToday),
      flexHistory: [],
      earned: { week: 2471, month: 6874 },
    },
  }),
  full: () => ({ sync: { ...unsent, storage: "failed" } }),
  update: () => ({ sync: { ...rest.sync, updateReady: true } }),
  "signed-out": () => ({
    session: { ...rest.session, status: "signed_out", person: null, name: "", email: "" },
    today: null,
    balances: null,
    journal: [],
  }),
};

export const SCENARIOS = Object.keys(CHANGES);

export function picture(scenario: string): Picture {
  const change = CHANGES[scenario];
  if (!change) throw new Error(`no scenario "${scenario}"; there are ${SCENARIOS.join(", ")}`);
  return { ...usual(), ...change() };
}
