"""Trial runs of a change, a few people at a time: a trial holds the writer, and punches come in between two of them."""

from collections.abc import Callable, Sequence

import msgspec

from leima.db.actor import Actor
from leima.db.database import Database
from leima.db.tx import Tx
from leima.features.contracts import rules, service
from leima.features.contracts.schemas import Outcome, Rules, RulesOutcome, Wanted
from leima.web.guard import as_actor
from leima.web.tokens import Claims

CHUNK = 10
"""People of one trial."""


async def contracts(db: Database, claims: Claims, wanted: Wanted) -> Outcome:
    """What a change of contracts would do to everybody who is chosen."""
    await db.read(as_actor(claims, lambda tx, actor: service.refuse(tx, actor, wanted)))
    parts = [await db.write(as_actor(claims, _trial(wanted, people))) for people in chunks(wanted.people)]
    return await db.read(as_actor(claims, lambda tx, _: service.together(tx, wanted.from_, wanted.until, parts)))


def _trial(wanted: Wanted, people: list[str]) -> Callable[[Tx, Actor], Outcome]:
    some = msgspec.structs.replace(wanted, people=people)
    return lambda tx, actor: service.preview(tx, actor, some)


async def agreement(db: Database, claims: Claims, key: str, form: Rules) -> RulesOutcome:
    """What changed rules of an agreement would do to everybody who stands on it."""
    everyone = await db.read(as_actor(claims, lambda tx, actor: rules.people_of(tx, actor, key, form)))
    parts = [await db.write(as_actor(claims, _rules_trial(key, form, people))) for people in chunks(everyone)]
    outcomes = [part.outcome for part in parts if part.outcome is not None]
    first = parts[0].first or outcomes[0].from_
    outcome = await db.read(as_actor(claims, lambda tx, _: service.together(tx, first, None, outcomes)))
    return msgspec.structs.replace(parts[-1], outcome=outcome)


def _rules_trial(key: str, form: Rules, people: list[str]) -> Callable[[Tx, Actor], RulesOutcome]:
    return lambda tx, actor: rules.preview(tx, actor, key, form, people)


def chunks(people: Sequence[str]) -> list[list[str]]:
    """The people in their order; one empty chunk for nobody, so that what is asked is tried all the same."""
    return [list(people[n : n + CHUNK]) for n in range(0, max(1, len(people)), CHUNK)]
