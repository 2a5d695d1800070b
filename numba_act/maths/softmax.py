"""Softmax: the scalar code that rows are computed with, written like every other body.

A schedule finds the largest element of a row (the smallest, if the scale is negative), makes
a `row_frame` of it, adds up `shifted_exp` of all elements, and finishes with a few operations
an element. Sums are pairs high + low: a few elements are added as they are, and what they come
to is added with its rounding error by `add` and `add_pairs`. `low` rounds too, and the more the
larger it becomes; so the pair of every CHUNK elements starts from 0, and is added to the row's by
`settled`. A row of 2^31 elements is as accurate as one of 100.

Exponentials are powers of four times something near 1: scale·log2 e may overflow where the
scale does not, and scale·log4 e never does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..core.floats import INFINITY, from_hex
from ..core.primitives import absolute, fma, horner, pow2_from_shifted, select, split_exponent, sqrt
from ..core.specialize import IN_BFLOAT16, hex_per_type, per_type
from .exponential import (
    DOWN,
    EXP_SHORT_TAIL,
    INVERSE_FACTORIALS,
    LN2_HIGH,
    LN2_LOW,
    LOG2_E,
    SHIFTER,
    SHIFTER_UP,
    UP,
    two_sum,
)
from .logarithm import log_of_parts

#: Elements whose sum is a pair of its own.
CHUNK = 1 << 14

#: log2(e)/2.
LOG4_E = hex_per_type(float32="0x1.715476p-1", float64="0x1.71547652b82fep-1")

# ln 4 = LN4_GRID + LN4_REST. For n a multiple of 1/2, n·LN4_GRID and `leading` of a frame are
# multiples of 2^-14 (2^-40), so that their sum is exact for every n that matters.
LN4_GRID = hex_per_type(float32="0x1.62e8p0", float64="0x1.62e42fefa4p0")
LN4_REST = hex_per_type(float32="-0x1.e8082ep-15", float64="-0x1.8432a1b0e2634p-42")

#: Added to x·log4(e), it rounds that to a multiple n of 1/2; the low bits of the sum are the
#: exponent field of 4^n·UP.
SHIFTER_FOUR_UP = per_type(float32=1.5 * 2.0**22 + 95.5, float64=1.5 * 2.0**51 + 767.5)

#: Adding and subtracting it rounds a number within ±NEAR to that grid.
GRID = per_type(float32=1.5 * 2.0**9, float64=1.5 * 2.0**12)
NEAR = per_type(float32=256.0, float64=2048.0)

#: An element so many powers of four below the largest is 0 in every result: it is less than half
#: of the smallest subnormal.
LOWEST = per_type(float32=-95.0, float64=-750.0)

#: e^y is subnormal below it.
LOG_LOWEST = per_type(float32=-87.0, float64=-708.0)

#: A factor for exponentials is so many times larger where these may be far above what they are
#: relative to the largest element: it is no subnormal, and the products do not overflow.
RAISED = per_type(float32=2.0**96, float64=2.0**768)
LOWERED = per_type(float32=2.0**-96, float64=2.0**-768)

#: Half of a scale's power of two is no less than the smallest normal number.
SMALLEST_SCALE = per_type(float32=2.0**-125, float64=2.0**-1021)

#: Twice a scale from here on is infinite.
LARGE_SCALE = per_type(float32=2.0**127, float64=2.0**1023)

#: Less does not make a finite number infinite that it is added to.
LARGE_SUM = per_type(float32=2.0**100, float64=2.0**900)


# (e^r − 1)/r for the exponentials of bfloat16, with a free coefficient of r: 1 + r·q(r) has a
# relative error of 2^-18.4 (float32).
# tools/minimax.py EXP_SHORTEST_TAIL
# sollya: w = 0.34665735902799727+1b-20;
#         fpminimax(exp(x), [|1,...,4|], [|SG...|], [-w;w], relative, 1)
EXP_SHORTEST_TAIL = per_type(
    float32=from_hex("""
        0x1.fffba6p-1 0x1.0003f4p-1 0x1.57cf0ap-3 0x1.5414d2p-5
    """)
)

#: 1/k! from k = 3 on, as far as float64 needs them for |r| ≤ ln 2/2.
FACTORIALS = INVERSE_FACTORIALS[2:16]


def exp_of_rest(r: float) -> float:
    """Return e^r for |r| ≤ ½·ln 2, within 0.7 ULP (2^-18.4 in bfloat16); 1 at 0."""
    if IN_BFLOAT16:
        return fma(horner(r, EXP_SHORTEST_TAIL), r, 1.0)
    return fma(fma(horner(r, EXP_SHORT_TAIL), r, 1.0), r, 1.0)


def row_frame(top: float, scale: float) -> tuple[float, float, float, float, float, float]:
    """Return what `shifted_exp` needs to know of a row.

    Parameters
    ----------
    top
        The element with the largest scale·x.
    scale
        Any number.

    Returns
    -------
    base, scale, scale_log4, top_log4, leading, trailing
        scale·(top − base) = leading + trailing. `base` is top or 0, such that x − base is exact
        for every x that matters: where scale·top is large, the others that matter are within a
        factor of two of top, and where it is not, nothing is subtracted before the product.
    """
    # infinity minus itself is NaN, which an infinite scale is to give
    finite = scale + (scale - scale)
    base = select(absolute(top * finite) < NEAR, 0.0, top)
    rest = select(base == 0.0, top, 0.0)
    scale_log4 = finite * LOG4_E
    leading = fma(rest, finite, GRID) - GRID
    trailing = fma(rest, finite, -leading)
    return base, finite, scale_log4, rest * scale_log4, leading, trailing


def shifted_exp(
    x: float,
    base: float,
    scale: float,
    scale_log4: float,
    top_log4: float,
    leading: float,
    trailing: float,
) -> float:
    """Return e^(scale·(x − top))·UP; the error is 0.8 ULP (2^-18.4 for bfloat16), 0 at x = top.

    The factor UP, 2^64 (2^512 for float64), keeps what becomes a subnormal result accurate.
    """
    t = x - base
    exponent = fma(t, scale_log4, -top_log4)
    shifted = exponent + SHIFTER_FOUR_UP
    n = shifted - SHIFTER_FOUR_UP
    # scale·(x − top) − n·ln 4: the two sums that cancel are exact.
    r = fma(t, scale, -fma(n, LN4_GRID, leading)) - fma(n, LN4_REST, trailing)
    value = exp_of_rest(r)
    return select(exponent < LOWEST, 0.0, value * pow2_from_shifted(shifted))


def exponent_of(x: float, base: float, scale_log4: float, top_log4: float) -> float:
    """Return the power of four of `shifted_exp(x)`, with parts of its frame."""
    return fma(x - base, scale_log4, -top_log4)


def halved_frame(base: float, scale: float) -> tuple[float, float, float]:
    """Return (half, base·half, scale/half): with them x − base overflows only if the product does.

    So it may where |scale| > 1, and there scale/half might.
    """
    half = select(absolute(scale) > 1.0, 1.0, select(base == 0.0, 1.0, 0.5))
    return half, base * half, scale / half


def shifted_product(
    x: float, half: float, base: float, scale: float, leading: float, trailing: float
) -> float:
    """Return scale·(x − top), 0 at x = top; base and scale are those of `halved_frame`."""
    return fma(fma(x, half, -base), scale, -leading) - trailing


def larger(a: float, b: float) -> float:
    """Return the larger number, and `a` if `b` is NaN."""
    return select(b > a, b, a)


def total(a: float, b: float) -> float:
    """Return the sum."""
    return a + b


def add(high: float, low: float, x: float) -> tuple[float, float]:
    """Return the sum of a pair and a number as a pair."""
    total, rest = two_sum(high, x)
    return total, low + rest


def add_pairs(high: float, low: float, high2: float, low2: float) -> tuple[float, float]:
    """Return the sum of two pairs as a pair."""
    total, rest = two_sum(high, high2)
    return total, (low + low2) + rest


def settled(high: float, low: float, high2: float, low2: float) -> tuple[float, float]:
    """Return the sum of two pairs as a pair whose low part is the rounding error of the high one.

    `add` and `add_pairs` let the low part grow, until its own roundings count. An infinite sum
    stays, with NaN beside it.
    """
    total, rest = two_sum(high, high2)
    low = rest + (low + low2)
    high, rest = two_sum(total, low)
    return select(low == low, high, total), rest


def counted(low: float, count: float, count_low: float) -> tuple[float, float]:
    """Return (low, count) for a count that is a pair: what the latter cannot hold is in `low`.

    In `low` it is what that many elements come to, as in `with_equal`.
    """
    count, rest = two_sum(count, count_low)
    return fma(rest, UP, low), count


def with_equal(high: float, low: float, count: float, count_low: float) -> tuple[float, float]:
    """Return the sum of a pair and the `shifted_exp` of so many elements equal to the largest."""
    low, count = counted(low, count, count_low)
    return add(high, low, count * UP)


def moved_sum(
    high: float, low: float, reference: float, top: float, scale: float
) -> tuple[float, float]:
    """Return (high + low)·e^(scale·(reference − top)) as a pair.

    The factor has almost twice the digits, so that a sum of exponentials relative to one element
    becomes one relative to another, without an error that counts. It is 1 for one and the same
    element, and 0 where an exponential would be. NaN remains NaN.
    """
    # Halved, the difference cannot overflow. It is a pair, and so is its product: what is rounded
    # is 2^-24 (2^-53) of it.
    large = absolute(top) > 1.0
    half = select(large, 0.5, 1.0)
    difference, rest = two_sum(reference * half, -(top * half))
    factor = scale * select(large, 2.0, 1.0)
    product = difference * factor
    product_rest = fma(difference, factor, -product) + rest * factor
    shifted = fma(product, LOG4_E, SHIFTER_FOUR_UP)
    n = shifted - SHIFTER_FOUR_UP
    # the first product is exact, and cancels
    r, dr = two_sum(fma(-n, LN4_GRID, product), fma(-n, LN4_REST, product_rest))
    # e^(r + dr) = 1 + r + r²/2 + …: the first three terms as pairs
    square = r * r
    one, first = two_sum(1.0, r)
    one, second = two_sum(one, 0.5 * square)
    tail = horner(r, FACTORIALS) * (square * r)
    small = fma(0.5, fma(r, r, -square), fma(dr, 1.0 + r, tail))
    total, excess = two_sum(one, (first + second) + small)
    power = pow2_from_shifted(shifted)
    a, b = high * DOWN, low * DOWN
    moved = a * total
    moved_low = fma(a, total, -moved) + fma(a, excess, b * total)
    # nothing remains nothing, even relative to -inf with a scale of 0
    gone = select(high == 0.0, -INFINITY, product * LOG4_E) < LOWEST
    same = reference == top
    # a sum that is gone is 0, but NaN is never too small to count
    moved = select(gone, select(high == high, 0.0, high), moved * power)
    moved_low = select(gone, select(low == low, 0.0, low), moved_low * power)
    return select(same, high, moved), select(same, low, moved_low)


def softmax_factor(count: float, high: float, low: float) -> tuple[float, float]:
    """Return 1/(count·UP + high + low) as a pair; 0 for a row whose elements are all masked.

    `count` is how many elements of a row are equal to the largest one, and the pair the sum of
    `shifted_exp` of the others: added one by one to the largest, they would each round.
    """
    total, rest = two_sum(count * UP, high)
    rest = rest + low
    inverse = 1.0 / total
    correction = inverse * fma(-inverse, rest, fma(-inverse, total, 1.0))
    masked = total == 0.0
    return select(masked, 0.0, inverse), select(masked, 0.0, correction)


def moved_factor(
    factor: float, correction: float, reference: float, top: float, scale: float
) -> tuple[float, float]:
    """Return what `softmax_factor` does, times RAISED, for exponentials relative to `reference`."""
    return moved_sum(factor * RAISED, correction * RAISED, reference, top, scale)


def softmax_of(value: float, factor: float, correction: float) -> float:
    """Return an element of softmax; `value` is its `shifted_exp`."""
    if IN_BFLOAT16:  # the correction is below 2^-23
        return value * factor
    return fma(value, factor, value * correction)


def log_softmax_of(
    x: float, half: float, base: float, scale: float, shift: float, leading: float, trailing: float
) -> float:
    """Return an element of log_softmax; `shift` is the logarithm of the row's sum."""
    return shifted_product(x, half, base, scale, leading, trailing) - shift


