import type { ComponentType } from "preact";
import { speakOffice } from "../ui/words";

export interface SheetProps {
  of?: string;
  onClose: () => void;
}

type Load<P> = () => Promise<ComponentType<P>>;

/** A part of the office: its words come with it. */
function office<P>(load: Load<P>): Load<P> {
  return async () => (await Promise.all([load(), speakOffice()]))[0];
}

/** Screens beyond the first, each fetched when it is first opened (the service worker has them all in store). */
export const PARTS = {
  signin: () => import("../features/signin/SignIn").then((m) => m.SignIn),
  invitation: () => import("../features/signin/Invitation").then((m) => m.Invitation),
  hours: () => Promise.all([import("../features/hours/Hours"), speakOffice()]).then(([m]) => m.Hours),
  leave: office(() => import("../features/leave/Leave").then((m) => m.Leave)),
  team: office(() => import("../features/team/Team").then((m) => m.Team)),
  more: () => import("../features/settings/Settings").then((m) => m.Settings),
  tyoehtosopimukset: office(() => import("../features/agreements/Agreements").then((m) => m.Agreements)),
  saldot: office(() => import("../features/ledger/Ledger").then((m) => m.Ledger)),
  tyosopimukset: office(() => import("../features/contracts/Contracts").then((m) => m.Contracts)),
  henkilot: office(() => import("../features/people/People").then((m) => m.People)),
  raportit: office(() => import("../features/reports/Reports").then((m) => m.Reports)),
  kuukaudet: office(() => import("../features/months/Months").then((m) => m.Months)),
  tapahtumaloki: office(() => import("../features/audit/Audit").then((m) => m.Audit)),
  ilmoitukset: office(() => import("../features/notices/Notices").then((m) => m.Notices)),
  kiky: office(() => import("../features/kiky/Kiky").then((m) => m.Kiky)),
} satisfies Record<string, Load<object>>;

export const SHEETS: Readonly<Record<string, Load<SheetProps>>> = {
  day: () => Promise.all([import("../features/hours/DaySheet"), speakOffice()]).then(([m]) => m.DaySheet),
  order: office(() => import("../features/orders/OrderSheet").then((m) => m.OrderSheet)),
  absence: office(() => import("../features/orders/AbsenceSheet").then((m) => m.AbsenceSheet)),
  explain: () => import("../features/explain/Explain").then((m) => m.Explain),
  posting: office(() => import("../features/ledger/Posting").then((m) => m.Posting)),
  transfer: office(() => import("../features/ledger/Transfer").then((m) => m.Transfer)),
  kiky: office(() => import("../features/kiky/Year").then((m) => m.Year)),
  kikymark: office(() => import("../features/kiky/MarkDay").then((m) => m.MarkDay)),
  keys: office(() => import("../features/keys/Keys").then((m) => m.Keys)),
  journal: () => import("../features/journal/Journal").then((m) => m.Journal),
};
