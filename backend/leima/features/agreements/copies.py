"""Copies of agreements: an admin copies, names and dates one; rows are checked one by one before they are taken."""

from collections.abc import Mapping
from typing import Any

from leima.db.actor import Actor
from leima.db.tx import Tx
from leima.features.agreements import service as agreements
from leima.features.agreements import store as agreement_store
from leima.features.agreements.parsing.fields import Fields
from leima.features.agreements.parsing.rows import AGREEMENT, agreement
from leima.features.agreements.parsing.shapes import AgreementRow, Problem
from leima.features.agreements.schemas import NewCopy, OneAgreement
from leima.rules.rows import chain_of
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound
from leima.web.words import say


def checked(given: Mapping[str, Any], lang: str, path: str = "") -> AgreementRow:
    """A whole agreement with its rows. Raises Invalid that names each row and field and says what to do."""
    problems: list[Problem] = []
    row = agreement(Fields(given, str(given.get("key")), problems, AGREEMENT))
    if not given.get("until"):
        problems.append(Problem(row.place, "until", "missing"))
    if problems:
        raise Invalid("agreement_refused", fields=[_field(one, lang, path) for one in problems])
    return row


def _field(problem: Problem, lang: str, path: str) -> dict[str, str]:
    return {
        "field": f"{path}{problem.field}",
        "message": say(lang, f"import.{problem.code}", problem.params),
    }


def copy(tx: Tx, actor: Actor, form: NewCopy) -> OneAgreement:
    """A copy with the rows that hold on its first day or later; the same request again changes nothing."""
    if not actor.may_change_agreements:
        raise Forbidden()
    every = agreements.known(tx)
    if form.copy_of not in every:
        raise NotFound("agreement_unknown")
    origin = every[form.copy_of]
    head = {"key": form.id, "name": form.name, "from": form.from_, "until": form.until, "source": form.source}
    rows = [row.to_json() for row in origin.rows if row.until is None or row.until >= form.from_]
    asked = checked({**head, "base": origin.base, "rows": rows}, actor.lang)
    if form.id in every:
        _refuse_unless_same(tx, form, asked)
        return agreements.one(tx, actor, form.id)
    bring(tx, origin.base)
    agreement_store.add_agreement(
        tx,
        form.id,
        name=asked.name,
        from_date=asked.from_,
        until_date=asked.until,
        source=asked.source,
        base=asked.base,
        rows=asked.rows,
        copied_from=form.copy_of,
    )
    tx.audit("agreement.copy", "agreement", form.id, None, {**head, "copy_of": form.copy_of})
    return agreements.one(tx, actor, form.id)


def _refuse_unless_same(tx: Tx, form: NewCopy, asked: AgreementRow) -> None:
    row = agreement_store.agreement(tx, form.id)
    there = row and (row.copied_from, row.name, row.from_date, row.until_date, row.source, row.version)
    if there != (form.copy_of, asked.name, asked.from_, asked.until, asked.source, 1):
        raise Conflict("agreement_key_taken")


def bring(tx: Tx, key: str | None) -> None:
    """The organisation's own rows of a ready agreement and of its bases, so that contracts can stand on them.

    Raises UnknownAgreement for a key that is nowhere.
    """
    own = {row.id for row in agreement_store.agreements(tx)}
    for one in chain_of(key, agreements.known(tx)):
        if one.key not in own:
            agreement_store.add_agreement(
                tx,
                one.key,
                name=one.name,
                from_date=one.from_,
                until_date=one.until,
                source=one.source,
                base=one.base,
                rows=[row.to_json() for row in one.rows],
            )
            tx.audit("agreement.take", "agreement", one.key, None, {"name": one.name, "source": one.source})
    tx.cache.agreements.pop(tx.org, None)
