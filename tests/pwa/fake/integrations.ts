/** Keys and webhooks: one of each that is well, and such as have ended or take nothing. */
import type { Wire } from "../../../pwa/src/store/appState";

const key = (id: string, more: Partial<Wire["ApiKeyData"]>): Wire["ApiKeyData"] => ({
  id: `key-${id}`,
  name: "Palkkaohjelma",
  ending: "x7Qa",
  scopes: ["payroll.read"],
  made_on: "2026-10-01",
  made_by_name: "Outi Koskela",
  until: "2027-09-30",
  used_at: "2026-11-20T04:00:00Z",
  standing: "good",
  ...more,
});

const hook = (id: string, more: Partial<Wire["WebhookData"]>): Wire["WebhookData"] => ({
  id,
  name: "Henkilöstöjärjestelmä",
  address: "https://hr.example.fi/leima/tapahtumat?asiakas=1234567890",
  events: ["month.approved", "month.closed", "leave.decided"],
  made_on: "2026-10-01",
  made_by_name: "Outi Koskela",
  sent_at: "2026-11-20T06:40:00Z",
  failures: 0,
  paused_at: null,
  ...more,
});

const message = (id: string, more: Partial<Wire["MessageData"]>): Wire["MessageData"] => ({
  id: `msg_${id}`,
  event: "month.approved",
  at: "2026-11-20T06:40:00Z",
  standing: "sent",
  tries: 1,
  status: 204,
  tried_at: "2026-11-20T06:40:01Z",
  again_at: null,
  ...more,
});

export const KEYS: Wire["ApiKeys"] = {
  keys: [
    key("1", {}),
    key("2", { name: "Henkilöstöjärjestelmän tuonti", scopes: ["people.read", "people.write"], used_at: null }),
    key("3", { name: "Vanha kokeilu", standing: "revoked" }),
  ],
  scopes: ["people.read", "people.write", "people.file", "hours.read", "payroll.read", "audit.read"],
  latest: "2027-11-20",
};

export const WEBHOOKS: Wire["WebhooksData"] = {
  webhooks: [
    hook("w1", {}),
    hook("w2", {
      name: "Palkkaohjelma",
      failures: 12,
      paused_at: "2026-11-19T22:10:00Z",
      events: ["payroll_run.locked"],
    }),
  ],
  events: [
    "month.sent",
    "month.approved",
    "month.returned",
    "month.closed",
    "month.reopened",
    "payroll_run.locked",
    "claim.approved",
    "claim.paid",
    "claim.undone",
    "leave.decided",
    "leave.changed",
    "leave.undone",
    "person.changed",
    "contracts.changed",
  ],
};

const MESSAGES: Wire["Messages"] = {
  messages: [
    message("1", {}),
    message("2", {
      event: "leave.decided",
      standing: "waiting",
      tries: 3,
      status: 503,
      again_at: "2026-11-20T08:00:00Z",
    }),
    message("3", { event: "month.closed", standing: "given_up", tries: 14, status: null }),
  ],
};

export const INTEGRATION_ANSWERS: Record<string, unknown> = {
  "GET /api/v1/api-keys": KEYS,
  "POST /api/v1/api-keys": { secret: `leima_key_${"a".repeat(43)}`, key: KEYS.keys[0] },
  "DELETE /api/v1/api-keys/": null,
  "GET /api/v1/webhooks": WEBHOOKS,
  "POST /api/v1/webhooks": { secret: `whsec_${"a".repeat(43)}=`, webhook: WEBHOOKS.webhooks[0] },
  "PUT /api/v1/webhooks/": WEBHOOKS.webhooks[0],
  "DELETE /api/v1/webhooks/": null,
  "GET /api/v1/webhooks/w1/messages": MESSAGES,
  "GET /api/v1/webhooks/w2/messages": MESSAGES,
};
