"""Complex numbers: errors in the norm against exact references, C's special values, and calls."""

import itertools

import gmpy2
import numba
import numpy as np
import pytest
from gmpy2 import mpc, mpfr
from numba.core.errors import TypingError

import numba_act as na
from numba_act.core.docstrings import COMPLEX_BOUND
from tests.support.walk import in_turn, one_in, some_of

#: In ULP of the magnitude; of complex64 each part is rounded once.
BOUND = {"complex128": COMPLEX_BOUND, "complex64": 0.71}

CONTEXT = gmpy2.context(precision=300, real_prec=300, imag_prec=300)


def decay(z):
    """Return e^-z, or e^z for a negative real part, and what it and 1 are."""
    w = gmpy2.exp(-z if z.real >= 0 else z)
    return w, 1 + w if abs(z.real) < 2000 else mpc(1)  # beyond, MPC takes seconds for the sum


def sigmoid(z):
    w, total = decay(z)
    return (1 if z.real >= 0 else w) / total


def sigmoid_slope(z):
    w, total = decay(z)
    return w / total**2


def expm1(z):
    half = gmpy2.sin(z.imag / 2)
    real = gmpy2.expm1(z.real) * gmpy2.cos(z.imag) - 2 * half**2
    return mpc(real, gmpy2.exp(z.real) * gmpy2.sin(z.imag))


def tanh(z):
    if abs(z.real) > 400:
        return mpc(gmpy2.copy_sign(mpfr(1), z.real), 0)
    x, y = 2 * z.real, 2 * z.imag
    return mpc(gmpy2.sinh(x), gmpy2.sin(y)) / (gmpy2.cosh(x) + gmpy2.cos(y))


def softplus(z, beta=1):
    t = beta * z
    if t.real > 50:  # its exponential may be too large
        w = gmpy2.exp(-t.real)
        real = t.real + gmpy2.log1p(w * (2 * gmpy2.cos(t.imag) + w)) / 2
        return mpc(real, gmpy2.atan2(gmpy2.sin(t.imag), gmpy2.cos(t.imag) + w)) / beta
    w = gmpy2.exp(t)
    small = abs(w.real) + abs(w.imag) < mpfr(2) ** -100
    return (w - w * w / 2 if small else gmpy2.log(1 + w)) / beta


def swish(z, beta=1):
    return z * sigmoid(beta * z)


def swish_slope(z, beta=1):
    t = beta * z
    return sigmoid(t) + t * sigmoid_slope(t)


#: Function, reference, and that of the derivative.
FUNCTIONS = {
    "exp": (gmpy2.exp, gmpy2.exp),
    "expm1": (expm1, gmpy2.exp),
    "log": (gmpy2.log, lambda z: 1 / z),
    "tanh": (tanh, lambda z: 4 * sigmoid_slope(2 * z)),
    "sigmoid": (sigmoid, sigmoid_slope),
    "silu": (swish, swish_slope),
    "swish": (swish, swish_slope),
    "softplus": (softplus, sigmoid),
}

CASES = {
    **{name: (getattr(na, name), of) for name, (of, _) in FUNCTIONS.items()},
    **{f"{name}.grad": (getattr(na, name).grad, of) for name, (_, of) in FUNCTIONS.items()},
}


def points(count, dtype, seed):
    """Return numbers of every size, and dense ones near poles, zeros, overflow and underflow."""
    random = np.random.default_rng(seed)
    top, low = (700, 300) if dtype == np.complex128 else (80, 38)

    def normal(scale=1.0):
        return scale * random.standard_normal(count)

    found = [(normal(s), normal(s)) for s in (1e-9, 1e-3, 0.5, 3.0, 30.0, top / 2)]
    found.append((random.uniform(-1.1 * top, 1.1 * top, count), random.uniform(-10, 10, count)))
    sizes = 10.0 ** random.uniform(-low, low, count) * random.choice([-1, 1], count)
    found.append((random.uniform(-2 * top, 2 * top, count), sizes))
    found.append(tuple(np.exp(random.uniform(-top, top, (2, count))) * random.choice([-1, 1])))
    turns = random.integers(-20, 21, count)
    for angle, scale in itertools.product((2 * np.pi, np.pi, np.pi / 2), (1e-15, 1e-8, 1e-3)):
        found.append((normal(scale), turns * angle + normal(scale)))
    angle = random.uniform(0, 7, count)
    for scale in (1e-16, 1e-10, 1e-4):
        size = 1 + normal(scale)
        found.append((size * np.cos(angle), size * np.sin(angle)))
    near = 10.0 ** random.integers(-16, 0, (2, count))
    found.append((1 + normal() * near[0], normal() * near[1]))
    found.append((normal(1e-3), random.uniform(-4, 4, count) / near[0]))
    x, y = (np.concatenate(each) for each in zip(*found, strict=True))
    z = np.empty(x.size, dtype)
    z.real, z.imag = x, y
    return z


