"""Who is asking, and the only door to other people's rows."""

from collections.abc import Collection
from dataclasses import dataclass, field

from leima.db.site import date_at, today
from leima.db.tx import Head, Row, Tx
from leima.rules.zone import next_date

ORG_WIDE = frozenset({"payroll", "admin"})


@dataclass(frozen=True)
class Actor:
    """The signed-in person of one request. Roles and memberships are read afresh each time."""

    org: str
    person: str
    name: str
    lang: str
    family: str
    device: str
    roles: frozenset[str]
    supervises: frozenset[str]
    """The teams this person supervises today, by a supervisor membership and the supervisor role both."""
    acts_for: frozenset[str] = field(default=frozenset())
    """People whose request is being carried out: for them the actor does what a supervisor of any date may."""

    @property
    def may_see_everyone(self) -> bool:
        return bool(self.roles & ORG_WIDE)

    @property
    def may_invite(self) -> bool:
        return bool(self.roles & ORG_WIDE)

    @property
    def may_import(self) -> bool:
        return "admin" in self.roles

    @property
    def may_change_agreements(self) -> bool:
        return "admin" in self.roles

    @property
    def may_change_contracts(self) -> bool:
        return bool(self.roles & ORG_WIDE)

    @property
    def may_see_team(self) -> bool:
        return bool(self.supervises) or self.may_see_everyone


class NoSession(Exception):
    """The token names a session, person or organisation that no longer stands. `code` says which way it ended."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_ACTOR = (
    "SELECT p.name, p.lang, p.active, f.revoked_at, f.device, r.role, o.zone, o.turned_through, h.seq, h.epoch"
    " FROM person p JOIN session_family f ON f.org = p.org AND f.person = p.id"
    " JOIN organisation o ON o.id = p.org LEFT JOIN sync_head h ON h.org = p.org"
    " LEFT JOIN person_role r ON r.org = p.org AND r.person = p.id"
    " WHERE p.org=:org AND p.id=:person AND f.id=:family"
)
_TEAMS = (
    "SELECT team FROM team_member WHERE org=:org AND person=:person AND role='supervisor'"
    " AND from_date <= :today AND (until_date IS NULL OR until_date >= :today)"
)


def load_actor(tx: Tx, org: str, person: str, family: str) -> Actor:
    """The actor of a request, and `tx.actor` and `tx.org` set. Raises NoSession when it no longer stands.

    What nearly every request asks of its organisation comes with it: zone, last turned date, change counter.
    """
    rows = tx.rows(_ACTOR, org=org, person=person, family=family)
    row = rows[0] if rows else None
    if row is None or not row.active or row.revoked_at is not None:
        raise NoSession("session_revoked")
    roles = frozenset(r.role for r in rows if r.role is not None)
    teams = frozenset[str]()
    if "supervisor" in roles:
        teams = frozenset(r.team for r in tx.rows(_TEAMS, org=org, person=person, today=date_at(tx.now, row.zone)))
    tx.org = org
    tx.actor = Actor(org, person, row.name, row.lang, family, row.device, roles, teams)
    tx.memo.update(zone=row.zone, turned=row.turned_through)
    tx.memo["name", person] = row.name
    if row.seq is not None:
        tx.memo["head"] = Head(int(row.seq), row.epoch)
    return tx.actor


def units_over(tx: Tx, person: str, first: str, last: str) -> tuple[str, ...]:
    """The team that decides on a stretch of days of `person`, both ends included: the last one of theirs during it.

    A day is a stretch of one. Before the first membership that one counts already; after the last one there is no team,
    and two only where one ended on the day that the other began with.
    """
    rows = _memberships(tx, person)
    if not rows:
        return ()
    newest = max((row.from_date for row in rows if row.from_date <= last), default=rows[0].from_date)
    return tuple(
        row.team for row in rows if row.from_date == newest and (row.until_date is None or row.until_date >= first)
    )


def _memberships(tx: Tx, person: str) -> list[Row]:
    """A person's memberships by their first date: team, from_date, until_date."""
    key = ("memberships", person)
    if key not in tx.memo:
        tx.memo[key] = tx.rows(
            "SELECT team, from_date, until_date FROM team_member WHERE org=:org AND person=:person AND role='member'"
            " ORDER BY from_date, team",
            org=tx.org,
            person=person,
        )
    found: list[Row] = tx.memo[key]
    return found


def forget_memberships(tx: Tx, person: str) -> None:
    """What has been read of a person's teams is read anew: it has changed."""
    tx.memo.pop(("memberships", person), None)


def spans_in(tx: Tx, person: str, units: Collection[str], first: str, last: str) -> list[tuple[str, str]]:
    """The stretches between two dates, ends included, whose every day is decided on in one of these teams."""
    rows = _memberships(tx, person)
    found: list[tuple[str, str]] = []
    for row in rows:
        next_begins = min((one.from_date for one in rows if one.from_date > row.from_date), default="9999-12-31")
        begins = first if row.from_date == rows[0].from_date else max(first, row.from_date)
        ends = min(last, row.until_date or last, next_date(next_begins, -1))
        if row.team in units and begins <= ends and (begins, ends) not in found:
            found.append((begins, ends))
    return found


def units_on(tx: Tx, person: str) -> tuple[str, ...]:
    """The team that `person` is a member of today; nobody's before they begin and after they leave."""
    now = today(tx)
    rows = _memberships(tx, person)
    return units_over(tx, person, now, now) if rows and rows[0].from_date <= now else ()


def unit_of(tx: Tx, person: str) -> str | None:
    """The team that `person` is a member of today."""
    return next(iter(units_on(tx, person)), None)


