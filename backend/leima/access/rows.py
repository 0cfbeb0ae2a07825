"""The only door to other people's rows: conditions for SQL."""

from leima.access.rights import may_see_calendar
from leima.access.teams import plans
from leima.db.actor import NoSession
from leima.db.site import today
from leima.db.tx import Tx


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
    people = f"SELECT m.person {_members(teams)} AND m.from_date <= {today_} AND {_last_by(today_, today_)}"
    return f"({column} = :actor_person OR {column} IN ({people}))", {**own, **teams}


def visible_over(tx: Tx, column: str, first: str, last: str) -> tuple[str, dict[str, object]]:
    """The condition for one's own rows and those whose dates one decides on, with its parameters: SQL for `units_over`.

    `column` names the person; `first` and `last` are SQL for the dates that a row is about. A column stands there with
    its table's alias, as the condition reads another table too.
    """
    own, teams = _asking(tx)
    if not teams:
        return f"{column} = :actor_person", own
    members = _members(teams)
    people = f"SELECT :actor_person UNION SELECT m.person {members}"
    begun = f"(m.from_date <= {last} OR NOT EXISTS (SELECT 1 {_SAME.format(a='e')} AND e.from_date < m.from_date))"
    theirs = f"EXISTS (SELECT 1 {members} AND m.person = {column} AND {begun} AND {_last_by(first, last)})"
    return f"({column} IN ({people}) AND ({column} = :actor_person OR {theirs}))", {**own, **teams}


def visible_once_shown(tx: Tx, column: str, shown_on: str, *, payroll: bool = False) -> tuple[str, dict[str, object]]:
    """The condition for one's own rows and, of those that are shown on a date, whose date one decides on.

    `shown_on` is SQL for that date, null while a row is its person's alone. With `payroll` payroll sees all that are
    shown.
    """
    if payroll and tx.actor is not None and "payroll" in tx.actor.roles:
        own, _ = _asking(tx)
        return f"({column} = :actor_person OR {shown_on} IS NOT NULL)", own
    where, params = visible_over(tx, column, shown_on, shown_on)
    return f"({column} = :actor_person OR ({shown_on} IS NOT NULL AND {where}))", params


def in_calendar(tx: Tx, team: str, column: str, first: str, last: str) -> tuple[str, dict[str, object]]:
    """The condition for the people whom a team's calendar shows, its members between two dates, with its parameters.

    Nobody passes where the actor does not see that calendar.
    """
    if tx.actor is None:
        raise NoSession("session_required")
    if not may_see_calendar(tx, tx.actor, team):
        return "org = :actor_org AND FALSE", {"actor_org": tx.org}
    people = f"SELECT m.person {_MEMBERS} AND m.from_date <= :shown_last"
    shown = f"{column} IN ({people} AND (m.until_date IS NULL OR m.until_date >= :shown_first))"
    params: dict[str, object] = {"actor_org": tx.org, "actor_teams": (team,), "shown_first": first, "shown_last": last}
    return f"org = :actor_org AND {shown}", params


def on_board(tx: Tx, column: str = "org") -> tuple[str, dict[str, object]]:
    """The condition for the people whom the presence board shows, with its parameters: everybody of the organisation,
    for who may see the board; nobody else passes anybody. `column` names the organisation."""
    if tx.actor is None:
        raise NoSession("session_required")
    seen = "" if tx.actor.may_see_presence else " AND FALSE"
    return f"{column} = :actor_org{seen}", {"actor_org": tx.org}


def of_own_teams(tx: Tx, column: str) -> tuple[str, dict[str, object]]:
    """The condition for what is a whole team's: the actor's own team of today and those they supervise."""
    own, teams = _asking(tx)
    own["actor_today"] = today(tx)
    mine = "FROM team_member m WHERE m.org = :actor_org AND m.person = :actor_person AND m.role = 'member'"
    standing = f"m.from_date <= :actor_today AND {_last_by(':actor_today', ':actor_today')}"
    member = f"{column} IN (SELECT m.team {mine} AND {standing})"
    return (f"({member} OR {column} IN :actor_teams)" if teams else member), {**own, **teams}


_MEMBERS = "FROM team_member m WHERE m.org = :actor_org AND m.team IN :actor_teams AND m.role = 'member'"
_SAME = "FROM team_member {a} WHERE {a}.org = m.org AND {a}.person = m.person AND {a}.role = 'member'"


def _members(teams: dict[str, object]) -> str:
    """SQL: the members of these teams, but for the one whom a substitute stands in for there."""
    barred = " AND m.team || ' ' || m.person NOT IN :actor_barred" if "actor_barred" in teams else ""
    return _MEMBERS + barred


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
    if barred := tuple(sorted(f"{one.team} {one.of}" for one in actor.barred if one.team not in more)):
        teams["actor_barred"] = barred
    return own, teams if named else {}
