/** A team's calendar as the server tells it, or last told it to this device; own unsent decisions are laid over it. */
import type { CalendarReply } from "../../api/types";
import type { StoreContext } from "../context";
import { lastTold } from "../lastTold";
import { askedHere } from "./asked";
import { decided } from "./decided";
import type { CalendarActs, Lane, TeamCalendar } from "./types";

export function calendarActs(store: StoreContext): CalendarActs {
  return {
    readCalendar: async (from, until, team) => {
      const asked = new URLSearchParams({ from, to: until, ...(team ? { team } : {}) });
      const { said, fresh } = await lastTold(store, `/api/v1/calendar?${asked}`);
      const pending = store.facts?.pending ?? [];
      return said && askedHere(decided(calendarOf(said, fresh), pending), pending);
    },
  };
}

export function calendarOf(said: CalendarReply, fresh: boolean): TeamCalendar {
  return {
    from: said.from,
    until: said.to,
    team: said.team ?? null,
    teams: said.teams,
    lanes: said.people.map(laneOf),
    holidays: new Map(said.holidays.map(({ date, key, midweek }) => [date, { key, midweek }])),
    counts: new Map(said.counts.map(({ date, ...counted }) => [date, counted])),
    minimum: said.minimum ?? null,
    short: new Set(said.short),
    shortIfGranted: new Set(said.short_if_granted),
    maySetMinimum: said.may_set_minimum,
    asOf: Date.parse(said.as_of),
    offline: !fresh,
  };
}

function laneOf({
  person,
  name,
  days,
  requests,
  may_record: mayRecord = false,
}: CalendarReply["people"][number]): Lane {
  return {
    person,
    name,
    mayRecord,
    days: new Map(
      days.map(({ date, state, part = false, also_kiky: kiky = false, kind = null, request = null }) => [
        date,
        { date, state, part, kiky, kind, request },
      ]),
    ),
    requests: requests.map(({ from_date: from, until_date: until, minutes = null, ...asked }) => ({
      ...asked,
      from,
      until,
      minutes,
    })),
  };
}
