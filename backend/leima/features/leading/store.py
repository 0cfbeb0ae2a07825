"""What reports for leading read of other rooms' tables."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from leima.db.tx import Tx

AT_ONCE = 500
"""People whom one statement names."""


class Member(NamedTuple):
    """A membership; the last date is included."""

    person: str
    team: str
    from_date: str
    until_date: str | None


class Shared(NamedTuple):
    """Minutes booked alike: on a work type or a cost centre (empty for none), at a place ("remote", "site")."""

    booked: str
    kind: str
    minutes: int


class SharedOn(NamedTuple):
    """Minutes of one person and date."""

    person: str
    date: str
    work_type: str
    cost_centre: str
    remote: bool
    kind: str
    minutes: int


class OfMonth(NamedTuple):
    """Minutes of one person and month."""

    person: str
    month: str
    minutes: int


class Corrected(NamedTuple):
    """JSON of the minutes that a closed date (`corrects`) gets on a later one."""

    person: str
    date: str
    corrects: str
    minutes: str


class AwayOf(NamedTuple):
    """An absence; without minutes it is whole days. `unsaid`: its person has put it in, and asked nobody for it."""

    person: str
    from_date: str
    until_date: str
    minutes: int | None
    kind: str
    unsaid: bool


class TermsRow(NamedTuple):
    """Terms of a person as they are stored."""

    person: str
    body: str


class Named(NamedTuple):
    """A name by id."""

    id: str
    name: str


def members(tx: Tx) -> list[Member]:
    """Everybody's memberships by person and first date."""
    return tx.rows(
        Member,
        "SELECT person, team, from_date, until_date FROM team_member WHERE org=:org AND role='member'"
        " ORDER BY person, from_date, team",
        org=tx.org,
    )


def members_of(tx: Tx, teams: Sequence[str]) -> list[Member]:
    """Every membership of those who are or were in one of these teams."""
    return tx.rows(
        Member,
        "SELECT person, team, from_date, until_date FROM team_member WHERE org=:org AND role='member' AND person IN"
        " (SELECT m.person FROM team_member m WHERE m.org=:org AND m.role='member' AND m.team IN :teams)"
        " ORDER BY person, from_date, team",
        org=tx.org,
        teams=tuple(teams) or ("",),
    )


def everybody(tx: Tx) -> list[str]:
    """The ids of the organisation's people."""
    return tx.values(str, "SELECT id FROM person WHERE org=:org ORDER BY id", org=tx.org)


def team_names(tx: Tx) -> dict[str, str]:
    """Names of teams by id."""
    rows = tx.rows(Named, "SELECT id, name FROM team WHERE org=:org", org=tx.org)
    return {row.id: row.name for row in rows}


def by_work_type(tx: Tx, first: str, last: str) -> list[Shared]:
    """The work of the whole organisation, added up by work type."""
    return tx.rows(
        Shared,
        "SELECT work_type AS booked, kind, CAST(SUM(minutes) AS BIGINT) AS minutes FROM day_share"
        " WHERE org=:org AND kind IN ('work', 'rest') AND date BETWEEN :first AND :last GROUP BY kind, work_type",
        org=tx.org,
        first=first,
        last=last,
    )


def by_cost_centre(tx: Tx, first: str, last: str) -> list[Shared]:
    """The work of the whole organisation, added up by cost centre."""
    return tx.rows(
        Shared,
        "SELECT cost_centre AS booked, kind, CAST(SUM(minutes) AS BIGINT) AS minutes FROM day_share"
        " WHERE org=:org AND kind IN ('work', 'rest') AND date BETWEEN :first AND :last GROUP BY kind, cost_centre",
        org=tx.org,
        first=first,
        last=last,
    )


def by_place(tx: Tx, first: str, last: str) -> list[Shared]:
    """The work of the whole organisation, added up by where it was done."""
    return tx.rows(
        Shared,
        "SELECT CASE WHEN remote THEN 'remote' ELSE 'site' END AS booked, kind, CAST(SUM(minutes) AS BIGINT) AS minutes"
        " FROM day_share WHERE org=:org AND kind IN ('work', 'rest') AND date BETWEEN :first AND :last"
        " GROUP BY kind, remote",
        org=tx.org,
        first=first,
        last=last,
    )


