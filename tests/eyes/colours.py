"""How colours are seen: contrast after WCAG 2.2, and distances for eyes that lack a kind of cone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

RGB = tuple[int, int, int]

MACHADO: Mapping[str, tuple[tuple[float, float, float], ...]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency. IEEE Trans.
Vis. Comput. Graph. 15(6), 2009, doi:10.1109/TVCG.2009.113; matrices for linear RGB at full severity."""


def _linear(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour: RGB) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (_linear(value) for value in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _seen_by(eye: str, colour: RGB) -> tuple[float, ...]:
    """The colour in linear RGB as an eye sees it; `usual` for one that lacks nothing."""
    linear = tuple(_linear(value) for value in colour)
    if eye == "usual":
        return linear
    return tuple(min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in MACHADO[eye])


def _lab(linear: tuple[float, ...]) -> tuple[float, float, float]:
    """CIE L*a*b* for the white of sRGB (D65)."""
    red, green, blue = linear
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(eye: str, one: RGB, other: RGB) -> float:
    """How far two colours are apart for an eye: the Euclidean distance in CIE L*a*b* (2.3 is just noticeable)."""
    a, b = _lab(_seen_by(eye, one)), _lab(_seen_by(eye, other))
    return float(sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5)


def nearest_pair(eye: str, colours: Sequence[RGB]) -> float:
    """The smallest distance between any two of these colours."""
    return min(distance(eye, a, b) for n, a in enumerate(colours) for b in colours[n + 1 :])
