/** What lies over a screen, and what stands before anybody is signed in; each is fetched when it is first opened. */
import type { ComponentType } from "preact";
import { withWords } from "./screens";

export interface SheetProps {
  of?: string;
  onClose: () => void;
}

type Load<P> = () => Promise<ComponentType<P>>;

export const SIGN_IN: Load<object> = () => import("../features/signin/SignIn").then((m) => m.SignIn);
export const INVITATION: Load<object> = () => import("../features/signin/Invitation").then((m) => m.Invitation);

export const SHEETS: Readonly<Record<string, Load<SheetProps>>> = {
  person: withWords(() => import("../features/people/PersonCard").then((m) => m.PersonCard)),
  day: withWords(() => import("../features/hours/DaySheet").then((m) => m.DaySheet)),
  claim: withWords(() => import("../features/travel/ClaimSheet").then((m) => m.ClaimSheet)),
  decided: withWords(() => import("../features/decide/Decided").then((m) => m.Decided)),
  substitute: withWords(() => import("../features/decide/Substitutes").then((m) => m.Substitutes)),
  order: withWords(() => import("../features/orders/OrderSheet").then((m) => m.OrderSheet)),
  absence: withWords(() => import("../features/orders/AbsenceSheet").then((m) => m.AbsenceSheet)),
  leave: withWords(() => import("../features/leave/LeaveSheet").then((m) => m.LeaveSheet)),
  saving: withWords(() => import("../features/leave/SavingSheet").then((m) => m.SavingSheet)),
  certificate: withWords(() => import("../features/leave/CertificateSheet").then((m) => m.CertificateSheet)),
  wish: withWords(() => import("../features/rounds/WishSheet").then((m) => m.WishSheet)),
  round: withWords(() => import("../features/rounds/RoundSheet").then((m) => m.RoundSheet)),
  explain: withWords(() => import("../features/explain/Explain").then((m) => m.Explain)),
  posting: withWords(() => import("../features/ledger/Posting").then((m) => m.Posting)),
  transfer: withWords(() => import("../features/ledger/Transfer").then((m) => m.Transfer)),
  kiky: withWords(() => import("../features/kiky/Year").then((m) => m.Year)),
  kikymark: withWords(() => import("../features/kiky/MarkDay").then((m) => m.MarkDay)),
  receipt: withWords(() => import("../features/travel/receipts/ReceiptSheet").then((m) => m.ReceiptSheet)),
  keys: withWords(() => import("../features/keys/Keys").then((m) => m.Keys)),
  journal: withWords(() => import("../features/journal/Journal").then((m) => m.Journal)),
};
