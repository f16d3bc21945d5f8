import pytest
from luperca.interpreter.frontends.options import OPTIONS, UsageError, read_arguments, usage


def test_nothing_means_a_session():
    arguments = read_arguments([])
    assert (arguments.file, arguments.codes, arguments.action) == (None, [], "run")


def test_what_follows_the_file_belongs_to_the_program():
    arguments = read_arguments(["--sandbox", "prog.wl", "--sandbox", "-c", "x"])
    assert arguments.sandbox
    assert (arguments.file, arguments.rest, arguments.codes) == ("prog.wl", ["--sandbox", "-c", "x"], [])


@pytest.mark.parametrize("word", ["-c", "-code", "--code"])
def test_code(word):
    assert read_arguments([word, "1+1", "more"]).codes == ["1+1"]
    assert read_arguments([word, "1+1", "more"]).rest == ["more"]


def test_options_go_on_after_file_but_not_after_script():
    assert read_arguments(["-file", "p.wl", "-print", "a"]).show == "last"
    script = read_arguments(["-script", "p.wl", "-print", "a"])
    assert (script.show, script.rest) == ("nothing", ["-print", "a"])


def test_print_takes_only_the_word_all():
    assert read_arguments(["-print", "all", "p.wl"]).show == "all"
    plain = read_arguments(["-print", "p.wl", "all"])
    assert (plain.show, plain.file, plain.rest) == ("last", "p.wl", ["all"])


def test_values_after_equals_and_minus_as_a_file():
    assert read_arguments(["--color=never", "-"]).colour == "never"
    assert read_arguments(["--color", "always"]).colour == "always"
    assert read_arguments(["-"]).file == "-"
    assert read_arguments(["--", "-x.wl", "a"]).file == "-x.wl"


@pytest.mark.parametrize(
    "words",
    [["-x"], ["--c", "1"], ["-c"], ["--color=blue"], ["--sandbox=1"], ["-f", "a", "-f", "b"], ["--print=all"]],
)
def test_what_makes_no_sense(words):
    with pytest.raises(UsageError):
        read_arguments(words)


def test_the_help_names_every_option():
    text = usage()
    assert [o.names for o in OPTIONS if not all(f"-{n}" in text for n in o.names)] == []
