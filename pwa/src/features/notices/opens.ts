import { go, openSheet } from "../../ui/router";

/** What a notice tells of, and how to get there; null where there is nothing more to see. */
export function opens(kind: string, params: Record<string, unknown>): (() => void) | null {
  const date = typeof params.date === "string" ? params.date : null;
  if (kind === "remind_waits") return () => go("/tiimi");
  if (kind === "remind_leave") return () => go("/lomat");
  if (kind === "remind_month") return () => go("/tunnit");
  if (kind === "remind_report") return () => go("/raportit");
  if (kind === "remind_kiky") return () => openSheet("kiky");
  if (date && OF_DAY.test(kind)) return () => openSheet("day", date);
  if (kind.startsWith("month_")) return () => go("/tunnit");
  if (kind.startsWith("leave_")) return () => go(/_(asked|kept)$/.test(kind) ? "/tiimi" : "/lomat");
  if (kind === "certificate_given" && typeof params.of === "string") return openCertificate(params.of);
  if (kind.startsWith("round_")) return () => go("/lomat");
  if (kind.startsWith("claim_")) return () => go(kind === "claim_waits" ? "/tiimi" : "/matkat");
  if (/^kiky_(left|leaver|switched)$/.test(kind)) return () => openSheet("kiky");
  if (/^contracts_/.test(kind)) return () => go("/tyosopimukset");
  if (/^agreement_.*_all$/.test(kind)) return () => go("/tyoehtosopimukset");
  return null;
}

const openCertificate = (of: string) => () => openSheet("certificate", of);

const OF_DAY = /^(order|change|posted|posting|kiky_marked|absence|remind)/;
