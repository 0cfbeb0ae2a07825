"""Reads shared/vectors: golden cases that Python and TypeScript both run. Instants there are ISO with an offset."""

import json
from pathlib import Path
from typing import Any

from leima.verbs.vectors import in_minutes

VECTORS = Path(__file__).parents[2] / "shared" / "vectors"
DEFAULTS = json.loads((VECTORS / "defaults.json").read_text("utf-8"))
TERMS = json.loads((VECTORS / "terms.json").read_text("utf-8"))
FACTS: dict[str, Any] = {"calendar": [], "absences": [], "marks": [], "orders": [], "punches": [], "entries": []}


def cases_of(kind: str) -> list[dict[str, Any]]:
    """Every case of one kind in `both`, with instants as epoch minutes and terms written out."""
    files = [json.loads(path.read_text("utf-8")) for path in sorted((VECTORS / "both").glob("*.json"))]
    return [_ready(case) for file in files if file["of"] == kind for case in file["cases"]]


def _ready(case: dict[str, Any]) -> dict[str, Any]:
    ready: dict[str, Any] = in_minutes(case)
    if "terms" in ready:
        ready["terms"] = TERMS[ready["terms"]["use"]] | ready["terms"].get("with", {})
    ready = FACTS | {"kiky_left": None, "live": True} | ready
    ready["punches"] = [DEFAULTS["punch"] | punch for punch in ready["punches"]]
    ready["entries"] = [DEFAULTS["entry"] | entry for entry in ready["entries"]]
    return ready
