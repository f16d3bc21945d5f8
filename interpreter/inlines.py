"""How the values of single forms are written in Python: arithmetic, tests, branches, assignments, loops, scopes."""

from __future__ import annotations

from typing import Any

from . import symbols as S
from .bodies import ARITHMETIC, COMPARISONS, TESTS, Body, assigned_in, inline
from .compiler import SlotWriter, Uncompilable
from .definitions import PROTECTED, Computed
from .expr import NULL, Expr, Symbol, is_list, symbol
from .patterns import mentions_head
from .substitution import contains

_MOST_POWER = 64
_FEW = 256  # values of an iterator: of more, lists are better made at once
_STEPS = {  # the sign, and whether the old value is given
    "Increment": ("+", True),
    "Decrement": ("-", True),
    "PreIncrement": ("+", False),
    "PreDecrement": ("-", False),
}
_UPDATES = {"AddTo": "Plus", "SubtractFrom": "Plus", "TimesBy": "Times"}


def _integers(*names: str) -> str:
    """A test that names stand for integers; literals need none."""
    tests = [f"type({n}) is int" for n in names if not _is_literal(n)]
    return " and ".join(tests) or "True"


def _is_literal(name: str) -> bool:
    return name.lstrip("-").isdigit()


def _literal(name: str) -> str:
    return f"({name})" if name[0] == "-" else name


# ---- arithmetic ------------------------------------------------------------------------------------------------------


def _operate(b: Body, name: str, x: str, y: str) -> str:
    guard = _integers(x, y)
    if name in ("Mod", "Quotient"):
        if y == "0":
            return b.put(f"do_{name}({x}, {y})")
        guard += "" if _is_literal(y) else f" and {y}"
    code = ARITHMETIC[name].format(_literal(x), _literal(y))
    return b.put(f"{code} if {guard} else do_{name}({x}, {y})")


@inline("Plus", "Times")
def _sum_or_product(b: Body, e: Expr) -> str | None:
    name = e.head.name
    if len(e) < 2:
        return None
    values = [b.value(a) for a in e.args]
    if len(values) == 2:
        return _operate(b, name, *values)
    code = (" + " if name == "Plus" else " * ").join(map(_literal, values))
    rest = f"evaluate(Expr({b.w.constant(e.head)}, {b.row(values)}))"
    return b.put(f"{code} if {_integers(*values)} else {rest}")


@inline("Mod", "Quotient")
def _division(b: Body, e: Expr) -> str | None:
    return _operate(b, e.head.name, b.value(e.args[0]), b.value(e.args[1])) if len(e) == 2 else None


@inline("Power")
def _power(b: Body, e: Expr) -> str | None:
    if len(e) != 2 or type(e.args[1]) is not int or not 0 < e.args[1] <= _MOST_POWER:
        return None
    x, n = b.value(e.args[0]), e.args[1]
    code = f"{_literal(x)} * {_literal(x)}" if n == 2 else f"{_literal(x)} ** {n}"
    return b.put(f"{code} if {_integers(x)} else evaluate(Expr({b.w.constant(S.Power)}, ({x}, {n})))")


# ---- tests -----------------------------------------------------------------------------------------------------------


@inline(*COMPARISONS, table=TESTS)
def _comparison(b: Body, e: Expr) -> str | None:
    if len(e) != 2:
        return None
    x, y = b.value(e.args[0]), b.value(e.args[1])
    name = e.head.name
    return b.put(
        f"{_literal(x)} {COMPARISONS[name]} {_literal(y)} if {_integers(x, y)} else truth(do_{name}({x}, {y}))"
    )


@inline("SameQ", "UnsameQ", table=TESTS)
def _identity(b: Body, e: Expr) -> str | None:
    if len(e) != 2:
        return None
    x, y = b.value(e.args[0]), b.value(e.args[1])
    return b.put(f"{'not ' if e.head is S.UnsameQ else ''}same({x}, {y})")


