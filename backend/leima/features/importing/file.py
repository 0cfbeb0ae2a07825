"""The organisation file: JSON, format 1, documented in docs/import.md."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from leima.features.agreements.parsing import rows as parsing_rows
from leima.features.agreements.parsing.fields import MOST_ROWS, Fields
from leima.features.agreements.parsing.ready import ready_agreements
from leima.features.agreements.parsing.shapes import Problem
from leima.features.agreements.parsing.values import shown
from leima.features.importing import rows
from leima.features.importing.shapes import Bundle, Unreadable

FORMAT = 1
TOP = ("format", "organisation", "agreements", "teams", "work_types", "cost_centres", "people")
MOST_BYTES = 16 * 1024 * 1024


class Keyed(Protocol):
    @property
    def place(self) -> str: ...
    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=Keyed)


def _unreadable(code: str, **params: str) -> Unreadable:
    return Unreadable(Problem("file", "", code, params))


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def loose(content: bytes) -> Mapping[str, Any]:
    """The file as loose JSON. Raises Unreadable when it is not JSON of format 1."""
    if len(content) > MOST_BYTES:
        raise _unreadable("file_too_large", most=str(MOST_BYTES // 1024 // 1024))
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise _unreadable("not_utf8", byte=str(error.start)) from None
    except (ValueError, RecursionError) as error:
        raise _unreadable("not_json", why=shown(error)) from None
    if not isinstance(found, dict):
        raise _unreadable("not_an_object", value=shown(found))
    if found.get("format") != FORMAT:
        raise _unreadable("unknown_format", value=shown(found.get("format")))
    return found


def read_organisation(content: bytes) -> Bundle:
    """Every readable row of an organisation file, and a problem for each fault. Raises Unreadable."""
    given = loose(content)
    bundle = Bundle()
    Fields(given, "file", bundle.problems, TOP)
    if given.get("organisation") is not None:
        own = Fields(given["organisation"], "organisation", bundle.problems, rows.ORGANISATION)
        found = rows.organisation(own)
        bundle.organisation = found if own.good else None
    bundle.ready = _ready(given.get("agreements"))
    bundle.agreements = _read_all(bundle, given, "agreements", parsing_rows.AGREEMENT, parsing_rows.agreement)
    bundle.teams = _read_all(bundle, given, "teams", rows.TEAM, rows.team)
    bundle.work_types = _read_all(bundle, given, "work_types", rows.WORK_TYPE, rows.work_type)
    bundle.cost_centres = _read_all(bundle, given, "cost_centres", rows.COST_CENTRE, rows.cost_centre)
    bundle.people = _read_all(bundle, given, "people", rows.PERSON, rows.person)
    return bundle


def _ready(listed: Any) -> list[str]:
    """A text among the agreements is the key of one that comes with the product."""
    if not isinstance(listed, list):
        return []
    return [one for one in listed if isinstance(one, str) and one in ready_agreements()]


def _read_all(
    bundle: Bundle, given: Mapping[str, Any], kind: str, known: Sequence[str], read: Callable[[Fields], K]
) -> list[K]:
    listed = given.get(kind)
    if listed is None:
        return []
    if not isinstance(listed, list) or len(listed) > MOST_ROWS:
        bundle.problems.append(Problem("file", kind, "not_a_list", {"value": shown(type(listed).__name__)}))
        return []
    rest = [(n, one) for n, one in enumerate(listed) if one not in bundle.ready]
    fields = (Fields(one, f"{kind}[{n}]", bundle.problems, known) for n, one in rest)
    return collect(bundle, kind, fields, read)


def collect(bundle: Bundle, kind: str, listed: Iterable[Fields], read: Callable[[Fields], K]) -> list[K]:
    """The rows that were read without a fault; the others are counted as refused."""
    good: list[K] = []
    for fields in listed:
        found = read(fields)
        if fields.good:
            good.append(found)
        else:
            bundle.refused[kind] = bundle.refused.get(kind, 0) + 1
    return good