def log_of_sum(count: float, high: float, low: float) -> float:
    """Return log(count + (high + low)·DOWN), with full relative accuracy near count = 1.

    The arguments are those of `softmax_factor`. Where one element outweighs the others, log_softmax
    of it is minus the others, which would drown in a sum with it.
    """
    rest_high, rest_low = two_sum(high * DOWN, low * DOWN)
    total, error = two_sum(count, rest_high)
    error = error + rest_low
    m, n = split_exponent(total, 0.75)
    inverse = pow2_from_shifted(SHIFTER_UP - n) * DOWN
    f = m - 1.0
    # The slope of log(1 + f) is 1/(1 + f), for which 1 − 0.8·f is near enough.
    error = error * inverse
    result = log_of_parts(n, f, fma(-0.8 * f, error, error), -0.0)
    return select(total == 0.0, -INFINITY, result)


def unless_infinite(base: float, value: float) -> float:
    """Return `value`, or NaN for a row whose largest element is infinite."""
    return value + (base - base)


def gradient_scales(scale: float) -> tuple[float, float]:
    """Return (part, rest) with part·rest = scale, for differences that are formed times part.

    That is a power of two, at most 1/2, so that the difference of two numbers times part does not
    overflow; |rest| is from 2 on, so that y·rest is no smaller than y. (Only for the largest scales
    it is from 1 on, and for subnormal ones less.)
    """
    size = absolute(scale)
    size = select(size > 1.0, 1.0, select(size < SMALLEST_SCALE, SMALLEST_SCALE, size))
    _, n = split_exponent(size, 1.0)
    part = 0.5 * pow2_from_shifted(n + SHIFTER)
    part = select(absolute(scale) < LARGE_SCALE, part, 1.0)
    return part, scale / part


