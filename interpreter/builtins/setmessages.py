"""What there is to say of data sets that are asked for by name."""

from __future__ import annotations

SET_MESSAGES = {
    "badset": "The data set `1` in `2` cannot be read: `3`.",
    "nodataset": "There is no data set `1` here; there are `2`.",
    "noelement": "The data set `1` has no part `2`.",
    "noset": "The data set `1` is not on this machine. It can be had from `2`; the files `3` belong into `4`.",
    "sandbox": "`1` is not allowed in a sandboxed session.",
}
