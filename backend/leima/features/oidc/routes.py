"""/api/v1/auth/company: coming in by the company's own sign-in."""

from litestar import Response, Router, post
from litestar.datastructures import Cookie
from litestar.params import JSONBody

from leima.features.auth import cookie, schemas
from leima.features.auth.routes import Asked, address_of, signed_in
from leima.features.oidc import entering, forms, store
from leima.web.answers import errors
from leima.web.dependencies import Outside, Store
from leima.web.guard import PUBLIC

COOKIE = "__Host-leima-company"
"""What binds a sign-in on its way to the browser that began it."""


def _cookie(value: str) -> Cookie:
    lasts = store.LASTS // 1000 if value else 0
    return Cookie(COOKIE, value=value, path="/", max_age=lasts, httponly=True, secure=True, samesite="strict")


@post("/look", status_code=200, opt=PUBLIC, operation_id="findCompanySignIn")
async def look(db: Store, data: JSONBody[forms.CompanyLook]) -> forms.CompanyWays:
    """Says whether the word of a sign-in page, or without one this server, has a company's own sign-in."""
    return await db.read(lambda tx: entering.look(tx, data))


@post("/begin", status_code=200, opt=PUBLIC, operation_id="beginCompanySignIn", responses=errors(401, 403, 404, 429))
async def begin(request: Asked, world: Outside, data: JSONBody[forms.CompanyBegin]) -> Response[forms.CompanyAddress]:
    """Returns where the browser goes to sign in; sets a cookie for the way back. Needs the header `X-Leima: 1`."""
    cookie.refuse_foreign_page(request)
    begun = await entering.begin(world, data, address_of(request, world.settings))
    return Response(forms.CompanyAddress(begun.address), status_code=200, cookies=[_cookie(begun.browser)])


@post("/finish", status_code=200, opt=PUBLIC, operation_id="finishCompanySignIn", responses=errors(401, 403, 429))
async def finish(request: Asked, world: Outside, data: JSONBody[forms.CompanyFinish]) -> Response[schemas.Session]:
    """Signs in by what the provider has sent back with the browser. Where a code of the second step is needed, the same
    body is sent again with it. Needs the header `X-Leima: 1`."""
    browser = cookie.presented(request, COOKIE)
    done = await entering.finish(world, data, browser, address_of(request, world.settings))
    answer = signed_in(done)
    answer.cookies.append(_cookie(""))
    return answer


router = Router("/api/v1/auth/company", tags=["Sign-in"], route_handlers=[look, begin, finish])
