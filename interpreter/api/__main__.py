"""`python -m luperca` and the console script: the command line."""

import sys


def main() -> int:
    """Run the command line with the arguments of the process and return its exit status."""
    from .interpreter.frontends.cli import main as command_line

    return command_line(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