@inline("EvenQ", "OddQ", table=TESTS)
def _parity(b: Body, e: Expr) -> str | None:
    if len(e) != 1:
        return None
    x = b.value(e.args[0])
    code = f"{_literal(x)} & 1 == {int(e.head is S.OddQ)}"
    return b.put(f"{code} if {_integers(x)} else truth(evaluate(Expr({b.w.constant(e.head)}, ({x},))))")


@inline("Not", table=TESTS)
def _not(b: Body, e: Expr) -> str | None:
    if len(e) != 1:
        return None
    c = b.test(e.args[0])
    return b.put(f"not {c} if {c} is True or {c} is False else truth(evaluate(Expr({b.w.constant(S.Not)}, ({c},))))")


@inline("And", "Or", table=TESTS)
def _junction(b: Body, e: Expr) -> str | None:
    """One after the other, as long as they are True (False); an undecided one is left to the general way, with the
    rest as it stands."""
    if len(e) < 2:
        return None
    goes_on = "True" if e.head is S.And else "False"
    c = b.put(b.test(e.args[0]))
    head = b.w.constant(e.head)

    def following(rest: tuple[Any, ...]) -> None:
        if not rest:
            return
        undecided = f"{c} is not True and {c} is not False"
        left = f"Expr({head}, ({c}, {', '.join(b.template(r, at_once=True) for r in rest)},))"
        with b.block(f"if {c} is {goes_on}:"):
            b.emit(f"{c} = {b.test(rest[0])}")
            following(rest[1:])
        with b.block(f"elif {undecided}:"):
            b.emit(f"{c} = truth(evaluate({left}))")

    following(e.args[1:])
    return c


# ---- lists -----------------------------------------------------------------------------------------------------------


@inline("List")
def _list(b: Body, e: Expr) -> str | None:
    return b.put(f"listed({b.arguments(e)})") if e.args else None


@inline("Part")
def _part(b: Body, e: Expr) -> str | None:
    if len(e) != 2:
        return None
    return b.put(f"part({_whole(b, e.args[0])}, {b.value(e.args[1])})")


def _whole(b: Body, e: Any) -> str:
    """What has parts: of a symbol whose parts are being assigned the cells themselves."""
    if type(e) is not Symbol or b.w.place(e) is not None:
        return b.value(e)
    if e in b.locals:
        return b.locals[e]
    d = b.kernel.definitions[e]
    if d.attributes & PROTECTED:
        return b.value(e)
    x = b.put(f"{b.w.constant(d)}.own")
    with b.block(f"if type({x}) is not Cells and type({x}) is not Packed:"):
        b.emit(f"{x} = {b.symbol(e)}")
    return x


# ---- branches --------------------------------------------------------------------------------------------------------


@inline("If")
def _if(b: Body, e: Expr) -> str | None:
    if not 2 <= len(e) <= 4:
        return None
    return _branch(b, b.test(e.args[0]), e.args[1], e.args[2] if len(e) > 2 else NULL, e)


def _branch(b: Body, c: str, then: Any, otherwise: Any, e: Expr) -> str:
    t = b.new()
    with b.block(f"if {c} is True:"):
        b.emit(f"{t} = {b.value(then)}")
    with b.block(f"elif {c} is False:"):
        b.emit(f"{t} = {b.value(otherwise)}")
    with b.block("else:"):
        if len(e) == 4:
            b.emit(f"{t} = {b.value(e.args[3])}")
        else:
            rest = ", ".join(b.template(a, at_once=True) for a in e.args[1:])
            b.emit(f"{t} = evaluate(Expr({b.w.constant(S.If)}, ({c}, {rest},)))")
    return t


