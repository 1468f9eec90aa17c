"""(M)BG/CNBD-k: purchases at a regular rhythm, and a chance to leave after each.

Batislam, Denizel and Filiztekin 2007 (MBG/NBD); Platzer and Reutterer 2016 (regular timing);
Reutterer, Platzer and Schroeder 2021, IJRM 38:194-215. Fader, Hardie and Lee 2005 is k = 1 without
a chance to leave after the first order (BG/NBD).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, betaln, expit, gammaln, hyp2f1

from forecasting.arrays import Floats

# Past this many further orders nothing is added to an expectation.
MOST_ORDERS = 400


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The cohort's parameters; time in weeks.

    Gaps are Erlang-`k` at a rate drawn from Gamma(`r`, `alpha`); after an order an account leaves
    with a chance drawn from Beta(`a`, `b`). `leaves_at_once`: also after the first (MBG).
    """

    k: int
    r: float
    alpha: float
    a: float
    b: float
    leaves_at_once: bool = True


def log_silence(model: Rhythm, x: Floats, t_x: Floats, t: Floats) -> Floats:
    """Return ln A(t): no order since t_x, still active, up to a factor that cancels."""
    shape = model.r + model.k * x
    ratio = (t - t_x) / (model.alpha + t)
    term = np.ones_like(ratio)
    total = term.copy()
    for j in range(1, model.k):
        term = term * (shape + j - 1) / j * ratio
        total = total + term
    return np.asarray(np.log(total) - shape * np.log(model.alpha + t))


def _log_left(model: Rhythm, x: Floats, t_x: Floats) -> Floats:
    """Return the same for an account that left after its last order."""
    shape = model.r + model.k * x
    tries = x + (1 if model.leaves_at_once else 0)
    odds = np.where(
        tries > 0, np.log(model.a) - np.log(model.b + np.maximum(tries - 1, 0)), -np.inf
    )
    return np.asarray(odds - shape * np.log(model.alpha + t_x))


def log_likelihood(model: Rhythm, x: Floats, t_x: Floats, T: Floats, litt: Floats) -> Floats:  # noqa: N803
    """Return each account's log-likelihood, shape (n,)."""
    stayed = x + (1 if model.leaves_at_once else 0)
    either = np.logaddexp(_log_left(model, x, t_x), log_silence(model, x, t_x, T))
    return np.asarray(
        (model.k - 1) * litt
        - x * gammaln(model.k)
        + betaln(model.a, model.b + stayed)
        - betaln(model.a, model.b)
        + gammaln(model.r + model.k * x)
        - gammaln(model.r)
        + model.r * np.log(model.alpha)
        + either
    )


def probability_active(model: Rhythm, x: Floats, t_x: Floats, T: Floats) -> Floats:  # noqa: N803
    """Return the chance that the account has not left: never a chance of an order."""
    return np.asarray(expit(log_silence(model, x, t_x, T) - _log_left(model, x, t_x)))


def silence_goes_on(model: Rhythm, x: Floats, t_x: Floats, T: Floats, h: Floats) -> Floats:  # noqa: N803
    """Return A(T+h)/A(T): an active account's chance of no order within h weeks."""
    later = log_silence(model, x, t_x, T + h)
    return np.asarray(np.exp(later - log_silence(model, x, t_x, T)))


def expected_orders(model: Rhythm, x: Floats, t_x: Floats, T: Floats, h: Floats) -> Floats:  # noqa: N803
    """Return E[orders within h weeks], before the cohort's bias factor (1 for k = 1)."""
    stayed = x + (1 if model.leaves_at_once else 0)
    ahead = _bg_expected(model.r + x, model.k * model.alpha + T, model.a, model.b + stayed, h)
    return np.asarray(ahead * probability_active(model, x, t_x, T))


def _bg_expected(r: Floats, alpha: Floats, a: float, b: Floats, h: Floats) -> Floats:
    """Return Fader, Hardie and Lee's E[X(h)], equation 9; shape of the arguments."""
    a = a + 1e-4 if abs(a - 1) < 1e-4 else a
    z = h / (alpha + h)
    with np.errstate(all="ignore"):
        tail = (alpha / (alpha + h)) ** r * hyp2f1(r, b, a + b - 1, z)
        ahead = (a + b - 1) / (a - 1) * (1 - tail)
    most = r / alpha * h
    return np.asarray(np.where(np.isfinite(ahead), np.clip(ahead, 0, most), most))


def expected_from_start(model: Rhythm, t: Floats) -> Floats:
    """Return the exact E[repeat orders within t weeks of the first order], shape (n,).

    The i-th order comes in time with chance I(t/(alpha+t); k*i, r), from an account that has
    stayed i times: a sum over i, cut where it no longer counts.
    """
    z = t / (model.alpha + t)
    total = np.zeros_like(z)
    for i in range(1, MOST_ORDERS):
        stays = i if model.leaves_at_once else i - 1
        stayed = np.exp(betaln(model.a, model.b + stays) - betaln(model.a, model.b))
        step = stayed * betainc(model.k * i, model.r, z)
        total = total + step
        if np.max(step, initial=0.0) < 1e-9:
            break
    return np.asarray(total)


def weeks_until(model: Rhythm, x: Floats, t_x: Floats, T: Floats, share: float) -> Floats:  # noqa: N803
    """Return in how many weeks the share of active accounts has ordered, by bisection (0-104)."""
    low, high = np.zeros_like(T), np.full_like(T, 104.0)
    silent = log_silence(model, x, t_x, T) + np.log(1 - share)
    for _ in range(16):
        middle = (low + high) / 2
        waits = log_silence(model, x, t_x, T + middle) > silent
        low, high = np.where(waits, middle, low), np.where(waits, high, middle)
    return np.asarray((low + high) / 2)
