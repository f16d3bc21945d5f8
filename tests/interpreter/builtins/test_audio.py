"""Sounds in the language: made, read and written, changed, analysed; and what is no sound."""

import importlib.util
import io
import sys
import types
from pathlib import Path

import numpy as np
import pytest
from luperca.interpreter.audio.value import Sound
from luperca.interpreter.session import Session

STORED = Path(__file__).parents[2] / "reference" / "audio"
EIGHT = "SampleRate -> 8"

VALUES = [
    ("AudioData[Audio[{0, 1/2, -1}]]", "{{0., 0.5, -1.}}"),
    ("AudioData[Audio[{0, Sin[Pi/6]}]]", "{{0., 0.5}}"),
    ("AudioData[Audio[{{0, 1}, {1, 0}}]]", "{{0., 1.}, {1., 0.}}"),
    ('AudioData[Audio[NumericArray[{0, 64}, "Integer8"]]]', "{{0., 0.5}}"),
    ('AudioData[Audio[{0, 300, -300, 1.4}, "SignedInteger8"], "SignedInteger8"]', "{{0, 127, -128, 1}}"),
    ('AudioData[Audio[{0.5, 2}], "SignedInteger16"]', "{{16384, 32767}}"),
    ('AudioType[Audio[Audio[{0.5}], "Real64"]]', '"Real64"'),
    ("Audio[{0., 1.}, SampleRate -> 8000]", 'Audio[{{0., 1.}}, "Real32", SampleRate -> 8000]'),
    ('Audio[{0, 100}, "SignedInteger16"]', 'Audio[{{0, 100}}, "SignedInteger16", SampleRate -> 44100]'),
    ("a = Audio[{0.25, 1.}]; ToExpression[ToString[a, InputForm]] === a", "True"),
    ("AudioLength[Audio[{}]]", "0"),
    ("Head[Audio[{0., 1.}]]", "Audio"),
    ('AudioSampleRate[Audio[{0, 1}, SampleRate -> Quantity[8, "Kilohertz"]]]', "8000"),
    ("AudioSampleRate[Audio[{0, 1}, SampleRate -> 100.5]]", "100.5"),
    (f"Duration[Audio[Range[0, 1, 1/8], {EIGHT}]]", "1.125"),
    ('AudioQ /@ {Audio[{0, 1}], 1, "a.wav", {0, 1}}', "{True, False, False, False}"),
    # channels
    ("AudioData[AudioChannelMix[Audio[{{0, 1}, {1, 0}}]]]", "{{0.5, 0.5}}"),
    ('AudioData[AudioChannelMix[Audio[{0, 1}], "Stereo"]]', "{{0., 1.}, {0., 1.}}"),
    ("AudioData[AudioChannelMix[Audio[{{0, 1}, {1, 0}}], {1, 0}]]", "{{0., 1.}}"),
    ("AudioData[AudioChannelMix[Audio[{{0, 1}, {1, 0}}], {{0, 1}, {1, 0}}]]", "{{1., 0.}, {0., 1.}}"),
    # parts
    (f"AudioData[AudioTrim[Audio[Range[0, 1, 1/4], {EIGHT}], 1/4]]", "{{0., 0.25}}"),
    (f"AudioData[AudioTrim[Audio[Range[0, 1, 1/4], {EIGHT}], -1/4]]", "{{0.75, 1.}}"),
    (f"AudioData[AudioTrim[Audio[Range[0, 1, 1/4], {EIGHT}], {{1/8, 3/8}}]]", "{{0.25, 0.5}}"),
    (f'AudioLength[AudioTrim[Audio[Range[0, 1, 1/4], {EIGHT}], Quantity[3, "Samples"]]]', "3"),
    (f"AudioLength /@ AudioTrim[Audio[Range[0, 1, 1/4], {EIGHT}], {{{{0, 1/8}}, {{1/8, 9}}}}]", "{1, 4}"),
    ("AudioLength[AudioTrim[Audio[{0, 0, 0.5, 0, 1, 0}]]]", "3"),
    ("AudioLength[AudioTrim[Audio[{0.1, 0.2}], 3]]", "2"),
    # longer
    ("AudioData[AudioPad[Audio[{1, 0.5}, SampleRate -> 1], 2]]", "{{1., 0.5, 0., 0.}}"),
    ("AudioData[AudioPad[Audio[{1, 0.5}, SampleRate -> 1], {1, 0}, 0.25]]", "{{0.25, 1., 0.5}}"),
    ('AudioData[AudioPad[Audio[{1, 0.5, 0}, SampleRate -> 1], 3, "Periodic"]]', "{{1., 0.5, 0., 1., 0.5, 0.}}"),
    ('AudioData[AudioPad[Audio[{1, 0.5, 0}, SampleRate -> 1], 2, "Reversed"]]', "{{1., 0.5, 0., 0., 0.5}}"),
    ('AudioData[AudioPad[Audio[{1, 0.5, 0}, SampleRate -> 1], 2, "Reflected"]]', "{{1., 0.5, 0., 0.5, 1.}}"),
    ("AudioData[AudioJoin[{Audio[{1}], Audio[{0.5, 0}]}]]", "{{1., 0.5, 0.}}"),
    ("AudioChannels[AudioJoin[Audio[{1}], Audio[{{0}, {1}}]]]", "2"),
    ("j = AudioJoin[Audio[{1, 1}, SampleRate -> 8000], Audio[{1}, SampleRate -> 16000]];"
     "{AudioSampleRate[j], AudioLength[j]}", "{16000, 5}"),
    ("AudioLength[AudioJoin[Audio[{1, 1}], SampleRate -> 22050]]", "1"),
    # louder
    ("AudioData[AudioNormalize[Audio[{0.25, -0.5}], {\"Max\", 0.5}]]", "{{0.25, -0.5}}"),
    ("Round[AudioData[AudioNormalize[Audio[{0.5, -0.5}], {\"RMS\", 0.25}]], 0.01]", "{{0.25, -0.25}}"),
    # from nothing
    ('AudioData[AudioGenerator["Silence", 1, SampleRate -> 2]]', "{{0., 0.}}"),
    ("AudioData[AudioGenerator[#/2 &, 1, SampleRate -> 4]]", "{{0., 0.125, 0.25, 0.375}}"),
    ('Round[AudioData[AudioGenerator[{"Triangle", 1}, 1, SampleRate -> 4]]]', "{{0, 1, 0, -1}}"),
    ('AudioData[AudioGenerator[{"Pulse", 1}, 1, SampleRate -> 4]]', "{{1., -1., -1., -1.}}"),
    ('AudioData[AudioGenerator[{"Impulse", 2}, 1, "Real64", SampleRate -> 4]]', "{{1., 0., 1., 0.}}"),
    ('AudioLength[AudioGenerator["Sin", Quantity[100, "Milliseconds"]]]', "4410"),
    ('AudioType[AudioGenerator["White", 0.01, "SignedInteger16"]]', '"SignedInteger16"'),
    ('SeedRandom[3]; a = AudioGenerator["Pink", 0.01]; SeedRandom[3]; a === AudioGenerator["Pink", 0.01]', "True"),
    # other rates
    ("AudioLength[AudioResample[Audio[ConstantArray[0.5, 441]], 16000]]", "160"),
    ('AudioSampleRate[AudioResample[Audio[{0, 1}], Quantity[8, "kHz"]]]', "8000"),
    # spectra
    ("Chop[SpectrogramArray[{1, 0, -1, 0}, 4]]", "{{0, 2., 0, 2.}}"),
    ("Dimensions[SpectrogramArray[Range[1000.]]]", "{46, 64}"),
    ("Chop[SpectrogramArray[{1, 1, 1, 1}, 2, 2, HannWindow]]", "{{0, 0}, {0, 0}}"),
    ("Chop[SpectrogramArray[{1, 1, 1, 1}, 2, 2, {1, 0}]]", "{{1., 1.}, {1., 1.}}"),
    ("Chop[SpectrogramArray[{1, 1}, 2, 2, # + 1/2 &, 4]][[1, 1]]", "1."),
    ("Chop[SpectrogramArray[{1, 1, 1, 1}, 4, FourierParameters -> {0, 1}]]", "{{2., 0, 0, 0}}"),
    ("SpectrogramArray[{0., 1., 0., 0.}, 4, FourierParameters -> {1, 1}][[1, 2]] // Chop", "0. + 1.*I"),
    (f"Chop[SpectrogramArray[Audio[{{{{1, 0}}, {{0, 1}}}}, {EIGHT}], Quantity[1/4, \"Seconds\"]]]", "{{2., 0}}"),
    ("HannWindow[{0, 1/8, 0.25, 2}]", "{1, 1/2 + 1/(2*Sqrt[2]), 0.5, 0}"),
    ("HannWindow[x]", "HannWindow[x]"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), VALUES)
