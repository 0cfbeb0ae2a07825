"""A mapper that somebody sends along: its faults in their words."""

from collections.abc import Mapping
from typing import Any

from leima.features.payroll.mapper import BadMapper, Fault, Mapper, mapper_of
from leima.web.errors import Problem
from leima.web.words import say


class BadFile(Problem):
    """The mapper is not sound; `fields` names each fault by its place."""

    status, code = 422, "payroll_mapper"


def own_mapper(told: Mapping[str, Any], lang: str) -> Mapper:
    """The mapper. Raises BadFile."""
    try:
        return mapper_of(told)
    except BadMapper as error:
        raise BadFile(fields=[_in_words(one, lang) for one in error.faults]) from error


def _in_words(one: Fault, lang: str) -> dict[str, str]:
    return {"field": one.place, "message": say(lang, f"payroll.mapper.{one.code}", {"value": one.value})}
