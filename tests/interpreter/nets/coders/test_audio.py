"""The encoders of sounds: shapes of the table, values against stored spectra, parameters, files, mistakes."""

from pathlib import Path

import numpy as np
import pytest
from luperca.interpreter.audio.value import Sound
from luperca.interpreter.expr import Expr, make_list
from luperca.interpreter.numericarray import NumericArray
from luperca.interpreter.packed import to_array

STORED = Path(__file__).parents[3] / "reference" / "audio"
SPECTRA = np.load(STORED / "spectra.npz")
TENTH = 'a = AudioGenerator["Sin", 0.1, SampleRate -> 16000]; b = AudioTrim[a, 0.05]; '
NAMES = ("Audio", "AudioSpectrogram", "AudioSTFT", "AudioMelSpectrogram", "AudioMFCC")


def encoded(ask, spec, *sounds):
    """What an encoder makes of sounds, as arrays."""
    encoder = ask.session.evaluate_expr(ask.session.read_value(f"NetEncoder[{spec}]"))
    result = ask.session.evaluate_expr(Expr(encoder, (sounds[0] if len(sounds) == 1 else make_list(sounds),)))
    return to_array(result) if len(sounds) == 1 else [to_array(x) for x in result.args]


def stored():
    return Sound(SPECTRA["x"][None].copy(), 16000, "Real64")


# ---- what they give --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spec", "shape"),
    [
        ('"Audio"', "{1600, 1}"),
        ('"AudioSpectrogram"', "{11, 201}"),
        ('"AudioSTFT"', "{11, 400, 2}"),
        ('"AudioMelSpectrogram"', "{11, 40}"),
        ('"AudioMFCC"', "{11, 13}"),
        ('{"Audio", "SampleRate" -> 8000}', "{800, 1}"),
        ('{"Audio", "TargetLength" -> 100}', "{100, 1}"),
        ('{"Audio", "TargetLength" -> 2000}', "{2000, 1}"),
        ('{"Audio", "TargetLength" -> Quantity[20, "Milliseconds"]}', "{320, 1}"),
        ('{"AudioSpectrogram", "SampleRate" -> 11025}', "{10, 139}"),
        ('{"AudioSpectrogram", "WindowSize" -> 5, "Offset" -> 5}', "{320, 3}"),
        ('{"AudioSpectrogram", "WindowSize" -> Quantity[10, "ms"], "Offset" -> Quantity[5, "ms"]}', "{19, 81}"),
        ('{"AudioSpectrogram", "TargetLength" -> 4}', "{4, 201}"),
        ('{"AudioSpectrogram", "TargetLength" -> 40}', "{40, 201}"),
        ('{"AudioSTFT", "TargetLength" -> Quantity[50, "ms"], "WindowSize" -> 100, "Offset" -> 100}', "{8, 100, 2}"),
        ('{"AudioMelSpectrogram", "NumberOfFilters" -> 12}', "{11, 12}"),
        ('{"AudioMFCC", "NumberOfCoefficients" -> 5, "NumberOfFilters" -> 20}', "{11, 5}"),
    ],
)
def test_shapes(ask, spec, shape):
    assert ask(f"{TENTH} e = NetEncoder[{spec}]; Dimensions[e[a]]") == shape
    assert ask.messages == []
    known = ask('NetExtract[e, "Output"]')
    sizes = [s.strip() for s in known.strip("{}").split(",")]
    assert all(s == n.strip() for s, n in zip(sizes, shape.strip("{}").split(",")) if s.isdigit())
    assert ("TargetLength" in spec) == sizes[0].isdigit()


def test_samples(ask):
    found = encoded(ask, '"Audio"', Sound(np.array([[0, 0.5, -1]]), 16000))
    assert found.tolist() == [[0.0], [0.5], [-1.0]]