def rescued_sum(high: float, low: float) -> float:
    """Return high + low; an infinite term makes `low` NaN, but the sum is infinite."""
    return high + select(low == low, low, 0.0)


def softmax_vjp_of(dy: float, y: float, total: float, part: float, rest: float) -> float:
    """Return an element of softmax's gradient; `total` is Σ (part·dy)·y."""
    # exactly 0 where y is 1: the two products are the same number
    return fma(dy, part, -total) * (y * rest)


def exp_of_log(y: float, shifter: float) -> float:
    """Return e^y for y ≤ 0, times UP with SHIFTER_UP for SHIFTER; 0 where e^y is subnormal."""
    exponent = fma(y, LOG2_E, shifter)
    n = exponent - shifter
    r = fma(-n, LN2_LOW, fma(-n, LN2_HIGH, y))
    value = exp_of_rest(r)
    return select(y < LOG_LOWEST, 0.0, value * pow2_from_shifted(exponent))


def log_softmax_vjp_of(dy: float, y: float, total: float, scale: float) -> float:
    """Return an element of log_softmax's gradient; `total` is Σ dy, less than LARGE_SUM."""
    return fma(-exp_of_log(y, SHIFTER), total, dy) * scale


def large_log_softmax_vjp_of(
    dy: float, y: float, total: float, part: float, rest: float, shifter: float
) -> float:
    """Return what `log_softmax_vjp_of` does for any sum.

    `total` is DOWN·part·Σ dy with SHIFTER_UP for `shifter`, part and rest are `gradient_scales`. It
    is the other one with Σ dy, part = 1, rest = scale and SHIFTER.
    """
    return fma(-exp_of_log(y, shifter), total, dy * part) * rest


