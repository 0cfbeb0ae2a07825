/** Every feature of the store. A new one is a folder beside this file and a line here. */
import type { BaseFacts } from "./facts";
import { absences } from "./absences/feature";
import { attention } from "./attention/feature";
import { balances } from "./balances/feature";
import { calendar } from "./calendar/feature";
import { certificates } from "./certificates/feature";
import { corrections } from "./corrections/feature";
import type { Feature } from "./feature";
import { hours } from "./hours/feature";
import { inbox } from "./inbox/feature";
import { kiky } from "./kiky/feature";
import { leave } from "./leave/feature";
import { logo } from "./logo/feature";
import { months } from "./months/feature";
import { notices } from "./notices/feature";
import { orders } from "./orders/feature";
import { phone } from "./phone/feature";
import { punches } from "./punches/feature";
import { receipts } from "./travel/receipts/feature";
import { rounds } from "./rounds/feature";
import { saving } from "./saving/feature";
import { team } from "./team/feature";
import { travel } from "./travel/feature";
import { undo } from "./undo/feature";

export const FEATURES = [
  punches,
  hours,
  kiky,
  orders,
  absences,
  corrections,
  balances,
  attention,
  calendar,
  certificates,
  inbox,
  leave,
  logo,
  months,
  notices,
  phone,
  receipts,
  rounds,
  saving,
  team,
  travel,
  undo,
] as const satisfies readonly Feature[];

type One = (typeof FEATURES)[number];
type All<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;
type FactsIn<F> = F extends { facts: (...given: never[]) => infer R } ? R : never;
type ActsIn<F> = F extends { acts: (...given: never[]) => infer A } ? A : never;
type LaterIn<F> = F extends { later: { load: () => Promise<(...given: never[]) => infer A> } } ? A : never;

/** The facts that the features bring, all together. */
export type FeatureFacts = All<FactsIn<One>>;
export type AllFacts = BaseFacts & FeatureFacts;
/** What the features let a person do, all together. */
export type FeatureActs = All<ActsIn<One>> & All<LaterIn<One>>;
