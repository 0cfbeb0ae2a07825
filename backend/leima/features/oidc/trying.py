"""The try of a provider before anybody signs in by it: each step with what is wrong."""

from collections.abc import AsyncIterator, Mapping

from leima.db.tables.oidc import CompanySignIn
from leima.features.oidc import forms, provider
from leima.features.oidc.entering import page_of
from leima.features.oidc.provider import Described
from leima.world.providers import ProviderFailed
from leima.world.world import World

NO_CODE = "leima-tries-without-a-code"
"""Given in place of a code: a provider that knows the client says that the code is bad, not the client."""
_OF_CLIENT = (b"invalid_client", b"unauthorized_client")
_DESCRIBED: tuple[forms.Step, ...] = ("description", "issuer", "addresses")
_STEP_OF: Mapping[str, forms.Step] = {"issuer": "issuer", "endpoints": "addresses"}


async def findings(world: World, row: CompanySignIn) -> forms.CompanyFindings:
    """What was tried, one after another, up to the first that keeps the rest from being tried."""
    return forms.CompanyFindings([one async for one in _steps(world, row)])


async def _steps(world: World, row: CompanySignIn) -> AsyncIterator[forms.CompanyFinding]:
    try:
        at = await provider.described(world, row.issuer, age=0)
    except ProviderFailed as failed:
        yield _found(failed)
        return
    for step in _DESCRIBED:
        yield forms.CompanyFinding(step, "")
    yield forms.CompanyFinding("pkce", "" if await provider.names_pkce(world, row.issuer) else "pkce")
    try:
        await provider.keys(world, at, age=0)
        yield forms.CompanyFinding("keys", "")
    except ProviderFailed as failed:
        yield forms.CompanyFinding("keys", failed.why)
    yield forms.CompanyFinding("client", await _client(world, row, at))


def _found(failed: ProviderFailed) -> forms.CompanyFinding:
    return forms.CompanyFinding(_STEP_OF.get(failed.why, "description"), failed.why)


async def _client(world: World, row: CompanySignIn, at: Described) -> str:
    try:
        answer = await provider.exchange(world, row, at, NO_CODE, page_of(world.settings), NO_CODE * 2)
    except ProviderFailed as failed:
        return failed.why
    if answer.status == 401 or any(word in answer.content for word in _OF_CLIENT):
        return "client"
    return "" if 400 <= answer.status < 500 else "status"
