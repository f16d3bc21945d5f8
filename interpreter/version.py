"""The version of the package, in one place: pyproject.toml, `luperca --version` and `$Version` read it here."""

VERSION = "0.1.0"
