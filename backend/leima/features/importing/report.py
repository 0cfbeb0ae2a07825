"""What an import did or would do: counts by kind, and every refused row with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from leima.features.agreements.parsing.shapes import Problem
from leima.web.words import say

PLACES = ("row", "file")
"""Places that are named in the report's language; the others are paths in the file."""
KINDS = ("organisation", "agreements", "teams", "work_types", "cost_centres", "people")


@dataclass
class Count:
    """Rows of one kind by what became of them."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0

    def add(self, outcome: str) -> None:
        """`outcome`: new, changed or same."""
        setattr(self, outcome, getattr(self, outcome) + 1)


Kind = Literal["joined", "left", "changed"]


class Note(NamedTuple):
    """One thing that differs, from a date on; empty where there was nothing, or is nothing any more."""

    field: str
    before: str
    after: str
    from_: str


class Taken(NamedTuple):
    """A person who comes or is changed; `outcome` is new or changed, `place` is empty of who is not in the file."""

    name: str
    place: str
    outcome: str
    notes: Sequence[Note]

    @property
    def kind(self) -> Kind:
        """Whether they come, leave, or are changed."""
        if self.outcome == "new":
            return "joined"
        return "left" if any(one.field == "until" and one.after and not one.before for one in self.notes) else "changed"


@dataclass
class Report:
    """The outcome. `org` is None when the file was refused as a whole."""

    org: str | None
    written: bool
    counts: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    problems: Sequence[Problem] = ()
    people: list[Taken] = field(default_factory=list)
    teams: Sequence[str] = ()
    """The names of new teams."""

    @property
    def all_good(self) -> bool:
        return not self.problems

    @property
    def changes(self) -> int:
        """How many rows are new or changed."""
        return sum(count.new + count.changed for count in self.counts.values())


def sentence(problem: Problem, lang: str) -> str:
    """One refused field as a person reads it: place, field, what is wrong and what to do."""
    place = _placed(problem.place, lang)
    where = f"{place}: {problem.field}" if problem.field else place
    return f"{where}: {why(problem, lang)}"


def why(problem: Problem, lang: str) -> str:
    """What is wrong and what to do; a file that no reader takes has the same sentence as on the screens."""
    family = "error" if problem.code.startswith("sheet") else "import"
    params = {name: _placed(value, lang) if name == "first" else value for name, value in problem.params.items()}
    return say(lang, f"{family}.{problem.code}", params)


def _placed(place: str, lang: str) -> str:
    """Another place that a sentence names."""
    kind, _, number = place.partition(" ")
    return say(lang, f"import.place.{kind}", {"n": number}) if kind in PLACES else place


def as_json(report: Report, lang: str) -> dict[str, Any]:
    """The report for programs."""
    return {
        "organisation": report.org,
        "written": report.written,
        "counts": {kind: vars(count) for kind, count in report.counts.items()},
        "people": [
            {"name": one.name, "kind": one.kind, "notes": [_as_note(note) for note in one.notes]}
            for one in report.people
        ],
        "problems": [
            {
                "place": problem.place,
                "field": problem.field,
                "code": problem.code,
                "message": why(problem, lang),
            }
            for problem in report.problems
        ],
    }


def _as_note(note: Note) -> dict[str, str]:
    return {"field": note.field, "before": note.before, "after": note.after, "from": note.from_}


def as_text(report: Report, lang: str) -> str:
    """The report for people."""
    lines = []
    for kind, count in report.counts.items():
        if any(vars(count).values()):
            named = {"kind": say(lang, f"import.kind.{kind}"), **{k: str(v) for k, v in vars(count).items()}}
            lines.append(say(lang, "import.said.counts", named))
    if report.problems:
        lines += ["", say(lang, "import.said.refused")]
        lines += [f"  {sentence(problem, lang)}" for problem in report.problems]
    return "\n".join([*lines, "", _closing(report, lang)])


def _closing(report: Report, lang: str) -> str:
    if report.org is not None and not report.changes:
        return say(lang, "import.said.nothing")
    return say(lang, "import.said.written" if report.written else "import.said.dry_run")
