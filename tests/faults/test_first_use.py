"""What msgspec works out at a type's first use is there before the first threads are."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from leima.web.types import every_struct
from tests.company import open_company


def worked_out(types: list[type[msgspec.Struct]]) -> list[str]:
    """Those of the types that msgspec had to look into when they were read."""
    found: list[str] = []

    def read(one: type[msgspec.Struct]) -> Callable[[Any, str, Any], None]:
        def called(frame: Any, event: str, _: Any) -> None:
            if event == "call" and frame.f_code.co_name == "get_class_annotations":
                found.append(one.__qualname__)

        return called

    for one in types:
        sys.setprofile(read(one))
        with suppress(msgspec.ValidationError):
            msgspec.convert({}, one)
        sys.setprofile(None)
    return found


def test_no_type_is_left_for_the_first_request_to_work_out(tmp_path: Path) -> None:
    with open_company(tmp_path):
        ours = [one for one in every_struct() if one.__module__.startswith("leima")]
        assert len(ours) > 100
        assert worked_out(ours) == []
    fresh = msgspec.defstruct("Fresh", [("name", str, "")])
    assert worked_out([fresh]) == ["Fresh"]
