"""XML and HTML as expressions: XMLObject and XMLElement, for Import and Export."""

from __future__ import annotations

import re
from typing import Any

from .. import symbols as S
from ..declare import declaration, name
from ..expr import FAILED, Expr, is_list, is_rule, make_list
from .formats import FUNCTIONS, Format, Unwritable, register

for _function in FUNCTIONS:
    declaration(_function)
name("XMLElement", 'XMLElement["tag", {"attribute" -> "value", ...}, {content, ...}] is an element of XML.')
name("XMLObject", 'XMLObject["Document"][prolog, element, epilog] is a document of XML; XMLObject["Comment"]["text"]'
     ' and others are its parts.')  # fmt: skip
_XMLNS = "http://www.w3.org/2000/xmlns/"
_SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_NAME = re.compile(r"[A-Za-z_:][\w.:-]*")
_DEEPEST = 300


def xml_object(kind: str, *args: Any) -> Expr:
    return Expr(Expr(S.XMLObject, (kind,)), args)


class Tree:
    """Elements as they open and close; white space between elements is left out."""

    def __init__(self) -> None:
        self.open: list[tuple[Any, Expr, list[Any]]] = []
        self.roots: list[Any] = []
        self.text: list[str] = []

    def start(self, tag: Any, attributes: list[tuple[Any, str]]) -> None:
        self.flush()
        if len(self.open) > _DEEPEST:
            raise ValueError("too deep")
        rules = make_list(tuple([Expr(S.Rule, pair) for pair in attributes]))
        self.open.append((tag, rules, []))

    def end(self) -> None:
        self.flush()
        tag, rules, children = self.open.pop()
        self.put(Expr(S.XMLElement, (tag, rules, make_list(tuple(children)))))

    def put(self, e: Any) -> None:
        (self.open[-1][2] if self.open else self.roots).append(e)

    def flush(self) -> None:
        text = "".join(self.text)
        self.text.clear()
        if text.strip():
            self.put(text)


def _split_name(text: str, spaces: dict[str, str]) -> Any:
    """ "name", or {"namespace", "name"} where the prefix is declared."""
    prefix, colon, local = text.rpartition(":")
    if colon and spaces.get(prefix):
        return make_list((spaces[prefix], local))
    return text


def read_tree(data: bytes, comments: bool = False) -> Expr | None:
    """The XMLObject["Document"] of a text; None where it is not well formed."""
    from xml.parsers import expat

    tree, prolog, spaces = Tree(), [], [{"xml": "http://www.w3.org/XML/1998/namespace"}]
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        own = dict(spaces[-1])
        for key, value in attributes.items():
            if key == "xmlns" or key.startswith("xmlns:"):
                own[key.partition(":")[2]] = value
        spaces.append(own)
        pairs: list[tuple[Any, str]] = []
        for key, value in attributes.items():
            if key == "xmlns" or key.startswith("xmlns:"):
                pairs.append((make_list((_XMLNS, key.partition(":")[2] or key)), value))
            else:
                pairs.append((_split_name(key, own) if ":" in key else key, value))
        tree.start(_split_name(tag, own) if ":" in tag or not own.get("") else make_list((own[""], tag)), pairs)

    def end(tag: str) -> None:
        spaces.pop()
        tree.end()

    def declaration_of(version: str, encoding: str | None, standalone: int) -> None:
        rules = [Expr(S.Rule, ("Version", version))]
        if encoding:
            rules.append(Expr(S.Rule, ("Encoding", encoding)))
        if standalone >= 0:
            rules.append(Expr(S.Rule, ("Standalone", "yes" if standalone else "no")))
        prolog.append(xml_object("Declaration", *rules))

    def doctype(root: str, system: str | None, public: str | None, internal: int) -> None:
        rules = [Expr(S.Rule, pair) for pair in (("Public", public), ("System", system)) if pair[1]]
        prolog.append(xml_object("Doctype", root, *rules))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = tree.text.append
    parser.XmlDeclHandler, parser.StartDoctypeDeclHandler = declaration_of, doctype
    if comments:

        def comment(text: str) -> None:
            tree.flush()
            tree.put(xml_object("Comment", text))

        parser.CommentHandler = comment
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError):
        return None
    root = next((i for i, e in enumerate(tree.roots) if isinstance(e, Expr) and e.head is S.XMLElement), None)
    if root is None:
        return None
    before, after = [*prolog, *tree.roots[:root]], tree.roots[root + 1 :]
    return xml_object("Document", make_list(tuple(before)), tree.roots[root], make_list(tuple(after)))