def supervises(tx: Tx, actor: Actor, person: str, *stretch: str) -> bool:
    """Whether `actor` supervises the team that `person` is in today, or was in over a stretch: one date, or first and
    last. Nobody supervises themselves."""
    if person in actor.acts_for:
        return True
    if person == actor.person or not actor.supervises:
        return False
    units = units_over(tx, person, stretch[0], stretch[-1]) if stretch else units_on(tx, person)
    return not actor.supervises.isdisjoint(units)


def may_see(tx: Tx, actor: Actor, person: str, *stretch: str) -> bool:
    """Whether the rows of `person` are visible: one's own, a supervised team's, or for payroll the organisation's.

    The team is that of today, or of a stretch: one date, or first and last.
    """
    if person == actor.person or supervises(tx, actor, person, *stretch):
        return True
    return (
        actor.may_see_everyone
        and tx.one("SELECT id FROM person WHERE org=:org AND id=:id", org=actor.org, id=person) is not None
    )


def may_see_day(tx: Tx, actor: Actor, person: str, date: str) -> bool:
    """Whether a day of `person` is visible: to the supervisor of its date, and to the one who decides on its month."""
    return may_see(tx, actor, person, date) or supervises(tx, actor, person, f"{date[:7]}-01", f"{date[:7]}-31")


def may_decide_today(tx: Tx, actor: Actor, person: str) -> bool:
    """Whether the actor decides what `person` asks for: a supervisor of today's team; payroll for who is in none."""
    if supervises(tx, actor, person):
        return True
    orphaned = "payroll" in actor.roles and person != actor.person and not units_on(tx, person)
    return orphaned and may_see(tx, actor, person)


def visible(tx: Tx, column: str = "person") -> tuple[str, dict[str, object]]:
    """The condition that lets through only the rows of people whom the asking actor may see today, with its parameters.

    `column` is the one that names the person. Every query over people's rows takes its WHERE from here, or from
    `visible_over` where each row is about dates of its own.
    """
    actor = tx.actor
    if actor is None:
        raise NoSession("session_required")
    if actor.may_see_everyone:
        return "org = :actor_org", {"actor_org": actor.org}
    where, params = own_or_supervised(tx, column)
    return f"org = :actor_org AND {where}", params


def plans(tx: Tx, actor: Actor) -> frozenset[str]:
    """The teams whose shifts the actor plans: a planner's own of today."""
    return frozenset(units_on(tx, actor.person) if "planner" in actor.roles else ())


def visible_or_planned(tx: Tx, column: str = "person") -> tuple[str, dict[str, object]]:
    """As `visible`, and the people whose shifts the actor plans: for names and kiky marks alone."""
    actor = tx.actor
    if actor is None or actor.may_see_everyone:
        return visible(tx, column)
    where, params = own_or_supervised(tx, column, plans(tx, actor))
    return f"org = :actor_org AND {where}", params


def own_or_supervised(
    tx: Tx, column: str = "person", planned: frozenset[str] = frozenset()
) -> tuple[str, dict[str, object]]:
    """The condition for one's own rows and those of the people whom one supervises today, with its parameters.

    `planned` are teams that count beside those supervised.
    """
    own, teams = _asking(tx, planned)
    if not teams:
        return f"{column} = :actor_person", own
    today_ = ":actor_today"
    people = f"SELECT m.person {_MEMBERS} AND m.from_date <= {today_} AND {_last_by(today_, today_)}"
    return f"({column} = :actor_person OR {column} IN ({people}))", {**own, **teams}


def visible_over(tx: Tx, column: str, first: str, last: str) -> tuple[str, dict[str, object]]:
    """The condition for one's own rows and those whose dates one decides on, with its parameters: SQL for `units_over`.

    `column` names the person; `first` and `last` are SQL for the dates that a row is about. A column stands there with
    its table's alias, as the condition reads another table too.
    """
    own, teams = _asking(tx)
    if not teams:
        return f"{column} = :actor_person", own
    people = f"SELECT :actor_person UNION SELECT m.person {_MEMBERS}"
    begun = f"(m.from_date <= {last} OR NOT EXISTS (SELECT 1 {_SAME.format(a='e')} AND e.from_date < m.from_date))"
    theirs = f"EXISTS (SELECT 1 {_MEMBERS} AND m.person = {column} AND {begun} AND {_last_by(first, last)})"
    return f"({column} IN ({people}) AND ({column} = :actor_person OR {theirs}))", {**own, **teams}


_MEMBERS = "FROM team_member m WHERE m.org = :actor_org AND m.team IN :actor_teams AND m.role = 'member'"
_SAME = "FROM team_member {a} WHERE {a}.org = m.org AND {a}.person = m.person AND {a}.role = 'member'"


def _last_by(first: str, last: str) -> str:
    """SQL: the membership `m` still stands at `first`, and no other one has begun by `last`."""
    later = f"SELECT 1 {_SAME.format(a='l')} AND l.from_date > m.from_date AND l.from_date <= {last}"
    return f"(m.until_date IS NULL OR m.until_date >= {first}) AND NOT EXISTS ({later})"


def _asking(tx: Tx, more: frozenset[str] = frozenset()) -> tuple[dict[str, object], dict[str, object]]:
    """The parameters that name the actor, and those that name the teams they supervise, if they supervise any."""
    actor = tx.actor
    if actor is None:
        raise NoSession("session_required")
    own: dict[str, object] = {"actor_org": tx.org, "actor_person": actor.person}
    named = tuple(sorted(actor.supervises | more))
    teams: dict[str, object] = {"actor_teams": named, "actor_today": today(tx)}
    return own, teams if named else {}
