"""Whatever stands in the fields of a trip or a receipt, the answer is an answer or a refusal with its place."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from leima.rules.situation.given import Refused
from leima.rules.situation.trip import RECEIPT, TRIP
from tests.rules.paid_weeks import OFTEN
from tests.rules.travel.asking import asked
from tests.rules.travel.test_travel_questions import LEG
from tests.rules.travel.test_travel_questions import RECEIPT as PAPER
from tests.rules.travel.test_travel_questions import TRIP as DAY

LIKELY = st.sampled_from(
    [
        *("2026-03-02", "2026-03-02T08:00", "2026-03-29T03:30", "2026-10-25T03:30 second", "1950-01-01T00:00-14:00"),
        *(
            "2200-12-31T23:59+00:00",
            "٢٠٢٦-03-02T08:00",
            "FI",
            "GB:LON",
            "XX",
            "Europe",
            "UTC",
            "car",
            "none",
            "employer",
        ),
        *(0, -1, 1, 2, 3, 0.5, 1e300, -1e300, float("nan"), float("inf"), 10**30, 13.5, True, None, "", " ", "\0"),
    ]
)
FIELDS = ("date", "lodging", "vehicle", "km", "passengers", "with", "forest_km", *LEG, "rate", "gross_cents", "full")
VALUES = st.recursive(
    LIKELY, lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), part, max_size=5)
)


def answered(question: str, fields: Any) -> None:
    try:
        answer = asked(question, fields)
    except Refused as refused:
        assert refused.place.startswith(f"ask.{question}")
        return
    assert isinstance(answer["lines"], list) and isinstance(answer["refused"], list)


@OFTEN
@given(st.dictionaries(st.sampled_from(TRIP), VALUES, max_size=4))
def test_a_trip_with_anything_in_its_fields_is_answered_or_refused(changed: dict[str, Any]) -> None:
    answered("trip", {**DAY, **changed})


@OFTEN
@given(st.dictionaries(st.sampled_from(RECEIPT), VALUES, max_size=3))
def test_a_receipt_with_anything_in_its_fields_is_answered_or_refused(changed: dict[str, Any]) -> None:
    answered("receipt", {**PAPER, **changed})


@OFTEN
@given(VALUES, VALUES, VALUES)
def test_parts_with_anything_in_them_are_answered_or_refused(drive: Any, leg: Any, night: Any) -> None:
    parts = [
        {
            "kilometres": [
                {"date": "2026-03-02", "vehicle": "car", "km": 1, **drive} if isinstance(drive, dict) else drive
            ]
        },
        {"legs": [{**LEG, **leg} if isinstance(leg, dict) else leg]},
        {"nights": [{"date": "2026-03-02", **night} if isinstance(night, dict) else night]},
    ]
    for part in parts:
        answered("trip", {**DAY, **part})