def test_spectra(ask):
    transforms = encoded(ask, '"AudioSTFT"', stored())
    assert np.allclose(transforms[..., 0] + 1j * transforms[..., 1], SPECTRA["stft"], atol=2e-5)
    assert np.allclose(encoded(ask, '"AudioSpectrogram"', stored()), SPECTRA["magnitude"] ** 2, rtol=1e-5, atol=1e-8)
    assert np.allclose(encoded(ask, '"AudioMelSpectrogram"', stored()), SPECTRA["mel"], rtol=1e-6)
    narrow = '{"AudioMelSpectrogram", "NumberOfFilters" -> 12, "MinimumFrequency" -> 300, "MaximumFrequency" -> 3400}'
    assert np.allclose(encoded(ask, narrow, stored()), SPECTRA["mel_narrow"], rtol=1e-6)
    cepstra = encoded(ask, '"AudioMFCC"', stored()).copy()
    cepstra[:, 1:] *= np.sqrt(2)
    assert np.allclose(cepstra, SPECTRA["mfcc"], atol=2e-6)


@pytest.mark.parametrize("window", ["DirichletWindow", "ConstantArray[1, 400]", "(1. &)"])
def test_windows(ask, window):
    spec = f'{{"AudioSpectrogram", "WindowFunction" -> {window}}}'
    rows = np.lib.stride_tricks.sliding_window_view(np.pad(SPECTRA["x"], (0, 130)), 400)[::133]
    assert np.allclose(encoded(ask, spec, stored()), np.abs(np.fft.rfft(rows)) ** 2, rtol=1e-5, atol=1e-7)


def test_channels_are_mixed_and_rates_changed(ask):
    left, right = np.sin(np.arange(800) / 9), np.cos(np.arange(800) / 7)
    both = encoded(ask, '"Audio"', Sound(np.array([left, right]), 16000))
    assert np.allclose(both[:, 0], (left + right) / 2, atol=1e-7)
    half = encoded(ask, '{"Audio", "SampleRate" -> 8000}', Sound(left[None].copy(), 16000))
    assert np.allclose(half[100:300, 0], left[200:600:2], atol=1e-4)


def test_normalisation(ask):
    quiet = Sound(np.array([[0.1, -0.2, 0.05]]), 16000)
    assert np.abs(encoded(ask, '{"Audio", "Normalization" -> "Max"}', quiet)).max() == pytest.approx(1)
    assert np.abs(encoded(ask, '{"Audio", "Normalization" -> {"Max", 0.5}}', quiet)).max() == pytest.approx(0.5)
    loud = encoded(ask, '{"Audio", "Normalization" -> {"RMS", 0.25}}', quiet)
    assert np.sqrt(np.mean(loud**2)) == pytest.approx(0.25)


def augmented(ask, rules, sound, rate=8):
    """What a net sees of a sound where it learns, in sixteenths."""
    spec = f'NetEncoder[{{"Audio", "SampleRate" -> {rate}, "Augmentation" -> {rules}}}]'
    net = ask.session.evaluate_expr(ask.session.read_value(f'ElementwiseLayer[# &, "Input" -> {spec}]'))
    mode = ask.session.read_value('NetEvaluationMode -> "Train"')
    return to_array(ask.session.evaluate_expr(Expr(net, (sound, mode))))[:, 0] * 16


