import { signal } from "@preact/signals";
import type { Acts, Language, PunchKind, TodayView, AppState, OtherWays } from "../../pwa/src/store/appState";
import { LOGO, logoOf } from "./fake/logo";
import { calendarActsOf } from "./fake/calendar";
import { flexExplained, holidayExplained, kikyExplained } from "./fake/explained";
import { pretendedOffice } from "./fake/office";
import { hoursOf } from "./fake/hours";
import { inboxOf } from "./fake/inbox";
import { leaveOf } from "./fake/leave";
import { monthsOf } from "./fake/months";
import { kikyOf } from "./fake/kiky";
import { ordersOf } from "./fake/orders";
import { devices } from "./fake/rest";
import { phoneOf } from "./fake/phone";
import { certificatesOf } from "./fake/certificates";
import { receiptsOf } from "./fake/receipts";
import { roundsOf } from "./fake/rounds";
import { travelOf } from "./fake/travel";
import { undoOf } from "./fake/undo";
import { picture, type Picture } from "./fake/scenarios";

export { SCENARIOS } from "./fake/scenarios";

export interface FakeLook {
  language?: Language;
  theme?: "system" | "light" | "dark";
}

const AFTER: Record<PunchKind, TodayView["state"]> = { in: "in", out: "out", break_start: "break", break_end: "in" };

function signalsOf(shown: Picture, look: FakeLook) {
  return {
    session: signal(shown.session),
    sync: signal(shown.sync),
    today: signal(shown.today),
    balances: signal(shown.balances),
    attention: signal(shown.attention),
    journal: signal(shown.journal),
    team: signal(shown.team),
    waits: signal(shown.team ? { notices: 2, decisions: 5 } : { notices: 0, decisions: 0 }),
    language: signal<Language>(look.language ?? "fi"),
    theme: signal(look.theme ?? "system"),
    installable: signal(shown.installable),
    begun: signal(0),
  };
}

type Signals = ReturnType<typeof signalsOf>;

/** Acts that a screen may call; they change the picture as the store would and remember what was called. */
function actsOn(s: Signals, calls: [string, ...unknown[]][], scenario: string): Acts {
  const done = async (name: string, ...given: unknown[]): Promise<"saved"> => {
    calls.push([name, ...given]);
    return "saved";
  };
  return {
    ...sessionActs(s, calls),
    ...hoursOf(scenario),
    ...{ ...ordersOf(scenario, done), ...leaveOf(scenario, done), ...inboxOf(scenario, done) },
    ...{ ...calendarActsOf(scenario), ...roundsOf(scenario, done), ...logoOf() },
    ...{ ...monthsOf(scenario, done), ...kikyOf(scenario, done) },
    ...{ ...travelOf(scenario, done), ...receiptsOf(done), ...certificatesOf(done) },
    addEntry: (...given) => done("addEntry", ...given),
    editEntry: (...given) => done("editEntry", ...given),
    deleteEntry: (...given) => done("deleteEntry", ...given),
    restoreEntry: (...given) => done("restoreEntry", ...given),
    splitEntry: (...given) => done("splitEntry", ...given),
    copyDay: (...given) => done("copyDay", ...given),
    ...undoOf(done),
    punch: async (kind) => {
      if (s.today.value) s.today.value = { ...s.today.value, state: AFTER[kind], since: s.today.value.now };
      return done("punch", kind);
    },
    confirmOut: async (opening, at, person) => {
      s.attention.value = s.attention.value.filter((a) => a.kind !== "missing_out" || a.openingPunch !== opening);
      return done("confirmOut", opening, at, person);
    },
    choosePunch: async (keep, insteadOf, person) => {
      s.attention.value = s.attention.value.filter(({ kind }) => kind !== "two_outs");
      return done("choosePunch", keep, insteadOf, person);
    },
    decideCorrection: (...given) => done("decideCorrection", ...given),
    redo: (opId) => done("redo", opId),
    drop: async (opId) => {
      s.attention.value = s.attention.value.filter((a) => !("opId" in a) || a.opId !== opId);
      await done("drop", opId);
    },
    setChoice: async (choice) => {
      if (s.today.value) s.today.value = { ...s.today.value, choice: { ...s.today.value.choice, ...choice } };
    },
    setLanguage: async (language) => void (s.language.value = language),
    setTheme: async (theme) => void (s.theme.value = theme),
    explain: async (account) =>
      account === "kiky" ? kikyExplained() : account === "annual_holiday" ? holidayExplained() : flexExplained(),
    loadTeam: async () => void calls.push(["loadTeam"]),
    syncNow: () => void calls.push(["syncNow"]),
    applyUpdate: () => void calls.push(["applyUpdate"]),
    ...phoneOf(scenario),
  };
}

type SessionActs = Pick<
  Acts,
  | "signIn"
  | "acceptInvitation"
  | "otherWays"
  | "forgotPassword"
  | "lookInvitation"
  | "signOut"
  | "devices"
  | "revokeDevice"
  | "changePassword"
>;

/** One company on the server, or several of which none is known here. */
function otherWaysOf(several: boolean): OtherWays {
  const wrong = { ok: false, messageKey: "error.company_down" } as const;
  return {
    look: async () => ({ ways: several ? [] : [{ word: "mallila", organisation: "Mallila Oy" }], more: several }),
    begin: async () => wrong,
    finish: async (back) =>
      back.code === "koodi"
        ? { ok: false, messageKey: "error.code_needed" }
        : { ok: false, messageKey: "error.company_state" },
    askPasskey: async () => wrong,
    enterByPasskey: async () => wrong,
  };
}

const INVITED = { name: "Aino Virtanen", organisation: "Mallila Oy", email: "employee@demo.test", kind: "invitation" };

function sessionActs(s: Signals, calls: [string, ...unknown[]][]): SessionActs {
  const wrong = { ok: false, messageKey: "error.invalid_credentials" } as const;
  return {
    signIn: async (email, password) => {
      if (password === "koodi") return { ok: false, messageKey: "error.code_needed" };
      return password === "oikea" ? { ok: true } : (calls.push(["signIn", email]), wrong);
    },
    forgotPassword: async () => ({ ok: true }),
    acceptInvitation: async () => ({ ok: true }),
    otherWays: async () => otherWaysOf(s.session.value.status === "expired"),
    lookInvitation: async (token) => (token === "vanha" ? null : { ...INVITED, logo: LOGO }),
    signOut: async () => void (s.session.value = { ...s.session.value, status: "signed_out" }),
    devices: async () => devices,
    revokeDevice: async () => true,
    changePassword: async () => ({ ok: true }),
  };
}

/** A whole `AppState` that shows one scenario and needs no server, no database and no clock. */
export function createFakeLive(scenario: string, look: FakeLook = {}): AppState & { calls: [string, ...unknown[]][] } {
  const signals = signalsOf(picture(scenario), look);
  const calls: [string, ...unknown[]][] = [];
  return {
    ...signals,
    acts: actsOn(signals, calls, scenario),
    office: pretendedOffice(calls, signals.sync.value.kind === "offline"),
    calls,
  };
}
