/** What the server answers about accounts of people. */
import type { Wire } from "../../store/appState";

export type Account = Wire["HeldAccount"];

export type Finding = Wire["BalanceFinding"];

export type PersonRow = Wire["PersonBalances"];

export type Table = Wire["BalanceTable"];

export type Line = Wire["LedgerLine"];

export type Done = Wire["Done"];

export type StatementLine = Wire["StatementLine"];

export type Statement = Wire["Statement"];
