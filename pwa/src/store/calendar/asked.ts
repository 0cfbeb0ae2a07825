/** What this person has asked for and recorded, and not yet sent, laid over a calendar that does not know it. */
import type { OutboxRow } from "../../device/operations";
import { opened } from "../../device/seal";
import { datesBetween } from "../../domain/leave/counting";
import { textIn } from "../bodies";
import { leaveRequests } from "../leave/view";
import { notUndone } from "../waits";
import { dayAfter } from "./decided";
import type { Lane, LaneDay, LaneState, TeamCalendar } from "./types";

interface Laid {
  person: string;
  id: string;
  /** Null takes away what stood under this id. */
  state: LaneState | null;
  from: string;
  until: string;
  kind: string;
  part: boolean;
}

export function askedHere(calendar: TeamCalendar, pending: readonly OutboxRow[]): TeamCalendar {
  const unsent = pending.filter(({ status }) => status === "queued" || status === "sending");
  const said = [...requestsIn(unsent), ...recordedIn(notUndone([...unsent]))];
  if (said.length === 0) return calendar;
  return { ...calendar, lanes: calendar.lanes.map((lane) => laid(lane, said, calendar)) };
}

/** Requests that were made or changed wait; those that were taken back are gone. Others' are decided on elsewhere. */
function requestsIn(unsent: readonly OutboxRow[]): Laid[] {
  return leaveRequests([], unsent).flatMap(({ status, minutes, ...asked }): Laid[] => {
    if (status === "withdrawn") return [{ ...asked, state: null, part: false }];
    return status === "requested" && asked.from ? [{ ...asked, state: "requested", part: minutes !== null }] : [];
  });
}

function recordedIn(unsent: readonly OutboxRow[]): Laid[] {
  const recorded = unsent.filter(({ type }) => type === "absence.record");
  return recorded.map((row) => {
    const { body } = opened(row);
    const dates = { from: textIn(body.from_date), until: textIn(body.until_date), kind: textIn(body.kind) };
    const part = typeof body.minutes === "number";
    return { person: row.subject, id: row.entity_id, state: "away" as const, part, ...dates };
  });
}

function laid(lane: Lane, said: readonly Laid[], { from, until }: TeamCalendar): Lane {
  const own = said.filter(({ person }) => person === lane.person);
  if (own.length === 0) return lane;
  const ids = new Set(own.map(({ id }) => id));
  const kept = [...lane.days.values()].flatMap((day) =>
    dayAfter(day, ids.has(day.request ?? "") ? "withdrawn" : undefined),
  );
  const days = new Map(kept.map((day) => [day.date, day]));
  for (const one of own.filter(({ state }) => state)) {
    const first = one.from < from ? from : one.from;
    const last = one.until > until ? until : one.until;
    if (first <= last) for (const date of datesBetween(first, last)) days.set(date, over(days.get(date), date, one));
  }
  return { ...lane, days: new Map([...days].sort(([one], [other]) => (one < other ? -1 : 1))) };
}

/** Time away stays over what is asked for. */
function over(under: LaneDay | undefined, date: string, { state, kind, part, id: request }: Laid): LaneDay {
  if (under?.state === "away") return under;
  const kiky = under?.kiky === true || under?.state === "kiky";
  return { date, state: state!, part, kiky, kind, request };
}
