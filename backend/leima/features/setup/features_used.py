"""/api/v1/usage: which features are in use. It counts rows that are kept anyway, and names nobody."""

from collections.abc import Sequence
from typing import Literal

import msgspec
from litestar import Router, get

from leima.db.actor import Actor
from leima.db.site import today
from leima.db.tx import Tx
from leima.db.usage import Unseen, Use, since, used
from leima.features.setup.company import refuse_others
from leima.web.answers import errors
from leima.web.dependencies import Claims, Store
from leima.web.guard import as_actor

Known = Literal["used", "not_lately", "never", "not_recorded"]
_PEOPLE = "SELECT COUNT(*) FROM person WHERE org=:org AND active"


class FeatureUsed(msgspec.Struct, frozen=True):
    """A feature: whether it was used since `since`, by how many people, or how many things of it were."""

    kind: str
    state: Known
    people: int | None
    """Null where things are counted, or where its use is not recorded."""
    things: int | None
    last: str | None
    """The date of its last use, as far back as is looked."""
    set_up: str
    """The address where an admin sets it up; empty where admins have nothing to set."""


class FeaturesUsed(msgspec.Struct, frozen=True):
    """Which features are in use from `since` to `date`, both included, by the people who are there today."""

    since: str
    date: str
    people: int
    features: list[FeatureUsed]


def usage_router(usage: Sequence[Use | Unseen]) -> Router:
    """Returns the route over everything that a company may use or not."""

    @get("/usage", operation_id="readUsage", responses=errors(403))
    async def read_usage(claims: Claims, db: Store) -> FeaturesUsed:
        """Which features are in use, in numbers alone: nobody is named, and nothing is recorded for this."""
        return await db.read(as_actor(claims, lambda tx, actor: read(tx, actor, usage)))

    return Router("/api/v1", tags=["Setting up"], route_handlers=[read_usage])


def read(tx: Tx, actor: Actor, usage: Sequence[Use | Unseen]) -> FeaturesUsed:
    """How much each is used, in the order in which they are plugged in. Raises Forbidden."""
    refuse_others(tx, actor)
    told = [_told(one.use, one.n, one.last) for one in used(tx, [one for one in usage if isinstance(one, Use)])]
    unseen = [
        FeatureUsed(one.kind, "not_recorded", None, None, None, one.set_up) for one in usage if isinstance(one, Unseen)
    ]
    people = tx.value(int, _PEOPLE, org=tx.org) or 0
    return FeaturesUsed(since(tx), today(tx), people, [*told, *unseen])


def _told(use: Use, n: int, last: str | None) -> FeatureUsed:
    never: Known = "not_lately" if last or use.recent else "never"
    people, things = (None, n) if use.things else (n, None)
    return FeatureUsed(use.kind, "used" if n else never, people, things, last, use.set_up)
