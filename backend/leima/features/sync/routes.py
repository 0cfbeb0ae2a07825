"""The sync protocol over HTTP."""

import json
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.params import JSONBody, QueryParameter
from litestar.response import Stream

from leima.db import sync_sql
from leima.db.actor import Actor
from leima.db.operations import OperationType
from leima.db.tx import Query, Tx
from leima.db.views import View
from leima.features.balances.standing import balances
from leima.features.sync import answers, schemas, store
from leima.features.sync.arrival import arrive
from leima.features.sync.poke import Pokes
from leima.features.sync.pull import asked, pull
from leima.features.sync.push_schemas import push_request
from leima.features.sync.service import Push
from leima.features.sync.service import asked as asked_of_push
from leima.web.answers import as_json, errors, returns
from leima.web.dependencies import Claims, Store
from leima.web.errors import Forbidden, Invalid, Problem
from leima.web.guard import as_actor, asking
from leima.web.metrics import OPERATIONS
from leima.web.tokens import LIFETIME

_ENVELOPE = msgspec.json.Decoder(schemas.Envelope)


class TooLarge(Problem):
    status, code = 413, "too_large"


def read_envelope(body: bytes) -> schemas.Envelope:
    """The envelope of a push. Raises Invalid (bisect) or TooLarge (halve)."""
    if len(body) > schemas.MAX_BYTES:
        raise TooLarge(most=schemas.MAX_BYTES)
    try:
        envelope = _ENVELOPE.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        envelope = _salvaged(body)
    if len(envelope.ops) > schemas.MAX_OPS:
        raise TooLarge(most=schemas.MAX_OPS)
    return envelope


def _salvaged(body: bytes) -> schemas.Envelope:
    """An envelope with an operation that no strict reader takes (half an emoji, NaN): its neighbours still count."""
    try:
        value = json.loads(body)
        ops = [msgspec.Raw(json.dumps(one).encode()) for one in value["ops"]]
        rest = msgspec.convert({**value, "ops": []}, schemas.Envelope)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Invalid("malformed") from error
    return msgspec.structs.replace(rest, ops=ops)


class SyncRoutes:
    """The routes over one table of operation types and one of views."""

    def __init__(self, operations: tuple[OperationType, ...], views: tuple[View, ...], pokes: Pokes) -> None:
        self.types = {(one.type, one.v): one for one in operations}
        self.views = {view.type: view for view in views}
        self.pokes = pokes

    def router(self) -> Router:
        """The router of the feature."""
        return Router(
            "/api/v1/sync",
            tags=["Sync"],
            route_handlers=[self._hello(), self._push(), self._pull(), self._status(), self._poke()],
        )

    def _hello(self) -> Any:
        @get("/hello", operation_id="syncHello")
        async def hello(claims: Claims, db: Store) -> schemas.Hello:
            """The server's clock, epoch and limits."""

            def work(tx: Tx, actor: Actor) -> schemas.Hello:
                head = sync_sql.head(tx)
                epoch = head.epoch if head else ""
                return schemas.Hello(tx.now, epoch, schemas.Schema(), schemas.Limits(), actor.person)

            return await db.read(as_actor(claims, work))

        return hello

    def _push(self) -> Any:
        types, body = self.types, push_request(self.types.values())

        @post(
            "/push", status_code=200, responses=returns(answers.PushReply), operation_id="syncPush", opt={"body": body}
        )
        async def push(request: Request[Any, Any, Any]) -> Response[bytes]:
            """Applies up to 50 operations; one answer for each, in order. Committed before it is answered."""
            claims, db = asking(request)
            envelope = read_envelope(await request.body())
            arrived = [arrive(raw) for raw in envelope.ops]

            def work(tx: Tx, actor: Actor) -> tuple[list[store.Answer], dict[str, Any]]:
                results = Push(tx, actor, types, envelope, arrived).apply()
                head, own = sync_sql.head(tx), balances(tx, actor.person)
                if tx.changes:
                    tx.after_numbering.append(lambda first: own.update(seq=first + len(tx.changes) - 1))
                return results, {"server_time": tx.now, "epoch": head.epoch if head else "", "balances": own}

            def asks(tx: Tx) -> list[Query[Any]]:
                return asked_of_push(tx, claims.person, types, arrived)

            results, reply = await db.write(as_actor(claims, work, asks))
            for one in results:
                OPERATIONS.labels(one.status).inc()
            return as_json({**reply, "results": [one.wire() for one in results]}, answers.PushReply)

        return push

    def _pull(self) -> Any:
        views, page_shape = self.views, answers.pull_page(self.views.values())

        @get("/pull", responses=returns(page_shape), operation_id="syncPull")
        async def read_changes(
            request: Request[Any, Any, Any],
            cursor: Annotated[str | None, QueryParameter(max_length=300)] = None,
            limit: Annotated[int, QueryParameter(ge=1, le=1000)] = 500,
        ) -> Response[bytes]:
            """What has changed since the cursor, or a snapshot without one."""
            claims, db = asking(request)

            def work(tx: Tx, actor: Actor) -> dict[str, Any]:
                return pull(tx, actor, views, cursor or None, limit)

            def asks(tx: Tx) -> list[Query[Any]]:
                return asked(tx, claims.person, cursor or None, limit)

            return as_json(await db.read(as_actor(claims, work, asks)), page_shape)

        return read_changes

    def _status(self) -> Any:
        @post("/ops/status", status_code=200, responses=returns(answers.Receipts), operation_id="syncStatus")
        async def status(data: JSONBody[schemas.StatusRequest], claims: Claims, db: Store) -> Response[bytes]:
            """What became of one's own operations; unknown ids are left out."""

            def work(tx: Tx, actor: Actor) -> list[dict[str, Any]]:
                rows = store.receipts(tx, data.op_ids).values()
                own = [store.from_receipt(row) for row in rows if row.author == actor.person]
                kept = ("op_id", "status", "code", "seq", "version")
                return [{name: getattr(answer, name) for name in kept} for answer in own]

            return as_json({"receipts": await db.read(as_actor(claims, work))}, answers.Receipts)

        return status

    def _poke(self) -> Any:
        pokes = self.pokes

        @get("/poke", operation_id="syncPoke", opt={"files": ["text/plain"]}, responses=errors(403))
        async def poke(
            claims: Claims, db: Store, board: Annotated[bool, QueryParameter(required=False)] = False
        ) -> Stream:
            """A stream of lines: `poke` when something changed, an empty line to stay alive.

            With `board` something of anybody, for those who may see the presence board.
            """
            actor = await db.read(as_actor(claims, lambda _, actor: actor))
            if board and not actor.may_see_presence:
                raise Forbidden()
            return Stream(pokes.stream(actor, LIFETIME, board=board), media_type="text/plain; charset=utf-8")

        return poke
