"""A valid body of every operation that a device may push."""

import copy
import uuid
from typing import Any

from tests.security.firm import NOW

CLAIM = "0192f0c8-0000-7000-8000-0000000000c1"
"""A claim in an example of what is in one; each example names one of its own."""
PAGE = "a" * 64
OTHER_PAGE = "b" * 64
"""Files that their maker has sent already."""
_SPAN = {"start": NOW - 7_200_000, "end": NOW - 3_600_000}
BODIES: dict[str, dict[str, Any]] = {
    "punch.record": {"kind": "in", "work_type": None, "cost_centre": None, "remote": False, "note": "n"},
    "punch.choose": {"instead_of": ["{other}"]},
    "punch.undo": {},
    "correction.undo": {"seen_version": 2},
    "entry.create": {**_SPAN, "work_type": None, "cost_centre": None, "remote": False, "kiky": False, "note": "n"},
    "entry.edit": {"set": {"note": "changed"}},
    "entry.delete": {},
    "entry.restore": {},
    "kiky.mark": {"date": "2025-11-24", "start": None, "end": None, "break_min": 0, "note": "n"},
    "kiky.unmark": {},
    "kiky.decide": {"decision": "approve", "reason": "r", "seen_version": 1},
    "kiky.undo": {"seen_version": 2},
    "kiky.settle": {"decision": "reject", "reason": "r", "seen_minutes": 60},
    "correction.decide": {"decision": "approve", "reason": "r", "seen_version": 1},
    "order.place": {"date": "2025-11-24", "minutes": 60, "note": "n"},
    "order.ask": {"date": "2025-11-24", "minutes": 60, "note": "n"},
    "order.refuse": {"date": "2025-11-24", "minutes": 60, "reason": "r"},
    "order.decide": {"decision": "approve", "reason": "r", "seen_version": 1},
    "order.cancel": {},
    "order.undo": {"seen_version": 2},
    "overtime.choose": {"date": "2025-11-24", "choice": "leave"},
    "absence.record": {"from_date": "2025-11-24", "until_date": "2025-11-24", "kind": "sick", "reason": "r"},
    "absence.change": {"from_date": "2025-11-25", "until_date": "2025-11-25", "kind": "sick", "reason": "r"},
    "absence.cancel": {},
    "leave.request": {"from_date": "2025-11-24", "until_date": "2025-11-25", "kind": "annual_holiday", "reason": "r"},
    "leave.change": {"from_date": "2025-11-25", "until_date": "2025-11-25", "kind": "flex_leave", "reason": "r"},
    "leave.withdraw": {},
    "leave.cancel": {},
    "leave.keep": {},
    "certificate.save": {"files": [PAGE]},
    "certificate.remove": {},
    "leave.decide": {"decision": "approve", "reason": "r", "seen_version": 1},
    "saving.request": {"earning_year": 2025, "days": 1, "note": "n"},
    "saving.withdraw": {},
    "saving.decide": {"decision": "reject", "reason": "r", "seen_version": 1},
    "leave.undo": {"seen_version": 2},
    "round.open": {
        "team": "no-such-team",
        "title": "t",
        "from_date": "2026-05-02",
        "until_date": "2026-09-30",
        "wish_by": "2026-03-31",
        "least": 1,
    },
    "round.cancel": {"seen_version": 1},
    "round.settle": {"seen_version": 1, "words": []},
    "round.wish": {
        "round": "no-such-round",
        "first": {"from_date": "2026-07-01", "until_date": "2026-07-21"},
        "note": "n",
    },
    "round.withdraw": {},
    "notice.read": {},
    "month.send": {},
    "month.recall": {},
    "month.approve": {"seen_version": 1},
    "month.return": {"reason": "r", "seen_version": 1},
    "change.decide": {"decision": "approve", "reason": "r", "seen_version": 1},
    "month.undo": {"seen_version": 2},
    "change.undo": {"seen_version": 2},
    "claim.save": {"title": "t", "cost_centre": None, "advance_cents": 100, "note": "n"},
    "claim.remove": {},
    "claim.submit": {"due_cents": 0},
    "claim.withdraw": {},
    "claim.decide": {"decision": "approve", "reason": "r", "seen_version": 2, "seen_total_cents": 0},
    "claim.undo": {"seen_version": 3},
    "claim.pay": {"paid_on": "2025-11-21", "seen_version": 3},
    "trip.save": {
        "claim": CLAIM,
        "purpose": "p",
        "destination": "d",
        "start": "2025-11-12T08:00",
        "end": "2025-11-12T12:00",
        "start_place": "s",
        "note": "n",
    },
    "trip.remove": {},
    "receipt.save": {
        "claim": CLAIM,
        "date": "2025-11-12",
        "supplier": "s",
        "gross_cents": 100,
        "lines": [{"rate": 0, "gross_cents": 100}],
        "note": "n",
    },
    "receipt.remove": {},
}


def example(type: str) -> Any:
    """A valid body, to be bent."""
    body = copy.deepcopy(BODIES[type])
    return body | ({"claim": str(uuid.uuid4())} if "claim" in body else {})