@inline("Which")
def _which(b: Body, e: Expr) -> str | None:
    if not e.args or len(e) % 2:
        return None
    t = b.put("NULL")

    def clause(rest: tuple[Any, ...]) -> None:
        c = b.test(rest[0])
        with b.block(f"if {c} is True:"):
            b.emit(f"{t} = {b.value(rest[1])}")
        with b.block(f"elif {c} is not False:"):
            left = ", ".join([c, *(b.template(a, at_once=True) for a in rest[1:])])
            b.emit(f"{t} = evaluate(Expr({b.w.constant(S.Which)}, ({left},)))")
        if len(rest) > 2:
            with b.block("else:"):
                clause(rest[2:])

    clause(e.args)
    return t


@inline("CompoundExpression")
def _compound(b: Body, e: Expr) -> str | None:
    if not e.args or any(isinstance(a, Expr) and a.head is S.Label for a in e.args):
        return None
    found = [b.value(a) for a in e.args]
    return found[-1]


# ---- assignment ------------------------------------------------------------------------------------------------------


@inline("Set")
def _set(b: Body, e: Expr) -> str | None:
    if len(e) != 2:
        return None
    s = e.args[0]
    if isinstance(s, Expr) and s.head is S.Part and len(s) == 2 and type(s.args[0]) is Symbol:
        return _set_part(b, *s.args, e.args[1])
    if type(s) is not Symbol or b.w.place(s) is not None:
        return None
    v = b.value(e.args[1])
    if s in b.locals:
        b.emit(f"{b.locals[s]} = {v}")
        return v
    return b.put(f"assign({b.w.constant(b.kernel.definitions[s])}, {b.w.constant(s)}, {v})")


def _set_part(b: Body, s: Symbol, place: Any, value: Any) -> str | None:
    if b.w.place(s) is not None:
        return None
    v, i = b.value(value), b.value(place)
    if s in b.locals:
        b.emit(f"{b.locals[s]} = set_part({b.locals[s]}, {i}, {v})")
        return v
    return b.put(f"set_part_of({b.w.constant(b.kernel.definitions[s])}, {b.w.constant(s)}, {i}, {v})")


@inline(*_STEPS)
def _step(b: Body, e: Expr) -> str | None:
    if len(e) != 1 or type(e.args[0]) is not Symbol or b.w.place(e.args[0]) is not None:
        return None
    (s,), (sign, gives_old) = e.args, _STEPS[e.head.name]
    if s in b.locals:
        old = b.local(s)
        new = b.put(f"{old} {sign} 1 if type({old}) is int else do_Plus({old}, {sign}1)")
        b.emit(f"{b.locals[s]} = {new}")
        return old if gives_old else new
    d, name = b.w.constant(b.kernel.definitions[s]), b.w.constant(s)
    old, t = b.put(f"{d}.own"), b.new()
    with b.block(f"if type({old}) is int:"):
        b.emit(f"{t} = {old} {sign} 1")
        b.emit(f"assign({d}, {name}, {t})")
        if gives_old:
            b.emit(f"{t} = {old}")
    with b.block("else:"):
        b.emit(f"{t} = evaluate({b.w.constant(e)})")
    return t


@inline(*_UPDATES)
def _update(b: Body, e: Expr) -> str | None:
    if len(e) != 2 or type(e.args[0]) is not Symbol or b.w.place(e.args[0]) is not None:
        return None
    s, name = e.args[0], _UPDATES[e.head.name]
    dx = b.value(e.args[1])
    if e.head is S.SubtractFrom:
        dx = _operate(b, "Times", "-1", dx)
    if s in b.locals:
        new = _operate(b, name, b.local(s), dx)
        b.emit(f"{b.locals[s]} = {new}")
        return new
    d = b.w.constant(b.kernel.definitions[s])
    old, t = b.put(f"{d}.own"), b.new()
    with b.block(f"if type({old}) in ATOMS:"):
        b.emit(f"{t} = assign({d}, {b.w.constant(s)}, {_operate(b, name, old, dx)})")
    with b.block("else:"):
        whole = f"Expr({b.w.constant(S.system('AddTo' if name == 'Plus' else 'TimesBy'))}, ({b.w.constant(s)}, {dx}))"
        b.emit(f"{t} = evaluate({whole})")
    return t


