/** What is asked of contracts: the form's fields as the server takes them. */
import type { Wire } from "../../store/live";

export const KINDS = [
  "longer_day",
  "longer_week",
  "agreement",
  "form",
  "hours",
  "share",
  "pay",
  "kiky_opt_out",
] as const;
export type Kind = (typeof KINDS)[number];

export interface Asked {
  kind: Kind;
  /** Minutes to add, a day or a week. */
  more: string;
  agreement: string;
  form: string;
  pay: string;
  /** A day's and a week's length, `7:30`. */
  day: string;
  week: string;
  /** Per cent of full time. */
  share: string;
  reason: string;
  from: string;
  until: string;
  hourlyToo: boolean;
}

export const EMPTY: Asked = {
  ...{ kind: "longer_day", more: "6", agreement: "", form: "flexitime", pay: "monthly", day: "", week: "" },
  ...{ share: "", reason: "", from: "", until: "", hourlyToo: false },
};

type Change = Wire["Change"];

/** The change that the fields say, or the name of the field that is missing or cannot be read. */
export function changeOf(asked: Asked, minutesOf: (text: string) => number | undefined): Change | { wrong: string } {
  switch (asked.kind) {
    case "longer_day":
    case "longer_week":
      return added(asked);
    case "agreement":
      return asked.agreement ? { agreement: asked.agreement } : { wrong: "agreement" };
    case "form":
      return { form: asked.form as NonNullable<Change["form"]> };
    case "pay":
      return { pay: asked.pay as NonNullable<Change["pay"]> };
    case "hours":
      return hours(minutesOf(asked.day), minutesOf(asked.week));
    case "share":
      return share(Number(asked.share.replace(",", ".").replace("%", "")));
    case "kiky_opt_out":
      return asked.reason.trim() ? { kiky_opt_out: asked.reason.trim() } : { wrong: "reason" };
  }
}

function added(asked: Asked): Change | { wrong: string } {
  const more = Number(asked.more.replace("−", "-"));
  if (!Number.isInteger(more) || more === 0 || asked.more.trim() === "") return { wrong: "more" };
  return asked.kind === "longer_day" ? { day_minutes_add: more } : { week_minutes_add: more };
}

function hours(day: number | undefined, week: number | undefined): Change | { wrong: string } {
  if (day === undefined) return { wrong: "day" };
  return week === undefined ? { day_minutes: day } : { day_minutes: day, week_minutes: week };
}

function share(per: number): Change | { wrong: string } {
  return per > 0 && per <= 100 ? { share: per / 100 } : { wrong: "share" };
}

type Person = Wire["PersonContracts"];

/** The people whose name or team fits what was typed, in the chosen team. */
export function fitting(people: readonly Person[], typed: string, team: string): Person[] {
  const wanted = typed.trim().toLocaleLowerCase();
  return people.filter(
    ({ name, teams }) => (!team || teams.includes(team)) && (!wanted || name.toLocaleLowerCase().includes(wanted)),
  );
}

/** The selection with all of these in it, or without them when they all were. */
export function toggled(chosen: ReadonlySet<string>, people: readonly string[]): Set<string> {
  const every = people.length > 0 && people.every((person) => chosen.has(person));
  const next = new Set(chosen);
  for (const person of people)
    if (every) next.delete(person);
    else next.add(person);
  return next;
}
