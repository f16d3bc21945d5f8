"""Makes the example sounds ExampleData/bird.wav and bell.wav: a song of rising whistles, and one stroke of a bell."""

import wave
from pathlib import Path

import numpy as np

RATE = 16000


def bird() -> np.ndarray:
    """Five whistles that rise and fall, each higher than the one before, with a second voice an octave above."""
    song = np.zeros(RATE)
    for k in range(5):
        length = 0.12 + 0.01 * k
        t = np.arange(round(length * RATE)) / RATE
        pitch = 2200 + 250 * k + 900 * np.sin(np.pi * t / length) + 60 * np.sin(2 * np.pi * 35 * t)
        phase = 2 * np.pi * np.cumsum(pitch) / RATE
        start = round((0.05 + 0.18 * k) * RATE)
        envelope = np.sin(np.pi * t / length) ** 2
        song[start : start + len(t)] += envelope * (0.6 * np.sin(phase) + 0.1 * np.sin(2 * phase))
    return song


def bell() -> np.ndarray:
    """The partials of a church bell (hum, prime, tierce, quint, nominal and above), each dying away at its own pace."""
    t = np.arange(round(1.2 * RATE)) / RATE
    partials = [
        (0.5, 0.3, 1.2),
        (1, 0.4, 2),
        (1.2, 0.3, 2.5),
        (1.5, 0.15, 3.5),
        (2, 0.4, 4),
        (2.6, 0.12, 6),
        (4, 0.1, 9),
    ]
    stroke = sum(a * np.exp(-d * t) * np.sin(2 * np.pi * 440 * f * t + k) for k, (f, a, d) in enumerate(partials))
    return 0.45 * stroke * np.minimum(1, t / 0.002)


def write(name: str, samples: np.ndarray) -> None:
    target = Path(__file__).parents[1] / "interpreter" / "data" / "ExampleData" / name
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


if __name__ == "__main__":
    write("bird.wav", bird())
    write("bell.wav", bell())
