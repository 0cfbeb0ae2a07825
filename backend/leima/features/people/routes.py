"""/api/v1/me and /api/v1/people."""

from litestar import Router, get, post, put
from litestar.params import JSONBody

from leima.features.people import schemas, service
from leima.web.given import Claims, Store
from leima.web.guard import as_actor


@get("/me")
async def me(claims: Claims, db: Store) -> schemas.Me:
    return await db.read(as_actor(claims, service.me))


@put("/me/language")
async def set_language(claims: Claims, db: Store, data: JSONBody[schemas.SetLanguage]) -> schemas.Me:
    return await db.write(as_actor(claims, lambda tx, actor: service.set_language(tx, actor, data)))


@get("/people")
async def everybody(claims: Claims, db: Store) -> schemas.People:
    return await db.read(as_actor(claims, service.everybody))


@post("/people")
async def add(claims: Claims, db: Store, data: JSONBody[schemas.NewPerson]) -> schemas.Added:
    return await db.write(as_actor(claims, lambda tx, actor: service.add(tx, actor, data)))


router = Router("/api/v1", route_handlers=[me, set_language, everybody, add])