RAMP = Sound(np.arange(1.0, 9)[None] / 16, 8)


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ('"Volume" -> 2', [2, 4, 6, 8, 10, 12, 14, 16]),
        ('{"Volume" -> None}', [1, 2, 3, 4, 5, 6, 7, 8]),
        ('{"Volume" -> DiscreteUniformDistribution[{3, 3}]}', [3, 6, 9, 12, 15, 18, 21, 24]),
        ('{"TimeShift" -> 1/4}', [0, 0, 1, 2, 3, 4, 5, 6]),
        ('{"TimeShift" -> -1/4}', [3, 4, 5, 6, 7, 8, 0, 0]),
        ('{"TimeShift" -> Scaled[1/2]}', [0, 0, 0, 0, 1, 2, 3, 4]),
        ('{"TimeShift" -> 99}', [0] * 8),
        ('{"TimeShift" -> -99}', [0] * 8),
        ('{"TimeShift" -> 1/4, "Volume" -> 2}', [0, 0, 2, 4, 6, 8, 10, 12]),
        ('{"Convolution" -> Audio[{0.5, 0, 0.25}, SampleRate -> 8]}', [0.5, 1, 1.75, 2.5, 3.25, 4, 4.75, 5.5]),
        ('{"Convolution" -> {0.5, Audio[{0, 1.}, SampleRate -> 8]}}', [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5]),
        ('{"Convolution" -> {0, Audio[{0, 1.}, SampleRate -> 8]}}', [1, 2, 3, 4, 5, 6, 7, 8]),
        ('{"Noise" -> Audio[{1/16}, SampleRate -> 8]}', [2, 3, 4, 5, 6, 7, 8, 9]),
        ('{"Noise" -> {2, Audio[{1/16}, SampleRate -> 8]}}', [3, 4, 5, 6, 7, 8, 9, 10]),
        ('{"Noise" -> Audio[{}, SampleRate -> 8]}', [1, 2, 3, 4, 5, 6, 7, 8]),
    ],
)
def test_augmentation(ask, rules, expected):
    np.testing.assert_allclose(augmented(ask, rules, RAMP), expected, atol=1e-4)


def test_augmentation_at_random(ask):
    noisy = [augmented(ask, '"Noise" -> 0.01', RAMP) for _ in range(2)]
    assert 0 < np.abs(noisy[0] - noisy[1]).max() < 0.32
    for amount in ("{0.5, 2}", "UniformDistribution[{0.5, 2}]"):
        volumes = [augmented(ask, f'"Volume" -> {amount}', RAMP)[0] for _ in range(20)]
        assert 0.5 <= min(volumes) < max(volumes) <= 2
    shifts = {tuple(augmented(ask, '"TimeShift" -> Scaled[{0, 1}]', RAMP)) for _ in range(20)}
    assert len(shifts) > 3
    crackle = '"Noise" -> Audio[{1/16, 0}, SampleRate -> 8]'  # begins anywhere
    starts = {tuple(np.round(augmented(ask, crackle, RAMP) - np.arange(1, 9)).astype(int)) for _ in range(20)}
    assert starts == {(1, 0) * 4, (0, 1) * 4}


def test_sounds_of_augmentation_in_files(ask, tmp_path):
    ask(f'Export["{tmp_path}/impulse.wav", Audio[{{0.5}}, SampleRate -> 8]]')
    file = f'File["{tmp_path}/impulse.wav"]'
    np.testing.assert_allclose(augmented(ask, f'"Convolution" -> {file}', RAMP), np.arange(1, 9) / 2, atol=1e-2)
    ask(f'e = NetEncoder[{{"Audio", "Augmentation" -> "Noise" -> File["{tmp_path}/x"]}}]; a = Audio[{{0., 1.}}]')
    assert ask('ElementwiseLayer[# &, "Input" -> e][a, NetEvaluationMode -> "Train"]') == "$Failed"
    assert ask.messages == ["NetEncoder::nofile"]


def test_augmentation_is_for_training_only(ask):
    ask('e = NetEncoder[{"Audio", "Augmentation" -> {"Noise" -> 1}}]; a = Audio[{0., 0.5, -1.}, SampleRate -> 16000]')
    assert ask("e[a]") == ask("e[a]") == "{{0.}, {0.5}, {-1.}}"
    ask('n = ElementwiseLayer[# &, "Input" -> e]')
    assert ask("n[a]") == ask('n[a, NetEvaluationMode -> "Test"]') == "{{0.}, {0.5}, {-1.}}"
    assert ask('n[a, NetEvaluationMode -> "Train"] == n[a, NetEvaluationMode -> "Train"]') == "False"
    assert ask('SameQ[NetExtract[n, "Input"], e]') == "True"


