import type { Role } from "../store/live";

/** The office's screens: where each is, and whose it is. Its name is `nav.<address>`, what it is for `office.<address>`. */
export const ROOMS: readonly { to: string; roles: readonly Role[] }[] = [
  { to: "saldot", roles: ["supervisor", "admin", "payroll"] },
  { to: "henkilot", roles: ["admin", "payroll"] },
  { to: "tyosopimukset", roles: ["admin", "payroll", "supervisor"] },
  { to: "tyoehtosopimukset", roles: ["admin", "payroll", "supervisor"] },
  { to: "kuukaudet", roles: ["payroll", "supervisor"] },
  { to: "tapahtumaloki", roles: ["admin", "payroll", "supervisor"] },
  { to: "raportit", roles: ["admin", "payroll", "supervisor"] },
  { to: "kiky", roles: ["admin", "payroll", "supervisor", "planner"] },
];

/** Offices in which everybody has something of their own: one's report, and the changes to one's data. */
const EVERYBODYS: readonly string[] = ["tapahtumaloki", "raportit"];

/** Whether a screen has anything for these roles; the server refuses the rest anyway. */
export function mayOpen(screen: string, roles: readonly Role[]): boolean {
  if (screen === "team") return roles.includes("supervisor");
  const room = EVERYBODYS.includes(screen) ? undefined : ROOMS.find(({ to }) => to === screen);
  return !room || room.roles.some((role) => roles.includes(role));
}
