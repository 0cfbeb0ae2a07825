"""Holds answers to the shapes that their routes declare: nothing unknown, nothing missing, every value of its kind."""

from typing import Any

import msgspec


def differences(value: Any, shape: Any) -> str:
    """How a JSON value differs from a shape; empty when it fits. What a shape does not know is lost on the way."""
    try:
        read = msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        return str(error)
    return _first(value, msgspec.json.decode(msgspec.json.encode(read)), "$")


def _first(told: Any, known: Any, at: str) -> str:
    """The first place where what was told is not what the shape knows of it."""
    if isinstance(told, dict) and isinstance(known, dict):
        for name in told.keys() | known.keys():
            if name not in known:
                return f"`{at}.{name}` is in the answer and not in its shape"
            if name not in told:
                return f"`{at}.{name}` is in the shape and not in the answer"
            if found := _first(told[name], known[name], f"{at}.{name}"):
                return found
        return ""
    if isinstance(told, list) and isinstance(known, list) and len(told) == len(known):
        return next((found for n, one in enumerate(told) if (found := _first(one, known[n], f"{at}[{n}]"))), "")
    return "" if told == known else f"`{at}` is {told!r}, and {known!r} by its shape"