# What is made of a row's sums


def softmax_row(
    top: float, scale: float, base: float, finite: float, high: float, low: float, count: float
) -> tuple[float, float]:
    """Return the factors of `softmax_of` for a row."""
    factor, correction = softmax_factor(count, high, low)
    return unless_infinite(top, factor), correction


def log_softmax_row(
    top: float, scale: float, base: float, finite: float, high: float, low: float, count: float
) -> tuple[float, float, float, float]:
    """Return what `log_softmax_of` needs of a row besides its frame."""
    half, halved_base, doubled = halved_frame(base, finite)
    return half, halved_base, doubled, unless_infinite(top, log_of_sum(count, high, low))


def logsumexp_row(
    top: float, scale: float, base: float, finite: float, high: float, low: float, count: float
) -> float:
    """Return scale·top + log Σ; -inf for a row whose elements are all masked."""
    log_sum = log_of_sum(count, high, low)
    return select(log_sum == -INFINITY, log_sum, fma(top, scale, log_sum))


def smooth_max_row(
    top: float, scale: float, base: float, finite: float, high: float, low: float, count: float
) -> float:
    """Return top + log Σ/scale."""
    return top + log_of_sum(count, high, low) / scale


def soft_argmax_row(
    top: float,
    scale: float,
    base: float,
    finite: float,
    high: float,
    low: float,
    moment: float,
    moment_low: float,
) -> float:
    """Return the quotient of two sums, of position·`shifted_exp` and of `shifted_exp`."""
    factor, correction = softmax_factor(0.0, high, low)
    return fma(moment, factor, fma(moment, correction, moment_low * factor))


