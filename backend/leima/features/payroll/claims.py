"""The travel claims that runs pay."""

from collections.abc import Collection, Sequence

from leima.db.site import zone
from leima.db.tables.payroll import PayRun
from leima.db.tx import Tx
from leima.features.payroll import store
from leima.features.payroll.making import parts_of_claim, parts_paid
from leima.features.payroll.period import Period
from leima.features.travel.deciding import mark_paid
from leima.web.errors import Conflict


class Moved(Conflict):
    """What would be locked is not what was seen."""

    code = "payroll_moved"


def pay_claims(tx: Tx, run: PayRun, over: Period, seen: Collection[store.Approved]) -> None:
    """Remembers which travel claims a run pays whose rows are stored, and marks those that the runs of the period have
    now paid whole as paid on its pay day. `seen` are the claims that its rows were worked out of.

    Raises Moved where a claim of somebody in it has been decided or paid since then.
    """
    people, where = _travellers(tx, run.id), zone(tx)
    claims = store.claims_to_pay(tx, people, over.instants) if people else []
    if set(claims) != {one for one in seen if one.person in people}:
        raise Moved()
    paid = parts_paid(store.sent(tx, people, [*(one.id for one in over.runs), run.id]))
    ever = {part for parts in paid.values() for part in parts}
    touched = []
    for claim in claims:
        parts = {part for part, _ in parts_of_claim(claim, where)}
        if parts & paid[run.id]:
            touched.append(claim.id)
        if parts and parts <= ever:
            mark_paid(tx, claim.id, run.pay_day)
    _remember(tx, run.id, touched)


def travelled(rows: Sequence[dict[str, object]]) -> set[str]:
    """Whose travel the rows pay."""
    return {str(row["person"]) for row in rows if str(row["kind"]).startswith("travel.")}


def _travellers(tx: Tx, run: str) -> list[str]:
    """Whose travel a run pays."""
    sql = "SELECT DISTINCT person FROM pay_row WHERE org=:org AND run=:run AND kind LIKE 'travel.%' ORDER BY person"
    return tx.values(str, sql, org=tx.org, run=run)


def _remember(tx: Tx, run: str, claims: Sequence[str]) -> None:
    """Remembers which claims a run has paid, whole or in part."""
    sql = (
        "INSERT INTO pay_claim (org, claim, run) VALUES (:org, :claim, :run)"
        " ON CONFLICT (org, claim) DO UPDATE SET run=excluded.run"
    )
    tx.many(sql, [{"org": tx.org, "claim": claim, "run": run} for claim in claims])
