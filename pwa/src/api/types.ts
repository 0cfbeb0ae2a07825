/** The answers that the app itself reads, by the names that it uses: the API's generated shapes. */
import type { Wire } from "./replies";

export type LoginReply = Wire["Session"];
export type MeReply = Wire["Me"];
export type AccountReply = Wire["Account"];
export type BalancesReply = Wire["Balances"];
export type ExplainReply = Wire["Explanation"];
export type CalendarReply = Wire["Calendar"];
export type TeamReply = Wire["Teams"];
export type TeamMemberReply = Wire["TeamMember"];