# ---- loops -----------------------------------------------------------------------------------------------------------


def _poll(b: Body) -> None:
    with b.block("if kernel.interrupt is not None:"):
        b.emit("kernel.poll()")


def _caught(b: Body, t: str) -> None:
    """What ends a loop from inside."""
    with b.block("except BreakSignal:"):
        b.emit("pass")
    with b.block("except ReturnSignal as signal:"):
        with b.block("if signal.target is not None:"):
            b.emit("raise")
        b.emit(f"{t} = signal.value")


def _turn(b: Body, body: Any) -> None:
    """One turn of a loop; Continue[] ends it."""
    if body is NULL:
        return
    with b.block("try:"):
        b.value(body)
    with b.block("except ContinueSignal:"):
        b.emit("pass")


def _while(b: Body, test: Any, body: Any, step: Any) -> str:
    t = b.put("NULL")
    with b.block("try:"):
        with b.block("while True:"):
            c = b.test(test)
            with b.block(f"if {c} is not True:"):
                b.emit("break")
            _poll(b)
            _turn(b, body)
            b.value(step)
    _caught(b, t)
    return t


@inline("While")
def _while_loop(b: Body, e: Expr) -> str | None:
    return _while(b, e.args[0], e.args[1] if len(e) == 2 else NULL, NULL) if 1 <= len(e) <= 2 else None


@inline("For")
def _for_loop(b: Body, e: Expr) -> str | None:
    if not 3 <= len(e) <= 4:
        return None
    b.value(e.args[0])
    return _while(b, e.args[1], e.args[3] if len(e) == 4 else NULL, e.args[2])


@inline("Do", "Table", "Sum")
def _iterated(b: Body, e: Expr) -> str | None:
    """With one iterator {i, b} or {i, a, b}, whose variable everybody can see while it goes on."""
    spec = e.args[1] if len(e) == 2 else None
    if not is_list(spec) or len(spec) not in (2, 3) or type(spec.args[0]) is not Symbol:
        return None
    i, body = spec.args[0], e.args[0]
    d = b.kernel.definitions[i]
    if d.attributes & PROTECTED or i in b.locals or b.w.place(i) is not None:
        return None
    low = b.value(spec.args[1]) if len(spec) == 3 else "1"
    high = b.value(spec.args[-1])
    d_name, i_name = b.w.constant(d), b.w.constant(i)
    whole_numbers = f"range({_literal(low)}, {_literal(high)} + 1) if {_integers(low, high)}"
    values = b.put(f"{whole_numbers} else counted({low}, {high})")
    try:
        whole = b.template(body, at_once=True)
    except Uncompilable:
        whole = None
    t, keeps = b.put("NULL"), e.head is not S.Do
    few = f" or len({values}) > {_FEW}" if keeps and whole is not None else ""
    left = f"Expr(LIST, ({i_name}, {low}, {high}))"
    with b.block(f"if {values} is None{few}:"):  # many values, or bounds that the loop itself has to look at
        b.emit(f"{t} = evaluate(Expr({b.w.constant(e.head)}, ({whole or b.w.constant(body)}, {left})))")
    with b.block("else:"):
        saved, out = b.put(f"{d_name}.own"), b.put("[]") if keeps else ""
        with b.block(f"if {saved} is None:"):
            b.emit(f"kernel.set_own({d_name}, NULL)")
        v = b.new()
        with b.block("try:"):
            with b.block(f"for {v} in {values}:"):
                _poll(b)
                b.emit(f"{d_name}.own = {v}")
                if keeps:
                    b.emit(f"{out}.append({b.value(body)})")
                else:
                    _turn(b, body)
            if keeps:
                b.emit(f"{t} = {'pack' if e.head is S.Table else 'total'}({out})")
        if e.head is not S.Sum:
            _caught(b, t)
        with b.block("finally:"):
            b.emit(f"{d_name}.own = {saved}")
    return t