def test_values(ask, given, expected):
    assert ask(given) == expected
    assert ask.messages == []


WRONG = [
    ("Audio[x]", "Audio::baddata"),
    ("Audio[{a, 1}]", "Audio::baddata"),
    ("Audio[{{1, 2}, {3}}]", "Audio::baddata"),
    ("Audio[{{{1}}}]", "Audio::baddata"),
    ("Audio[{10.^60}]", "Audio::baddata"),
    ("Audio[{10^400}]", "Audio::baddata"),
    ('Audio[{1}, "Bit"]', "Audio::badtype"),
    ("Audio[{1}, SampleRate -> 0]", "Audio::badrate"),
    ("Audio[{1}, SampleRate -> x]", "Audio::badrate"),
    ('Audio["/no/such/file.wav"]', "Audio::nffil"),
    ("AudioData[1]", "AudioData::noaudio"),
    ('AudioData[Audio[{1}], "Bit"]', "AudioData::badtype"),
    ('AudioLength[File["/no/such/file.wav"]]', "AudioLength::nffil"),
    ("AudioLength[File[3]]", "AudioLength::noaudio"),
    ("Duration[{1}]", "Duration::noaudio"),
    ("AudioResample[Audio[{1}], -3]", "AudioResample::badrate"),
    ("AudioResample[Audio[{1, 2}, SampleRate -> 1/100], 10^9]", "AudioResample::toolong"),
    ("AudioChannelMix[Audio[{1}], {1, 2}]", "AudioChannelMix::badmix"),
    ("AudioChannelMix[Audio[{1}], {10.^60}]", "AudioChannelMix::tooloud"),
    ('AudioNormalize[Audio[{1}], {"Max", 10^20}]', "AudioNormalize::badnorm"),
    ("SpectrogramArray[{1, 2}, 10^9]", "SpectrogramArray::toolong"),
    ("AudioChannelMix[Audio[{1}], 3]", "AudioChannelMix::badmix"),
    ("AudioTrim[Audio[{1}], x]", "AudioTrim::badtime"),
    ("AudioTrim[Audio[{1}], {1, 2, 3}]", "AudioTrim::badtime"),
    ("AudioTrim[Audio[{1}], {}]", "AudioTrim::badtime"),
    ("AudioPad[Audio[{1}], -1]", "AudioPad::badtime"),
    ("AudioPad[Audio[{1}], 10^8]", "AudioPad::toolong"),
    ('AudioPad[Audio[{1}], 1, "Blue"]', "AudioPad::badpad"),
    ("AudioNormalize[Audio[{1}], 3]", "AudioNormalize::badnorm"),
    ('AudioNormalize[Audio[{1}], {"Max", 0}]', "AudioNormalize::badnorm"),
    ("AudioJoin[Audio[{1}], 3]", "AudioJoin::noaudio"),
    ("AudioJoin[{}]", "AudioJoin::noaudio"),
    ('AudioGenerator["Loud"]', "AudioGenerator::badmodel"),
    ('AudioGenerator[{"Sin", x}]', "AudioGenerator::badmodel"),
    ('AudioGenerator[{"Sin", 1, 2, 3}]', "AudioGenerator::badmodel"),
    ("AudioGenerator[f, 0.01]", "AudioGenerator::badmodel"),
    ('AudioGenerator["Sin", -1]', "AudioGenerator::badtime"),
    ('AudioGenerator["Sin", 10^9]', "AudioGenerator::toolong"),
    ("SpectrogramArray[x]", "SpectrogramArray::vector"),
    ("SpectrogramArray[{}]", "SpectrogramArray::vector"),
    ("SpectrogramArray[{1, I}]", "SpectrogramArray::vector"),
    ("SpectrogramArray[{1, 2}, 0]", "SpectrogramArray::size"),
    ("SpectrogramArray[{1, 2}, 2, 1/2]", "SpectrogramArray::size"),
    ("SpectrogramArray[{1, 2}, 2, 1, f]", "SpectrogramArray::window"),
    ("SpectrogramArray[{1, 2}, 2, 1, {1, 2, 3}]", "SpectrogramArray::window"),
    ("SpectrogramArray[{1, 2}, 2, 1, HannWindow, 1]", "SpectrogramArray::short"),
    ("SpectrogramArray[{1, 2}, 10^12]", "SpectrogramArray::toolong"),
    ("SpectrogramArray[{1, 2}, FourierParameters -> 3]", "SpectrogramArray::fpopt"),
]


