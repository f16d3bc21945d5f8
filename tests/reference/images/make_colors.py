"""Writes colors.json: `python tests/reference/images/make_colors.py`, with colour-science, scikit-image and Pillow.

Every table has colours in RGB and what another library makes of them, in the library's own scale.
"""

import json
from pathlib import Path

import colour
import numpy
from PIL import Image
from skimage.color import rgb2hsv

FILE = Path(__file__).with_name("colors.json")
# The white points of ASTM E308-01, with Y = 1.
D65, D50 = numpy.array([0.95047, 1, 1.08883]), numpy.array([0.96422, 1, 0.82521])
NAMED = [[0, 0, 0], [1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1], [0.5, 0.5, 0.5], [0.02, 0.03, 0.01], [1, 0.5, 0]]


def main():
    rgb = numpy.concatenate([NAMED, numpy.random.default_rng(7).random((24, 3)).round(4)])
    primaries = colour.RGB_COLOURSPACES["sRGB"].primaries
    to_d65 = colour.normalised_primary_matrix(primaries, colour.XYZ_to_xy(D65))
    to_d50 = colour.adaptation.matrix_chromatic_adaptation_VonKries(D65, D50, "Bradford") @ to_d65
    xyz = colour.models.eotf_sRGB(rgb) @ to_d50.T
    d50 = colour.XYZ_to_xy(D50)
    lab = colour.XYZ_to_Lab(xyz, d50)
    cmy = colour.RGB_to_CMY(rgb)
    bytes_ = (rgb * 255).round().astype(numpy.uint8)
    tables = {
        "RGB": rgb,
        "XYZ": xyz,
        "LAB": lab,
        "LCH": colour.Lab_to_LCHab(lab),
        "LUV": colour.XYZ_to_Luv(xyz, d50),
        "CMYK": numpy.nan_to_num(colour.CMY_to_CMYK(cmy)),
        "HSB": rgb2hsv(rgb),
        "GrayBytes": numpy.asarray(Image.fromarray(bytes_[None]).convert("L"))[0],
    }
    FILE.write_text(json.dumps({k: v.round(9).tolist() for k, v in tables.items()}) + "\n")


if __name__ == "__main__":
    main()
