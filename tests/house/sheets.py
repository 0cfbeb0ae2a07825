"""The style sheets of the screens: whose a class is, and what is amiss in a sheet or in a screen that uses it."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

HOME = "pwa/src/features/"
TONES = {"kiky"}  # a tone of ui/parts.css that bears the name of a screen


def owner(path: str) -> str:
    """Returns the word that a sheet's classes begin with: its folder, or its own name when screens share it."""
    own = PurePosixPath(path.removeprefix(HOME))
    return own.stem if is_shared(path) else own.parts[-2]


def is_shared(path: str) -> bool:
    """Tells whether a sheet lies in the room of the parts that several screens are built from."""
    return path.startswith(f"{HOME}_shared/")


def selectors(text: str) -> list[str]:
    """Returns every selector of a sheet, one by one: commas split them, those within brackets do not."""
    text = re.sub(r"/\*.*?\*/|@keyframes[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}|@import[^;]*;", "", text, flags=re.DOTALL)
    heads = [head.strip() for head in re.findall(r"([^{};]+)\{", text)]
    whole = [head for head in heads if not head.startswith("@")]
    return [one.strip() for head in whole for one in re.split(r",(?![^(]*\))", head)]


def classes(text: str) -> set[str]:
    """Returns the classes that a selector or the selectors of a sheet name."""
    return set(re.findall(r"\.([A-Za-z][\w-]*)", text))


def belongs(name: str, to: str) -> bool:
    """Tells whether a class is its owner's: it begins with the owner's word."""
    return name not in TONES and (name == to or name.startswith(f"{to}-"))


def collisions(sheets: dict[str, str]) -> list[str]:
    """Returns a sentence for each selector that could reach another screen: `sheets` are path and text."""
    return [*_homeless(sheets), *_foreign(sheets), *_imported(sheets), *_animated_twice(sheets)]


def borrowed(sheets: dict[str, str], screens: dict[str, str]) -> list[str]:
    """Returns a sentence for each class that a screen uses of a sheet that is another screen's and not imported."""
    named = {path: classes(" ".join(selectors(text))) for path, text in sheets.items() if not is_shared(path)}
    return [
        f".{name} in {path} is styled by {sheet}, which may not be there: import the sheet,"
        f" or move the rule to pwa/src/ui/parts.css or to a sheet in pwa/src/features/_shared."
        for path, text in screens.items()
        for sheet, its in named.items()
        for name in sorted(_used(text) & its)
        if belongs(name, owner(sheet)) and owner(path) != owner(sheet) and not _imports(text, sheet)
    ]


def _homeless(sheets: dict[str, str]) -> Iterator[str]:
    named = {path: classes(" ".join(selectors(text))) for path, text in sheets.items()}
    for path, text in sheets.items():
        own = owner(path)
        for one in selectors(text):
            its = classes(one)
            if any(belongs(name, own) for name in its):
                continue
            twins = [other for other, theirs in named.items() if other != path and its & theirs]
            beside = f" (named in {twins[0]} too)" if twins else ""
            yield (
                f"`{one}` in {path}{beside} reaches every screen, and stays: begin one of its classes with {own}-,"
                f" or move it to pwa/src/ui/parts.css when it is meant for all."
            )


def _foreign(sheets: dict[str, str]) -> Iterator[str]:
    owners = {owner(path): path for path in sheets if not is_shared(path)}
    for path, text in sheets.items():
        for name in sorted(classes(" ".join(selectors(text)))):
            whose = next((word for word in owners if word != owner(path) and belongs(name, word)), None)
            if whose:
                yield (
                    f".{name} in {path} is a class of {owners[whose]}: name one of {owner(path)}'s own,"
                    f" or move what both need to a sheet in pwa/src/features/_shared."
                )


def _imported(sheets: dict[str, str]) -> Iterator[str]:
    for path, text in sheets.items():
        if "@import" in text:
            yield f"{path} has @import, which sends those rules twice: import the sheet in the screen's own file."


def _animated_twice(sheets: dict[str, str]) -> Iterator[str]:
    first: dict[str, str] = {}
    for path, text in sheets.items():
        for name in re.findall(r"@keyframes\s+([\w-]+)", text):
            if name in first:
                yield f"@keyframes {name} in {path} and in {first[name]}: give one of them another name."
            first[name] = path


def _used(screen: str) -> set[str]:
    written = re.findall(r"\bclass=(?:\"([^\"]*)\"|\{((?:[^{}]|\{[^{}]*\})*)\})", screen)
    given = [literal for _, part in written for literal in re.findall(r"(?<!== )(?:\"[^\"]*\"|`[^`]*`)", part)]
    plain = [re.sub(r"\$\{[^}]*\}", " ", literal) for literal in given]
    return set(re.findall(r"[A-Za-z][\w-]*", " ".join([*(name for name, _ in written), *plain])))


def _imports(screen: str, sheet: str) -> bool:
    return bool(re.search(rf"import \"[./\w]*{re.escape(PurePosixPath(sheet).name)}\"", screen))
