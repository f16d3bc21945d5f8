"""What one session knows about its symbols: values, attributes, messages, options."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from .expr import LIST, Expr, Symbol
from .packed import Packed, pack

if TYPE_CHECKING:
    from .rules import RuleTable

ATTRIBUTES: dict[str, int] = {
    name: 1 << i
    for i, name in enumerate(
        "Constant Flat HoldAll HoldAllComplete HoldFirst HoldRest Listable Locked NHoldAll NHoldFirst NHoldRest "
        "NumericFunction OneIdentity Orderless Protected ReadProtected SequenceHold Stub Temporary".split()
    )
}
FLAT, ORDERLESS, ONE_IDENTITY, LISTABLE = (ATTRIBUTES[n] for n in ("Flat", "Orderless", "OneIdentity", "Listable"))
HOLD_FIRST, HOLD_REST, HOLD_ALL, HOLD_ALL_COMPLETE, SEQUENCE_HOLD = (
    ATTRIBUTES[n] for n in ("HoldFirst", "HoldRest", "HoldAll", "HoldAllComplete", "SequenceHold")
)
PROTECTED, LOCKED, READ_PROTECTED, TEMPORARY, NUMERIC_FUNCTION = (
    ATTRIBUTES[n] for n in ("Protected", "Locked", "ReadProtected", "Temporary", "NumericFunction")
)
DECLARED_CONTEXTS = ("System`", "Developer`", "Internal`", "Luperca`", "BoxForm`")
ANY_HOLD = HOLD_FIRST | HOLD_REST | HOLD_ALL | HOLD_ALL_COMPLETE


def attribute_mask(names: Iterable[str]) -> int:
    return sum({ATTRIBUTES[n] for n in names})


def attribute_names(mask: int) -> list[str]:
    return [n for n, bit in ATTRIBUTES.items() if mask & bit]


class Computed:
    """An own value that is worked out at each use: `$Context`, `$Line`, `$RecursionLimit`, `Nothing`.

    `read()` gives the value; `write(value)` takes an assignment, or is None where the symbol cannot be set.
    """

    __slots__ = ("read", "write")

    def __init__(self, read: Callable[[], Any], write: Callable[[Any], None] | None = None) -> None:
        self.read, self.write = read, write


def _plain_list(items: list[Any]) -> Expr:
    return Expr(LIST, tuple(items))


class Cells:
    """The value of a symbol whose parts are being assigned: the elements of a list in a Python list.

    Only the definition holds it.  Whoever asks for the value gets the expression, which is made when it is needed;
    `stamp` is the one under which all elements are known to be in normal form.
    """

    __slots__ = ("_list", "items", "make", "stamp")

    def __init__(self, e: Expr) -> None:
        self.items = list(e.args)
        self.make: Callable[[list[Any]], Expr] = pack if type(e) is Packed else _plain_list
        self.stamp = e.stamp
        self._list: Expr | None = e

    def read(self) -> Expr:
        if self._list is None:
            self._list = self.make(self.items)
            self._list.stamp = self.stamp
        return self._list

    def write(self, index: int, new: Any, normal: bool) -> None:
        """Put an element in place; `normal` says that it is in normal form under the present stamp."""
        if self._list is not None:
            self.stamp = self._list.stamp
            self._list = None
        self.items[index] = new
        if not normal:
            self.stamp = 0


class Definition:
    """Everything about one symbol in one session.

    own           the symbol's value, a Computed, Cells, or None
    down, sub, up rule tables or None; nvalues, defaults, formats likewise
    call          the builtin: f(args) -> expression or None (stays as it is)
    apply         the builtin for symbol[...][args]: f(head, args) -> expression or None
    meet          the builtin for f[..., symbol[...], ...]: f(head, args) -> expression or None
    numeric       a function of two machine integers that is tried first (Plus, Times, comparisons)
    reals         the same for two machine reals, taken when its result is finite
    inert         the stamp under which the symbol was last seen with nothing to do
    """

    __slots__ = (
        "apply", "arrays", "attributes", "call", "canonical", "conditional", "defaults", "down", "formats", "inert",
        "meet", "messages", "numeric", "nvalues", "options", "own", "reals", "sub", "symbol", "up", "volatile",
    )  # fmt: skip

    def __init__(self, symbol: Symbol) -> None:
        self.symbol = symbol
        self.own: Any = None
        self.down: RuleTable | None = None
        self.sub: RuleTable | None = None
        self.up: RuleTable | None = None
        self.nvalues: RuleTable | None = None
        self.defaults: RuleTable | None = None
        self.formats: RuleTable | None = None
        self.messages: dict[str, Any] = {}
        self.options: dict[str, Any] | None = None
        self.attributes = 0
        self.call: Callable[[tuple[Any, ...]], Any] | None = None
        self.apply: Callable[[Any, tuple[Any, ...]], Any] | None = None
        self.meet: Callable[[Any, tuple[Any, ...]], Any] | None = None
        self.numeric: Callable[[int, int], Any] | None = None
        self.reals: Callable[[float, float], float] | None = None
        self.arrays = False  # a Listable builtin that takes Packed lists whole
        self.canonical = False  # the builtin flattens and sorts by itself
        self.volatile = False  # never in a stamped normal form: random numbers, time, streams
        self.conditional = False  # rules with tests that may change their mind with a global value
        self.inert = 0

    @property
    def protected(self) -> bool:
        return bool(self.attributes & PROTECTED)


class Definitions(dict[Symbol, Definition]):
    """Symbol -> Definition, made on first sight from the declarations of the builtins."""

    __slots__ = ("declare",)

    def __init__(self, declare: Callable[[Definition], None]) -> None:
        super().__init__()
        self.declare = declare

    def __missing__(self, symbol: Symbol) -> Definition:
        definition = self[symbol] = Definition(symbol)
        if symbol.context in DECLARED_CONTEXTS:
            self.declare(definition)
        return definition
