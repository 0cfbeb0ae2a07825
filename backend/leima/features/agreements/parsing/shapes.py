"""An agreement once it has been read, and why a row stays out."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FORMS = ("general", "office", "shift", "averaged", "period", "flexitime", "flexiwork", "exempt")


@dataclass(frozen=True)
class Problem:
    """One reason why a row stays out. `code` names the sentence `import.<code>`; `params` fill it."""

    place: str
    field: str
    code: str
    params: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True)
class AgreementRow:
    place: str
    key: str
    name: str
    from_: str
    until: str | None
    source: str
    base: str | None
    rows: tuple[Mapping[str, Any], ...]


FORM_NAMES = {
    "yleistyöaika": "general",
    "toimistotyöaika": "office",
    "vuorotyö": "shift",
    "jaksotyö": "period",
    "keskimääräinen": "averaged",
    "liukuva": "flexitime",
    "liukuma": "flexitime",
    "joustotyöaika": "flexiwork",
    "allmän arbetstid": "general",
    "byråarbetstid": "office",
    "skiftarbete": "shift",
    "periodarbete": "period",
    "flextid": "flexitime",
    "flexarbetstid": "flexiwork",
    "ulkopuolella": "exempt",
}