def _read_xml(data: bytes, element: Any, session: Any) -> Any:
    found = read_tree(data, comments=element == "Comments")
    if found is None:
        return FAILED
    if element in (None, "XMLObject"):
        return found
    if element == "XMLElement":
        return found.args[1]
    if element == "Plaintext":
        return "\n".join(_texts(found.args[1]))
    if element == "Tags":
        return make_list(tuple(sorted({_local(e.args[0]) for e in _elements(found.args[1])})))
    if element == "Comments":
        return make_list(tuple([e.args[0] for e in _all(found) if getattr(e.head, "args", None) == ("Comment",)]))
    return None


def _local(tag: Any) -> str:
    return str(tag.args[1] if is_list(tag) else tag)


def _all(e: Any) -> list[Expr]:
    found, stack = [], [e]
    while stack:
        x = stack.pop()
        if isinstance(x, Expr):
            found.append(x)
            stack.extend(reversed(x.args))
    return found


def _elements(e: Any) -> list[Expr]:
    return [x for x in _all(e) if x.head is S.XMLElement and len(x) == 3]


def _texts(e: Any) -> list[str]:
    """The texts of elements, in order."""
    found, stack = [], [e]
    while stack:
        x = stack.pop()
        if type(x) is str:
            found.append(" ".join(x.split()))
        elif isinstance(x, Expr) and x.head is S.XMLElement and len(x) == 3 and is_list(x.args[2]):
            stack.extend(reversed(x.args[2].args))
    return found


# ---- writing ---------------------------------------------------------------------------------------------------------


def _name_of(e: Any, spaces: dict[Any, str]) -> str:
    """A name as it is written, with the prefix of its namespace."""
    local = e.args[1] if is_list(e) and len(e) == 2 else e
    if type(local) is str and is_list(e):
        prefix = "xmlns" if e.args[0] == _XMLNS and local != "xmlns" else spaces.get(e.args[0], "")
        local = f"{prefix}:{local}" if prefix else local
    if type(local) is not str or not _NAME.fullmatch(local):
        raise Unwritable(e)
    return local


def _attributes(e: Any, spaces: dict[Any, str]) -> str:
    if not is_list(e) or not all(is_rule(r) for r in e.args):
        raise Unwritable(e)
    pairs = [(_name_of(r.args[0], spaces), r.args[1] if type(r.args[1]) is str else str(r.args[1])) for r in e.args]
    return "".join([f" {k}='{v.translate(_SPECIAL).replace(chr(39), '&apos;')}'" for k, v in pairs])


def _declared(e: Any, spaces: dict[Any, str]) -> dict[Any, str]:
    """The prefixes of namespaces within an element."""
    found = dict(spaces)
    for r in e.args if is_list(e) else ():
        key = r.args[0] if is_rule(r) else None
        if is_list(key) and len(key) == 2 and key.args[0] == _XMLNS:
            found[r.args[1]] = "" if key.args[1] == "xmlns" else key.args[1]
    return found


def written(e: Any, depth: int = 0, spaces: dict[Any, str] | None = None) -> str:
    """The text of an element, of a text or of a part of XMLObject; elements within elements on lines of their own."""
    if type(e) is str:
        return e.translate(_SPECIAL)
    if depth > _DEEPEST or not isinstance(e, Expr):
        raise Unwritable(e)
    if isinstance(e.head, Expr) and e.head.head is S.XMLObject and len(e.head) == 1:
        write = _PARTS.get(e.head.args[0])
        if write is None:
            raise Unwritable(e)
        return write(e)
    if e.head is not S.XMLElement or len(e) != 3 or not is_list(e.args[2]):
        raise Unwritable(e)
    spaces = _declared(e.args[1], spaces or {"http://www.w3.org/XML/1998/namespace": "xml"})
    tag, attributes, children = _name_of(e.args[0], spaces), _attributes(e.args[1], spaces), e.args[2].args
    if not children:
        return f"<{tag}{attributes} />"
    parts = [written(c, depth + 1, spaces) for c in children]
    if any(type(c) is str for c in children):
        return f"<{tag}{attributes}>{''.join(parts)}</{tag}>"
    indent = "\n" + " " * (depth + 1)
    return f"<{tag}{attributes}>{indent}{indent.join(parts)}\n{' ' * depth}</{tag}>"


