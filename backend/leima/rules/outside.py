"""A day on which no contract is in force: what was done is shown, and counts nothing until a person decides."""

from dataclasses import replace

from leima.rules.terms import DayResult, Finding, Terms


def no_terms(person: str, zone: str, date: str) -> Terms:
    """Terms of a date without a contract: nothing is expected, nothing is flex, overtime or kiky."""
    return Terms(
        id="",
        person=person,
        from_=date,
        until=date,
        zone=zone,
        agreement="",
        form="exempt",
        pay="hourly",
        weekdays=(0,) * 7,
        contract_day=0,
        week_minutes=0,
        daily_limit=0,
    )


def outside(result: DayResult) -> DayResult:
    """The day as it is shown: its presence and spans stay, its minutes count nothing, and a finding says why."""
    found = [one for one in result.findings if one.kind != "kiky_without_scheme"]
    if result.worked:
        found.append(Finding("no_contract", {"minutes": result.worked}))
    return replace(
        result,
        worked=0,
        kiky=0,
        target=0,
        flex=0,
        unapproved=0,
        additional=0,
        overtime50=0,
        overtime100=0,
        findings=tuple(found),
        lines=(),
    )
