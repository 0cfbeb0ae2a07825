"""From punches and entries to spans. Odd pairs are kept and become findings; a missing out is never guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha1
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from leima.rules.terms import Entry, Finding, Punch

ENTRY_NAMESPACE = UUID("7d1c3b1e-6f0a-5a52-9a53-0d5b7c1e4a10")
SAME_PRESS = 1
"""Minutes: a second punch of a kind within 60 s is the same press."""
LONGEST_SHIFT = 24 * 60
"""Minutes: an out or a break later than this after its in belongs to another, forgotten in."""
OPEN_FOR = 16 * 60
"""Minutes: an open span older than this waits for its out and counts nothing."""
SHIFT_PAUSE = 3 * 60
"""Minutes: a shorter pause does not start a new shift (used with the day boundary `shift_start`)."""


@dataclass(slots=True)
class Pair:
    """One span of presence. `end` None: no out; `last` tells whether it may still be running."""

    entry: str
    opening: Punch | None
    start: int
    end: int | None
    work_type: str | None
    cost_centre: str | None
    remote: bool
    kiky: bool
    breaks: list[tuple[int, int | None]] = field(default_factory=list)
    outs: list[Punch] = field(default_factory=list)
    last: bool = True
    typed_start: bool = False
    typed_end: bool = False
    next_in: int | None = None
    ordered: bool = False
    presses: list[str] = field(default_factory=list)
    """Later clock-ins of the same press, by id: what was said of their entries holds for this one."""
    breaks_set: int | None = None
    """The minute at which somebody set the breaks: those punched from then on count as well."""


@dataclass(slots=True)
class Pairing:
    """Pairs sorted by start, and findings each with the minute that it belongs to."""

    pairs: list[Pair]
    oddities: list[tuple[int, Finding]]


@lru_cache(maxsize=16384)
def entry_id(opening_punch: str) -> str:
    """Id of the entry paired from this opening punch: uuid5, the same on phone and server.

    As `uuid.uuid5` says it, at a third of its cost: a month of everybody asks for a quarter of a million.
    """
    hashed = bytearray(sha1(ENTRY_NAMESPACE.bytes + opening_punch.encode(), usedforsecurity=False).digest()[:16])
    hashed[6], hashed[8] = hashed[6] & 0x0F | 0x50, hashed[8] & 0x3F | 0x80
    text = hashed.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def pair(punches: Sequence[Punch], entries: Sequence[Entry], person: str) -> Pairing:
    """Spans of all given punches and entries, in whatever order they are given."""
    return with_words(paired(in_order(punches), person), punches, entries)


def in_order(punches: Sequence[Punch]) -> list[Punch]:
    return sorted((one for one in punches if not one.superseded), key=attrgetter("at", "ms", "id"))


def paired(punches: Sequence[Punch], person: str) -> "Paired":
    """What sorted punches pair into."""
    found = Pairer(person)
    for punch in punches:
        found.take(punch)
    return found.paired()


def with_words(found: "Paired", punches: Sequence[Punch], entries: Sequence[Entry]) -> Pairing:
    """With what people said of the entries."""
    oddities = found.oddities + found.two_outs
    if not entries:
        return Pairing(found.pairs, oddities)
    pairs = _with_entries(found.pairs, entries)
    return Pairing(pairs, oddities + _after_edits(punches, pairs))


class Paired(NamedTuple):
    """What some punches pair into, by themselves."""

    pairs: list[Pair]
    oddities: list[tuple[int, Finding]]
    two_outs: list[tuple[int, Finding]]


class Pairer:
    """The clock's state while it walks through sorted punches."""

    def __init__(self, person: str) -> None:
        self.person = person
        self.pairs: list[Pair] = []
        self.oddities: list[tuple[int, Finding]] = []
        self.open: Pair | None = None
        self.before: Punch | None = None

    def paired(self) -> "Paired":
        """What has been walked through, each span with the out that counts."""
        two_outs: list[tuple[int, Finding]] = []
        for one in self.pairs:
            if len(one.outs) > 1:
                _choose_out(one, self.person, two_outs)
        return Paired(self.pairs, self.oddities, two_outs)

    def take(self, punch: Punch) -> None:
        if "clock_suspect" in punch.flags:
            self.odd(punch, "clock_suspect")
        if not self._same_press(punch):
            _STEPS[punch.kind](self, punch)
            self.before = punch

    def odd(self, punch: Punch, kind: str, **more: str | int | None) -> None:
        self.oddities.append((punch.at, Finding(kind, {"punch": punch.id, "at": punch.at, **more})))

    def _same_press(self, punch: Punch) -> bool:
        before = self.before
        if before is None or before.kind != punch.kind or punch.at - before.at > SAME_PRESS:
            return False
        if before.author != punch.author and punch.kind == "out" and before.at != punch.at:
            return False
        if before.author == punch.author and before.device != punch.device:
            self.odd(punch, "double_punch", press=punch.kind)
        if self.open is not None and self.open.opening is before:
            self.open.presses.append(punch.id)
        return True

    def came(self, punch: Punch) -> None:
        running = self.open
        if running is not None and punch.at - running.start <= OPEN_FOR:
            if running.breaks and running.breaks[-1][1] is None:
                self.resumed(punch)
                return
            self.odd(punch, "double_in", first=running.start)
        if running is not None:
            running.last, running.next_in = False, punch.at
        self.open = Pair(
            entry_id(punch.id),
            punch,
            punch.at,
            None,
            punch.work_type,
            punch.cost_centre,
            punch.remote,
            punch.kiky,
        )
        self.pairs.append(self.open)

    def left(self, punch: Punch) -> None:
        running, self.open = self.open, None
        if running is not None and punch.at - running.start <= LONGEST_SHIFT:
            running.end = punch.at
            running.outs.append(punch)
            return
        if running is not None:
            running.last, running.next_in = False, punch.at
        elif self._second_word(punch):
            self.pairs[-1].outs.append(punch)
            return
        self.odd(punch, "out_without_in")

    def _second_word(self, punch: Punch) -> bool:
        """Another out for a span that has one: a supervisor's beside the employee's, or one confirmed later."""
        if not self.pairs or not self.pairs[-1].outs or punch.at - self.pairs[-1].start > LONGEST_SHIFT:
            return False
        other = self.pairs[-1].outs[-1]
        return other.author != punch.author or other.estimated or punch.estimated

    def paused(self, punch: Punch) -> None:
        if self.open is None or punch.at - self.open.start > LONGEST_SHIFT:
            self.odd(punch, "break_without_in")
        elif not self.open.breaks or self.open.breaks[-1][1] is not None:
            self.open.breaks.append((punch.at, None))

    def resumed(self, punch: Punch) -> None:
        on_break = self.open is not None and self.open.breaks and self.open.breaks[-1][1] is None
        if self.open is None or not on_break or punch.at - self.open.start > LONGEST_SHIFT:
            self.odd(punch, "break_without_in")
        else:
            self.open.breaks[-1] = (self.open.breaks[-1][0], punch.at)


