"""Days are recomputed at the end of a unit of work; who reads results before that says why, in one table."""

import ast
from collections.abc import Iterable, Mapping

from tests.house.house import sources

RECOMPUTES = {
    "app.py hooks": "every unit of work recomputes before its commit",
    "demo/seed.py _tell": "the demo company's past is turned day by day in one unit",
    "features/approvals/recalculation.py recalculate_closed_days": "it tries closed days out, and takes it back",
    "features/approvals/changes.py carry_out": "the difference of a closed month is taken after the change counts",
    "features/approvals/closing.py _compute_late_days": "what is frozen is read in the same unit",
    "features/approvals/correcting.py correct_rest": "the difference of closed months is taken after the terms changed",
    "features/contracts/trial.py carry_out": "the days before and after are compared in the same unit",
    "features/days/end_of_day.py _end_chunk": "the end of a year and what is earned are read from the ended day",
    "features/sync/service.py Push._apply_alone": "an operation whose days cannot be recomputed is put aside alone",
    "features/sync/service.py Push._apply_one": "one that `reads_results` finds days as those before it left them",
    "features/sync/service.py Push._together": "the reply carries the balances, and the culprit of a failure is found",
}
"""Every place that recomputes days, with its reason. Operations declare `reads_results`."""


def places(files: Iterable[tuple[str, str]]) -> set[str]:
    """The functions that call `recompute_days`, or hand it on."""
    found: set[str] = set()
    for name, text in files:
        if name.endswith("features/days/recompute.py") or name.startswith(
            ("backend/leima/rules/", "backend/leima/db/")
        ):
            continue
        _look(ast.parse(text), name.removeprefix("backend/leima/"), (), found)
    return found


def _look(node: ast.AST, file: str, within: tuple[str, ...], found: set[str]) -> None:
    for one in ast.iter_child_nodes(node):
        inner = within
        if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            inner = (*within, one.name)
        if getattr(one, "id", "") == "recompute_days" or getattr(one, "attr", "") == "recompute":
            found.add(f"{file} {'.'.join(within)}")
        _look(one, file, inner, found)


def faults(files: Iterable[tuple[str, str]], reasons: Mapping[str, str]) -> list[str]:
    """A sentence for each place without a reason, and each reason without a place."""
    found = places(files)
    return [
        f"{one} recomputes days: leave it to the end of the unit of work, declare `reads_results`, or say why in"
        " RECOMPUTES"
        for one in sorted(found - set(reasons))
    ] + [f"RECOMPUTES lists {one!r}, which does not: take it away" for one in sorted(set(reasons) - found)]


def test_days_are_settled_at_the_end_of_the_unit_or_for_a_reason() -> None:
    assert faults(sources("backend/leima/", endings=(".py",)), RECOMPUTES) == []


def test_a_planted_call_is_found() -> None:
    planted = "class A:\n    def b(self, tx):\n        tx.recompute()\n"
    assert faults([("backend/leima/features/x/y.py", planted)], {"features/x/z.py c": "x"}) == [
        "features/x/y.py A.b recomputes days: leave it to the end of the unit of work, declare `reads_results`,"
        " or say why in RECOMPUTES",
        "RECOMPUTES lists 'features/x/z.py c', which does not: take it away",
    ]