@pytest.mark.parametrize(("given", "message"), WRONG)
def test_mistakes(ask, given, message):
    ask(given)
    assert ask.messages == [message]


def test_summary(ask):
    shown = ask('Audio[{{0, 1}, {0, 1}}, "SignedInteger16", SampleRate -> 8]', "OutputForm").split()
    assert shown == "Audio[ Type: SignedInteger16 Channels: 2 Duration: 0.25 s Sample rate: 8 Hz ]".split()
    assert ask("{Audio[{0, 1}]}", "OutputForm") == "{Audio[<>]}"


# ---- files -----------------------------------------------------------------------------------------------------------


def test_wav_there_and_back(ask, tmp_path):
    ask(f'SetDirectory["{tmp_path}"]')
    assert ask('Export["a.wav", Audio[{{0, 1/2, -1}, {1/4, 0, 0}}, SampleRate -> 8000]]') == '"a.wav"'
    assert ask('AudioData[Import["a.wav"]]') == "{{0., 0.5, -1.}, {0.25, 0., 0.}}"
    assert ask('Import["a.wav", #] & /@ {"AudioChannels", "AudioEncoding", "Duration", "Length", "SampleDepth"}') == (
        '{2, "Integer16", 0.000375, 3, 16}'
    )
    assert ask('Import["a.wav", {"WAV", "SampleRate"}]') == "8000"
    assert ask('Import["a.wav", "Data"]') == "{{0., 0.5, -1.}, {0.25, 0., 0.}}"
    assert ask('MemberQ[Import["a.wav", "Elements"], "Audio"]') == "True"
    assert ask('{AudioLength[File["a.wav"]], AudioType[Audio["a.wav"]]}') == '{3, "SignedInteger16"}'
    assert ask('MemberQ[$ImportFormats, "WAV"] && MemberQ[$ExportFormats, "WAV"]') == "True"
    assert ask.messages == []


