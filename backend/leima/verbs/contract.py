"""`leima contract`: the API's description as OpenAPI, from the routes as they are."""

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from leima import paths
from leima.app import build_app, open_world
from leima.settings import Settings
from leima.web.description import described


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write."""
    parser.add_argument("--out", type=Path, default=paths.shared() / "contract" / "openapi.json", help="file to write")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Write the description with its keys sorted, so that one code gives one text."""
    text = msgspec.json.format(msgspec.json.encode(description(settings), order="sorted"), indent=2)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_bytes(text + b"\n")
    print(f"Written: {args.out}", file=sys.stderr)
    return 0


def description(settings: Settings) -> dict[str, Any]:
    """OpenAPI of every route that a client may call. No database is opened: the routes alone say what they take."""
    with tempfile.TemporaryDirectory() as folder:
        world = open_world(replace(settings, data=Path(folder), database_url="", workers=1, schema=True))
        try:
            return described(build_app(world.settings, world))
        finally:
            world.db.close()
