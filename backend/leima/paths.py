"""Where the things beside the code lie: next to the installed package, else at the root of the repository."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_REPOSITORY = _PACKAGE.parent.parent


def _find(in_package: str, in_repository: str) -> Path:
    packaged = _PACKAGE / in_package
    return packaged if packaged.exists() else _REPOSITORY / in_repository


def shared() -> Path:
    """The folder of tables, vectors, words and the demo company."""
    return _find("_shared", "shared")


def pwa() -> Path:
    """The built PWA; the folder may be missing before the first build."""
    return _find("_pwa", "pwa/dist")
