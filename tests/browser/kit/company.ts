/** The people of the stories, and a place on earth where it is morning whenever the stories are told. */

/** `Etc/GMT…` zone in which it is now between ten and eleven, so that no story runs over midnight. */
export function morningZone(now = new Date()): string {
  const ahead = 10 - now.getUTCHours();
  const offset = ahead < -12 ? ahead + 24 : ahead;
  return offset === 0 ? "Etc/GMT" : `Etc/GMT${offset > 0 ? "-" : "+"}${Math.abs(offset)}`;
}

export const ZONE = morningZone();

/** The local date `days` from today, ISO. */
export function dateIn(days: number): string {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short" });
  return parts.format(Date.now() + days * 86_400_000);
}

/** Epoch ms of a local time such as "16:30" on the date `days` from today. */
export function instant(days: number, clock: string): number {
  const sign = ZONE.match(/GMT([+-])(\d+)/);
  const offset = sign ? Number(sign[2]) * (sign[1] === "-" ? 1 : -1) : 0;
  return Date.parse(`${dateIn(days)}T${clock}:00Z`) - offset * 3_600_000;
}

/** Epoch ms as the app writes a time in Finnish: "8.02". */
export function clockText(at: number): string {
  return new Intl.DateTimeFormat("fi-FI", { timeZone: ZONE, hour: "numeric", minute: "2-digit" }).format(at);
}

export const PASSWORD = "kuusi kuusta kuusamossa";

/** What a story needs that the others do not. */
export interface Wish {
  /** The first date on which everybody's days count, ISO; yesterday when none is given. */
  since?: string;
  /** Key and name of one more supervisor of the team. */
  second?: [key: string, name: string];
  /** So many more people, who have no stories of their own; all but the first six then have no hours to do. */
  crowd?: number;
  /** With Anni, who administers. */
  admin?: boolean;
}

/** Every day is a working day of 7:30 and no holiday shortens it: the stories are the same on every day of the year. */
const agreement = {
  key: "stories",
  name: "Joka päivä",
  base: "company-office",
  from: "2020-01-01",
  source: "tarina",
  rows: [{ key: "holiday_cut", from: "2020-01-01", value: "0:00", source: "tarina" }],
};

function person(key: string, name: string, more: object = {}) {
  return {
    key,
    name,
    email: `${key}@tarina.test`,
    team: "kehitys",
    counts_from: dateIn(-1),
    contracts: [
      {
        from: "2024-01-01",
        agreement: "stories",
        form: "flexitime",
        pay: "monthly",
        day: "7:30",
        weekdays: ["7:30", "7:30", "7:30", "7:30", "7:30", "7:30", "7:30"],
      },
    ],
    openings: [
      { account: "flex", amount: "9:45", why: "Edellinen järjestelmä" },
      { account: "annual_holiday", amount: 14 },
    ],
    ...more,
  };
}

/** The same person without a working day. */
function idle(one: ReturnType<typeof person>) {
  return { ...one, contracts: one.contracts.map((row) => ({ ...row, weekdays: row.weekdays.map(() => "0:00") })) };
}

export const NAMES: Record<string, string> = {
  aino: "Aino Aalto",
  eino: "Eino Eskola",
  helmi: "Helmi Hiltunen",
  ilmari: "Ilmari Ikonen",
  kerttu: "Kerttu Koski",
  lauri: "Lauri Laine",
  martta: "Martta Mäki",
  onni: "Onni Oja",
};

export const BOSS = "Saara Salo";
export const GUEST = "vieras@tarina.test";

export function company({ since = dateIn(-1), second, crowd = 0, admin = false }: Wish = {}) {
  const boss = { roles: ["supervisor"], supervises: ["kehitys"] };
  const people = [
    ...Object.entries(NAMES).map(([key, name]) => person(key, name)),
    person("saara", BOSS, boss),
    ...(second ? [person(...second, boss)] : []),
    person("palkka", "Paula Palkka", { roles: ["payroll"] }),
    person("vieras", "Veera Vieras"),
    ...(admin ? [person("anni", "Anni Admin", { roles: ["admin"] })] : []),
    ...Array.from({ length: crowd }, (_, n) => person(`joukko${n}`, `Joukko ${String(n).padStart(3, "0")}`)),
  ];
  return {
    format: 1,
    organisation: { name: "Tarina Oy", zone: ZONE },
    agreements: ["general-37-5", "company-office", agreement],
    teams: [{ key: "kehitys", name: "Kehitys" }],
    work_types: [{ key: "koulutus", name: "Koulutus", kiky: true }],
    cost_centres: [{ code: "100", name: "Hallinto" }],
    people: people.map((one, n) => ({ ...(crowd && n >= 6 ? idle(one) : one), counts_from: since })),
  };
}
