"""The ready agreements of shared/tables, by key; an organisation takes a copy of those that it uses."""

import json
from functools import lru_cache
from types import MappingProxyType

from leima import paths
from leima.features.agreements.parsing import rows as parsing_rows
from leima.features.agreements.parsing.fields import Fields
from leima.features.agreements.parsing.shapes import AgreementRow, Problem


@lru_cache
def ready_agreements() -> MappingProxyType[str, AgreementRow]:
    """Every agreement that comes with the product. Raises ValueError when a table is not a sound agreement."""
    found: dict[str, AgreementRow] = {}
    for file in sorted((paths.shared() / "tables").glob("*.json")):
        loose = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(loose, dict) or "rows" not in loose:
            continue
        problems: list[Problem] = []
        row = parsing_rows.agreement(Fields(loose, file.name, problems, parsing_rows.AGREEMENT))
        if problems:
            raise ValueError(f"{file.name}: {problems[0].field} {problems[0].code}")
        found[row.key] = row
    return MappingProxyType(found)