def magnitude(z):
    return gmpy2.sqrt(z.real**2 + z.imag**2)


def error(got, exact, size):
    """Return the error in ULP of `size`; 0 for what is infinite where a part overflows."""
    info = np.finfo(got.real.dtype)
    digits, least = info.nmant + 1, info.minexp - info.nmant
    top = mpfr(float(info.max)) * (1 - mpfr(2) ** -digits)
    for part, true in ((got.real, exact.real), (got.imag, exact.imag)):
        if not np.isfinite(part):
            return 0.0 if abs(true) >= top else np.inf
    step = mpfr(2) ** (max(gmpy2.get_exp(size) - digits, least) if size else least)
    return float(magnitude(mpc(complex(got)) - exact) / step)


def check(case, dtype, count, seed, beta=None):
    function, reference = CASES[case]
    z = points(count, np.dtype(dtype).type, seed)
    given = () if beta is None else (np.asarray(beta, dtype),)
    with np.errstate(all="ignore"):
        got = function(z, *given)
    assert got.dtype == z.dtype
    worst = 0.0, None
    with gmpy2.context(CONTEXT):
        factor = () if beta is None else (mpc(complex(given[0])),)
        for each, result in zip(z, got, strict=True):
            exact = reference(mpc(complex(each)), *factor)
            size = magnitude(exact)
            if reference is swish_slope:  # of the larger addend
                t = mpc(complex(each)) * (factor[0] if factor else 1)
                size = max(size, magnitude(sigmoid(t)), magnitude(t * sigmoid_slope(t)))
            worst = max(
                worst, (error(result, exact, size), complex(each)), key=lambda pair: pair[0]
            )
    assert worst[0] <= BOUND[dtype], worst


@pytest.mark.parametrize(("case", "dtype"), in_turn(CASES, [*BOUND]))
def test_errors(case, dtype):
    check(case, dtype, 10, 0)


@pytest.mark.sweep
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("dtype", BOUND)
def test_errors_sweep(case, dtype):
    check(case, dtype, 1000, 1)


@pytest.mark.parametrize("case", ["swish", "softplus", "swish.grad"])
@pytest.mark.parametrize("beta", [0.3, 1.25 - 0.7j, 40.0 + 1.0j])
def test_errors_with_beta(case, beta):
    check(case, "complex128", 8, 2, beta)


def _pair(random):
    parts = random.standard_normal((4, 500))
    return parts[0] + 1j * parts[1], parts[2] + 1j * parts[3]


@pytest.mark.parametrize("name", some_of(FUNCTIONS, one_in(2, FUNCTIONS)))
def test_vjp_is_dy_times_the_conjugate(name):
    function, random = getattr(na, name), np.random.default_rng(3)
    z, dy = _pair(random)
    wanted = dy * np.conj(function.grad(z))
    np.testing.assert_allclose(function.vjp(dy, z), wanted, rtol=1e-15)
    np.testing.assert_allclose(function.vjp(dy=dy, x=z), wanted, rtol=1e-15)


@pytest.mark.parametrize("name", ["exp", "expm1", "log", "tanh", "sigmoid"])
def test_gradients_are_pytorchs(name):
    torch = pytest.importorskip("torch")
    z, dy = _pair(np.random.default_rng(4))
    x = torch.from_numpy(z).requires_grad_()
    y = getattr(torch, name)(x)
    y.backward(torch.from_numpy(dy))
    np.testing.assert_allclose(getattr(na, name)(z), y.detach().numpy(), rtol=1e-13)
    np.testing.assert_allclose(getattr(na, name).vjp(dy, z), x.grad.numpy(), rtol=1e-12)


# Special values -----------------------------------------------------------------------------------