def _document(e: Expr) -> str:
    if len(e) != 3 or not is_list(e.args[0]) or not is_list(e.args[2]):
        raise Unwritable(e)
    return "\n".join([written(x) for x in (*e.args[0].args, e.args[1], *e.args[2].args)])


def _declaration(e: Expr) -> str:
    said = {r.args[0]: r.args[1] for r in e.args if is_rule(r)}
    names = (("Version", "version"), ("Encoding", "encoding"), ("Standalone", "standalone"))
    return "<?xml" + "".join([f" {key}='{said[k]}'" for k, key in names if k in said]) + "?>"


def _doctype(e: Expr) -> str:
    said = {r.args[0]: r.args[1] for r in e.args if is_rule(r)}
    public = f" PUBLIC '{said['Public']}'" if "Public" in said else " SYSTEM" if "System" in said else ""
    return f"<!DOCTYPE {e.args[0]}{public}" + (f" '{said['System']}'" if "System" in said else "") + ">"


_PARTS = {
    "Document": _document,
    "Declaration": _declaration,
    "Doctype": _doctype,
    "Comment": lambda e: f"<!--{e.args[0]}-->",
    "CDATASection": lambda e: f"<![CDATA[{e.args[0]}]]>",
    "ProcessingInstruction": lambda e: f"<?{' '.join(map(str, e.args))}?>",
}


def _write_xml(e: Any, session: Any) -> bytes:
    return written(e).encode()


# ---- HTML ------------------------------------------------------------------------------------------------------------

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li tr table ul ol br section article header footer title pre blockquote".split()
)
_HIDDEN = frozenset("script style head template noscript".split())


def _html_tree(text: str) -> Tree:
    from html.parser import HTMLParser

    tree = Tree()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tree.start(tag, [(k, v or "") for k, v in attrs])
            if tag in _VOID:
                tree.end()

        def handle_endtag(self, tag: str) -> None:
            if any(t == tag for t, _, _ in tree.open):
                while tree.open[-1][0] != tag:  # what was left open ends here
                    tree.end()
                tree.end()

        def handle_data(self, data: str) -> None:
            tree.text.append(data)

    reader = Reader()
    reader.feed(text)
    reader.close()
    tree.flush()
    while tree.open:
        tree.end()
    return tree


def _plain_html(roots: list[Any]) -> str:
    found: list[str] = []
    stack: list[Any] = list(reversed(roots))
    while stack:
        x = stack.pop()
        if type(x) is str:
            found.append(re.sub(r"\s+", " ", x))
        elif x is None:
            found.append("\n")
        elif x.head is S.XMLElement and x.args[0] not in _HIDDEN:
            block = x.args[0] in _BLOCKS
            stack += [None] * block + list(reversed(x.args[2].args)) + [None] * block
    lines = [line.strip() for line in "".join(found).split("\n")]
    return "\n".join([line for line in lines if line])


def _cell(e: Expr) -> str:
    return " ".join(_texts(e))


def _read_html(data: bytes, element: Any, session: Any) -> Any:
    try:
        roots = _html_tree(data.decode("utf-8-sig", errors="replace")).roots
    except ValueError:
        return FAILED
    every = [x for r in roots for x in _elements(r)]
    if element in (None, "Plaintext"):
        return _plain_html(roots)
    if element == "XMLObject":
        empty = Expr(S.XMLElement, ("html", make_list(()), make_list(())))
        root = next((e for e in roots if isinstance(e, Expr)), empty)
        return xml_object("Document", make_list(()), root, make_list(()))
    if element == "Title":
        return next((_cell(e) for e in every if e.args[0] == "title"), "")
    if element in ("Hyperlinks", "ImageLinks"):
        tag, key = ("a", "href") if element == "Hyperlinks" else ("img", "src")
        wanted = [r for e in every if e.args[0] == tag for r in e.args[1].args]
        return make_list(tuple([r.args[1] for r in wanted if r.args[0] == key]))
    if element == "Data":
        tables = [e for e in every if e.args[0] == "table"]
        return make_list(tuple([_rows(t) for t in tables]))
    return None


def _rows(table: Expr) -> Expr:
    rows = [e for e in _elements(table) if e.args[0] == "tr"]
    return make_list(
        tuple([make_list(tuple([_cell(c) for c in _elements(r) if c.args[0] in ("td", "th")])) for r in rows])
    )


for _format in (
    Format("XML", ("xml", "xhtml"), _read_xml, _write_xml),
    Format("HTML", ("html", "htm"), _read_html, None),
):
    register(_format)
