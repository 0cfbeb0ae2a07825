"""The team's list, to read."""

from litestar import Response, Router, get

from leima.features.days import answers
from leima.features.days.team import team
from leima.web.answers import as_json, returns
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor


@get("/team", operation_id="readTeam", responses=returns(answers.Teams, 403))
async def read_team(claims: Claims, db: Store) -> Response[bytes]:
    """Who is in, on break and remote, for supervisors."""
    return as_json(await db.read(as_actor(claims, team)), answers.Teams)


router = Router("/api/v1", tags=["Days"], route_handlers=[read_team])
