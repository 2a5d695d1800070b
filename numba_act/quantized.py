"""Codes of 8 and 16 bits, which stand for (q - zero_point)·scale, and functions of them."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from .core.arguments import PYTHON_NUMBERS, kind_name, no_array, read_only, split, wrong_shape
from .core.definition import Elementwise
from .core.floats import DTYPES, INFINITY, NAN
from .core.scalars import numbas_compiler
from .dispatch import targets
from .dispatch.elementwise import call
from .function import Activation
from .primitives import fma, round_even

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, DTypeLike

__all__ = ["dequantize", "fake_quantize", "quantize", "quantized"]

_Array = np.ndarray[Any, Any]

#: What arrays may be quantized to; functions are of the first two.
_CODES = tuple(map(np.dtype, ("uint8", "int8", "uint16", "int16")))


# Bodies -------------------------------------------------------------------------------------------


def _steps(x: Any, scale: Any) -> Any:
    """Return x/scale rounded to an integer, to the even one if it lies between two.

    The quotient is rounded first, which may bring it to the middle between two integers, or over
    it. What x is above the integer times the scale is exact, and tells.
    """
    n = round_even(x / scale)
    twice = 2.0 * fma(-n, scale, x)
    is_odd = round_even(0.5 * n) != 0.5 * n
    up = twice > scale or (twice == scale and is_odd)
    down = twice < -scale or (twice == -scale and is_odd)
    rounded = n + 1.0 if up else (n - 1.0 if down else n)
    return rounded if scale > 0.0 and scale < INFINITY else NAN


def _clipped(x: Any, low: Any, high: Any) -> Any:
    return low if x < low else (high if x > high else x)


def _quantize(x: Any, scale: Any, zero: Any) -> Any:
    return _steps(x, scale) + zero


def _dequantize(q: Any, scale: Any, zero: Any) -> Any:
    return (q - zero) * scale


def _fake_quantize(x: Any, scale: Any, scale_low: Any, zero: Any, low: Any, high: Any) -> Any:
    step = scale + scale_low
    number = (_clipped(_steps(x, step) + zero, low, high) - zero) * step
    return number if low <= zero and zero <= high else NAN


def _fake_quantize_vjp(
    dy: Any, x: Any, scale: Any, scale_low: Any, zero: Any, low: Any, high: Any
) -> Any:
    step = scale + scale_low
    code = _steps(x, step) + zero
    inside = dy if low <= code and code <= high else 0.0
    is_scale = step > 0.0 and step < INFINITY
    return inside if is_scale and low <= zero and zero <= high else NAN


def _definition(body: Any, inputs: Sequence[str], parameters: Sequence[str]) -> Elementwise:
    name = body.__name__.removeprefix("_").replace("_vjp", ".vjp")
    given = dict.fromkeys(parameters, 0.0)
    return Elementwise(body, name, inputs=inputs, parameters=given, warns=())


_RANGE = ("zero_point", "qmin", "qmax")
_quantizing = _definition(_quantize, ["x"], ["scale", "zero_point"])
_dequantizing = _definition(_dequantize, ["q"], ["scale", "zero_point"])
_faking = _definition(_fake_quantize, ["x"], ["scale", "scale_low", *_RANGE])
_faking_vjp = _definition(_fake_quantize_vjp, ["dy", "x"], ["scale", "scale_low", *_RANGE])


# Arguments ----------------------------------------------------------------------------------------


def _check_scale(name: str, argument: str, scale: Any) -> None:
    if type(scale) in PYTHON_NUMBERS and not 0.0 < scale < math.inf:
        raise ValueError(f"{name}: argument {argument!r} is {scale!r}, expected > 0 and finite")


def _check_zero_point(name: str, argument: str, zero: Any, least: Any, most: Any) -> None:
    """Raise for a zero point that is no integer, or a Python scalar that is no code."""
    if np.asarray(zero).dtype.kind not in "iu":
        raise TypeError(f"{name}: argument {argument!r} is {zero!r}, expected integers")
    numbers = [type(each) in PYTHON_NUMBERS for each in (zero, least, most)]
    if all(numbers) and not least <= zero <= most:
        raise ValueError(
            f"{name}: argument {argument!r} is {zero!r}, expected from {least} to {most}"
        )


def _code_type(name: str, dtype: Any, known: Sequence[np.dtype[Any]] = _CODES) -> np.dtype[Any]:
    for each in known:
        if dtype == each:
            return each
    listed = ", ".join(map(str, known))
    raise TypeError(f"{name}: argument 'dtype' is {dtype!r}, expected one of {listed}")


def _host_array(name: str, argument: str, value: Any) -> _Array:
    if targets.is_device_array(value):
        raise targets.refuse_device_array(name, argument, value)
    return np.asarray(value)


def _along(name: str, argument: str, value: Any, axis: int | None, ndim: int) -> Any:
    """Return a value for each place along an axis as an array that broadcasts."""
    if axis is None or np.ndim(value) == 0:
        return value
    array = np.asarray(value)
    if array.ndim != 1:
        raise ValueError(
            f"{name}: argument {argument!r} has shape {array.shape}, expected one axis"
        )
    if not -ndim <= axis < ndim:
        raise ValueError(f"{name}: argument 'axis' is {axis}, expected one of {ndim} axes")
    shape = [1] * ndim
    shape[axis] = -1
    return array.reshape(shape)


def _steps_of(
    name: str, scale: Any, zero_point: Any, axis: int | None, ndim: int, code: Any, computed: Any
) -> tuple[_Array, _Array]:
    """Return scales and zero points of a type that broadcast, a scale NaN where one is wrong."""
    are_checked = all(type(each) in PYTHON_NUMBERS for each in (scale, zero_point))
    scale = np.asarray(_along(name, "scale", scale, axis, ndim)).astype(computed)
    zero = np.asarray(_along(name, "zero_point", zero_point, axis, ndim))
    if not are_checked:
        is_wrong = _are_wrong(scale, zero, *_limits(code))
        scale = np.where(is_wrong, np.nan, scale).astype(computed)
    return scale, zero.astype(computed)


def _are_wrong(scale: Any, zero: Any, least: Any, most: Any) -> Any:
    """Return where a scale is not positive and finite, or a zero point is no code."""
    return ~((scale > 0.0) & (scale < math.inf) & (least <= zero) & (zero <= most))


def _warn(name: str) -> None:
    """Warn of an invalid value, as `numpy.errstate` has it."""
    from .cpu.status import FP_FLAGS
    from .cpu.warn import warn

    warn(name, FP_FLAGS["invalid"])


@functools.cache
def _codes() -> Any:
    """Return the module of the loops."""
    with numbas_compiler():  # a child that is forked while a thread imports would wait for it
        from .cpu.codes import kernel
    return kernel


# Functions ----------------------------------------------------------------------------------------


def quantize(
    x: ArrayLike,
    scale: ArrayLike,
    zero_point: ArrayLike,
    dtype: DTypeLike = np.uint8,
    axis: int | None = None,
) -> Any:
    """Return the codes of numbers, clip(rint(x/scale) + zero_point).

    Parameters
    ----------
    x : array_like
        Numbers.
    scale : array_like
        What one step is worth: a number, or with `axis` one for each place along it.
    zero_point : array_like
        The code of 0, likewise.
    dtype : dtype
        Type of the codes: uint8, int8, uint16 or int16.
    axis : int, optional
        The axis along which `scale` and `zero_point` differ.

    Returns
    -------
    ndarray or scalar
        Codes of the type.

    Raises
    ------
    ValueError
        If the scale, a Python number, is not positive, or the zero point is no code.
    TypeError
        If a zero point is no integer, the type is another one, or an array is in GPU memory.

    Notes
    -----
    Half to even, saturating, and of the exact quotient, which is not rounded before. What has no
    code gets the least one, with the warning "invalid value": NaN, and all numbers where an array
    has a scale that is not positive and finite, or a zero point that is no code.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.quantize(np.float32([-1.0, 0.25, 0.75, 90.0]), 0.5, 10)
    array([  8,  10,  12, 190], dtype=uint8)
    """
    name = "quantize"
    kind = _code_type(name, dtype)
    info = np.iinfo(kind)
    _check_scale(name, "scale", scale)
    _check_zero_point(name, "zero_point", zero_point, info.min, info.max)
    x = _host_array(name, "x", x)
    if x.dtype in DTYPES and x.itemsize == 2:
        x = x.astype(np.float32)  # in which the scale has all its digits
    elif x.dtype not in DTYPES:
        x = x.astype(np.float64)
    steps = _steps_of(name, scale, zero_point, axis, x.ndim, kind, x.dtype)
    return _codes().code_ufunc(_quantizing, kind)(x, *steps)


def dequantize(
    q: ArrayLike, scale: ArrayLike, zero_point: ArrayLike, axis: int | None = None
) -> Any:
    """Return the numbers of codes, (q - zero_point)·scale.

    Parameters
    ----------
    q : array_like
        Codes: integers.
    scale : array_like
        What one step is worth: a number, or with `axis` one for each place along it.
    zero_point : array_like
        The code of 0, likewise.
    axis : int, optional
        The axis along which `scale` and `zero_point` differ.

    Returns
    -------
    ndarray or scalar
        Of the scale's type if it is an array, else float32. Where an array has a scale that is not
        positive and finite, or a zero point that is no code: NaN, and the warning "invalid value".

    Raises
    ------
    ValueError
        If the scale, a Python number, is not positive, or the zero point is no code.
    TypeError
        If codes or zero points are no integers, or an array is in GPU memory.

    Notes
    -----
    Computed in float32, or float64 beside a scale of that type, and rounded once.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.dequantize(np.uint8([8, 10, 12, 255]), 0.5, 10)
    array([ -1. ,   0. ,   1. , 122.5], dtype=float32)
    """
    name = "dequantize"
    q = _host_array(name, "q", q)
    if q.dtype.kind not in "iu":
        raise TypeError(f"{name}: argument 'q' has dtype {q.dtype}, expected integers")
    _check_scale(name, "scale", scale)
    _check_zero_point(name, "zero_point", zero_point, *_limits(q.dtype))
    kind = getattr(scale, "dtype", np.dtype(np.float32))
    computed = np.promote_types(kind, np.float32)
    steps = _steps_of(name, scale, zero_point, axis, q.ndim, q.dtype, computed)
    if q.dtype in _CODES:
        result = _codes().code_ufunc(_dequantizing, q.dtype)(q, *steps)
    else:
        result = (q.astype(computed) - steps[1]) * steps[0]
        if np.isnan(steps[0]).any():
            _warn(name)
    return result.astype(kind, copy=False)


def _limits(dtype: np.dtype[Any]) -> tuple[int, int]:
    info = np.iinfo(dtype)
    return int(info.min), int(info.max)


def _faked(name: str, definition: Elementwise, arrays: Any, given: Any, out: Any) -> Any:
    scale, zero_point, qmin, qmax = given
    _check_scale(name, "scale", scale)
    if type(qmin) in PYTHON_NUMBERS and type(qmax) in PYTHON_NUMBERS and qmin > qmax:
        raise ValueError(f"{name}: argument 'qmin' is {qmin!r}, expected no more than {qmax!r}")
    _check_zero_point(name, "zero_point", zero_point, qmin, qmax)
    given = scale, zero_point, qmin, qmax
    on_host = not any(map(targets.is_device_array, given))
    if on_host and _are_wrong(*map(np.asarray, given)).any():
        _warn(name)
    operands = *arrays, *split(scale), zero_point, qmin, qmax
    return call(definition, operands, {} if out is None else {"out": out})


def fake_quantize(
    x: ArrayLike,
    scale: ArrayLike,
    zero_point: ArrayLike,
    qmin: ArrayLike,
    qmax: ArrayLike,
    *,
    out: Any = None,
) -> Any:
    """Return numbers as quantizing and dequantizing them makes them.

    ``fake_quantize.vjp(dy, x, scale, zero_point, qmin, qmax, out=None)`` is the straight-through
    gradient with respect to x: `dy` where the code is from `qmin` to `qmax`, and 0 where it is
    clipped.

    Parameters
    ----------
    x : array_like
        Numbers.
    scale : array_like
        What one step is worth.
    zero_point : array_like
        The code of 0.
    qmin, qmax : array_like
        Smallest and largest code.
    out : array, optional
        Where the result is written.

    Returns
    -------
    ndarray or scalar
        (clip(rint(x/scale) + zero_point, qmin, qmax) - zero_point)·scale, of x's type. Where an
        array has a scale that is not positive and finite, or a zero point that is not between: NaN,
        and the warning "invalid value" but for arrays in GPU memory.

    Raises
    ------
    ValueError
        If the scale, a Python number, is not positive, `qmin` is above `qmax`, or the zero point is
        not between them.

    Notes
    -----
    Half to even of the exact quotient, as `quantize`, on the CPU and for arrays in GPU memory.
    Beside arrays of 16 bits a scale that is a Python number has 16 bits or more.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> x = np.float32([-1.0, 0.3, 0.7, 90.0])
    >>> na.fake_quantize(x, 0.5, 10, 0, 31)
    array([-1. ,  0.5,  0.5, 10.5], dtype=float32)
    >>> na.fake_quantize.vjp(np.ones_like(x), x, 0.5, 10, 0, 31)
    array([1., 1., 1., 0.], dtype=float32)
    """
    return _faked("fake_quantize", _faking, (x,), (scale, zero_point, qmin, qmax), out)


def _vjp(
    dy: ArrayLike,
    x: ArrayLike,
    scale: ArrayLike,
    zero_point: ArrayLike,
    qmin: ArrayLike,
    qmax: ArrayLike,
    *,
    out: Any = None,
) -> Any:
    """Return `dy` where the code is from `qmin` to `qmax`, and 0 where it is clipped."""
    return _faked("fake_quantize.vjp", _faking_vjp, (dy, x), (scale, zero_point, qmin, qmax), out)


fake_quantize.vjp = _vjp  # type: ignore[attr-defined]


class QuantizedFunction:
    """A function of codes, by a table; `quantized` makes it.

    Attributes
    ----------
    dtype
        Type of the codes.
    """

    def __init__(self, name: str, table: _Array) -> None:
        self.__name__ = name
        self.dtype = table.dtype
        self._table = table
        self._address = np.asarray(table.ctypes.data, np.intp)

    @property
    def table(self) -> _Array:
        """The 256 results, by the bits of the code."""
        return self._table

    def __reduce__(self) -> Any:  # elsewhere the table has another address
        return QuantizedFunction, (self.__name__, self._table)

    def __call__(self, q: ArrayLike, out: Any = None) -> Any:
        """Return the codes of the function's values.

        Parameters
        ----------
        q : array_like
            Codes, of the type.
        out : ndarray, optional
            Where the result is written; ``out=q`` computes in place.
        """
        codes = _host_array(self.__name__, "q", q)
        if codes.dtype != self.dtype:
            raise TypeError(
                f"{self.__name__}: argument 'q' has dtype {codes.dtype}, expected {self.dtype}"
            )
        if out is None:
            result = np.empty(codes.shape, self.dtype)
        else:
            self._check_out(out, codes.shape)
            result = out
        _codes().look_up()(codes.view(np.uint8), self._address, out=result.view(np.uint8))
        return result[()] if out is None else out

    def _check_out(self, out: Any, shape: tuple[int, ...]) -> None:
        if not isinstance(out, np.ndarray):
            raise no_array(self.__name__, "out", out)
        if out.shape != shape:
            raise wrong_shape(self.__name__, "out", out.shape, shape)
        if out.dtype != self.dtype:
            raise TypeError(
                f"{self.__name__}: argument 'out' has dtype {out.dtype}, expected {self.dtype}"
            )
        if not out.flags.writeable:
            raise read_only(self.__name__)

    def __repr__(self) -> str:
        return f"<quantized {self.__name__} of {self.dtype}>"


def quantized(
    f: Activation,
    scale: float,
    zero_point: int,
    out_scale: float,
    out_zero_point: int,
    dtype: DTypeLike = np.uint8,
    **parameters: float,
) -> QuantizedFunction:
    """Return the function of codes that f is.

    Parameters
    ----------
    f : Activation
        A function of one input, of this package or made by `activation`.
    scale, zero_point : float, int
        What the input's codes stand for, (q - zero_point)·scale.
    out_scale, out_zero_point : float, int
        What the result's codes stand for.
    dtype : dtype
        Type of both: uint8 or int8.
    **parameters : float
        Parameters of the function, by name.

    Returns
    -------
    QuantizedFunction
        ``g(q, out=None)`` of arrays of the type.

    Raises
    ------
    ValueError
        If a scale is not positive, or a zero point is no code.
    TypeError
        If `f` is no activation of one input, or the type is another one.

    Notes
    -----
    A table of clip(rint(f((q - zero_point)·scale)/out_scale) + out_zero_point), half to even. The
    input, the quotient and the rounding are exact, and f has the error of its float64: a value that
    is nearer to a tie may go to either side. Where f is NaN the code is that of 0. PyTorch's
    kernels round in between, and differ from this and from one another by one code at ties.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> sigmoid = na.quantized(na.sigmoid, 0.05, 128, 1 / 256, 0)
    >>> sigmoid(np.uint8([0, 100, 128, 200, 255]))
    array([  0,  51, 128, 249, 255], dtype=uint8)
    """
    from fractions import Fraction  # here: few need it, and it takes 1 ms

    name = "quantized"
    if not isinstance(f, Activation) or len(f.definition.inputs) != 1:
        found = "a function of two inputs" if isinstance(f, Activation) else f"a {kind_name(f)}"
        raise TypeError(f"{name}: argument 'f' is {found}, expected an activation of one input")
    kind = _code_type(name, dtype, _CODES[:2])
    least, most = _limits(kind)
    steps = []
    for argument, value in (("scale", scale), ("out_scale", out_scale)):
        _check_scale(name, argument, float(value))
        steps.append(Fraction(float(value)))
    for argument, zero in (("zero_point", zero_point), ("out_zero_point", out_zero_point)):
        _check_zero_point(name, argument, int(zero), least, most)
    exact = [(int(code) - int(zero_point)) * steps[0] for code in np.arange(256).astype(kind)]
    # Where an input is no float64, the neighbour beyond it: both are on the same side of a kink.
    nearest = np.array([float(each) for each in exact])
    rest = np.array([float(each - Fraction(x)) for each, x in zip(exact, nearest, strict=True)])
    beyond = np.nextafter(nearest, np.copysign(np.inf, rest))
    inputs = np.where(rest == 0.0, nearest, beyond)
    with np.errstate(all="ignore"):
        values = f(inputs, **parameters)
        slopes = f.grad(inputs, **parameters, wrt=f.definition.inputs[0])
    table = []
    for x, at, value, slope in zip(
        exact, *(each.tolist() for each in (inputs, values, slopes)), strict=True
    ):
        if not math.isfinite(value):
            table.append(out_zero_point if math.isnan(value) else (most if value > 0 else least))
            continue
        wanted = Fraction(value)
        if math.isfinite(slope):
            product = Fraction(slope) * Fraction(at)
            # of a line through 0 the product is exact, and else what the input lost is added
            wanted = product if float(product) == value else wanted
            wanted += Fraction(slope) * (x - Fraction(at))
        table.append(min(max(round(wanted / steps[1]) + int(out_zero_point), least), most))
    return QuantizedFunction(f.definition.__name__, np.array(table, kind))
