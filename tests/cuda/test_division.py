"""Division and roots of float32 on the GPU: the steps that make an approximation exact.

`quotient` starts from a reciprocal that the PTX manual gives an error of one unit in the last
place. Its steps are simulated here for every significand of the divisor, with the nearest number
and with each of its neighbours as the approximation. A step rounds the exact quotient plus an error
of at most 3/4·b²·2^-24 + 2^-23 units (b in [1, 2)), so that only a quotient nearer than 5/(2B) to
the middle between two numbers can go wrong, of an integer divisor B: these are tried, all of them.

That leaves two pairs. With 0xFFFFFD the neighbour is more than a unit away from the reciprocal.
With 0xFFFFFF the lower one is not: but a GPU's `rcp.rn`, which is IEEE 754's, is the first Newton
step alone, and from that neighbour it would not give the nearest reciprocal. In the same way
`sqrt.rn` is the steps of `sqrt` themselves (`test_sass.py` looks at both).
"""

import numba
import numpy as np
import pytest

import numba_act as na
from numba_act.core.primitives import fma, quotient, sqrt
from numba_act.cuda.compile import kernel_of
from numba_act.cuda.kernel import BLOCK, Schedule
from tests.support import ptx

FIRST, LAST = 1 << 23, 1 << 24
UNIT = 2.0**-24


@numba.njit
def steps(a, b, inverse):
    inverse = fma(inverse, fma(-b, inverse, np.float32(1)), inverse)
    q = np.float32(a * inverse)
    return fma(-inverse, fma(b, q, -a), q)


@numba.njit
def number(significand):
    return np.float32(significand * 2.0**-23)


