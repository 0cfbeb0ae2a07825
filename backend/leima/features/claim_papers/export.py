"""Claims of an interval as files: who may have which, and what each row says. `files.py` writes them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from leima.access.money import may_pay
from leima.db.actor import Actor
from leima.db.site import date_at, zone
from leima.db.tx import Query, Tx
from leima.features.claim_papers import columns, store
from leima.features.claim_papers.columns import Column, word
from leima.features.claim_papers.lines import head_cells, line_cells
from leima.features.claim_papers.parts import HEAD, Part, approved_claims, sent_claims
from leima.features.claim_papers.payroll import Payroll, PayrollRow
from leima.features.reports.interval import Interval, interval
from leima.web.errors import Forbidden
from leima.web.words import say

Cells = Mapping[str, Any]


class Export(Protocol):
    """A file in the making. `ask` comes first and looks at rights; then parts are taken in as they come."""

    lang: str
    title: str
    over: Interval
    rows: Sequence[Column]
    """The columns of its rows."""
    beside: Sequence[Column]
    """The columns of a second sheet, filled by `beside_of` and `last`."""
    named: str
    """The key of that sheet's name."""

    def ask(self, tx: Tx, actor: Actor) -> Query[Part]:
        """The query for the parts. Raises Forbidden, Invalid."""
        ...

    def rows_of(self, part: Part) -> Iterable[Cells]: ...

    def beside_of(self, part: Part) -> Iterable[Cells]: ...

    def last(self) -> Iterable[Cells]: ...


class _Asked:
    """What both exports find out first."""

    lang: str
    title: str
    over: Interval
    key: str

    def __init__(self, first: str | None, last: str | None) -> None:
        self._first, self._last = first, last

    def begin(self, tx: Tx, actor: Actor) -> None:
        self.over = interval(tx, self._first, self._last)
        self.lang, self.zone, self.centres = actor.lang, zone(tx), store.cost_centres(tx)
        self.title = say(self.lang, self.key)


class ClaimsExport(_Asked):
    """Sent claims whose last date is in the interval: one's own, one's people's, for payroll everybody's."""

    key = "paper.file.claims"
    rows: Sequence[Column] = columns.LINES
    beside: Sequence[Column] = columns.CLAIMS
    named = "claims"

    def ask(self, tx: Tx, actor: Actor) -> Query[Part]:
        self.begin(tx, actor)
        return sent_claims(tx, self.over)

    def rows_of(self, part: Part) -> Iterable[Cells]:
        return line_cells(part, self.centres, self.zone, self.lang)

    def beside_of(self, part: Part) -> Iterable[Cells]:
        return [head_cells(part, self.centres, self.zone, self.lang)] if part.what == HEAD else ()

    def last(self) -> Iterable[Cells]:
        return ()


class PayrollExport(_Asked):
    """Employees' claims approved in the interval, for payroll."""

    key = "paper.file.payroll"
    rows: Sequence[Column] = columns.PAYROLL
    beside: Sequence[Column] = columns.SUMS
    named = "sums"

    def ask(self, tx: Tx, actor: Actor) -> Query[Part]:
        if not may_pay(actor, "claim_paid"):
            raise Forbidden()
        self.begin(tx, actor)
        self.payroll = Payroll(self.centres)
        return approved_claims(tx, self.over)

    def made(self, part: Part) -> list[PayrollRow]:
        """The rows of a part, counted."""
        approved_on = "" if part.decided_at is None else date_at(part.decided_at, self.zone)
        return self.payroll.rows(part, approved_on)

    def rows_of(self, part: Part) -> Iterable[Cells]:
        return [self._cells(row) for row in self.made(part)]

    def beside_of(self, part: Part) -> Iterable[Cells]:
        return ()

    def last(self) -> Iterable[Cells]:
        for one in self.payroll.sums():
            yield {
                "group": word(self.lang, f"paper.group.{one.group}"),
                "code": self._code(one.code),
                "km": one.km or None,
                "days": one.days or None,
                "net": one.net_cents or None,
                "vat": one.vat_cents or None,
                "to_pay": one.amount_cents,
            }

    def _code(self, code: str) -> str:
        return word(self.lang, f"paper.pay_code.{code}") if code.startswith("taxable") else code

    def _cells(self, row: PayrollRow) -> Cells:
        lang = self.lang
        return {
            "group": word(lang, f"paper.group.{row.group}"),
            "name": row.person_name,
            "approved": row.approved_on,
            "paid": row.paid_on,
            "date": row.date,
            "income_type": row.income_type,
            "pay_code": None if row.pay_code is None else word(lang, f"paper.pay_code.{row.pay_code}"),
            "kind": None if row.kind is None else word(lang, f"paper.line.{row.kind}"),
            "quantity": row.quantity,
            "unit": None if row.unit is None else word(lang, f"paper.unit.{row.unit}"),
            "rate": row.rate_cents,
            "km": row.km,
            "days": row.days,
            "category": None if row.category is None else word(lang, f"paper.category.{row.category}"),
            "supplier": row.supplier,
            "vat_rate": row.vat_rate,
            "net": row.net_cents,
            "vat": row.vat_cents,
            "to_pay": row.amount_cents,
            "cost_centre": row.cost_centre,
            "claim": row.claim,
            "version": row.version,
            "trip": row.trip,
            "line": row.line,
            "receipt": row.receipt,
            "files": " ".join(row.files) or None,
            "person": row.person,
        }
