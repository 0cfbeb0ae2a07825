"""The door for keys: a request with a key goes on only where one of its scopes opens what it asks."""

from functools import partial
from typing import Any

from litestar import Request

from leima.access import api_keys
from leima.access.scopes import scope_of
from leima.web.errors import Forbidden, SignInNeeded, TooMany
from leima.web.tokens import Claims


async def admit_key(request: Request[Any, Any, Any], token: str) -> Claims:
    """The claims of a request with a key. Raises SignInNeeded, TooMany, and Forbidden outside its scopes."""
    world = request.app.state.world
    hash = api_keys.hash_of(token)
    row = None if hash is None else await world.db.read(lambda tx: api_keys.find(tx, hash))
    if row is None:
        raise SignInNeeded("key_ended")
    now = world.clock.now()
    if seconds := world.key_pace.wait(row.id, now):
        raise TooMany("key_pace", retry_after=seconds, seconds=seconds)
    scope = scope_of(str(getattr(request.scope["route_handler"], "operation_id", "")))
    if scope is None or scope not in api_keys.scopes_of(row):
        raise Forbidden("key_scope")
    if row.used_at is None or row.used_at + api_keys.NOTED_EVERY <= now:
        await world.db.write(partial(api_keys.note_use, org=row.org, id=row.id))
    return Claims(row.org, row.id, "", scope)