_STEPS = {"in": Pairer.came, "out": Pairer.left, "break_start": Pairer.paused, "break_end": Pairer.resumed}


def _choose_out(one: Pair, person: str, oddities: list[tuple[int, Finding]]) -> None:
    """Two words about one out: a supervisor's counts (the last one given), else the earliest; both are shown."""
    others = [out for out in one.outs if out.author is not None and out.author != person]
    counts = max(others, key=attrgetter("id")) if others else one.outs[0]
    one.end = counts.at
    if len({out.at for out in one.outs}) > 1:
        outs = [{"punch": out.id, "at": out.at, "author": out.author, "counts": out is counts} for out in one.outs]
        oddities.append((one.start, Finding("two_outs", {"start": one.start, "outs": outs})))


def _with_entries(pairs: list[Pair], entries: Sequence[Entry]) -> list[Pair]:
    """Pairs with the stored overrides laid over them, and the typed entries beside them."""
    stored = {entry.id: entry for entry in entries}
    kept = []
    for one in pairs:
        said = [stored[id] for id in (one.entry, *map(entry_id, one.presses)) if id in stored]
        if not any(entry.deleted for entry in said):
            kept.append(_overridden(one, said))
    kept += [_typed(entry) for entry in entries if entry.source == "typed" and not entry.deleted]
    return sorted(kept, key=attrgetter("start", "entry"))


def _after_edits(punches: Sequence[Punch], pairs: Sequence[Pair]) -> list[tuple[int, Finding]]:
    """Punches that came after an entry's times had been set by hand, and lie inside it: the set times count."""
    late = [one for one in punches if "after_edit" in one.flags and not one.superseded] if pairs else []
    edited = [one for one in pairs if one.opening is not None] if late else []
    return [
        (punch.at, Finding("punch_after_edit", {"punch": punch.id, "at": punch.at, "start": one.start, "end": one.end}))
        for punch in late
        for one in edited
        if one.end is not None and one.start < punch.at < one.end and _is_set(one, punch)
    ]


def _is_set(one: Pair, punch: Punch) -> bool:
    """Whether somebody has set by hand what the punch would say."""
    of_breaks = punch.kind.startswith("break") and one.breaks_set is not None and punch.at < one.breaks_set
    return one.typed_start or one.typed_end or of_breaks


def _overridden(one: Pair, said: Sequence[Entry]) -> Pair:
    """The pair with what was said of its entry; of two words on a field the one on the entry itself counts."""
    given = {name: value for entry in reversed(said) for name, value in entry.overrides.items()}
    if not given:
        return one
    fields = ("start", "end", "work_type", "cost_centre", "remote", "kiky", "ordered")
    changed = replace(one, **{name: given[name] for name in fields if name in given})
    changed.typed_start, changed.typed_end = "start" in given, "end" in given
    _set_breaks(changed, given)
    return changed


def _set_breaks(one: Pair, given: Mapping[str, Any]) -> None:
    """Breaks set by hand stand in for those that were punched before they were set."""
    told = given.get("breaks")
    if told is not None:
        later = [stretch for stretch in one.breaks if stretch[0] >= told["until"]]
        one.breaks = [(start, end) for start, end in told["spans"]] + later
        one.breaks_set = told["until"]


def _typed(entry: Entry) -> Pair:
    given: dict[str, Any] = {"start": entry.start, "end": entry.end, "kiky": entry.kiky, "remote": entry.remote}
    given |= {"work_type": entry.work_type, "cost_centre": entry.cost_centre, "ordered": entry.ordered}
    given |= entry.overrides
    one = Pair(
        entry.id,
        None,
        given["start"],
        given["end"],
        given["work_type"],
        given["cost_centre"],
        bool(given["remote"]),
        bool(given["kiky"]),
        typed_start=True,
        typed_end=True,
        ordered=bool(given["ordered"]),
    )
    _set_breaks(one, given)
    return one
