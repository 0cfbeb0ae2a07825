import type { Wire } from "../../store/appState";

export const ROLES = ["supervisor", "planner", "reception", "payroll", "admin"] as const;
type Role = (typeof ROLES)[number];
const STEPS = ["", "amr", "acr"] as const;
export type StepClaim = (typeof STEPS)[number];

/** What the sheet holds while it is filled in: a line a value. */
export interface CompanyDraft {
  word: string;
  issuer: string;
  clientId: string;
  secret: string;
  enabled: boolean;
  trustsEmails: boolean;
  roleClaim: string;
  /** Values that stand for each role, with commas. */
  values: Record<Role, string>;
  step: StepClaim;
  stepValues: string;
}

const listed = (text: string): string[] =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);

export function draftOf(setting: Wire["CompanyData"]["setting"]): CompanyDraft {
  const valuesOf = (role: Role): string =>
    (setting?.role_values ?? []).flatMap((row) => (row.role === role ? [row.value] : [])).join(", ");
  return {
    word: setting?.word ?? "",
    issuer: setting?.issuer ?? "https://",
    clientId: setting?.client_id ?? "",
    secret: "",
    enabled: setting?.enabled ?? true,
    trustsEmails: setting?.trusts_emails ?? false,
    roleClaim: setting?.role_claim ?? "",
    values: {
      supervisor: valuesOf("supervisor"),
      planner: valuesOf("planner"),
      reception: valuesOf("reception"),
      payroll: valuesOf("payroll"),
      admin: valuesOf("admin"),
    },
    step: setting?.step_claim ?? "",
    stepValues: (setting?.step_values ?? []).join(", "),
  };
}

export function formOf(draft: CompanyDraft): Wire["CompanyForm"] {
  return {
    word: draft.word.trim().toLowerCase(),
    issuer: draft.issuer.trim(),
    client_id: draft.clientId.trim(),
    client_secret: draft.secret,
    enabled: draft.enabled,
    trusts_emails: draft.trustsEmails,
    role_claim: draft.roleClaim.trim(),
    role_values: ROLES.flatMap((role) => listed(draft.values[role]).map((value) => ({ value, role }))),
    step_claim: draft.step,
    step_values: listed(draft.stepValues),
  };
}
