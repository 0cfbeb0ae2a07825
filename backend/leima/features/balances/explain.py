"""Why a balance is what it is: rows that add up to it, each day with the lines of its rules."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from leima.db.site import instant, today, zone
from leima.db.tables.days import DayResult
from leima.db.tables.ledger import DayPosting, Posting
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.balances.explain_bonus import why_none
from leima.features.balances.explain_leave import ENDS, LeaveMonths
from leima.features.balances.standing import late_postings, standing
from leima.features.days import store
from leima.features.days.leave_earning import year_on
from leima.features.days.leave_facts import ANNUAL
from leima.features.days.live import live_day
from leima.features.days.recompute import dates_between
from leima.features.ledger import store as ledger
from leima.features.ledger.kinds import in_unit, unit_of_account
from leima.features.ledger.reasons import working_of
from leima.rules.leave import bonus
from leima.rules.leave.earning import year_of
from leima.rules.leave.leave import SAVED
from leima.rules.zone import next_date
from leima.web.words import say, words

LONGEST = 400
"""Days that one explanation lists at the most."""


def _line(line: Mapping[str, Any], lang: str, where: str) -> dict[str, Any]:
    key = f"because.{line['rule']}"
    because = say(lang, key, line["params"], where) if key in words(lang) else ""
    return {**line, "title": say(lang, f"rule.{line['rule']}", line["params"], where), "because": because}


class _Explainer:
    """One explanation in the making."""

    def __init__(self, tx: Tx, person: str, account: str, on: str, lang: str) -> None:
        self.tx, self.person, self.account, self.lang = tx, person, account, lang
        self.zone = zone(tx)
        self.on = min(on, today(tx))
        self.year = int(self.on[:4]) if account in ledger.YEARLY else 0
        self.key = (account, self.year)
        self.at = standing(tx, person, self.on)
        held = {key for key in (*self.at.settled, *self.at.added) if key[0] == account}
        self.keys = held if account in ledger.DAY_ACCOUNTS else {self.key}
        self.months = LeaveMonths(tx, person, self.on) if account == ANNUAL else None

    def row(self, kind: str, first: str, last: str, amount: int, **more: Any) -> dict[str, Any]:
        """One row of the answer, with its title in words."""
        params = {"from": first, "until": last, **more.pop("params", {})}
        return {
            "date": first if first == last else None,
            "from": first,
            "until": last,
            "kind": kind,
            "amount": in_unit(amount, self.account),
            "status": more.pop("status", "done"),
            "title": say(self.lang, f"row.{kind}", params, self.zone),
            "params": params,
            "lines": [_line(line, self.lang, self.zone) for line in more.pop("lines", ())],
        }

    def posting(self, row: Posting) -> dict[str, Any]:
        """A line of the ledger."""
        why = working_of(row.source, row.why) or {"why": row.why}
        told: dict[str, Any] = {"who_name": person_name(self.tx, row.who), "pays": row.pays, "corrects": row.corrects}
        kind = "undo" if ledger.undoes(row) else row.kind
        if "agreement" in why and row.kind == "accrual":
            kind = "accrual_changed" if why.get("changed") else "accrual_month"
        month = self.months.of(why["month"], why.get("part", "month")) if self.months and "month" in why else None
        if month is not None and why.get("part") in ENDS:
            kind = why["part"]
        year = {"year": row.year} if row.kind == "saving" else {}
        params = {**told, **year, "act": row.act, **why, **(month.params if month else {})}
        return self.row(kind, row.date, row.date, row.amount, params=params, lines=month.lines if month else ())

    def months_without_days(self, told: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Months of the running earning year that have earned nothing, beside the rows that are `told`."""
        named = [row["params"]["month"] for row in told if "month" in row["params"]]
        months = self.months.without_days(named) if self.months else []
        return [self.row("leave_month", one.date, one.date, 0, params=one.params, lines=one.lines) for one in months]

    def day(self, date: str, body: str, amount: int) -> dict[str, Any]:
        """A day that counts, or that waits for a word."""
        result = msgspec.json.decode(body)
        params = {name: result[name] for name in ("worked", "kiky", "target")}
        lines = result["lines"] if self.account == "flex" else [x for x in result["lines"] if "kiky" in x["rule"]]
        kind = "day" if result["status"] != "pending" else "pending"
        return self.row(kind, date, date, amount, status=result["status"], params=params, lines=lines)

    def today(self) -> list[dict[str, Any]]:
        """The date asked for, as it stands, open span and all."""
        result = self.at.day
        amount = sum(self.at.added.get(key, 0) for key in self.keys)
        if result is None or self.account not in ("flex", "kiky"):
            late = self._other_late(self.on) if amount else None
            return [self.other(self.on, amount, late[1])] if late else []
        if self.account == "kiky" and not amount:
            return []
        shown = self.day(self.on, msgspec.json.encode(result).decode(), amount)
        return [] if result.status == "none" and not amount else [shown]

    def earlier(self, first: str) -> list[dict[str, Any]]:
        """The days from `first` to the eve of the date asked for."""
        last = next_date(self.on, -1)
        stored = {row.date: row for row in store.results(self.tx, self.person, first, last)}
        rows = []
        for date in dates_between(first, last):
            if (row := stored.get(date)) is not None:
                rows += self._stored(row)
            elif (late := self._late(date)) is not None:
                rows.append(late)
        return rows

    def others(self, first: str) -> list[dict[str, Any]]:
        """Overtime that became leave and leave taken, from `first` to the eve of the date asked for."""
        rows = store.postings(self.tx, self.person, first, next_date(self.on, -1))
        known: dict[str, tuple[int, Sequence[Mapping[str, Any]]]] = {}
        for row in rows:
            if self._mine(row):
                amount, lines = known.get(row.date, (0, ()))
                known[row.date] = (amount + row.amount, [*lines, *json.loads(row.why)["lines"]])
        for date in self.at.late:
            if date not in known and date >= first and (late := self._other_late(date)) is not None:
                known[date] = late
        return [self.other(date, *known[date]) for date in sorted(known)]

    def _mine(self, row: DayPosting) -> bool:
        return (row.account, row.year) in self.keys

    def _other_late(self, date: str) -> tuple[int, Sequence[Mapping[str, Any]]] | None:
        late = late_postings(self.tx, self.person, date)
        mine = [one for key, one in late.items() if key in self.keys]
        shown = [line.to_json() for one in mine for line in one.lines]
        return (sum(one.amount for one in mine), shown) if mine else None

    def other(self, date: str, amount: int, lines: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """A day's own line on an account other than flex and kiky."""
        shown = () if self.account in ledger.DAY_ACCOUNTS else lines
        if self.account == SAVED and amount < 0:
            years = sorted({str(line["params"]["year"]) for line in lines if not line["total"]})
            return self.row("taken_saved", date, date, amount, params={"years": ", ".join(years)})
        if self.account in bonus.ACCOUNTS and amount > 0:
            told = next((dict(line["params"]) for line in lines if not line["total"]), {})
            return self.row("bonus", date, date, amount, params=told)
        return self.row("taken" if amount < 0 else "earned", date, date, amount, lines=shown)

    def _stored(self, row: DayResult) -> list[dict[str, Any]]:
        amount = (row.flex if self.account == "flex" else -row.kiky) if row.posted else 0
        if self.account == "kiky" and not amount:
            return []
        shown = row.posted or row.status == "pending"
        return [self.day(row.date, row.body, amount)] if shown else []

    def _late(self, date: str) -> dict[str, Any] | None:
        """An ended day that has no stored result yet; the balance counts it, so it is shown."""
        if date not in self.at.late:
            return None
        result = live_day(self.tx, self.person, date)
        amount = 0 if result is None else result.flex if self.account == "flex" else -result.kiky
        return self.day(date, msgspec.json.encode(result).decode(), amount) if result and amount else None


def explain(tx: Tx, person: str, account: str, on: str, lang: str, first: str | None = None) -> dict[str, Any]:
    """The answer of GET /explain. The rows' amounts add up to `total`, which is the balance on the card."""
    made = _Explainer(tx, person, account, on, lang)
    year_start = f"{made.on[:4]}-01-01"
    if account == ANNUAL:
        year_start = year_of(year_on(made.on))[0]
    first = first or (year_start if account in (*ledger.YEARLY, ANNUAL) else f"{made.on[:7]}-01")
    first = max(min(first, made.on), next_date(made.on, -LONGEST))
    settled, added = (sum(of.get(key, 0) for key in made.keys) for of in (made.at.settled, made.at.added))
    days = made.earlier(first) if account in ("flex", "kiky") else made.others(first)
    between = ledger.postings_between(tx, person, first, made.on)
    lines = [made.posting(row) for row in between if row.amount and (row.account, row.year) in made.keys]
    lines += made.months_without_days(lines)
    rows = sorted(days + lines, key=lambda row: (row["from"], row["kind"]))
    if account in bonus.ACCOUNTS and not rows and (none := why_none(tx, person, made.on)) is not None:
        line = {"rule": "bonus_none", "minutes": 0, "params": {}, "source": none.pop("source"), "total": False}
        rows.append(made.row("bonus_none", made.on, made.on, 0, params=none, lines=[line]))
    carried = settled - sum(_hundredths(row["amount"], account) for row in rows)
    if carried:
        eve = next_date(first, -1)
        rows.insert(0, made.row("carried", eve, eve, carried))
    return {
        "account": account,
        "year": made.year or None,
        "unit": unit_of_account(account),
        "on": made.on,
        "as_of": instant(tx.now),
        "total": in_unit(settled + added, account),
        "settled": in_unit(settled, account),
        "today": in_unit(added, account),
        "rows": (rows + made.today())[::-1],
    }


def _hundredths(amount: float, account: str) -> int:
    return round(amount * 100) if account in ledger.DAY_ACCOUNTS else int(amount)
