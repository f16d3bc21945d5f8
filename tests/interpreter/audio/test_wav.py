"""WAV files: against those that other libraries wrote, there and back, and broken in every way."""

import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from luperca.interpreter.audio.value import AudioError, Sound
from luperca.interpreter.audio.wav import CODINGS, read_wav, write_wav

STORED = Path(__file__).parents[2] / "reference" / "audio"
EXPECTED = np.load(STORED / "files.npz")


@pytest.mark.parametrize("name", EXPECTED.files)
def test_files_of_other_libraries(name):
    sound, coding = read_wav((STORED / f"{name}.wav").read_bytes())
    assert sound.rate == (11025 if name.startswith("scipy") else 8000)
    assert np.array_equal(sound.array, EXPECTED[name].astype(sound.array.dtype))
    assert coding in CODINGS and sound.type == CODINGS[coding].type


@pytest.mark.parametrize("name", [n for n in EXPECTED.files if n.startswith("wav_")])
def test_written_as_soundfile_writes_it(name):
    data = (STORED / f"{name}.wav").read_bytes()
    sound, coding = read_wav(data)
    mine = write_wav(sound, coding)
    assert mine[mine.index(b"data") + 8 :] == data[data.index(b"data") + 8 :][: len(mine) - mine.index(b"data") - 8]
    again, _ = read_wav(mine)
    assert np.array_equal(again.array, sound.array) and again.rate == sound.rate and again.type == sound.type


def test_integers_clip_and_round():
    loud = Sound(np.array([[2.0, -2.0, 0.5 / 32768, 1.6 / 32768]], "float32"), 8000)
    assert read_wav(write_wav(loud))[0].samples("SignedInteger16").tolist() == [[32767, -32768, 0, 2]]


def small(coding="Integer16"):
    return write_wav(Sound(np.linspace(-1, 0.9, 6, dtype="float32").reshape(2, 3), 8000), coding)


@pytest.mark.parametrize("coding", CODINGS)
def test_every_cut_is_told(coding):
    data = small(coding)
    whole = len(data) - len(data) % 2  # the byte that fills up an odd chunk may be missing
    for n in range(whole - 1):
        try:
            sound, _ = read_wav(data[:n])
        except AudioError as problem:
            assert problem.args[0] == "badaudio"
        else:  # only the filling byte is missing
            assert np.array_equal(sound.array, read_wav(data)[0].array)
            assert n >= len(data) - 1


def changed(at, form, value):
    data = bytearray(small())
    struct.pack_into(form, data, at, value)
    return bytes(data)


HOSTILE = {
    "length of the format": changed(16, "<I", 0xFFFFFFF0),
    "length of the samples": changed(40, "<I", 0xFFFFFFF0),
    "no channels": changed(22, "<H", 0),
    "65535 channels": changed(22, "<H", 65535),
    "no rate": changed(24, "<I", 0),
    "no bits": changed(34, "<H", 0),
    "12 bits": changed(34, "<H", 12),
    "frames of no size": changed(32, "<H", 0),
    "mu-law": changed(20, "<H", 7),
    "extensible without its rest": changed(20, "<H", 0xFFFE),
    "another file": b"RIFF\0\0\0\0AVI " + bytes(50),
    "nothing": b"",
    "only a header": b"RIFF\xff\xff\xff\xffWAVE",
    "samples before the format": b"RIFF\0\0\0\0WAVEdata\4\0\0\0abcd",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(name):
    tracemalloc.start()
    try:
        with pytest.raises(AudioError):
            read_wav(HOSTILE[name])
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


def test_any_byte_changed_gives_a_sound_or_a_message():
    data = small("Real32")
    for i in range(len(data)):
        for value in (0, 1, 0x7F, 0xFF):
            try:
                sound, _ = read_wav(data[:i] + bytes([value]) + data[i + 1 :])
            except AudioError:
                continue
            assert sound.array.size <= 12 and np.isfinite(sound.array).all() and sound.rate > 0


def test_unknown_chunks_are_passed_over():
    data = small()
    extra = data[:12] + b"LIST" + struct.pack("<I", 3) + b"abc\0" + data[12:] + b"id3 \xff\xff\xff\xff"
    assert np.array_equal(read_wav(extra)[0].array, read_wav(data)[0].array)


def test_length_not_known_when_written():
    assert read_wav(changed(40, "<I", 0xFFFFFFFF))[0].array.shape == (2, 3)


def test_nothing_to_hear():
    for coding in CODINGS:
        assert read_wav(write_wav(Sound(np.zeros((2, 0), "float32"), 8000), coding))[0].array.shape == (2, 0)


def test_too_many_channels_for_the_format():
    with pytest.raises(AudioError):
        write_wav(Sound(np.zeros((70000, 1), "float32"), 8000))
