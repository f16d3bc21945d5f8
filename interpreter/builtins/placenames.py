"""Names of sides, places and sizes, that functions of images, graphics and text understand."""

from ..declare import name

for _title, _usage in {
    "Back": "Back stands for the side that is away from who looks.",
    "Bottom": "Bottom stands for the lower side.",
    "Center": "Center stands for the middle.",
    "Front": "Front stands for the side towards who looks.",
    "Left": "Left stands for the left side.",
    "Right": "Right stands for the right side.",
    "Top": "Top stands for the upper side.",
    "Tiny": "Tiny stands for a very small size.",
    "Small": "Small stands for a small size.",
    "Medium": "Medium stands for a size between small and large.",
    "Large": "Large stands for a large size.",
    "Scaled": "Scaled[s] stands for s times the whole.",
}.items():
    name(_title, _usage)