def test_augmentation_is_seeded(ask):
    ask('n = ElementwiseLayer[# &, "Input" -> NetEncoder[{"Audio", "Augmentation" -> {"Noise" -> 1}}]]')
    ask('a = Audio[{0., 0.5}, SampleRate -> 16000]; f[o___] := n[a, NetEvaluationMode -> "Train", o]')
    assert ask("{f[RandomSeeding -> 1] == f[RandomSeeding -> 1], f[RandomSeeding -> 1] == f[RandomSeeding -> 2]}") == (
        "{True, False}"
    )
    assert ask("g[] := (SeedRandom[1]; f[]); g[] == g[]") == "True"


# ---- data ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_sounds_of_different_lengths(ask, name):
    assert ask(f'{TENTH} e = NetEncoder["{name}"]; e[{{a, b}}] == {{e[a], e[b]}}') == "True"
    assert ask("Length[e[{a, b}][[1]]] > Length[e[{a, b}][[2]]]") == "True"
    assert ask("Length[e[{a}]]") == "1"


@pytest.mark.parametrize("name", NAMES)
def test_short_and_empty_sounds(ask, name):
    assert ask(f'Length[NetEncoder["{name}"][Audio[{{0.5}}, SampleRate -> 16000]]]') == "1"
    length = "0" if name == "Audio" else "1"
    assert ask(f'Length[NetEncoder["{name}"][Audio[{{}}, SampleRate -> 16000]]]') == length
    assert ask.messages == []


def test_encoded_already(ask):
    assert ask(f'{TENTH} e = NetEncoder["AudioMFCC"]; e[e[a]] == e[a]') == "True"


def test_files(ask):
    file = STORED / "wav_pcm_16_2.wav"
    assert ask(f'e = NetEncoder[{{"Audio", "SampleRate" -> 8000}}]; Dimensions[e[File["{file}"]]]') == "{21, 1}"
    assert ask(f'e[File["{file}"]] == Transpose[AudioData[AudioChannelMix[Import["{file}"]]]]') == "True"
    assert ask(f'Dimensions[e[{{File["{file}"], File["{file}"]}}]]') == "{2, 21, 1}"
    assert ask.messages == []


def test_numeric_arrays_stay_so(ask):
    e = ask.session.evaluate_expr(ask.session.read_value('NetEncoder["AudioMFCC"]'))
    given = NumericArray(np.zeros((3, 13), "float32"))
    assert type(ask.session.evaluate_expr(Expr(e, (given,)))) is NumericArray


def test_in_a_net(ask):
    ask(f'{TENTH} n = NetInitialize[NetChain[{{GatedRecurrentLayer[3], SequenceLastLayer[]}}, "Input" -> "AudioMFCC"]]')
    assert ask("Dimensions[n[a]]") == "{3}"
    assert ask("Max[Abs[n[{a, b}] - {n[a], n[b]}]] < 10^-5") == "True"
    fixed = 'NetEncoder[{"AudioMelSpectrogram", "TargetLength" -> 4}]'
    assert ask(f'NetExtract[NetChain[{{LinearLayer[2]}}, "Input" -> {fixed}], "Output"]') == "2"
    assert ask.messages == []


@pytest.mark.parametrize("name", NAMES)
def test_very_loud_sounds(ask, name):
    found = encoded(ask, f'"{name}"', Sound(np.full((1, 500), 3e38, "float32"), 16000))
    assert np.isfinite(found).all()


def test_summary(ask):
    shown = ask('NetEncoder[{"AudioMFCC", "Augmentation" -> "Volume" -> {0.5, 2}}]', "OutputForm")
    assert "Volume -> {0.5, 2}" in shown and "matrix (size: n x 13)" in shown