def label_row(
    top: float,
    scale: float,
    base: float,
    finite: float,
    high: float,
    low: float,
    count: float,
    label: float,
    counts: float,
) -> float:
    """Return softmax of the label's element; 0 where that does not count."""
    factor, correction = softmax_row(top, scale, base, finite, high, low, count)
    base, scale, log4, top_log4, leading, trailing = row_frame(top, scale)
    exponential = shifted_exp(label, base, scale, log4, top_log4, leading, trailing)
    return select(counts == 0.0, 0.0, softmax_of(exponential, factor, correction))


def cross_entropy_row(
    top: float,
    scale: float,
    base: float,
    finite: float,
    high: float,
    low: float,
    count: float,
    label: float,
    counts: float,
) -> float:
    """Return -log softmax of the label's element; inf where that does not count.

    Neither of the two terms is negative.
    """
    half, halved_base, doubled, log_sum = log_softmax_row(
        top, scale, base, finite, high, low, count
    )
    _, _, _, _, leading, trailing = row_frame(top, scale)
    loss = -log_softmax_of(label, half, halved_base, doubled, log_sum, leading, trailing)
    return select(counts == 0.0, INFINITY, loss)


def cross_entropy_vjp_row(
    top: float,
    scale: float,
    base: float,
    finite: float,
    high: float,
    low: float,
    count: float,
    label: float,
    counts: float,
) -> tuple[float, float, float, float]:
    """Return the factors of `softmax_of`, softmax − 1 of the label's element, and the loss.

    1 − softmax is the others' share: nothing cancels where the label outweighs them.
    """
    factor, correction = softmax_row(top, scale, base, finite, high, low, count)
    equal = label == top
    base_of_label, factor_of_label, log4, top_log4, leading, trailing = row_frame(top, scale)
    exponential = shifted_exp(
        label, base_of_label, factor_of_label, log4, top_log4, leading, trailing
    )
    others, others_low = add(high, low, select(equal, 0.0, -exponential))
    others, rest = two_sum(select(equal, count - 1.0, count) * UP, others)
    slope = -fma(others, factor, fma(others, correction, (rest + others_low) * factor))
    loss = cross_entropy_row(top, scale, base, finite, high, low, count, label, counts)
    return factor, correction, select(counts == 0.0, 0.0, slope), loss


def share_row(
    top: float, scale: float, base: float, finite: float, high: float, low: float, count: float
) -> tuple[float, float, float, float, float, float]:
    """Return what `log_softmax_of` and `softmax_of` need of a row besides its frame."""
    half, halved_base, doubled, log_sum = log_softmax_row(
        top, scale, base, finite, high, low, count
    )
    factor, correction = softmax_row(top, scale, base, finite, high, low, count)
    return half, halved_base, doubled, log_sum, factor, correction


def share_of(probability: float, kept: float, even: float) -> float:
    """Return an element's share in a loss, where a part of a probability is shared out evenly."""
    return fma(probability, kept, even)


def share_loss(logarithm: float, share: float) -> float:
    """Return what an element adds to a cross entropy; `logarithm` is that of its softmax."""
    return select(share == 0.0, 0.0, -(share * logarithm))


def share_slope(
    value: float, share: float, total: float, factor: float, correction: float
) -> float:
    """Return the loss's slope, for shares that sum to `total`; `value` is the `shifted_exp`."""
    return fma(softmax_of(value, factor, correction), total, -share)


# Thresholds: sparsemax and entmax


def sparsemax_terms(excess: float) -> tuple[float, float]:
    """Return what an element's excess over the threshold adds to the sum, and to its slope."""
    return excess, select(excess > 0.0, 1.0, excess)


def sparsemax_of(excess: float) -> float:
    """Return an element of sparsemax."""
    return excess


def sparsemax_weight(y: float) -> float:
    """Return an element's weight in the gradient; NaN stays."""
    return select(y > 0.0, 1.0, y)


def entmax15_terms(excess: float) -> tuple[float, float]:
    """Return what `sparsemax_terms` does, of entmax15."""
    return excess * excess, 2.0 * excess


def entmax15_of(excess: float) -> float:
    """Return an element of entmax15."""
    return excess * excess


def entmax15_weight(y: float) -> float:
    """Return an element's weight in the gradient."""
    return sqrt(y)