def shared_of(tx: Tx, people: Sequence[str], first: str, last: str) -> Iterator[SharedOn]:
    """The work of some people by date."""
    for some in parts(people):
        yield from tx.rows(
            SharedOn,
            "SELECT person, date, work_type, cost_centre, remote, kind, minutes FROM day_share"
            " WHERE org=:org AND kind IN ('work', 'rest') AND date BETWEEN :first AND :last AND person IN :people",
            org=tx.org,
            first=first,
            last=last,
            people=some,
        )


def targets(tx: Tx, first: str, last: str) -> list[OfMonth]:
    """Everybody's target minutes by month."""
    return tx.rows(
        OfMonth,
        "SELECT person, substr(date, 1, 7) AS month, CAST(SUM(minutes) AS BIGINT) AS minutes FROM day_share"
        " WHERE org=:org AND kind='target' AND date BETWEEN :first AND :last GROUP BY person, substr(date, 1, 7)",
        org=tx.org,
        first=first,
        last=last,
    )


class TargetOn(NamedTuple):
    """Target minutes of one person and date."""

    person: str
    date: str
    minutes: int


def targets_of(tx: Tx, people: Sequence[str], first: str, last: str) -> Iterator[TargetOn]:
    """Target minutes of some people by date."""
    for some in parts(people):
        yield from tx.rows(
            TargetOn,
            "SELECT person, date, minutes FROM day_share"
            " WHERE org=:org AND kind='target' AND date BETWEEN :first AND :last AND person IN :people",
            org=tx.org,
            first=first,
            last=last,
            people=some,
        )


def with_orders(tx: Tx, first: str, last: str) -> list[str]:
    """Whoever did ordered work: nobody else has overtime or additional work."""
    return tx.values(
        str,
        "SELECT DISTINCT person FROM day_share WHERE org=:org AND kind='ordered' AND date BETWEEN :first AND :last"
        " AND minutes <> 0 ORDER BY person",
        org=tx.org,
        first=first,
        last=last,
    )


def corrected(tx: Tx, first: str, last: str) -> list[Corrected]:
    """The corrections that count on the dates, and those of closed days among the dates."""
    return tx.rows(
        Corrected,
        "SELECT person, date, corrects, minutes FROM month_correction WHERE org=:org"
        " AND (date BETWEEN :first AND :last OR corrects BETWEEN :first AND :last)",
        org=tx.org,
        first=first,
        last=last,
    )


def absences(tx: Tx, first: str, last: str) -> list[AwayOf]:
    """Everybody's absences that meet the dates."""
    return tx.rows(
        AwayOf,
        "SELECT a.person, a.from_date, a.until_date, a.minutes, a.kind, a.author = a.person AND NOT EXISTS"
        " (SELECT 1 FROM leave_request l WHERE l.org = a.org AND l.id = a.id) AS unsaid FROM absence a"
        " WHERE a.org=:org AND a.from_date <= :last AND a.until_date >= :first AND NOT a.deleted",
        org=tx.org,
        first=first,
        last=last,
    )


class ClosedMonth(NamedTuple):
    """A month (YYYY-MM) that is closed for a person."""

    person: str
    month: str


def closed_months(tx: Tx, first: str, last: str) -> list[ClosedMonth]:
    """Everybody's closed months from one to another."""
    return tx.rows(
        ClosedMonth,
        "SELECT person, month FROM month_state WHERE org=:org AND status='closed' AND month BETWEEN :first AND :last",
        org=tx.org,
        first=first,
        last=last,
    )


def terms_of(tx: Tx, people: Sequence[str]) -> Iterator[TermsRow]:
    """The terms of some people."""
    for some in parts(people):
        yield from tx.rows(
            TermsRow,
            "SELECT person, body FROM terms WHERE org=:org AND person IN :people AND NOT deleted ORDER BY from_date",
            org=tx.org,
            people=some,
        )


def hourly_terms(tx: Tx, first: str, last: str) -> list[TermsRow]:
    """The terms of those who are paid by the hour between the dates."""
    return tx.rows(
        TermsRow,
        "SELECT person, body FROM terms WHERE org=:org AND NOT deleted AND from_date <= :last"
        " AND (until_date IS NULL OR until_date >= :first) AND body LIKE :hourly ORDER BY person, from_date",
        org=tx.org,
        first=first,
        last=last,
        hourly="%hourly_cents%",
    )


def parts(people: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The people, as many at once as one statement names."""
    for at in range(0, len(people), AT_ONCE):
        yield tuple(people[at : at + AT_ONCE])
