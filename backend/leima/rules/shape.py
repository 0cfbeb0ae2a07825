"""JSON in and out for the frozen shapes of the rules: plain dicts, lists, ints and strings."""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Self, Union, get_args, get_origin, get_type_hints

Json = dict[str, Any]
Decoder = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """A frozen value that is written as a JSON object; a trailing underscore in a name is dropped (`from_`)."""

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Self:
        """Build from a decoded JSON object; fields with defaults may be absent, unknown keys are ignored.

        Raises KeyError when a field without a default is missing.
        """
        kind: Any = cls
        given = {}
        for name, key, decode, optional in _plan_of(kind):
            if key in body:
                given[name] = decode(body[key])
            elif not optional:
                raise KeyError(f"{cls.__name__}.{key}")
        return cls(**given)

    def to_json(self) -> Json:
        """The JSON object of this value, nested shapes included."""
        kind: Any = type(self)
        return {key: _encode(getattr(self, name)) for name, key, _, _ in _plan_of(kind)}


def _encode(value: Any) -> Any:
    if isinstance(value, Shape):
        return value.to_json()
    if isinstance(value, tuple):
        return [_encode(part) for part in value]
    return dict(value) if isinstance(value, Mapping) else value


@cache
def _plan_of(cls: type[Any]) -> tuple[tuple[str, str, Decoder, bool], ...]:
    hints = get_type_hints(cls)
    return tuple(
        (
            part.name,
            part.name.rstrip("_"),
            _decoder(hints[part.name]),
            part.default is not MISSING or part.default_factory is not MISSING,
        )
        for part in fields(cls)
    )


def _decoder(hint: Any) -> Decoder:
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        inner = _decoder(next(arg for arg in args if arg is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        inner = _decoder(args[0])
        return lambda value: tuple(inner(part) for part in value)
    if is_dataclass(hint) and isinstance(hint, type) and issubclass(hint, Shape):
        return hint.from_json
    if origin is Mapping:
        return dict
    return _same


def _same(value: Any) -> Any:
    return value
