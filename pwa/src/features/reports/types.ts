/** The reports as the API describes them. */
import type { Wire } from "../../store/appState";

export type Column = Wire["ReportColumn"];
export type Cells = Wire["ReportPart"]["rows"][number];
export type Sums = Readonly<Record<string, number>>;
export type Account = Wire["ReportAccount"];
export type KikyYear = Wire["ReportKiky"];
/** Time away; the kind is `away` for those who may not know it, and then there is no `pay`. */
export type Absence = Wire["ReportAbsence"];
export type Money = Wire["ReportMoney"];
export type PersonPart = Wire["ReportPart"];
export type WorkingTime = Wire["WorkingTimeReport"];
export type BalancePage = Wire["BalanceReport"];
export type Listed = Wire["Listed"];
