"""Planning rounds over HTTP, for those who plan: the list, one round with its wishes, and one's own draft of it."""

import msgspec
from litestar import Response, Router, get, put
from litestar.params import FromPath, JSONBody

from leima.access.rights import may_plan_rounds
from leima.db.actor import Actor
from leima.db.tables.rounds import LeaveRound
from leima.db.tx import Tx
from leima.features.rounds import store
from leima.features.rounds.plan import RoundPlan, plan
from leima.features.rounds.schemas import WholeDraft
from leima.features.rounds.views import RoundData, round_data
from leima.web.answers import as_json, errors, returns
from leima.web.dependencies import Claims, Store
from leima.web.errors import NotFound
from leima.web.guard import as_actor


class PlannedTeam(msgspec.Struct, frozen=True):
    """A team whose rounds the reader plans."""

    id: str
    name: str


class Rounds(msgspec.Struct, frozen=True):
    """The rounds that the reader plans, the newest first, and the teams that they may open one for."""

    rounds: list[RoundData]
    teams: list[PlannedTeam]


def _listed(tx: Tx, actor: Actor) -> Rounds:
    rounds = [msgspec.convert(round_data(tx, row), RoundData) for row in store.rounds_for(tx, actor)]
    return Rounds(rounds, [PlannedTeam(row.id, row.name) for row in store.teams_for(tx, actor)])


@get("/rounds", operation_id="listRounds", responses=returns(Rounds))
async def read_rounds(claims: Claims, db: Store) -> Response[bytes]:
    """The rounds of the teams whose leave the caller plans: none where they plan nobody's."""
    return as_json(await db.read(as_actor(claims, _listed)), Rounds)


def _planned(tx: Tx, actor: Actor, id: str) -> LeaveRound:
    row = store.round_of(tx, id)
    if row is None or not may_plan_rounds(actor, row.team):
        raise NotFound()
    return row


@get("/rounds/{round_id:str}", operation_id="readRound", responses=returns(RoundPlan, 404))
async def read_round(claims: Claims, db: Store, round_id: FromPath[str]) -> Response[bytes]:
    """A round with every wish, the caller's own draft, and who would be at work on each day."""
    return as_json(
        await db.read(as_actor(claims, lambda tx, actor: plan(tx, actor, _planned(tx, actor, round_id)))), RoundPlan
    )


@put("/rounds/{round_id:str}/draft", operation_id="keepRoundDraft", responses=errors(404))
async def keep_draft(claims: Claims, db: Store, round_id: FromPath[str], data: JSONBody[WholeDraft]) -> RoundPlan:
    """Keeps what the caller has in mind for a round, which nobody else sees. Returns the round with it."""

    def work(tx: Tx, actor: Actor) -> RoundPlan:
        row = _planned(tx, actor, round_id)
        if row.status == "open":
            store.keep_draft(tx, row.id, actor.person, msgspec.to_builtins(list(data.words)))
        return plan(tx, actor, row)

    return await db.write(as_actor(claims, work))


router = Router("/api/v1", tags=["Planning rounds"], route_handlers=[read_rounds, read_round, keep_draft])
