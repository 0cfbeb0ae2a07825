import { beginningAnswers } from "./beginning";
import { DESK_ANSWERS } from "./desk";
import { INTEGRATION_ANSWERS } from "./integrations";
import { KIKY_ANSWERS } from "./kiky";
import { ledger } from "./ledger";
import { monthAnswers } from "./months";
import { PHONE_ANSWERS } from "./phone";
import { PAYROLL_ANSWERS } from "./payroll";
import { PRESENCE_ANSWERS } from "./presence";
import { RATE_ANSWERS } from "./rates";
import { leadingAnswers } from "./leading";
import { reportAnswers } from "./reports";
import { RETENTION_ANSWERS } from "./retention";
import { ROUND_ANSWERS } from "./rounds";
import { SETUP_ANSWERS } from "./setup";
import { STANDING_IN_ANSWERS } from "./standingIn";
import { CLAIM_ANSWERS } from "./travel";
import { TWO_STEP_ANSWERS } from "./twoStep";
import { USAGE_ANSWERS } from "./usage";
import { WEEK_ANSWERS } from "./week";
import office from "./office.json";
import { explainThere } from "../../../pwa/src/store/balances/explain";
import type { ExplainReply } from "../../../pwa/src/api/types";
import type { Office, OfficeReply } from "../../../pwa/src/store/office/types";

/** What the pretended server answers, by the beginning of a request (`GET /api/v1/agreements`); the longest one counts. */
const ANSWERS: Record<string, unknown> = {
  ...DESK_ANSWERS,
  ...INTEGRATION_ANSWERS,
  ...KIKY_ANSWERS,
  ...ledger,
  ...monthAnswers,
  ...leadingAnswers,
  ...reportAnswers,
  ...RATE_ANSWERS,
  ...PAYROLL_ANSWERS,
  ...CLAIM_ANSWERS,
  ...PHONE_ANSWERS,
  ...RETENTION_ANSWERS,
  ...PRESENCE_ANSWERS,
  ...ROUND_ANSWERS,
  ...SETUP_ANSWERS,
  ...STANDING_IN_ANSWERS,
  ...TWO_STEP_ANSWERS,
  ...USAGE_ANSWERS,
  ...WEEK_ANSWERS,
  ...office,
  ...beginningAnswers,
};

const MISSING = { status: 404, code: "not_found", title: "Not Found", detail: "Tätä ei löytynyt.", fields: [] };

/** Which of a path's answers is meant: a contract that begins, and a change of travel, have their own. */
function kindOf(body: { begins?: boolean; change?: object } | undefined): string {
  if (body?.begins) return " begins";
  return body?.change && "travel_pay" in body.change ? " travel" : "";
}

/** An office whose answers stand in ANSWERS; it remembers what was asked. */
export function pretendedOffice(calls: [string, ...unknown[]][], offline = false): Office {
  let made = 0;
  const ask = async <T>(method: string, path: string, body?: object): Promise<OfficeReply<T>> => {
    calls.push([method, path, body]);
    if (offline) return { ok: false, offline: true };
    const what = kindOf(body as { begins?: boolean; change?: object } | undefined);
    const found = Object.keys(ANSWERS).filter((key) => `${method} ${path}${what}`.startsWith(key));
    const key = found.sort((a, b) => b.length - a.length)[0];
    return key ? { ok: true, data: ANSWERS[key] as T } : { ok: false, offline: false, problem: MISSING };
  };
  return {
    get: (path) => ask("GET", path),
    post: (path, body) => ask("POST", path, body),
    put: (path, body) => ask("PUT", path, body),
    remove: (path) => ask("DELETE", path),
    explain: async () => {
      const reply = await ask<ExplainReply>("GET", "/api/v1/explain");
      return reply.ok ? { ok: true, data: explainThere(reply.data) } : reply;
    },
    file: async (path) => {
      calls.push(["FILE", path]);
      return { ok: true, data: { blob: new Blob(["leima"]), name: "raportti.xlsx" } };
    },
    listen: () => () => {},
    recall: () => null,
    keep: (key, value) => void calls.push(["keep", key, value]),
    newId: () => `00000000-0000-7000-8000-${String(made++).padStart(12, "0")}`,
  };
}
