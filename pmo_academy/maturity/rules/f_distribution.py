"""Quantiles of the F distribution, which bound an interval of reliability."""

from math import exp, lgamma, log

_SMALL = 1e-300
_EXACT = 1e-14
_HALVINGS = 200


def f_quantile(share: float, above: float, below: float) -> float:
    """Give the value that a share of the distribution stays under, by halving an interval."""
    low, high = 0.0, 1.0
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        if incomplete_beta(middle, above / 2, below / 2) < share:
            low = middle
        else:
            high = middle
    return below * low / (above * (1 - low))


def incomplete_beta(at: float, one: float, other: float) -> float:
    """Give the regularised incomplete beta function, from 0 to 1."""
    if at <= 0 or at >= 1:
        return float(at >= 1)
    if at > (one + 1) / (one + other + 2):
        return 1 - incomplete_beta(1 - at, other, one)
    scale = lgamma(one + other) - lgamma(one) - lgamma(other)
    front = exp(scale + one * log(at) + other * log(1 - at)) / one
    return front * _fraction(at, one, other)


def _fraction(at: float, one: float, other: float) -> float:
    """Work out the continued fraction of the incomplete beta function by Lentz's method."""
    above, below = 1.0, 1 / _away_from_zero(1 - (one + other) * at / (one + 1))
    value, step, term = below, 0.0, 0
    while abs(step - 1) > _EXACT:
        term += 1
        twice = one + 2 * term
        for part in (
            term * (other - term) * at / ((twice - 1) * twice),
            -(one + term) * (one + other + term) * at / (twice * (twice + 1)),
        ):
            below = 1 / _away_from_zero(1 + part * below)
            above = _away_from_zero(1 + part / above)
            step = above * below
            value *= step
    return value


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _SMALL else _SMALL
