"""Names of options that belong to several functions, or to none alone."""

from ..declare import name

for _title, _usage in {
    "Alignment": "Alignment is an option that says where something stands in the room that it has.",
    "CharacterEncoding": "CharacterEncoding is an option that says how characters are written as bytes.",
    "ColorSpace": "ColorSpace is an option that says what the channels of an image or an array mean.",
    "DistanceFunction": "DistanceFunction is an option that says how far two things are from each other.",
    "FrameRate": "FrameRate is an option that says how many frames a second there are.",
    "GenerateConditions": "GenerateConditions is an option that says whether to give conditions on parameters.",
    "Language": "Language is an option that names a language.",
    "Method": "Method is an option that says which algorithm to use.",
    "Padding": "Padding is an option that says what is put where there is nothing.",
    "Path": "Path is an option that gives the directories in which to look for a file.",
    "PerformanceGoal": 'PerformanceGoal is an option that says what matters most, as "Speed", "Quality" or "Size".',
    "PrincipalValue": "PrincipalValue is an option that says whether to look for a principal value.",
    "Regularization": "Regularization is an option of Sum that says how to give divergent sums a value.",
    "Resampling": "Resampling is an option that says how values between those that there are come about.",
    "SameTest": "SameTest is an option that gives the function that tells whether two elements are the same.",
    "SpellingCorrection": "SpellingCorrection is an option that says whether strings may differ a little.",
    "TestID": "TestID is an option that names a test.",
    "VerifyConvergence": "VerifyConvergence is an option of Sum that says whether to look at its convergence.",
}.items():
    name(_title, _usage)