def test_files_that_are_no_sounds(ask, tmp_path):
    ask(f'SetDirectory["{tmp_path}"]')
    whole = (STORED / "wav_pcm_16_2.wav").read_bytes()
    (tmp_path / "cut.wav").write_bytes(whole[:60])
    assert ask('Import["cut.wav"]') == "$Failed"
    assert ask.messages[0] == "Import::badaudio"
    assert ask('AudioLength[File["cut.wav"]]') == "$Failed"
    assert ask.messages == ["AudioLength::badaudio"]
    assert ask('Import["cut.wav", "Colour"]') == "$Failed"
    assert ask.messages == ["Import::noelem"]
    assert ask('Export["b.wav", {1, 2}]') == "$Failed"
    assert ask.messages == ["Export::nowrite"]
    assert not (tmp_path / "b.wav").exists()


def test_examples(ask):
    assert ask('ExampleData["Audio"]') == '{{"Audio", "Bell"}, {"Audio", "Bird"}}'
    assert ask('{Duration[#], AudioSampleRate[#], AudioChannels[#]}& /@ ExampleData /@ ExampleData["Audio"]') == (
        "{{1.2, 16000, 1}, {1., 16000, 1}}"
    )
    assert ask('0.5 < Max[Abs[AudioData[#]]] < 1 & /@ ExampleData /@ ExampleData["Audio"]') == "{True, True}"
    assert (
        ask('AudioLength[File["ExampleData/bird.wav"]] == Length[NetEncoder["Audio"][File["ExampleData/bird.wav"]]]')
        == "True"
    )
    assert ask.messages == []


