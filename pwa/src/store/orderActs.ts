/** Ordering and asking for work, choosing what becomes of overtime, and recording time away: each an operation. */
import type { Draft } from "../sync/types";
import { minuteOf } from "./clock";
import type { Home } from "./home";
import { keep, me } from "./keeping";
import { unsentOn } from "./punchDrafts";
import type { Away, OrderActs, OrderRequest, OrderSpan, OvertimeDay } from "./orderTypes";
import { projectDay, termsOn } from "./project";

type Params = Draft["journal"]["params"];

export function orderActs(home: Home): OrderActs {
  const order = (type: string, subject: string, body: Draft["body"], params: Params, id = home.ports.uuid()) => {
    home.lastMade = [id];
    return keep(home, {
      ...{ type, subject, body, entity: { type: "work_order", id }, after: unsentOn(home, [id]) },
      journal: { key: `journal.${type}`, params },
    });
  };
  const name = (person: string) => ({ name: nameOf(home, person) });
  return {
    overtime: (date) => overtimeOn(home, date),
    leave: async () => {
      await home.engine();
      return [...(home.facts?.leave ?? [])].sort((a, b) => (a.from < b.from ? 1 : -1));
    },
    askOrder: (date, span, note) =>
      order("order.ask", me(home), { date, ...span, note }, { date, minutes: long(span) }),
    withdrawOrder: (id, person) => order("order.cancel", person ?? me(home), {}, {}, id),
    orderWork: (person, date, span, note) =>
      order("order.place", person, { date, ...span, note }, { date, minutes: long(span), ...name(person) }),
    refuseOrder: (person, date, minutes, reason) =>
      order("order.refuse", person, { date, minutes, reason }, { date, minutes, ...name(person) }),
    decideOrder: (asked, decision, reason) => decide(home, asked, decision, reason),
    chooseOvertime: (date, choice) => {
      const id = home.facts?.choices.find((one) => one.date === date)?.id ?? home.ports.uuid();
      return keep(home, {
        ...{ type: "overtime.choose", subject: me(home), entity: { type: "overtime_choice", id } },
        body: { date, choice },
        journal: { key: `journal.overtime.${choice}`, params: { date } },
      });
    },
    recordAbsence: (away, person) => absence(home, away, person ?? me(home)),
    cancelAbsence: (id) => cancelAbsence(home, id),
  };
}

function nameOf(home: Home, person: string): string {
  const members = home.signals.team.value?.teams.flatMap((team) => team.members) ?? [];
  return members.find((member) => member.person === person)?.name ?? "";
}

/** Whole minutes of what is ordered. */
function long({ start, end, minutes }: OrderSpan): number {
  return minutes ?? minuteOf(end ?? 0) - minuteOf(start ?? 0);
}

function decide(home: Home, asked: OrderRequest, decision: "approve" | "reject", reason: string) {
  return keep(home, {
    ...{ type: "order.decide", subject: asked.person, entity: { type: "work_order", id: asked.id } },
    body: { decision, reason, seen_version: asked.version },
    base: { version: asked.version },
    journal: { key: `journal.order.${decision}`, params: { name: asked.personName, date: asked.date } },
  });
}

function absence(home: Home, { from, until, ...more }: Away, person: string) {
  const own = person === me(home);
  return keep(home, {
    ...{ type: "absence.record", subject: person, entity: { type: "absence", id: home.ports.uuid() } },
    body: { from_date: from, until_date: until, ...more },
    journal: {
      key: own ? "journal.absence" : "journal.absence_for",
      params: { from, until, name: nameOf(home, person) },
    },
  });
}

function cancelAbsence(home: Home, id: string) {
  const away = home.facts?.leave.find((one) => one.id === id);
  return keep(home, {
    ...{ type: "absence.cancel", subject: me(home), entity: { type: "absence", id }, body: {}, base: "on_top" },
    journal: { key: "journal.absence_gone", params: { from: away?.from ?? "", until: away?.until ?? "" } },
  });
}

/** A date's ordered work and what may become of it, as far as this device knows. */
async function overtimeOn(home: Home, date: string): Promise<OvertimeDay> {
  await home.engine();
  await home.reach(date);
  const { facts, projection } = home;
  if (!facts || !projection) throw new Error("nothing to show yet");
  const here =
    projection.local.get(date) ?? (date >= projection.base ? projectDay(facts, date, home.ports.now(), null) : null);
  const result = here?.result ?? facts.days.get(date)?.result;
  const plan = here?.plan ?? projectDay(facts, date, home.ports.now(), null)?.plan;
  const { additional = 0, overtime50 = 0, overtime100 = 0, unapproved = 0, worked = 0 } = result ?? {};
  const told = additional + overtime50 + overtime100;
  return {
    ...{ date, additional, overtime50, overtime100, unapproved },
    orders: facts.orders.filter((one) => one.date === date),
    choice: facts.choices.find((one) => one.date === date)?.choice ?? null,
    bank: termsOn(facts, date)?.bank ?? false,
    asLeave: additional + Math.floor((3 * overtime50 + 1) / 2) + 2 * overtime100,
    beyond: Math.max(0, worked - (plan?.target ?? result?.target ?? 0) - told),
  };
}
