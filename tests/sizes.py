"""How much each test does: `tests/sizes.toml`, by the mode in LEIMA_SIZES (`ci`; `full` for `npm run proof`)."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).parent / "sizes.toml"
MODES = ("ci", "full")


@dataclass(frozen=True)
class Size:
    """A count that a test owes: it does `wanted` of something and says so with `reached`."""

    name: str
    wanted: int

    def reached(self, done: int) -> None:
        """Print the count and fail when the test did less than its mode asks."""
        print(f"{self.name}: {done} of {self.wanted}")
        assert done >= self.wanted, f"{self.name}: only {done} of {self.wanted} were done"


def size(name: str) -> Size:
    """The size of one test in this mode. An unknown name or mode is an error of the test."""
    mode = os.environ.get("LEIMA_SIZES") or "ci"
    both = tomllib.loads(TABLE.read_text("utf-8"))["sizes"][name]
    return Size(name, int(both[MODES.index(mode)]))