INF, NAN = np.inf, np.nan
ANY = None  # a sign that C leaves open

#: C99, G.6.3.1 and G.6.2.6: z, the real and the imaginary part.
EXP = [
    (0.0, 0.0, 1.0, 0.0),
    (-0.0, 0.0, 1.0, 0.0),
    (1.0, INF, NAN, NAN),
    (1.0, NAN, NAN, NAN),
    (INF, 0.0, INF, 0.0),
    (-INF, 1.0, 0.0, 0.0),
    (-INF, 2.0, -0.0, 0.0),
    (INF, 1.0, INF, INF),
    (INF, 2.0, -INF, INF),
    (-INF, INF, 0.0, ANY),
    (INF, INF, INF, NAN),
    (-INF, NAN, 0.0, ANY),
    (INF, NAN, INF, NAN),
    (NAN, 0.0, NAN, 0.0),
    (NAN, 1.0, NAN, NAN),
    (NAN, NAN, NAN, NAN),
]
TANH = [
    (0.0, 0.0, 0.0, 0.0),
    (1.0, INF, NAN, NAN),
    (1.0, NAN, NAN, NAN),
    (INF, 1.0, 1.0, 0.0),
    (INF, 2.0, 1.0, -0.0),
    (INF, INF, 1.0, ANY),
    (INF, NAN, 1.0, ANY),
    (NAN, 0.0, NAN, 0.0),
    (NAN, 1.0, NAN, NAN),
    (NAN, NAN, NAN, NAN),
]
#: Of the others what follows from the formula.
LIMITS = {
    "exp": EXP,
    "tanh": TANH,
    "expm1": [
        (-INF, 1.0, -1.0, 0.0),
        (-INF, INF, -1.0, ANY),
        (INF, 1.0, INF, INF),
        (0.0, 0.0, 0.0, 0.0),
    ],
    "log": [
        (-0.0, 0.0, -INF, np.pi),
        (0.0, 0.0, -INF, 0.0),
        (INF, 1.0, INF, 0.0),
        (-INF, 1.0, INF, np.pi),
        (1.0, INF, INF, np.pi / 2),
        (INF, INF, INF, np.pi / 4),
        (INF, NAN, INF, NAN),
        (NAN, INF, INF, NAN),
        (NAN, 1.0, NAN, NAN),
    ],
    "sigmoid": [
        (INF, 1.0, 1.0, 0.0),
        (-INF, 1.0, 0.0, 0.0),
        (INF, INF, 1.0, ANY),
        (-INF, NAN, 0.0, ANY),
    ],
    "silu": [(INF, 1.0, INF, 1.0), (-INF, 1.0, 0.0, ANY), (0.0, 0.0, 0.0, 0.0)],
    "softplus": [(INF, 1.0, INF, 1.0), (-INF, 1.0, 0.0, 0.0)],
}


def same(got, wanted):
    if wanted is ANY:
        return got == 0
    return (
        np.isnan(got)
        if np.isnan(wanted)
        else got == wanted and np.signbit(got) == np.signbit(wanted)
    )


@pytest.mark.parametrize("dtype", BOUND)
@pytest.mark.parametrize("name", LIMITS)
def test_limits(name, dtype):
    function = getattr(na, name)
    for x, y, real, imag in LIMITS[name]:
        for sign in (1, -1) if name == "tanh" else (1,):
            for mirrored in (1, -1):
                z = np.empty(20, dtype)  # a vector and a tail
                z.real, z.imag = sign * x, mirrored * y * sign
                with np.errstate(divide="ignore"):
                    got = function(z)
                assert (
                    np.asarray(got).view(f"V{z.itemsize}") == got[:1].view(f"V{z.itemsize}")
                ).all()
                parts = got[0].real, got[0].imag
                imag_wanted = imag if imag is ANY else z.real.dtype.type(mirrored * sign * imag)
                assert same(parts[0], sign * real), (z[0], got[0])
                assert same(parts[1], imag_wanted), (z[0], got[0])


