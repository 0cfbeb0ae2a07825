"""Absences as devices pull them."""

import msgspec


class AbsenceData(msgspec.Struct, frozen=True):
    """Time away. To anybody but its person and payroll `kind` is `away`; `reason` is the person's own alone."""

    id: str
    person: str
    from_date: str
    until_date: str
    minutes: int | None
    kind: str
    note: str
    person_name: str
    reason: str | msgspec.UnsetType = msgspec.UNSET
