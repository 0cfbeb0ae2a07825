"""`leima interpret FILE`: a described situation, worked out with the same rules as all days. See docs/interpret.md."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from leima import paths
from leima.features.travel.rates import shared_rates
from leima.rules.rows import Agreement
from leima.rules.situation.answer import interpret
from leima.rules.situation.given import Refused
from leima.settings import Settings
from leima.web.words import LANGUAGES, say, words


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and in which language the explanation speaks."""
    parser.add_argument("file", type=Path, help="a described situation (.json); - reads the standard input")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="the language of the explanation and of errors")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """0 with the answer as JSON on standard output; 1 with a sentence that names the field and says what to do."""
    if str(args.file) != "-" and not args.file.is_file():
        print(say(args.lang, "interpret.no_file", {"file": str(args.file)}), file=sys.stderr)
        return 1
    text = sys.stdin.read() if str(args.file) == "-" else args.file.read_text("utf-8", errors="replace")
    try:
        answer = interpret(json.loads(text), tables(), shared_rates())
    except json.JSONDecodeError as error:
        wrong = {"line": error.lineno, "column": error.colno}
        print(say(args.lang, "interpret.not_json", wrong), file=sys.stderr)
        return 1
    except Refused as refusal:
        print(sentence(refusal, args.lang), file=sys.stderr)
        return 1
    print(json.dumps(with_words(answer, args.lang), ensure_ascii=False, indent=2))
    return 0


def tables() -> dict[str, Agreement]:
    """The agreements of shared/tables by key."""
    files = sorted((paths.shared() / "tables").glob("*.json"))
    read = [Agreement.from_json(json.loads(file.read_text("utf-8"))) for file in files]
    return {one.key: one for one in read}


def sentence(refusal: Refused, lang: str) -> str:
    """The refusal as a person reads it: the place, what is wrong and what to do."""
    return f"{refusal.place}: {say(lang, f'interpret.{refusal.code}', refusal.params)}"


def with_words(value: Any, lang: str) -> Any:
    """The same JSON with `says` beside every line and finding: its title, why, and what to do, in words."""
    if isinstance(value, list):
        return [with_words(part, lang) for part in value]
    if not isinstance(value, dict):
        return value
    told = {key: with_words(part, lang) for key, part in value.items()}
    params = {"minutes": value.get("minutes"), **dict(value.get("params") or {})}
    if "what" in params:
        params["what"] = say(lang, f"rule.what.{params['what']}")
    for kind, stem in (("rule", "rule"), ("kind", "finding")):
        key = f"{stem}.{value.get(kind)}"
        if kind in value and key in words(lang):
            told["says"] = say(lang, key, params)
    if "rule" in value and f"because.{value['rule']}" in words(lang):
        told["because"] = say(lang, f"because.{value['rule']}", params)
    if "rule" in value and "line" in value:
        told["why"] = told["because"]
    return told
