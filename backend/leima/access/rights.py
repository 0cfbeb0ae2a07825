"""What an actor may do with the rows of a person: every right that rests on more than a role."""

from typing import NamedTuple

from leima.access.money import may_pay
from leima.access.teams import plans, supervises, supervises_themselves, units_on, units_over
from leima.db.actor import Actor, Override
from leima.db.operations import Rejected, asking
from leima.db.tx import Tx


def overrides(actor: Actor | None, person: str) -> bool:
    """Whether the actor is carrying out an approved request of `person`."""
    return actor is not None and actor.override == Override(person, actor.person)


def may_change(tx: Tx, actor: Actor, person: str, *stretch: str) -> bool:
    """Whether the actor may change facts of somebody else, as their supervisor, or carries out an approved request."""
    return overrides(actor, person) or supervises(tx, actor, person, *stretch)


def may_see(tx: Tx, actor: Actor, person: str, *stretch: str) -> bool:
    """Whether the rows of `person` are visible: one's own, a supervised team's, or for payroll the organisation's.

    The team is that of today, or of a stretch: one date, or first and last.
    """
    if person == actor.person or supervises(tx, actor, person, *stretch):
        return True
    if not actor.may_see_everyone:
        return False
    return tx.value(str, "SELECT id FROM person WHERE org=:org AND id=:id", org=actor.org, id=person) is not None


def may_see_sent(tx: Tx, actor: Actor, person: str, shown_on: str | None) -> bool:
    """Whether a claim of `person` is visible: a draft to nobody else; once it is sent, to the supervisor of the date
    that it is shown on, and to payroll."""
    if person == actor.person:
        return True
    if shown_on is None:
        return False
    return supervises(tx, actor, person, shown_on) or ("payroll" in actor.roles and may_see(tx, actor, person))


def may_see_day(tx: Tx, actor: Actor, person: str, date: str) -> bool:
    """Whether a day of `person` is visible: to the supervisor of its date, and to the one who decides on its month."""
    return may_see(tx, actor, person, date) or supervises(tx, actor, person, f"{date[:7]}-01", f"{date[:7]}-31")


def may_decide_today(tx: Tx, actor: Actor, person: str) -> bool:
    """Whether the actor decides what `person` asks for: a supervisor of today's team; payroll for who is in none."""
    if supervises(tx, actor, person):
        return True
    orphaned = "payroll" in actor.roles and person != actor.person and not units_on(tx, person)
    return orphaned and may_see(tx, actor, person)


def require_right(tx: Tx, person: str, *stretch: str) -> Actor:
    """One's own facts, or those of people one supervises today, or over a stretch: one date, or first and last.

    Raises Rejected; missing and foreign look the same.
    """
    actor = asking(tx)
    if person != actor.person and not may_change(tx, actor, person, *stretch):
        raise Rejected("forbidden")
    return actor


def may_approve(tx: Tx, actor: Actor, person: str, *stretch: str) -> bool:
    """A supervisor of theirs today, or of a stretch (first and last date), or payroll of the same organisation; never
    oneself."""
    if person == actor.person:
        return False
    return supervises(tx, actor, person, *stretch) or ("payroll" in actor.roles and may_see(tx, actor, person))


def takes_back(actor: Actor, decided_by: str | None, reason: str) -> bool:
    """Whether the actor, who may decide, may take a decision back: their own at once, another's with a reason."""
    return decided_by == actor.person or bool(reason.strip())


def may_keep(tx: Tx, actor: Actor, person: str) -> bool:
    """Whether the actor may post for a person whom they see: supervisors and payroll, nobody for oneself."""
    return person != actor.person and may_see(tx, actor, person)


def may_decide_statement(tx: Tx, actor: Actor, person: str) -> bool:
    """Whether the actor decides on the lines of a leaver's statement."""
    return may_pay(actor, "statement") and may_keep(tx, actor, person)


def may_mark(tx: Tx, actor: Actor, person: str, date: str) -> bool:
    """Supervisors and planners of the team of that date for its people, payroll for everyone, anyone for themselves."""
    if may_see(tx, actor, person, date):
        return True
    return not plans(tx, actor).isdisjoint(units_over(tx, person, date, date))


def may_see_calendar(tx: Tx, actor: Actor, team: str) -> bool:
    """Whether the actor sees the calendar of a team of the organisation: its members and supervisors of today, payroll
    and admins. Why somebody is away is another matter: see `calendar_rights`."""
    return actor.may_see_everyone or team in actor.supervises or team in units_on(tx, actor.person)


def may_set_minimum(actor: Actor, team: str) -> bool:
    """Whether the actor says how many people a team needs: its supervisors and admins."""
    return "admin" in actor.roles or team in actor.supervises


class CalendarRights(NamedTuple):
    """What of a person a team's calendar tells the actor beside that they are away: why, where leave was asked for;
    their extension days; whether the actor decides on what they ask for, and whether they record absences of theirs."""

    requests: bool
    marks: bool
    decides: bool
    records: bool


def calendar_rights(tx: Tx, actor: Actor, person: str) -> CalendarRights:
    """The rights to a person whose teams have been read. It asks nothing of the database."""
    if person == actor.person:
        return CalendarRights(requests=True, marks=True, decides=False, records=False)
    records = supervises(tx, actor, person)
    decides = records or "payroll" in actor.roles
    planned = not plans(tx, actor).isdisjoint(units_on(tx, person))
    marks = decides or planned or actor.may_see_everyone
    return CalendarRights(requests=decides, marks=marks, decides=decides, records=records)


def may_name_substitute(tx: Tx, actor: Actor, supervisor: str) -> bool:
    """Whether the actor names who stands in for a supervisor: they themselves, who supervises them, or an admin; never
    by what they have as a substitute alone."""
    if supervisor == actor.person:
        return not actor.supervises <= {one.team for one in actor.stands_in}
    return supervises_themselves(tx, actor, supervisor) or _admins(tx, actor, supervisor)


def _admins(tx: Tx, actor: Actor, person: str) -> bool:
    return "admin" in actor.roles and may_see(tx, actor, person)


def may_change_agreement(actor: Actor, kind: str) -> bool:
    """Admins change agreements of the `kind` "own", which are the organisation's; the ready ones are copied first."""
    return actor.may_change_agreements and kind == "own"


def may_plan_rounds(actor: Actor, team: str) -> bool:
    """Whether the actor plans the leave of a team together: who decides on it, those who supervise it today and
    payroll."""
    return team in actor.supervises or "payroll" in actor.roles


def may_connect(actor: Actor) -> bool:
    """Whether the actor lets programs in and out: keys and webhooks. Admins do; a key never makes another."""
    return "admin" in actor.roles


def may_keep_records(actor: Actor) -> bool:
    """Whether the actor says how long records are kept, sets holds, removes and erases: admins do."""
    return "admin" in actor.roles
