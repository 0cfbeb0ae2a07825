"""A year's kiky obligation as stints, and the date from which a change of it counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leima.rules.kiky import Stint, year_total
from leima.rules.terms import Terms
from leima.rules.zone import next_date


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a person owes for a year: minutes in all, by which stints, how it is accounted, what its end does."""

    year: int
    minutes: int
    stints: tuple[Stint, ...]
    accounted: str
    year_end: str
    source: str

    @property
    def begins(self) -> str:
        """The first date that the scheme holds in the year."""
        return self.stints[0][2]

    @property
    def ends(self) -> str:
        """The last date that the scheme holds in the year."""
        return max(last or f"{self.year}-12-31" for _, _, _, last in self.stints)


def obligation(year: int, terms: Iterable[Terms]) -> Obligation | None:
    """The year's obligation by terms in order of date; None when no scheme keeps account of it.

    Longer hours (`contract`) open the same account: what their days post is counted down from it.
    """
    stints: list[Stint] = []
    last = None
    for one in terms:
        stint = _stint(one, year)
        if stint is not None:
            stints.append(stint)
            last = one
    if last is None or last.kiky is None:
        return None
    how = last.kiky
    source = last.sources.get("kiky", "")
    return Obligation(year, year_total(year, stints), tuple(stints), how.accounted, how.year_end, source)


def _stint(terms: Terms, year: int) -> Stint | None:
    scheme = terms.kiky
    if scheme is None or scheme.accounted == "none":
        return None
    first = max(terms.from_, scheme.from_, f"{year}-01-01")
    ends = [until for until in (terms.until, scheme.until) if until is not None]
    last = min([*ends, f"{year}-12-31"])
    return (scheme.year_minutes, terms.share, first, last) if first <= last else None


def changes_from(year: int, before: Sequence[Stint], after: Sequence[Stint]) -> str:
    """The first date of the year on which the obligation differs; for one that ends there, its last day."""
    edges = {f"{year}-01-01"} | {stint[2] for stint in (*before, *after)}
    edges |= {next_date(stint[3]) for stint in (*before, *after) if stint[3] is not None}
    for day in sorted(edges):
        if _rate(before, day) == _rate(after, day):
            continue
        ended = not _rate(after, day) and bool(_rate(after, next_date(day, -1)))
        return max(next_date(day, -1), f"{year}-01-01") if ended else day
    return f"{year}-01-01"


def _rate(stints: Sequence[Stint], day: str) -> float:
    """Yearly minutes times share that hold on a date."""
    return sum(minutes * share for minutes, share, first, last in stints if first <= day <= (last or "9999"))
