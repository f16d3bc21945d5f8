"""How messages are called."""


def test_the_name_is_as_one_would_write_it(ask):
    ask('BeginPackage["Some`"]; EndPackage[]')
    ask('Some`f::odd = "`1` is odd."; Message[Some`f::odd, 3]; $ContextPath = Rest[$ContextPath]')
    shown = []
    ask.session.messages.write = lambda message: shown.append(message.shown)
    ask("Message[Some`f::odd, 5]")
    ask("Begin[\"Some`\"]; Message[Some`f::odd, 7]")
    assert shown == ["Some`f::odd: 5 is odd.", "f::odd: 7 is odd."]
    assert ask.messages == ["Some`f::odd"]