@numba.njit
def wrong_quotients(error, found):
    """Return how many quotients next to a middle are tried and wrong; the first ones into `found`.

    X is the odd middle in half units, A·2^shift = X·B + distance.
    """
    tried, wrong = 0, 0
    for divisor in range(FIRST, LAST):
        b = number(divisor)
        start = np.float32(np.float64(np.float32(1.0 / np.float64(b))) + error * UNIT)
        odd, twos = divisor, 0
        while not odd & 1:
            odd, twos = odd >> 1, twos + 1
        inverse = odd  # modulo a power of two, by Newton's method
        for _ in range(5):
            inverse *= 2 - odd * inverse
        for shift in (24, 25):  # A ≥ B, A < B
            for distance in range(-5, 6):
                if distance == 0 or distance & ((1 << twos) - 1):
                    continue
                step = 1 << (shift - twos)
                middle = (-(distance >> twos) * inverse) & (step - 1)
                middle += max(0, (LAST - middle + step - 1) // step) * step
                while middle < 2 * LAST:
                    dividend = (middle * divisor + distance) >> shift
                    exact = (dividend << shift) - middle * divisor == distance
                    if exact and middle & 1 and FIRST <= dividend < LAST:
                        a = number(dividend)
                        tried += 1
                        if steps(a, b, start) != np.float32(np.float64(a) / np.float64(b)):
                            found[wrong] = dividend, divisor
                            wrong += 1
                    middle += step
    return tried, wrong


#: Quotients that are wrong with a neighbour of the nearest reciprocal as the approximation.
EXCEPTIONS = {0: set(), -1: {(0x800000, 0xFFFFFF)}, 1: {(0x800000, 0xFFFFFF), (0xD55553, 0xFFFFFD)}}


@pytest.mark.parametrize("error", EXCEPTIONS)
def test_every_significand_of_a_divisor(error):
    found = np.zeros((16, 2), np.int64)
    tried, wrong = wrong_quotients(error, found)
    assert tried > 20e6
    assert set(map(tuple, found[:wrong].tolist())) == EXCEPTIONS[error]
    for _, divisor in EXCEPTIONS[error]:
        b = np.float64(number(divisor))
        nearest = np.float32(1.0 / b)
        start = np.float64(nearest) + error * UNIT
        newton = np.float32(start + np.float32(start * (1.0 - b * start)))
        assert abs(start - 1.0 / b) > UNIT or newton != nearest


@numba.njit
def wrong_roots(error, found):
    wrong = 0
    for significand in range(FIRST, LAST):
        for scale in (2.0**-23, 2.0**-22):  # from 1 to 2, from 2 to 4
            x = np.float32(significand * scale)
            inverse = np.float32(
                np.float64(np.float32(1.0 / np.sqrt(np.float64(x)))) + error * UNIT
            )
            root, half = np.float32(x * inverse), np.float32(np.float32(0.5) * inverse)
            root = fma(fma(-root, root, x), half, root)
            if root != np.float32(np.sqrt(np.float64(x))):
                found[wrong] = x
                wrong += 1
    return wrong


#: Numbers whose roots are wrong with a neighbour of the nearest reciprocal root.
ROOT_EXCEPTIONS = {
    0: [],
    -1: ["0x1.9a28540000000p+1", "0x1.b5c0760000000p+1", "0x1.dd26e40000000p+1"],
    1: ["0x1.dd26e40000000p+1", "0x1.f822940000000p+0"],
}


@pytest.mark.parametrize("error", ROOT_EXCEPTIONS)
def test_every_significand_of_a_root(error):
    found = np.zeros(1000, np.float32)
    wrong = wrong_roots(error, found)
    assert [each.hex() for each in found[:wrong].tolist()] == ROOT_EXCEPTIONS[error]


@na.activation
def ratio(a, b=1.0):
    return a / b


@na.activation
def short_ratio(a, b=1.0):
    return quotient(a, b)


@na.activation
def root(a):
    return sqrt(a)


def run(function, *arrays):
    """Return what a function's kernel computes of arrays of float32."""
    names = ("float32",) * len(arrays)
    made = Schedule("float32", names, ("float32",))
    memory = ptx.Memory()
    operands = [memory.add(each) for each in arrays]
    result = memory.add(np.zeros_like(arrays[0]), writable=True)
    grid = -(-arrays[0].size // (BLOCK * made.lanes * made.vectors))
    kernel = ptx.Kernel(kernel_of(function.definition, made, (9, 0)).ptx)
    kernel.run(grid, BLOCK, [arrays[0].size, *operands, result], memory)
    return memory.array(result)


def assert_same(got, expected):
    nan = np.isnan(expected)
    assert (np.isnan(got) == nan).all()
    assert (got.view(np.uint32) == expected.view(np.uint32))[~nan].all()


def special():
    """Return zeros, infinities, NaN, the smallest and largest numbers and some limits."""
    limits = [2.0**k for k in (-149, -127, -126, -102, -64, -43, 0, 43, 64, 126)]
    some = np.float32([0, np.inf, np.nan, 1.5 * 2.0**-149, 3.4e38, 7, 3, 1 / 3, *limits])
    some = np.concatenate([np.nextafter(some, np.float32(k)) for k in (-np.inf, np.inf)] + [some])
    return np.concatenate([some, -some])


def patterns(count, seed):
    bits = np.random.default_rng(seed).integers(0, 1 << 32, count, dtype=np.uint32)
    return bits.view(np.float32)


def halfway(count):
    """Return operands whose quotients are near the middle between two subnormal numbers."""
    random = np.random.default_rng(3)
    divisor = np.ldexp(random.integers(1, LAST, count), random.integers(-20, 80, count))
    middle = np.ldexp(random.integers(0, 1 << 12, count) + 0.5, -149)
    divisor = divisor.astype(np.float32)
    return (middle * divisor.astype(np.float64)).astype(np.float32), divisor


def test_any_operands():
    pairs = [*np.meshgrid(special(), special())], (patterns(60000, 1), patterns(60000, 2))
    arrays = zip(*pairs, halfway(60000), strict=True)
    a, b = (np.concatenate([np.ravel(each) for each in given]) for given in arrays)
    with np.errstate(all="ignore"):
        assert_same(run(ratio, a, b), a / b)


def test_operands_of_ordinary_size():
    random = np.random.default_rng(4)
    a, b = (np.exp2(random.uniform(-60, 60, 60000)).astype(np.float32) for _ in range(2))
    a[::2] *= -1
    a[:7], b[10:20] = 0, np.exp2(np.arange(-126, 127, 26))
    a[:3] = -0.0
    a[10:20] = b[10:20] * 3
    a[20] = b[21] = np.nan
    assert_same(run(short_ratio, a, b), a / b)


def test_any_root():
    x = np.concatenate([special(), patterns(60000, 5)])
    with np.errstate(all="ignore"):
        assert_same(run(root, x), np.sqrt(x))
