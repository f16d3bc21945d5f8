"""Which symbols a name with wildcards means."""

from __future__ import annotations

from typing import Any

from ..contexts import OWN
from ..declare import DECLARATIONS, declared_names
from ..expr import Symbol, symbol
from .stringmatching import compiled


def matching_symbols(form: str, session: Any) -> list[Symbol]:
    """The existing symbols that a name with wildcards means: along the context path, or in the contexts it names."""
    contexts = session.contexts
    if "*" not in form and "@" not in form:
        s = contexts.find(form) if "`" not in form else _full(form, session)
        return [] if s is None else [s]
    context_form, tick, short = form.rpartition("`")
    pattern = compiled(short, False, True)
    if tick:
        wanted = compiled(context_form + "`", False, True)
        places = [c for c in {**contexts.names, OWN: None} if wanted.whole(c, lambda e: e)]
    else:
        places = list(dict.fromkeys([contexts.current, *contexts.path]))
    found: list[Symbol] = []
    for place in places:
        names = set(contexts.names.get(place, {}))
        names |= declared_names(place)
        found += [symbol(place + n) for n in names if pattern.whole(n, lambda e: e)]
    return sorted(found, key=lambda s: (s.context, s.name.lower(), s.name))


def _full(full: str, session: Any) -> Symbol | None:
    context, _, short = full.rpartition("`")
    if (short if context == "System" else full) in DECLARATIONS:
        return symbol(full)
    found: Symbol | None = session.contexts.names.get(context + "`", {}).get(short)
    return found
