from configparser import ConfigParser

from forms import show

TEXT = """
[main]
name = Example
debug = yes

[window]
width = 640
height=480        ; in pixels
title = "Hello, world"

[paths]
search = /usr/lib:/usr/local/lib
ratio = 0.75
"""


def typed(s):
    if s in ("yes", "no"):
        return s == "yes"
    for number in (int, float):
        try:
            return number(s)
        except ValueError:
            pass
    return s[1:-1] if s[0] == '"' else s.split(":") if ":" in s else s


parser = ConfigParser(inline_comment_prefixes=";")
parser.read_string(TEXT)
settings = {name: {k: typed(v) for k, v in parser[name].items()} for name in parser.sections()}
print(show(list(settings)))
for name, values in settings.items():
    print(f"{name}: {show(values)}")
print("area:", settings["window"]["width"] * settings["window"]["height"])
print("font:", settings["window"].get("font", "none given"))
for name in ("window", "paths"):
    print(f"[{name}]")
    for key, value in settings[name].items():
        print(f"{key}={':'.join(value) if isinstance(value, list) else value}")
