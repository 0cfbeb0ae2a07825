"""How far a company has come on its way to the first clock-in."""

from collections import defaultdict
from typing import NamedTuple

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tables.people import CostCentre, WorkType
from leima.db.tx import Tx
from leima.features.people import sites, store
from leima.features.people.roles import active_with_role
from leima.features.setup import schemas
from leima.features.setup.company import refuse_others

_USED = "SELECT work_type, cost_centre, COUNT(*) AS n FROM entry WHERE org=:org AND NOT deleted GROUP BY 1, 2"
_WAITING = (
    "SELECT p.id, p.name, l.person IS NOT NULL AS invited FROM person p"
    " LEFT JOIN credential c ON c.org = p.org AND c.person = p.id"
    " LEFT JOIN (SELECT DISTINCT org, person FROM one_time_link WHERE used_at IS NULL AND expires_at > :now) l"
    " ON l.org = p.org AND l.person = p.id"
    " WHERE p.org=:org AND p.active AND c.person IS NULL ORDER BY p.name, p.id"
)


class _Used(NamedTuple):
    work_type: str | None
    cost_centre: str | None
    n: int


class _Waits(NamedTuple):
    id: str
    name: str
    invited: bool


def read(tx: Tx, actor: Actor) -> schemas.SetUp:
    """All that the guide asks for, and what of it is there. Raises Forbidden."""
    refuse_others(tx, actor)
    org, used, teams = store.organisation(tx), _used(tx), _teams(tx)
    people = tx.value(int, "SELECT COUNT(*) FROM person WHERE org=:org AND active", org=tx.org) or 0
    waiting = tx.rows(_Waits, _WAITING, org=tx.org, now=tx.now)
    team_of = {one.person: one.name for one in store.memberships(tx, today(tx)) if one.role == "member"}
    return schemas.SetUp(
        name=org.name,
        zone=org.zone,
        logo=org.logo,
        teams=teams,
        sites=_sites(tx, teams),
        work_types=[
            schemas.SetUpWorkType(row.id, row.name, row.kiky, row.active, used[row.id])
            for row in tx.rows(WorkType, "SELECT * FROM work_type WHERE org=:org ORDER BY name, id", org=tx.org)
        ],
        cost_centres=[
            schemas.SetUpCostCentre(row.id, row.code, row.name, row.active, used[row.id])
            for row in tx.rows(CostCentre, "SELECT * FROM cost_centre WHERE org=:org ORDER BY code, id", org=tx.org)
        ],
        agreements=tx.values(
            str, "SELECT DISTINCT agreement FROM contract WHERE org=:org ORDER BY agreement", org=tx.org
        ),
        people=people,
        employed=tx.value(int, "SELECT COUNT(DISTINCT person) FROM contract WHERE org=:org", org=tx.org) or 0,
        joined=people - len(waiting),
        payroll=len(active_with_role(tx, "payroll")),
        waiting=[schemas.SetUpPerson(one.id, one.name, team_of.get(one.id), bool(one.invited)) for one in waiting],
        clocked_in=tx.value(str, "SELECT id FROM punch WHERE org=:org LIMIT 1", org=tx.org) is not None,
    )


def _used(tx: Tx) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for row in tx.rows(_Used, _USED, org=tx.org):
        for id in {row.work_type, row.cost_centre} - {None}:
            found[str(id)] += row.n
    return found


def _teams(tx: Tx) -> list[schemas.SetUpTeam]:
    there = store.memberships(tx, today(tx))
    return [
        schemas.SetUpTeam(
            id=team.id,
            name=team.name,
            site=team.site,
            members=sum(1 for one in there if one.team == team.id and one.role == "member"),
            supervisors=sorted({one.person for one in there if one.team == team.id and one.role == "supervisor"}),
        )
        for team in store.all_teams(tx)
    ]


def _sites(tx: Tx, teams: list[schemas.SetUpTeam]) -> list[schemas.SetUpSite]:
    return [
        schemas.SetUpSite(one.id, one.name, one.address, sum(1 for team in teams if team.site == one.id))
        for one in sites.all_sites(tx)
    ]
