"""Links for calendars: a person's own ones, and the calendar itself for whoever has the link."""

import hashlib
from typing import Any

from litestar import HttpMethod, Request, Response, Router, delete, get, post, route
from litestar.params import FromPath, JSONBody

from leima.db.actor import Actor
from leima.db.site import local_date
from leima.db.tables.feeds import FeedLink
from leima.db.tx import Tx
from leima.features.auth.routes import address_of
from leima.features.auth.secrets import digest, new_secret
from leima.features.feeds import forms, reading, store
from leima.web.answers import errors
from leima.web.dependencies import Claims, Outside, Store
from leima.web.errors import Conflict, Invalid, NotFound
from leima.web.guard import PUBLIC, as_actor

MOST = 10
"""Links of one person at the most."""
MEDIA = "text/calendar"
_HEADERS = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex, nofollow"}


def _feed(tx: Tx, row: FeedLink) -> forms.Feed:
    return forms.Feed(row.id, row.name, row.kinds, row.team, local_date(tx, row.created_at), row.used_on)


@get("/feeds", operation_id="listFeeds")
async def read_feeds(claims: Claims, db: Store) -> forms.Feeds:
    """The caller's links for calendars, without their secrets."""
    work = as_actor(claims, lambda tx, actor: forms.Feeds([_feed(tx, row) for row in store.links(tx, actor.person)]))
    return await db.read(work)


@post("/feeds", operation_id="makeFeed", responses=errors(409))
async def make_feed(claims: Claims, world: Outside, data: JSONBody[forms.NewFeed]) -> forms.MadeFeed:
    """Makes a link by which a calendar reads the caller's leave. The address is told this once."""
    name, secret = data.name.strip(), new_secret()
    if not name:
        raise Invalid("feed_name", fields=[{"field": "name", "message": "feed_name"}])

    def work(tx: Tx, actor: Actor) -> forms.MadeFeed:
        if len(store.links(tx, actor.person)) >= MOST:
            raise Conflict("too_many_feeds", most=MOST)
        team = data.team and bool(actor.supervises)
        row = store.add(tx, actor.person, digest(secret), name, kinds=data.kinds, team=team)
        return forms.MadeFeed(f"{world.settings.public_url}/feed/{secret}.ics", _feed(tx, row))

    return await world.db.write(as_actor(claims, work))


@delete("/feeds/{feed_id:str}", operation_id="endFeed", responses=errors(404))
async def end_feed(claims: Claims, db: Store, feed_id: FromPath[str]) -> None:
    """Ends one of the caller's links at once."""

    def work(tx: Tx, actor: Actor) -> None:
        if not store.remove(tx, actor.person, feed_id):
            raise NotFound()

    await db.write(as_actor(claims, work))


@route("/feed/{name:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD], opt=PUBLIC, include_in_schema=False)
async def read_calendar(request: Request[Any, Any, Any], world: Outside, name: FromPath[str]) -> Response[bytes]:
    """The calendar of a link. An unknown link and one that has ended look the same."""
    secret = name.removesuffix(".ics")
    found = await world.db.read(lambda tx: reading.read(tx, secret)) if secret != name else None
    if found is None:
        address = address_of(request, world.settings)
        await world.db.write(lambda tx: reading.count_bad(tx, address))
        raise NotFound()
    if found.first:
        await world.db.write(lambda tx: reading.note_use(tx, secret))
    etag = f'"{hashlib.sha256(found.body).hexdigest()[:32]}"'
    headers = {**_HEADERS, "ETag": etag}
    if request.headers.get("if-none-match") == etag:
        return Response(b"", status_code=304, headers=headers)
    return Response(found.body, headers=headers, media_type=MEDIA)


router = Router("/api/v1", tags=["Calendar links"], route_handlers=[read_feeds, make_feed, end_feed])
public_router = Router("/", route_handlers=[read_calendar])
