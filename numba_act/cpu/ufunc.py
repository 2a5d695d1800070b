"""Genuine NumPy ufuncs from scalar functions, through NumPy's C-API.

Every loop of every ufunc is the one compiled driver (`driver.py`); a loop's own machine code
is its vector kernel, compiled or loaded from the disk the first time the loop runs.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

import numpy as np

from ..core.arguments import PYTHON_NUMBERS, types_on_cpu
from ..core.definition import Elementwise
from ..core.floats import COMPLEX, ELEMENTWISE, FLOATS8
from ..core.scalars import numbas_compiler
from ..core.ufunc import new_ufunc
from . import cache, runtime
from .complex import ComplexLoop
from .half import provide_conversions
from .kernel import Loop
from .lookup import TableLoop
from .structures import LoopRecord
from .warn import warn

_log = logging.getLogger("numba_act")

#: Elements that keep one thread busy for about 10 us, several times the 2 us that handing
#: work to a second one costs.
GRAIN = 32768


class Kernel:
    """A loop's record, and what fills it in on the loop's first call.

    Attributes
    ----------
    loop
        Has a name and an array type; a key for the cache, and what compiles the kernel.
    record
        What the driver knows of the loop.
    """

    def __init__(self, loop: Any, **fields: int) -> None:
        self.loop = loop
        self.record = LoopRecord(
            runtime=runtime.address(), grain=GRAIN, prepare=self.prepare, warn=self.warn, **fields
        )
        self._owner: Any = None

    @property
    def dtype(self) -> np.dtype[Any]:
        """The array type."""
        return ELEMENTWISE[self.loop.storage].dtype

    def warn(self, flags: int) -> int:
        """Give the warnings of a call's flags; return those that are left to NumPy."""
        return warn(self.loop.name, flags)

    def prepare(self) -> None:
        """Compile the kernel, or load it from the disk, if it is not there yet."""
        if self.record.kernel:
            return
        runtime.on_own_thread(self._prepare)

    def _prepare(self) -> None:
        # Numba's own lock: what is compiled may be part of a kernel that is being compiled
        with numbas_compiler(), np.errstate(all="ignore"):
            if self.record.kernel:
                return
            if self.loop.storage == "float16":
                provide_conversions()
            address, self._owner = cache.load_or_compile(self.loop.cache_key(), self._compiled)
            self.record.kernel = address

    def _compiled(self) -> Any:
        start = time.perf_counter()
        made = self.loop.compile()
        seconds = time.perf_counter() - start
        _log.info("compiled %s for %s in %.1f s", self.loop.name, self.loop.storage, seconds)
        return made


def new_kernel(loop: Loop) -> Kernel:
    """Return a loop's record."""
    return Kernel(
        loop,
        inputs=loop.inputs,
        operands=loop.inputs + loop.definition.outputs,
        parameters=loop.parameters,
        itemsize=ELEMENTWISE[loop.storage].itemsize,
        flags=loop.flags,
    )


def _loop(definition: Elementwise, storage: str, plain: bool) -> Loop:
    if storage in COMPLEX:
        return ComplexLoop(definition, storage, plain)
    loop = Loop(definition, storage, plain)
    if storage not in FLOATS8 or loop.inputs > 1:
        return loop

    def values(x: Any) -> Any:
        return ufunc_of(definition, plain)(x)

    return TableLoop(definition, storage, plain, values)


class Made(NamedTuple):
    """A ufunc, and what each of its loops is: its kernel, and how that is compiled."""

    ufunc: np.ufunc
    kernels: list[Kernel]


def made_of(definition: Elementwise, plain: bool = False) -> Made:
    """Return the ufunc of a function and its kernels, none of which is compiled yet.

    Two thirds of the package's ufuncs are never called in a program: each is made when it is.

    Parameters
    ----------
    definition
        The function.
    plain
        Whether it is a ufunc of the inputs alone, with the defaults of the parameters, all of which
        must have one: a parameter costs a call as much as an input, half of a small call.
    """
    key = "plain ufunc" if plain else "ufunc"
    found: Made | None = definition.made.get(key)
    if found is not None:
        return found
    storages = types_on_cpu(definition)
    kernels = [new_kernel(_loop(definition, storage, plain)) for storage in storages]
    ufunc = new_ufunc(
        f"{definition.path}.ufunc",  # NumPy pickles it by its module and name, which may have dots
        definition.__doc__ or "",
        kernels[0].loop.inputs,
        definition.outputs,
        {kernel.loop.storage: kernel.record for kernel in kernels},
        runtime.driver("driver"),
        kernels,
    )
    with contextlib.suppress(AttributeError):  # NumPy 2.0 and 2.1 search all modules for it
        cast(Any, ufunc).__module__ = definition.__module__
    kept: Made = definition.made.setdefault(key, Made(ufunc, kernels))
    return kept


def ufunc_of(definition: Elementwise, plain: bool = False) -> np.ufunc:
    """Return the ufunc of a function (`made_of`)."""
    return made_of(definition, plain).ufunc


def ufuncs_of(definition: Elementwise) -> list[np.ufunc]:
    """Return the ufuncs whose kernels calls on contiguous arrays may need."""
    made = [ufunc_of(definition)]
    return [*made, ufunc_of(definition, plain=True)] if definition.defaults() else made


_ndarray = np.ndarray  # one look-up less


def _type_of(operand: Any) -> Any:
    """Return the type of a number of Python's, and the dtype of anything else."""
    kind = type(operand)
    return kind if kind in PYTHON_NUMBERS else np.asanyarray(operand).dtype


def prepare(
    definition: Elementwise, operands: Sequence[Any], plain: bool = False, dtype: Any = None
) -> None:
    """Have the kernel compiled that a call with these operands needs.

    NumPy writes what lay in its buffer into an `out` of another type where the loop fails: what
    keeps a kernel from being compiled is to be known before.
    """
    wanted = dtype and np.dtype(dtype)
    # a list takes half the time of a generator
    types = [each.dtype if type(each) is _ndarray else _type_of(each) for each in operands]
    call = plain, wanted, *types
    if call in definition.made:
        return
    ufunc, kernels = made_of(definition, plain)
    signature = (*[None] * ufunc.nin, *[wanted] * ufunc.nout)
    try:
        resolved = ufunc.resolve_dtypes((*types, *[None] * ufunc.nout), signature=signature)
    except (TypeError, ValueError):  # the call itself says why
        return
    for kernel in kernels:
        if kernel.dtype == resolved[0]:
            kernel.prepare()
    definition.made[call] = True