@dataclass(eq=False)
class RowFunction:
    """What a function of rows computes, for the schedules of all targets.

    Attributes
    ----------
    inputs
        How many arrays have a value for each element, besides the mask.
    sums
        Which sums a row needs: ``"exponentials"``, the pair of those of the elements that do not
        equal the largest, and how many do; ``"positions"``, the pairs of all exponentials and of
        positions times exponentials; ``"products"``, of dy·y; ``"cotangents"``, of dy;
        ``"shares"``, those of ``"exponentials"`` first, then of shares in a loss and of shares
        times logarithms; ``"excess"``, of what exceeds a threshold, until it is 1; ``"weights"``,
        of weights and of dy times them.
    row
        ``row(top, scale, base, finite, *sums)``: what is made of the sums. The third and the fourth
        are of the row's frame. None for gradients. Of ``"excess"`` it is ``row(excess)``, what an
        element adds to the sum and to its slope.
    element
        ``element(value, *row)``: what an element becomes; None where `row` returns the result. For
        gradients it is ``element(dy, y, total, part, rest)``, with a shifter for those of
        ``"cotangents"``; of ``"excess"`` and ``"weights"`` it is ``element(excess)`` and
        ``element(y)``, a weight.
    keeps
        Whether that value is the element's exponential. If it is the element itself, leading and
        trailing part of the row's frame follow the row's.
    masked
        What a masked element becomes.
    weighted
        Whether an array with one value a row comes first, by which and by the scale a result is
        multiplied.
    labelled
        Whether a row has a label, the number of one of its elements. `row` takes that element
        besides, and whether it counts (1 or 0). Of a weighted function it returns after the factors
        what the label's element becomes, and a second result, one value a row.
    share
        What the scale is multiplied by.
    """

    inputs: int
    sums: str
    row: Callable[..., Any] | None
    element: Callable[..., Any] | None = None
    keeps: bool = False
    masked: float = 0.0
    weighted: bool = False
    labelled: bool = False
    share: float = 1.0

    @property
    def results(self) -> int:
        """How many results there are."""
        return 1 + (self.weighted and (self.labelled or self.sums == "shares"))

    @property
    def reduces(self) -> bool:
        """Whether the result is one value a row."""
        return self.element is None


FUNCTIONS = {
    "softmax": RowFunction(1, "exponentials", softmax_row, softmax_of, keeps=True),
    "log_softmax": RowFunction(
        1, "exponentials", log_softmax_row, log_softmax_of, masked=-INFINITY
    ),
    "logsumexp": RowFunction(1, "exponentials", logsumexp_row),
    "smooth_max": RowFunction(1, "exponentials", smooth_max_row),
    "soft_argmax": RowFunction(1, "positions", soft_argmax_row),
    "softmax.vjp": RowFunction(2, "products", None, softmax_vjp_of),
    "log_softmax.vjp": RowFunction(2, "cotangents", None, large_log_softmax_vjp_of),
    "logsumexp.vjp": RowFunction(
        1, "exponentials", softmax_row, softmax_of, keeps=True, weighted=True
    ),
    "sparsemax": RowFunction(1, "excess", sparsemax_terms, sparsemax_of),
    "sparsemax.vjp": RowFunction(2, "weights", None, sparsemax_weight),
    "entmax15": RowFunction(1, "excess", entmax15_terms, entmax15_of, share=0.5),
    "entmax15.vjp": RowFunction(2, "weights", None, entmax15_weight),
    "soft_accuracy": RowFunction(1, "exponentials", label_row, labelled=True),
    "softmax_cross_entropy": RowFunction(1, "exponentials", cross_entropy_row, labelled=True),
    "softmax_cross_entropy.vjp": RowFunction(
        1,
        "exponentials",
        cross_entropy_vjp_row,
        softmax_of,
        keeps=True,
        weighted=True,
        labelled=True,
    ),
    # with a share of each element in the loss: of labels that are smoothed, and of probabilities
    "smoothed_cross_entropy": RowFunction(1, "shares", share_row, labelled=True),
    "smoothed_cross_entropy.vjp": RowFunction(
        1, "shares", share_row, share_slope, keeps=True, weighted=True, labelled=True
    ),
    "soft_cross_entropy": RowFunction(2, "shares", share_row),
    "soft_cross_entropy.vjp": RowFunction(
        2, "shares", share_row, share_slope, keeps=True, weighted=True
    ),
}
