"""Writes resampled.json: `python tests/reference/images/make_resampled.py`, with scipy.

A row of numbers, and what splines through them say at the centres of more pixels, away from the ends.
"""

import json
from pathlib import Path

import numpy
from scipy.ndimage import map_coordinates

FILE = Path(__file__).with_name("resampled.json")
OLD, NEW = 80, 180


def main():
    row = numpy.random.default_rng(3).random(OLD).round(4)
    centres = (numpy.arange(NEW) + 0.5) * OLD / NEW - 0.5
    splines = {
        str(order): map_coordinates(row, [centres], order=order, mode="mirror").round(9).tolist()
        for order in (2, 3, 4, 5)
    }
    FILE.write_text(json.dumps({"row": row.tolist(), "splines": splines}) + "\n")


if __name__ == "__main__":
    main()