def test_sandbox(tmp_path):
    (tmp_path / "a.wav").write_bytes((STORED / "wav_pcm_16_2.wav").read_bytes())
    session = Session(sandbox=True)
    for text in (f'Audio["{tmp_path}/a.wav"]', f'AudioData[File["{tmp_path}/a.wav"]]'):
        outcome = session.evaluate_input(next(iter(session.read(text))))
        assert [m.name.partition("::")[2] for m in outcome.messages] == ["sandbox"]
        assert session.text(outcome.expr) == "$Failed"


def test_other_formats_name_the_extra(ask, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "soundfile", None)  # as if it were not installed
    ask(f'SetDirectory["{tmp_path}"]')
    for format in ("FLAC", "OGG", "MP3", "AIFF"):
        assert ask(f'Export["a.x", Audio[{{0, 1}}], "{format}"]') == "$Failed"
        assert ask.messages[0] == "Export::noextra"
    (tmp_path / "a.flac").write_bytes(b"fLaC" + bytes(50))
    assert ask('Import["a.flac"]') == "$Failed"
    assert ask.messages[0] == "Import::noextra"
    assert ask('Audio["a.flac"]') == "$Failed"
    assert ask.messages == ["Audio::noextra"]


class _File:
    """What is used of soundfile.SoundFile, for one made-up file of three frames."""

    channels, samplerate = 2, 8000

    def __init__(self, stream):
        if stream.read() != b"fLaC made up":
            raise RuntimeError("Error opening <stream>: no sound")
        self.left = np.array([[0, 0.5], [1, -1], [0.25, 0]], "float32")

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        return None

    def read(self, frames, dtype, always_2d):
        block, self.left = self.left[:2], self.left[2:]
        return block


def test_other_formats_through_the_extra(ask, tmp_path, monkeypatch):
    def write(out: io.BytesIO, frames, rate, format, subtype):
        out.write(f"{format} {subtype} {frames.shape} {rate}".encode())

    module = types.SimpleNamespace(SoundFile=_File, write=write, LibsndfileError=RuntimeError)
    monkeypatch.setitem(sys.modules, "soundfile", module)
    ask(f'SetDirectory["{tmp_path}"]')
    (tmp_path / "a.flac").write_bytes(b"fLaC made up")
    assert ask('Import["a.flac"]') == 'Audio[{{0., 1., 0.25}, {0.5, -1., 0.}}, "Real32", SampleRate -> 8000]'
    (tmp_path / "b.flac").write_bytes(b"fLaC torn")
    assert ask('Audio["b.flac"]') == "$Failed"
    assert ask.messages == ["Audio::badaudio"]
    assert ask('Export["c.ogg", Audio[{{0, 1, 0}, {0, 0, 0}}, SampleRate -> 8000]]') == '"c.ogg"'
    assert (tmp_path / "c.ogg").read_text() == "OGG VORBIS (3, 2) 8000"


@pytest.mark.skipif(importlib.util.find_spec("soundfile") is None, reason="the extra `audio` is not installed")
@pytest.mark.parametrize("format", ["FLAC", "OGG", "MP3", "AIFF"])
def test_other_formats_there_and_back(ask, tmp_path, format):
    file = f"{tmp_path}/a.{format.lower()}"
    ask(f'a = AudioGenerator["Sin", 0.5]; Export["{file}", a]; b = Import["{file}"]')
    assert ask.messages == []
    assert ask("AudioSampleRate[b]") == "44100" and ask("AudioQ[b]") == "True"
    assert isinstance(ask.session.evaluate_expr(ask.session.read_value("b")), Sound)