# ---- mistakes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parameters",
    [
        '"SampleRate" -> 0',
        '"SampleRate" -> x',
        '"TargetLength" -> 0',
        '"TargetLength" -> 1.5',
        '"TargetLength" -> Quantity[3, "Meters"]',
        '"TargetLength" -> Quantity[10^9, "Seconds"]',
        '"Normalization" -> 3',
        '"Normalization" -> {"RMS", 0}',
        '"Augmentation" -> "Loud"',
        '"Augmentation" -> {"Convolution" -> 3}',
        '"Augmentation" -> {"Convolution" -> {x, Audio[{1.}]}}',
        '"Augmentation" -> {"Convolution" -> {1, 2, Audio[{1.}]}}',
        '"Augmentation" -> {"Noise" -> {1, 2, 3}}',
        '"Augmentation" -> {"Noise" -> {Audio[{1.}], 1}}',
        '"Augmentation" -> {"Volume" -> UniformDistribution[{a, b}]}',
        '"Augmentation" -> {"Volume" -> BinomialDistribution[-1, 2]}',
        '"Augmentation" -> {"Volume" -> ExponentialDistribution[0]}',
        '"Augmentation" -> {"Volume" -> BinomialDistribution[10^300, 1/2]}',
        '"Augmentation" -> {"TimeShift" -> Scaled[Scaled[1]]}',
        '"Augmentation" -> {"TimeShift" -> Audio[{1.}]}',
        '"Augmentation" -> {"Noise" -> {1, 2, Audio[{1.}]}}',
        '"Augmentation" -> {"Noise" -> {Infinity, Audio[{1.}]}}',
        '"Augmentation" -> 3',
        '"Augmentation" -> {"Loud" -> 1}',
        '"Augmentation" -> {f[1] -> 1}',
        '"Augmentation" -> {"Volume" -> {2, 1}}',
        '"Augmentation" -> {"Volume" -> x}',
        '"WindowSize" -> -1',
        '"WindowSize" -> 10^9',
        '"Offset" -> 0',
        '"Offset" -> Quantity[1, "Microseconds"]',
        '"WindowFunction" -> f',
        '"WindowFunction" -> {1, 2}',
        '"MinimumFrequency" -> -1',
        '"MinimumFrequency" -> 9000',
        '"MaximumFrequency" -> 9000',
        '"NumberOfFilters" -> 0',
        '"NumberOfFilters" -> 201',
        '"NumberOfCoefficients" -> 41',
    ],
)
def test_wrong_parameters(ask, parameters):
    assert ask(f'NetEncoder[{{"AudioMFCC", {parameters}}}]') == "$Failed"
    assert ask.messages == ["NetEncoder::arginv"]


@pytest.mark.parametrize("name", NAMES)
def test_wrong_data(ask, name, tmp_path):
    (tmp_path / "cut.wav").write_bytes((STORED / "wav_pcm_16_2.wav").read_bytes()[:50])
    for data, message in [
        ("3", "invin"),
        ("x", "invin"),
        ("{Audio[{0., 1.}], 3}", "invin"),
        ("Audio[x]", "invin"),
        (f'File["{tmp_path}/none.wav"]', "nofile"),
        (f'File["{tmp_path}/cut.wav"]', "nofile"),
        (f'{{Audio[{{0., 1.}}], File["{tmp_path}/none.wav"]}}', "nofile"),
        (f'File["{tmp_path}"]', "nofile"),
        ("File[3]", "nofile"),
        ("Audio[Range[0, 1, 1/1000], SampleRate -> 1/1000]", "toolong"),
    ]:
        assert ask(f'NetEncoder["{name}"][{data}]') == "$Failed"
        assert [m for m in ask.messages if not m.startswith("Audio::")] == [f"NetEncoder::{message}"]


def test_the_extra_is_named(ask, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "soundfile", None)  # as if it were not installed
    (tmp_path / "a.flac").write_bytes(b"fLaC" + bytes(50))
    assert ask(f'NetEncoder["Audio"][File["{tmp_path}/a.flac"]]') == "$Failed"
    assert ask.messages == ["NetEncoder::noextra"]
