"""Which single-byte encoding a file of Finnish or Swedish words is in; where that cannot be told, it is not guessed."""

import re

from leima.world.files.refused import Refused

NAMES = {"cp1252": "Windows-1252", "cp850": "cp850 (DOS)", "mac_roman": "Mac Roman"}
_OUR_LETTERS = frozenset("åäöÅÄÖ")
_LETTERS = frozenset("åäöÅÄÖéÉèÈêÊëËüÜšŠžŽáÁàÀâÂíÍïÏîÎóÓôÔòÒúÚûÛùÙñÑçÇõÕøØæÆßýÝ")
_MARKS = frozenset("\u00a0§°½¼²³·«»€–—‘’“”…•™®©×±µ´`¨£¥¿¡ªº¦")
_WITHIN_WORDS = frozenset("’´–·\u00a0")
_MISPLACED = re.compile(r"[a-zåäö][A-ZÅÄÖŠŽÕÊÈËÁÀÂÍÎÏÓÔÒÚÛÙÇØÆÝ]")
"""A capital after a small letter: what another encoding makes of ä and ö."""


def is_utf8(content: bytes) -> bool:
    """Whether the bytes are UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def single_byte(content: bytes, row: int) -> str:
    """The text of a file that is not UTF-8; `row` is the first that shows it.

    Raises Refused with the encodings that it may be in.
    """
    readings = {name: _decoded(content, name) for name in NAMES}
    likely = {name: text for name, text in readings.items() if text is not None and _is_likely(text)}
    ours = {name: sum(text.count(letter) for letter in _OUR_LETTERS) for name, text in likely.items()}
    best = [name for name, count in ours.items() if count == max(ours.values())]
    if not likely:
        raise Refused("sheet_unknown_encoding", row=row)
    if "cp1252" in best:
        return likely["cp1252"]
    if "cp1252" in likely or len(best) > 1:
        named = ", ".join(NAMES[name] for name in likely)
        raise Refused("sheet_unclear_encoding", row=row, encodings=named)
    return likely[best[0]]


def _decoded(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return None


def _is_likely(text: str) -> bool:
    """Whether every letter outside ASCII is one of our names', each in a place where words have it."""
    odd = {letter for letter in text if letter > "\x7f"} - _LETTERS
    if odd - _MARKS or _MISPLACED.search(_joined_capitals(text)):
        return False
    return not any(re.search(rf"[^\W\d_]{re.escape(mark)}[^\W\d_]", text) for mark in odd - _WITHIN_WORDS)


def _joined_capitals(text: str) -> str:
    """The text with only the words that hold a letter outside ASCII: McDonald is no fault."""
    return " ".join(word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii())
