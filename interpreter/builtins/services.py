"""What the makers of the language offer as services over the net: its functions are known here and stay as they are."""

from __future__ import annotations

from typing import Any

from .. import symbols as S
from ..declare import builtin, name, variable
from ..expr import FALSE

# function -> what it asks a service for
_SERVICES = {
    "CloudConnect": "a connection with the cloud",
    "CloudDeploy": "an object in the cloud",
    "CloudEvaluate": "an evaluation in the cloud",
    "CloudExport": "a file in the cloud",
    "CloudGet": "an expression in the cloud",
    "CloudImport": "a file in the cloud",
    "CloudPut": "an expression in the cloud",
    "CloudSave": "definitions in the cloud",
    "CloudSubmit": "an evaluation in the cloud",
    "ResourceFunction": "a function of a repository",
    "ResourceObject": "an entry of a repository",
    "ResourceSearch": "entries of repositories",
    "EntityList": "the entities of a class",
    "EntityProperties": "the properties of a class of entities",
    "EntityValue": "values of entities",
    "CityData": "facts about a city",
    "CountryData": "facts about a country",
    "FinancialData": "prices",
    "WeatherData": "the weather",
    "WolframAlpha": "an answer to a question",
    "SemanticInterpretation": "the meaning of words",
    "SendMail": "a letter",
    "ServiceConnect": "a connection with a service",
    "ServiceExecute": "what a service does",
}
_MESSAGE = "`1` would ask for `2`: there is no such service here, and nothing is sent."


def _service(title: str, what: str) -> None:
    def ask(args: tuple[Any, ...], *, say: Any) -> Any:
        return say("noserv", S.system(title), what)

    ask.__doc__ = f"""{title}[...] would ask a service for {what}. There is none here: a message says so, and the call
    stays as it is.

    >>> Quiet[{title}["x"]]
    {title}[x]
    """
    builtin(f"{title}[args___]", volatile=True, noserv=_MESSAGE)(ask)


for _title, _what in _SERVICES.items():
    _service(_title, _what)
for _title, _what in {
    "CloudObject": "an object in the cloud",
    "Entity": "a thing that knowledge bases know",
    "EntityClass": "a class of entities",
    "EntityProperty": "a property of entities",
}.items():
    name(_title, f"{_title}[...] stands for {_what}.")
for _title in ("$CloudConnected", "$CloudEvaluation"):

    def _value(session: Any) -> Any:
        return FALSE

    _value.__doc__ = f"{_title} is False: there is no cloud here."
    variable(_title, attributes="Protected")(_value)
