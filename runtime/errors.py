"""What can go wrong by the user's doing; everything else that is raised here is a bug of ours."""


class RuntimeProblem(Exception):
    """Common parent, so that one `except` in a caller catches what it can turn into a message."""


class DeviceError(RuntimeProblem):
    """The wanted device cannot be used on this machine."""


class ArgumentError(RuntimeProblem):
    """A layer was given an argument that it does not take: `layer`, `parameter`, `value` and what is `allowed`."""

    def __init__(self, layer: str, parameter: str, value: object, allowed: str):
        super().__init__(f"{layer}: {parameter} should be {allowed}; found {value!r}")
        self.layer, self.parameter, self.value, self.allowed = layer, parameter, value, allowed


class CountError(ArgumentError):
    """Too many or too few positional arguments: `least`, `most` and what was `found`."""

    def __init__(self, layer: str, found: int, least: int, most: int):
        count = f"{least}" if least == most else f"between {least} and {most}"
        super().__init__(layer, "the number of arguments", found, count)
        self.found, self.least, self.most = found, least, most


class UndefinedError(RuntimeProblem):
    """The layer stands for an operation that nobody has defined."""

    def __init__(self, layer: str):
        super().__init__(f"{layer} is not defined")
        self.layer = layer


class GraphError(RuntimeProblem):
    """Edges that make no graph: `reason` is "cycle", "vertex", "port" or "twice"; `where` says which."""

    def __init__(self, reason: str, where: object, text: str):
        super().__init__(text)
        self.reason, self.where = reason, where


class ShapeError(RuntimeProblem):
    """Two different shapes for one port or array.

    Whoever knows more about the graph may leave it in `net`.

    `path` is the layer's place in the graph (a tuple, empty for a single layer or the graph itself), `port` the name of
    the port or array, `wanted` and `found` the two `ports.Type`s that do not agree.
    """

    def __init__(self, path: tuple, port: str, wanted: object, found: object):
        place = "/".join(map(str, path))
        super().__init__(f"{place + ': ' if place else ''}{port} cannot be both {wanted} and {found}")
        self.path, self.port, self.wanted, self.found = path, port, wanted, found
        self.net: object = None


class UnspecifiedError(RuntimeProblem):
    """Shapes that nothing determines: `places` is a tuple of (layer path, port or array name)."""

    def __init__(self, places: tuple):
        names = ", ".join("/".join(map(str, (*path, name))) for path, name in places)
        super().__init__(f"the shape of {names} cannot be inferred")
        self.places = places


class UninitializedError(RuntimeProblem):
    """Arrays without values: `places` is a tuple of array paths."""

    def __init__(self, places: tuple):
        names = ", ".join("/".join(map(str, path)) for path in places)
        super().__init__(f"no values for {names}")
        self.places = places


class InputError(RuntimeProblem):
    """Data that do not fit a port: its name, the `wanted` type, the `found` shape (None when it was not fed)."""

    def __init__(self, port: str, wanted: object, found: object):
        super().__init__(f"the data at {port} should be {wanted}; found {found}")
        self.port, self.wanted, self.found = port, wanted, found
