"""Reads shared/vectors: golden cases that Python and TypeScript both run. Instants there are ISO with an offset."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parents[2] / "shared" / "vectors"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d")
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


def in_minutes(value: Any) -> Any:
    """The same JSON with every ISO instant as an epoch minute."""
    if isinstance(value, dict):
        return {key: in_minutes(part) for key, part in value.items()}
    if isinstance(value, list):
        return [in_minutes(part) for part in value]
    if isinstance(value, str) and INSTANT.fullmatch(value):
        return int(datetime.fromisoformat(value).timestamp()) // 60
    return value
