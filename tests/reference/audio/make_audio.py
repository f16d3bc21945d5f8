"""Makes the stored values of audio: files by soundfile and scipy, spectra by scipy and librosa, other rates by soxr.

    python make_audio.py        needs numpy, scipy, soundfile, librosa, soxr

Conventions that agree with librosa: mel scale htk=True, filters norm=None, magnitudes power=1; its mfcc with
norm="ortho" of natural logarithms is ours, coefficients after the first times Sqrt[2].  python_speech_features rounds
the corners of its filters to whole bins, so its filters are others.  Windows of scipy are ours with fftbins=False.
"""

from pathlib import Path

import librosa
import numpy as np
import scipy.fft
import scipy.io.wavfile
import scipy.signal
import soundfile
import soxr

HERE = Path(__file__).parent
SUBTYPES = ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE")


def signal(seconds: float, rate: float, partials: list[tuple[float, float]]) -> np.ndarray:
    t = np.arange(round(seconds * rate)) / rate
    return sum(a * np.sin(2 * np.pi * f * t + k) for k, (f, a) in enumerate(partials))


def files() -> dict[str, np.ndarray]:
    random = np.random.default_rng(1)
    found = {}
    for channels in (1, 2, 3):
        samples = random.uniform(-1, 1, (21, channels))
        samples[0], samples[1] = -1, 0
        for subtype in SUBTYPES if channels == 2 else ("PCM_16", "PCM_24"):
            for container in ("WAV", "WAVEX"):
                name = f"{container}_{subtype}_{channels}".lower()
                soundfile.write(HERE / f"{name}.wav", samples, 8000, subtype=subtype, format=container)
                found[name] = soundfile.read(HERE / f"{name}.wav", dtype="float64", always_2d=True)[0].T
    for dtype in ("uint8", "int16", "int32", "float32", "float64"):
        samples = random.uniform(-1, 1, (9, 2))
        if dtype[0] != "f":
            info = np.iinfo(dtype)
            samples = random.integers(info.min, info.max, (9, 2), endpoint=True)
        name = f"scipy_{dtype}"
        scipy.io.wavfile.write(HERE / f"{name}.wav", 11025, samples.astype(dtype))
        found[name] = soundfile.read(HERE / f"{name}.wav", dtype="float64", always_2d=True)[0].T
    return found


def spectra() -> dict[str, np.ndarray]:
    random = np.random.default_rng(2)
    x = signal(0.1, 16000, [(440, 0.5), (3000, 0.2)]) + random.normal(0, 0.01, 1600)
    size, offset, rate = 400, 133, 16000
    window = scipy.signal.get_window("hann", size, fftbins=False)
    count = 1 + -(-(len(x) - size) // offset)
    whole = np.pad(x, (0, (count - 1) * offset + size - len(x)))
    stft = scipy.signal.ShortTimeFFT(window, offset, rate, fft_mode="twosided", phase_shift=None)
    # Slices are counted by their middle sample; the first of ours begins at the first sample.
    complexes = stft.stft(whole, p0=0, p1=count, k_offset=size // 2).T
    magnitude = np.abs(complexes[:, : size // 2 + 1])
    out = {"x": x, "stft": complexes, "magnitude": magnitude}
    for name, (n, least, most) in {"mel": (40, 0, 8000), "mel_narrow": (12, 300, 3400)}.items():
        out[f"{name}_filters"] = librosa.filters.mel(
            sr=rate, n_fft=size, n_mels=n, fmin=least, fmax=most, htk=True, norm=None, dtype=np.float64
        )
        out[name] = magnitude @ out[f"{name}_filters"].T
    out["mfcc"] = librosa.feature.mfcc(S=np.log(out["mel"].T), n_mfcc=13, dct_type=2, norm="ortho").T
    out["dct"] = scipy.fft.dct(x[:17], type=2, norm="ortho")
    for name in ("hann", "blackman", ("general_hamming", 25 / 46), "boxcar"):
        title = name if isinstance(name, str) else "hamming"
        out[f"window_{title}"] = scipy.signal.get_window(name, 15, fftbins=False)
    return out


def rates() -> dict[str, np.ndarray]:
    out = {}
    for old, new in ((44100, 16000), (8000, 16000), (48000, 44100), (16000, 11025), (22050, 7000)):
        edge = 0.4 * min(old, new)
        x = (
            signal(800 / min(old, new), old, [(edge * f, 0.3) for f in (0.03, 0.31, 0.77, 1.0)])
            .astype("float32")
            .astype("float64")
        )
        out[f"in_{old}_{new}"] = x
        out[f"soxr_{old}_{new}"] = soxr.resample(x, old, new, quality="VHQ")
        divisor = np.gcd(old, new)
        up, down = new // divisor, old // divisor
        most = max(up, down)
        filter = scipy.signal.firwin(2 * 64 * most + 1, 0.952 / most, window=("kaiser", 0.1102 * (96 - 8.7)))
        out[f"poly_{old}_{new}"] = scipy.signal.resample_poly(x, up, down, window=filter)
    return {k: v.astype("float32") for k, v in out.items()}


if __name__ == "__main__":
    np.savez_compressed(HERE / "files.npz", **files())
    np.savez_compressed(HERE / "spectra.npz", **spectra())
    np.savez_compressed(HERE / "rates.npz", **rates())