# ---- scopes ----------------------------------------------------------------------------------------------------------


@inline("With")
def _with(b: Body, e: Expr) -> str | None:
    """Values of its variables stand in the body as those of a rule do."""
    found = _initial(b, e)
    if found is None or isinstance(b.w, SlotWriter) or any(v is None or s in b.locals for s, v in found):
        return None
    kept = b.w.places
    b.w.places = {**kept, **{s: b.value(v) for s, v in found}}
    try:
        return b.put(b.value(e.args[1]))
    finally:
        b.w.places = kept


def _initial(b: Body, e: Expr) -> list[tuple[Symbol, Any]] | None:
    """(symbol, initial value or None) of a scope of two arguments."""
    if len(e) != 2 or not is_list(e.args[0]):
        return None
    found = []
    for item in e.args[0].args:
        if type(item) is Symbol:
            found.append((item, None))
        elif isinstance(item, Expr) and item.head is S.Set and len(item) == 2 and type(item.args[0]) is Symbol:
            found.append((item.args[0], item.args[1]))
        else:
            return None
    return found


@inline("Module")
def _module(b: Body, e: Expr) -> str | None:
    """Local symbols as variables of Python, where nothing but this code can see them."""
    found = _initial(b, e)
    if found is None or len({s for s, _ in found}) < len(found):
        return None
    body = e.args[1]
    if mentions_head(body, _LEAVING) or any(b.w.place(s) is not None or s in b.locals for s, _ in found):
        return None
    if any(v is None and not _begins_assigned(body, s) for s, v in found):
        return None
    mark, outer = b.mark(), (dict(b.locals), b.assigned)
    values = [(s, b.w.constant(symbol(f"{s.full}$")) if v is None else b.value(v)) for s, v in found]
    b.locals |= {s: b.put(v) for s, v in values}
    b.assigned |= assigned_in(body) & set(b.locals)
    try:
        return b.value(body)
    except Uncompilable:
        b.back(mark)
        return None
    finally:
        b.locals, b.assigned = outer


_LEAVING = (S.Return, S.Condition, S.Label, S.Goto)


def _begins_assigned(body: Any, s: Symbol) -> bool:
    """Whether the first that is said of a symbol, from left to right, is that it gets a value."""
    stack = [body]
    while stack:
        e = stack.pop()
        if e is s:
            return False
        if isinstance(e, Expr):
            if e.head is S.Set and len(e) == 2 and e.args[0] is s:
                return not contains(e.args[1], s)
            stack += [*reversed(e.args), e.head]
    return True


@inline("Block")
def _block(b: Body, e: Expr) -> str | None:
    """Other values for symbols that have nothing but values."""
    found = _initial(b, e)
    if found is None or not found or mentions_head(e.args[1], _LEAVING):
        return None
    definitions = [b.kernel.definitions[s] for s, _ in found]
    for d, (s, _) in zip(definitions, found, strict=True):
        rules = d.down or d.sub or d.up or d.call or d.apply
        if rules or d.attributes & PROTECTED or type(d.own) is Computed or s in b.locals or b.w.place(s) is not None:
            return None
        b.assumed.add(s)
    values = ["None" if v is None else b.value(v) for _, v in found]
    names = [b.w.constant(d) for d in definitions]
    saved = [b.put(f"{name}.own") for name in names]
    t = b.new()
    with b.block("try:"):
        for name, v in zip(names, values, strict=True):
            b.emit(f"block({name}, {v})")
        b.emit(f"{t} = {b.value(e.args[1])}")
        with b.block(f"if type({t}) not in ATOMS:"):  # it may mention what has another value outside
            b.emit(f"{t} = evaluate({t})")
    with b.block("finally:"):
        for name, old in zip(names, saved, strict=True):
            b.emit(f"kernel.set_own({name}, {old})")
    return t
