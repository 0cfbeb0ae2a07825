"""An agreement's rows, from loose objects to checked values."""

from functools import partial
from typing import Any

from leima.features.agreements.parsing import values
from leima.features.agreements.parsing.fields import Fields
from leima.features.agreements.parsing.settings import known_setting, setting
from leima.features.agreements.parsing.shapes import FORM_NAMES, FORMS, AgreementRow
from leima.features.agreements.parsing.values import Wrong

AGREEMENT = ("key", "name", "from", "until", "source", "base", "rows")

AGREEMENT_ROW = ("key", "form", "from", "until", "value", "source")

form = partial(values.one_of, allowed=FORMS, names=FORM_NAMES)


def agreement(given: Fields) -> AgreementRow:
    from_, until = stretch(given)
    rows = tuple(_agreement_row(row) for row in given.parts("rows", AGREEMENT_ROW))
    if not rows and given.good:
        given.wrong("rows", Wrong("missing"))
    return AgreementRow(
        given.place,
        given.must("key", values.key, ""),
        given.must("name", values.text, ""),
        from_,
        until,
        given.must("source", values.text, ""),
        given.maybe("base", values.key),
        rows,
    )


def _agreement_row(given: Fields) -> dict[str, Any]:
    from_, until = stretch(given)
    found = {
        "key": given.must("key", known_setting, ""),
        "form": given.maybe("form", form),
        "from": from_,
        "until": until,
        "value": None,
        "source": given.must("source", values.text, ""),
    }
    if "value" not in given.given:
        given.wrong("value", Wrong("missing"))
    elif found["key"]:
        found["value"] = given.maybe("value", partial(setting, found["key"]))
    return found


def stretch(given: Fields) -> tuple[str, str | None]:
    from_, until = given.must("from", values.day, ""), given.maybe("until", values.day)
    if from_ and until and until < from_:
        given.wrong("until", Wrong("end_before_start", start=from_, end=until))
    return from_, until
