"""The API's description as a page: plain HTML made here, with its own style and script, as our CSP asks."""

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Response, Router, get
from litestar.openapi.plugins import JsonRenderPlugin, OpenAPIRenderPlugin

from leima.web.errors import NotFound

Describe = Callable[[Litestar], dict[str, Any]]
_HERE = Path(__file__).parent
_KINDS = {"page.css": "text/css", "page.js": "text/javascript"}
_FILES = {name: (_HERE / "schema" / name).read_bytes() for name in _KINDS}


class DescriptionPlugin(JsonRenderPlugin):
    """`/schema/openapi.json`."""

    def __init__(self, describe: Describe) -> None:
        super().__init__()
        self._describe = describe

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Returns the completed description in place of Litestar's own."""
        return self.render_json(request, self._describe(request.app))


class PagePlugin(OpenAPIRenderPlugin):
    """`/schema`, with the two files that its page asks for."""

    def __init__(self, describe: Describe) -> None:
        super().__init__(path="/")
        self._describe = describe

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Returns the page."""
        return page(self._describe(request.app)).encode()

    def receive_router(self, router: Router) -> None:
        """Adds the page's own files."""
        for name, kind in _KINDS.items():
            router.register(_file(name, kind))


def _file(name: str, kind: str) -> Any:
    @get(f"/{name}", sync_to_thread=False)
    def serve() -> Response[bytes]:
        return Response(_FILES[name], media_type=f"{kind}; charset=utf-8")

    return serve


def refuse_unknown(request: Request[Any, Any, Any]) -> None:
    """Looks before Litestar answers in its own words. Raises NotFound for what is not below `/schema`."""
    if request.url.path.rstrip("/").removeprefix("/schema").lstrip("/") not in ("", "openapi.json", *_KINDS):
        raise NotFound()


def page(description: dict[str, Any]) -> str:
    """The whole page: every operation by its tag, then every shape."""
    info = description["info"]
    head = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(info["title"])} API</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="/icons/leima-32.png"><link rel="stylesheet" href="/schema/page.css">'
        '<script src="/schema/page.js" defer></script></head>'
    )
    intro = (
        f"<header><h1>{escape(info['title'])} API</h1><p>{_words(info['description'])}</p>"
        '<p><a href="/schema/openapi.json">openapi.json</a></p>'
        '<label>Find <input type="search" id="find" autocomplete="off"></label>'
        '<p id="found" role="status"></p></header>'
    )
    tags = "".join(_tag(tag, description) for tag in description["tags"])
    shapes = "".join(_shape(name, shape) for name, shape in sorted(description["components"]["schemas"].items()))
    return f"{head}<body>{intro}<main>{tags}<section><h2>Shapes</h2>{shapes}</section></main></body></html>"


def _words(text: str) -> str:
    """Prose with its `code`."""
    parts = escape(text).split("`")
    return "".join(f"<code>{part}</code>" if n % 2 else part for n, part in enumerate(parts))


def _tag(tag: dict[str, str], description: dict[str, Any]) -> str:
    made = "".join(
        _operation(method, path, operation)
        for path, item in sorted(description["paths"].items())
        for method, operation in item.items()
        if tag["name"] in operation["tags"]
    )
    return f"<section><h2>{escape(tag['name'])}</h2><p>{_words(tag['description'])}</p>{made}</section>"


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    about = operation["description"].partition("\n\n")
    rows = [*_parameters(operation), *_body(operation), *_answers(operation)]
    needs = " ".join(name for one in operation.get("security", []) for name in one) or "public"
    return (
        f'<details id="{escape(operation["operationId"])}"><summary><b class="verb {method}">{method.upper()}</b> '
        f"<code>{escape(path)}</code> <span>{_words(about[0])}</span></summary>"
        f"<p>{_words(about[2])}</p><p><code>{escape(operation['operationId'])}</code> · {escape(needs)}</p>"
        f"<table>{''.join(rows)}</table></details>"
    )


def _row(name: str, kind: str, text: str) -> str:
    return f"<tr><th>{escape(name)}</th><td>{kind}</td><td>{_words(text)}</td></tr>"


def _parameters(operation: dict[str, Any]) -> Iterator[str]:
    for one in operation.get("parameters", []):
        needed = "required" if one.get("required") else ""
        yield _row(f"{one['in']} {one['name']}", _kind(one["schema"]), one.get("description") or needed)


def _body(operation: dict[str, Any]) -> Iterator[str]:
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        yield _row("body", _kind(content["schema"]), kind)


def _answers(operation: dict[str, Any]) -> Iterator[str]:
    for status, answer in operation["responses"].items():
        kinds = answer.get("content", {}).items()
        shapes = [f"{_kind(part['schema'])} <small>{escape(kind)}</small>" for kind, part in kinds]
        yield _row(status, "<br>".join(shapes), answer["description"])


def _shape(name: str, shape: dict[str, Any]) -> str:
    needed = shape.get("required", [])
    rows = [
        _row(field, _kind(part), part.get("description", "") or ("" if field in needed else "may be missing"))
        for field, part in shape.get("properties", {}).items()
    ]
    inside = f"<table>{''.join(rows)}</table>" if rows else f"<p>{_kind(shape)}</p>"
    said = f"<span>{_words(shape.get('description', ''))}</span>"
    return (
        f'<details id="{escape(name)}" class="shape"><summary><code>{escape(name)}</code> {said}</summary>'
        f"{inside}</details>"
    )


def _kind(schema: dict[str, Any]) -> str:
    """A schema in a few words, with links to the shapes that it names."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            return " | ".join(_kind(one) for one in schema[choice])
    if "const" in schema:
        return f"<code>{escape(repr(schema['const']))}</code>"
    if "enum" in schema:
        return " | ".join(f"<code>{escape(str(one))}</code>" for one in schema["enum"])
    kinds = schema.get("type", "anything")
    if "prefixItems" in schema:
        return ", ".join(_kind(one) for one in schema["prefixItems"])
    if kinds == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if kinds == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"object of {_kind(schema['additionalProperties'])}"
    named = " | ".join(kinds) if isinstance(kinds, list) else str(kinds)
    return escape(f"{named} ({schema['format']})" if "format" in schema else named)
