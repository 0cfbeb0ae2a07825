"""What a key may do: each scope opens these operations and no other, with the rights of one role.

A key sees no receipt and no certificate, decides nothing and records nobody's work: no scope opens that. The role
`admin` is not told why somebody is away; payroll's runs need the kind, since it is paid by.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Scope = Literal["people.read", "people.write", "people.file", "hours.read", "payroll.read", "audit.read"]
SCOPES: tuple[Scope, ...] = get_args(Scope)


@dataclass(frozen=True)
class Opened:
    """The role whose rights a scope has, and the ids of the operations that it opens."""

    role: str
    operations: frozenset[str]


OPENS: Mapping[Scope, Opened] = {
    "people.read": Opened("admin", frozenset({"listPeople", "tablePeople"})),
    "people.write": Opened("payroll", frozenset({"addPerson"})),
    "people.file": Opened("admin", frozenset({"takePeople"})),
    "hours.read": Opened(
        "admin", frozenset({"listMonths", "tableMonths", "listBalances", "reportBalances", "reportWorkingTime"})
    ),
    "payroll.read": Opened(
        "payroll",
        frozenset({"listPayCodes", "listPayrollRuns", "readPayrollRun", "readPayrollRows", "exportPayrollRun"}),
    ),
    "audit.read": Opened("admin", frozenset({"readAudit"})),
}
_SCOPE_OF = {operation: scope for scope, opened in OPENS.items() for operation in opened.operations}


def scope_of(operation: str) -> Scope | None:
    """The scope that opens an operation; None for one that no key may ask."""
    return _SCOPE_OF.get(operation)
