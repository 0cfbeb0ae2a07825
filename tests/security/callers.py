"""Keys as callers of the matrix."""

from collections.abc import Mapping

from leima.access.scopes import SCOPES, Scope

KEYS: Mapping[str, Scope] = {f"key of {scope}": scope for scope in SCOPES}
"""A key of each scope. Where the scope opens a route it is answered as payroll, and everywhere else 403."""