def test_warnings():
    with np.errstate(all="raise"):
        for name in FUNCTIONS:
            function = getattr(na, name)
            z = np.array([NAN, 1 + NAN * 1j, complex(NAN, NAN), 1 + 2j, -3 - 1j] * 7)
            function(z), function.grad(z), function.vjp(z, z)
        for function in (na.exp, na.expm1, na.softplus, na.tanh, na.sigmoid, na.silu):
            function(np.array([-1e4 + 1j, -800 - 3j, complex(-INF, 1)]))
        for z in (800 + 1j, np.full(40, 800 + 1j)):
            with pytest.raises(FloatingPointError, match="overflow"):
                na.exp(z)
        with pytest.raises(FloatingPointError, match="divide"):
            na.log(0j)


# Calls --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", BOUND)
def test_layouts(dtype):
    random = np.random.default_rng(5)
    z = random.standard_normal((3, 5, 67, 2)).view(np.complex128)[..., 0].astype(dtype)
    wanted = na.exp(z)
    for place in ((..., slice(None, None, -3)), (slice(None), 1), (0, 0, slice(0, 5)), (1, 1, 1)):
        np.testing.assert_array_equal(na.exp(z[place]), wanted[place])
    np.testing.assert_array_equal(na.exp(z.T), wanted.T)
    packed = np.zeros(300, np.dtype([("tag", "u1"), ("z", dtype)]))  # at any address
    packed["z"] = np.resize(z, 300)
    np.testing.assert_array_equal(na.exp(packed["z"]), np.resize(wanted, 300))
    aligned = np.zeros(300, np.dtype([("tag", "f4"), ("z", dtype)]))
    aligned["z"] = np.resize(z, 300)
    np.testing.assert_array_equal(na.exp(aligned["z"]), np.resize(wanted, 300))
    mask = random.random(z.shape) < 0.5
    out = np.zeros_like(z)
    assert na.exp(z, out=out, where=mask) is out
    np.testing.assert_array_equal(out, np.where(mask, wanted, 0))
    inside = z.copy()
    na.exp(inside, out=inside)
    np.testing.assert_array_equal(inside, wanted)
    np.testing.assert_array_equal(na.exp(np.resize(z, 200_003)), np.resize(wanted, 200_003))
    np.testing.assert_array_equal(na.swish(z[:, :1], z), na.swish(z[:, :1] + 0 * z, z))
    assert na.exp(np.zeros((0, 3), dtype)).shape == (0, 3)


def test_types():
    z = np.ones(3, np.complex64)
    assert na.exp(z).dtype == na.swish(z, 0.5).dtype == na.swish(z, 0.5j).dtype == np.complex64
    assert type(na.exp(np.complex64(1))) is np.complex64
    assert na.exp(1j).dtype == np.complex128
    assert na.exp(np.ones(3, np.float32), dtype=np.complex64).dtype == np.complex64
    assert na.swish(z, np.ones(3)).dtype == np.complex128
    assert na.exp.ufunc(z).dtype == np.complex64
    swapped = z.astype(">c8")
    np.testing.assert_array_equal(na.exp(swapped), na.exp(z))
    assert na.exp(np.ones(3, np.int8)).dtype == np.float16  # as before
    np.testing.assert_array_equal(na.swish(z, 1.0), na.swish(z))


@pytest.mark.parametrize("dtype", BOUND)
def test_reduced_gradients(dtype):
    z, dy = (each.astype(dtype)[:24].reshape(4, 6) for each in _pair(np.random.default_rng(6)))
    wanted = na.exp.vjp(dy, z[0]).sum(0, dtype=complex)
    got = na.exp.vjp(dy, z[0], reduce=True)
    assert got.shape == (6,)
    assert got.dtype == z.dtype
    np.testing.assert_allclose(got, wanted, rtol=4 * np.finfo(dtype).eps)
    np.testing.assert_array_equal(na.exp.vjp(dy, z, reduce=True), na.exp.vjp(dy, z))


def test_what_has_no_complex_numbers():
    z = np.ones(3, complex)
    calls = {
        "gelu": lambda: na.gelu(z),
        "swish.grad": lambda: na.swish.grad(z, wrt="beta"),
        "swiglu": lambda: na.swiglu(z, z),
        "softmax": lambda: na.softmax(z),
    }
    for name, call in calls.items():
        with pytest.raises(TypeError, match=rf"{name}: argument '\w+' has dtype complex128"):
            call()
    with pytest.raises(TypeError, match="exp: "):
        na.exp(z, out=np.empty(3))
    with pytest.raises(TypingError, match="exp"):
        numba.njit(lambda v: na.exp(v))(1j)
