"""What a machine can tell of PDF/UA-1 in a file, after the Matterhorn Protocol's checkpoints; findings by their number.

There is no Java here and so no veraPDF: this looks at what it would look at first. What only people can judge (whether
an alternative text is a good one) it does not know.
"""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, parse_content_stream

STANDARD = frozenset(
    {
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
        *("Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH"),
        *("TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"),
        *("Figure", "Formula", "Form"),
    }
)
WITHIN = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
}
PAINTS = frozenset(
    {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI", "INLINE IMAGE"}
)


def findings(pdf: Pdf) -> list[str]:
    """Every checkpoint that fails, with what fails it."""
    elements = list(_elements(pdf))
    return [*_document(pdf), *_structure(elements), *_order(elements), *_content(pdf, elements), *_fonts(pdf)]


def _document(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    with pdf.open_metadata() as told:
        if str(told.get("pdfuaid:part")) != "1":
            yield "05-001 no PDF/UA identifier"
        if not told.get("dc:title"):
            yield "06-003 no title"
    if "/MarkInfo" not in root or not root.MarkInfo.get("/Marked"):
        yield "01-007 not marked as tagged"
    if root.get("/MarkInfo", {}).get("/Suspects"):
        yield "00-000 suspects"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "07-001 the title is not shown"
    if not str(root.get("/Lang", "")):
        yield "11-006 no language"
    if "/StructTreeRoot" not in root:
        yield "01-000 no structure"
    for number, page in enumerate(pdf.pages, 1):
        if page.obj.get("/Annots") and page.obj.get("/Tabs") != Name.S:
            yield f"28-008 page {number}: no order of tabs"
        if "/StructParents" not in page.obj:
            yield f"01-000 page {number}: not in the parent tree"


class Element:
    """An element of the structure, its kind resolved by the role map, and its parent's kind."""

    def __init__(self, at: Object, kind: str, parent: str) -> None:
        self.at, self.kind, self.parent = at, kind, parent


def _elements(pdf: Pdf) -> Iterator[Element]:
    tree: Any = pdf.Root.get("/StructTreeRoot")
    if tree is None:
        return
    roles = tree.get("/RoleMap", Dictionary())

    def walk(node: Any, parent: str) -> Iterator[Element]:
        for one in _kids(node):
            if isinstance(one, Dictionary) and "/S" in one:
                kind = str(one.S)
                while kind not in {f"/{name}" for name in STANDARD} and kind in roles:
                    kind = str(roles[kind])
                yield Element(one, kind[1:], parent)
                yield from walk(one, kind[1:])

    yield from walk(tree, "")


def _kids(node: Any) -> list[Any]:
    kids = node.get("/K")
    return [] if kids is None else list(kids) if isinstance(kids, Array) else [kids]


def _structure(elements: list[Element]) -> Iterator[str]:
    for one in elements:
        if one.kind not in STANDARD:
            yield f"02-001 {one.kind} is no standard kind"
        if one.kind in WITHIN and one.parent not in WITHIN[one.kind]:
            yield f"09-004 {one.kind} within {one.parent}"
        if one.kind == "Figure" and not (str(one.at.get("/Alt", "")).strip() or "/ActualText" in one.at):
            yield "13-004 a figure without an alternative text"
        if one.kind == "TH" and not _scope(one.at):
            yield "15-003 a header of a table without its scope"
        if one.kind == "Table" and not any(kid.kind == "TH" for kid in elements if _inside(kid.at, one.at)):
            yield "15-003 a table without headers"


def _scope(header: Any) -> bool:
    told: Any = header.get("/A", [])
    return any("/Scope" in one for one in (told if isinstance(told, Array) else [told]))


def _inside(at: Any, other: Any) -> bool:
    while isinstance(at, Dictionary) and "/P" in at:
        if at.objgen == other.objgen:
            return True
        at = at.P
    return False


def _order(elements: list[Element]) -> Iterator[str]:
    levels = [int(one.kind[1]) for one in elements if one.kind in {"H1", "H2", "H3", "H4", "H5", "H6"}]
    for before, level in zip([0, *levels], levels, strict=False):
        if level > before + 1:
            yield f"14-003 a heading of level {level} after one of level {before}"


def _content(pdf: Pdf, elements: list[Element]) -> Iterator[str]:
    """What is painted is an artefact, or belongs to an element that knows it too."""
    known = set()
    for one in elements:
        for kid in _kids(one.at):
            page = kid.get("/Pg", one.at.get("/Pg")) if isinstance(kid, Dictionary) else one.at.get("/Pg")
            number = kid.get("/MCID") if isinstance(kid, Dictionary) else kid
            if page is not None and number is not None and "/S" not in (kid if isinstance(kid, Dictionary) else {}):
                known.add((page.objgen, int(number)))
    for number, page in enumerate(pdf.pages, 1):
        open_: list[tuple[str, int | None]] = []
        for operands, operator in parse_content_stream(page):
            name = str(operator)
            if name in ("BMC", "BDC"):
                given: Any = operands[1] if len(operands) > 1 else Dictionary()
                marked = given.get("/MCID") if isinstance(given, Dictionary) else None
                open_.append((str(operands[0]), None if marked is None else int(marked)))
            elif name == "EMC":
                open_.pop()
            elif name in PAINTS:
                marks = [marked for _, marked in open_ if marked is not None]
                if not marks and not any(kind == "/Artifact" for kind, _ in open_):
                    yield f"01-005 page {number}: {name} is neither tagged nor an artefact"
                elif marks and (page.obj.objgen, marks[-1]) not in known:
                    yield f"01-000 page {number}: content {marks[-1]} is in no element"


def _fonts(pdf: Pdf) -> Iterator[str]:
    for one in pdf.objects:
        if not isinstance(one, Dictionary) or one.get("/Type") != Name.Font:
            continue
        if one.get("/Subtype") == Name.Type0:
            if "/ToUnicode" not in one or not isinstance(one.ToUnicode, Stream):
                yield "10-001 a font whose letters cannot be told"
        elif one.get("/Subtype") != Name.Type3:
            described = one.get("/FontDescriptor", Dictionary())
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()):
                yield f"31-009 the font {one.get('/BaseFont')} is not embedded"
