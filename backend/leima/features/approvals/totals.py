"""What a month holds: its days added up, and what each account did in it. Minutes, or hundredths of a day."""

import json
from collections.abc import Sequence
from typing import Any

import msgspec

from leima.db.tx import Row, Tx
from leima.features.balances import corrections
from leima.features.balances import store as ledger
from leima.features.days import store as days

PAY = ("additional", "overtime50", "overtime100", "unapproved")
SUMS = ("presence", "breaks", "worked", "kiky", "target", "flex", *PAY)


def bounds(month: str) -> tuple[str, str]:
    """First and last possible date of a month (YYYY-MM), for comparing as text."""
    return f"{month}-01", f"{month}-31"


def _read(rows: Sequence[Row]) -> list[dict[str, Any]]:
    return [msgspec.json.decode(row.body) for row in rows if row.status == "done"]


def sums(rows: Sequence[Row]) -> dict[str, int]:
    """The done days of a month added up, each class of minutes on its own. All in minutes."""
    done = _read(rows)
    return {name: sum(int(result.get(name, 0)) for result in done) for name in SUMS} | {"days": len(done)}


def accounts(tx: Tx, person: str, month: str) -> list[dict[str, Any]]:
    """Each account's opening, change and closing in a month."""
    return [
        {
            **{"account": row.account, "year": int(row.year), "opening": int(row.opening)},
            **{"change": int(row.change), "closing": int(row.opening) + int(row.change)},
        }
        for row in ledger.sums_of_month(tx, person, month)
    ]


def totals(tx: Tx, person: str, month: str) -> str:
    """What a closed month is frozen at, as JSON that is the same whenever the same rows are added up.

    `corrected` is the part of it that corrects earlier, closed months.
    """
    added = sums(days.results(tx, person, *bounds(month)))
    counted = corrections.added_up(corrections.counted(tx, person, *bounds(month)))
    corrected = {name: counted[name] for name in SUMS if counted.get(name)}
    whole = {name: amount + corrected.get(name, 0) for name, amount in added.items()}
    classes = {name: whole[name] for name in (*PAY, "kiky")}
    classes["ordinary"] = whole["worked"] - sum(whole[name] for name in PAY)
    shown = {name: whole[name] for name in ("worked", "target", "flex", "breaks", "days")}
    held = {**shown, "classes": classes, "accounts": accounts(tx, person, month)}
    return json.dumps(held | ({"corrected": corrected} if corrected else {}), sort_keys=True)


def pending(tx: Tx, person: str, month: str) -> list[str]:
    """The dates of a month that wait for their person's word."""
    return [row.date for row in days.results(tx, person, *bounds(month)) if row.status == "pending"]
