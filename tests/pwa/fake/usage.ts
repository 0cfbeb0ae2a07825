/** Which features a company of 120 uses. */
import type { Wire } from "../../../pwa/src/store/appState";

type Feature = Wire["FeatureUsed"];

const NONE = { people: null, things: null, last: null, set_up: "" };
const one = (kind: string, state: Feature["state"], more: Partial<Feature> = {}): Feature => ({
  ...{ ...NONE, kind, state },
  ...more,
});
const used = (kind: string, people: number, last: string, set_up = ""): Feature =>
  one(kind, "used", { people, last, set_up });

const USAGE: Wire["FeaturesUsed"] = {
  since: "2026-10-22",
  date: "2026-11-20",
  people: 120,
  features: [
    used("clocking", 117, "2026-11-20", "kayttoonotto"),
    used("breaks", 41, "2026-11-20", "tyoehtosopimukset"),
    used("ordered_work", 9, "2026-11-19", "tyoehtosopimukset"),
    used("leave_requests", 22, "2026-11-20", "lomakalenteri"),
    used("push", 64, "2026-11-20", "lisaa"),
    one("webhooks", "used", { things: 2, last: "2026-11-20", set_up: "rajapinnat" }),
    one("cost_centres", "not_lately", { people: 0, set_up: "kayttoonotto" }),
    one("claims", "not_lately", { people: 0, last: "2026-09-04", set_up: "matkakorvaukset" }),
    one("company_sign_in", "never", { people: 0, set_up: "rajapinnat" }),
    one("pay_runs", "never", { things: 0 }),
    one("presence", "not_recorded", { set_up: "henkilot" }),
    one("calendar", "not_recorded", { set_up: "lomakalenteri" }),
  ],
};

export const USAGE_ANSWERS: Record<string, unknown> = { "GET /api/v1/usage": USAGE };
