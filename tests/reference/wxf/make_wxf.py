"""Makes wxf.json: expressions as wolframclient writes them in WXF.  `python make_wxf.py` with the extra `oracle`."""

import json
from pathlib import Path

import numpy
from wolframclient.language import Global, wl
from wolframclient.language.expression import WLSymbol
from wolframclient.serializers import export
from wolframclient.serializers.wxfencoder.utils import numeric_array_to_wxf, packed_array_to_wxf

CASES = {
    "f[1, 2^70, -2^70]": Global.f(1, 2**70, -(2**70)),
    "{127, 128, -128, -129, 32767, 32768, 2^31 - 1, 2^31, 2^63 - 1, -2^63, 2^63}": [
        127, 128, -128, -129, 32767, 32768, 2**31 - 1, 2**31, 2**63 - 1, -(2**63), 2**63,
    ],
    '{"", "aé\\[Alpha]\\:4e2d", 1.5, -0.25, 1.*10^300}': ["", "aéα中", 1.5, -0.25, 1e300],
    '<|"a" -> 1, 2 -> <||>, "c" -> {True, False, Null}|>': {"a": 1, 2: {}, "c": [True, False, None]},
    "Hold[1 + a`b`c, x^2]": wl.Hold(wl.Plus(1, WLSymbol("a`b`c")), wl.Power(Global.x, 2)),
    "ByteArray[{0, 1, 255}]": bytes([0, 1, 255]),
    "ByteArray[Mod[Range[300], 256]]": bytes([i % 256 for i in range(1, 301)]),
    "1/3": wl.Rational(1, 3),
    "2 - 3 I": wl.Complex(2, -3),
    "StringRepeat[\"x\", 200]": "x" * 200,
}  # fmt: skip
ARRAYS = {
    "Range[20]": numpy.arange(1, 21, dtype="int8"),
    "ArrayReshape[-100 Range[40], {2, 20}]": numpy.arange(-100, -4001, -100, dtype="int16").reshape(2, 20),
    "Range[20] 10^12": numpy.arange(1, 21, dtype="int64") * 10**12,
    "Range[20] / 4.": numpy.arange(1, 21) / 4,
}
NUMERIC = {
    'NumericArray[{1, 2, 255}, "UnsignedInteger8"]': numpy.array([1, 2, 255], dtype="uint8"),
    'NumericArray[{{1.5, 2}, {3, 4}}, "Real32"]': numpy.array([[1.5, 2], [3, 4]], dtype="float32"),
    'NumericArray[{1 + 2 I, 3}, "ComplexReal64"]': numpy.array([1 + 2j, 3]),
}
# numpy's names of types -> those of the format
NAMES = {
    "int8": "Integer8", "int16": "Integer16", "int64": "Integer64", "float64": "Real64", "uint8": "UnsignedInteger8",
    "float32": "Real32", "complex128": "ComplexReal64",
}  # fmt: skip

if __name__ == "__main__":
    made = {text: export(value, target_format="wxf").hex() for text, value in CASES.items()}
    for write, arrays in ((packed_array_to_wxf, ARRAYS), (numeric_array_to_wxf, NUMERIC)):
        for text, a in arrays.items():
            made[text] = (b"8:" + b"".join(write(a.tobytes(), a.shape, NAMES[a.dtype.name]))).hex()
    Path(__file__).with_name("wxf.json").write_text(json.dumps(made, indent=1, ensure_ascii=False) + "\n")
