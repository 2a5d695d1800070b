"""Runs of the row kernels on the evaluator of PTX."""

import functools

import numpy as np

import numba_act as na
from numba_act import losses
from numba_act.cuda.compile import kernel_of as build_rows
from numba_act.maths import softmax
from tests.support import ptx
from tests.support.cuda_kernels import Code
from tests.support.walk import DTYPES

KERNELS = softmax.FUNCTIONS

#: Those of them whose results are the CPU's, but for the order of sums.
FUNCTIONS = {
    name: each for name, each in KERNELS.items() if each.sums not in ("shares", "excess", "weights")
}

WORKING = {name: np.float64 if name == "float64" else np.float32 for name in DTYPES}


def function_of(name):
    """Return a row function or gradient of the package by its name."""
    if name == "soft_accuracy":  # before the mean
        return losses._at_labels
    if name == "softmax_cross_entropy.vjp":
        return na.softmax_cross_entropy.value_and_vjp
    base, _, gradient = name.partition(".")
    return getattr(na, base).vjp if gradient else getattr(na, base)


@functools.lru_cache(maxsize=400)
def code(name, schedule, capability=(9, 0)):
    return build_rows(name, schedule, capability).ptx


def compiled(name, schedule):
    """Return a kernel's code for every compute capability."""
    return Code(functools.partial(build_rows, name, schedule))


@functools.lru_cache(maxsize=100)
def kernel(name, schedule, capability):
    return ptx.Kernel(code(name, schedule, capability))


def run(
    name,
    schedule,
    arrays,
    mask,
    scales,
    labels=None,
    ignored=None,
    smoothing=None,
    *,
    padding=0,
    capability=(9, 0),
):
    """Return a kernel's results, the one with rows last.

    Parameters
    ----------
    name
        The function.
    schedule
        The kernel's specialization.
    arrays
        For a function with one more value a row these first; arrays of three dimensions, whose
        rows are along the last one, or along the second one for schedules of columns.
    mask
        Booleans of the arrays' shape, or None.
    scales, labels
        One value a row.
    ignored
        The label of rows that count nothing.
    smoothing
        How much of a label is shared out, for kernels that take it.
    padding
        Elements between two rows that belong to none.
    """
    axis = 1 if schedule.columns else 2
    outer, inner, length = np.moveaxis(arrays[-1], axis, 2).shape
    memory = ptx.Memory(rewritten=KERNELS[name].results > 1)  # a label's element
    layouts = []

    def add(array, writable=False):
        """Copy rows with their padding, and note address and strides."""
        if array.ndim == 3:
            wide = np.zeros((*array.shape[:2], array.shape[2] + padding), array.dtype)
            wide[..., : array.shape[2]] = array
            strides = np.moveaxis(wide, axis, 2).strides
        else:
            wide, strides = array, (*array.strides, 0)
        address = memory.add(wide, writable=writable)
        layouts.extend([address, *strides])
        return address

    for each in arrays:
        add(each)
    if mask is not None:
        add(mask)
    if labels is not None:
        add(labels)
    add(scales)
    function, dtype = KERNELS[name], arrays[-1].dtype
    last = (outer, inner) if function.reduces else arrays[-1].shape
    shapes = [(outer, inner)] * (function.results - 1) + [last]
    targets = [add(np.zeros(shape, dtype), writable=True) for shape in shapes]
    grid = -(-outer * inner // schedule.across) * schedule.cluster
    arguments = [length, outer * inner, inner, *layouts]
    if smoothing is not None:
        arguments.append(WORKING[schedule.storage](smoothing))
    if ignored is not None:
        arguments.append(ignored % 2**64)
    made = kernel(name, schedule, capability)
    made.run(grid, schedule.threads, arguments, memory, schedule.cluster)
    found = [memory.array(target) for target in targets]
    return [*found[:-1], found[-1] if function.reduces else found[-1][..., : last[2]]]
