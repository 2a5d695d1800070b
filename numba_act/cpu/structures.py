"""What Python tells the compiled drivers, and one of a call's threads the next."""

from __future__ import annotations

import ctypes

Word = ctypes.c_ssize_t  # the drivers know no other type: a count or an address

#: Calls on one thread after a first one that threads made slower (`driver.py`).
ALONE_AT_FIRST = 128


class LoopRecord(ctypes.Structure):
    """What a driver knows of one loop: one function at one array type."""

    _fields_ = (
        ("kernel", Word),  # 0 until the first call compiles it
        ("runtime", Word),  # address of the package's Runtime
        ("grain", Word),  # elements that are worth a thread
        ("inputs", Word),
        ("operands", Word),
        ("parameters", Word),  # of the inputs, the last ones
        ("itemsize", Word),
        ("flags", Word),  # floating-point flags that may be raised, as status bits
        ("prepare", ctypes.py_object),  # called without arguments: fills in the kernel, or raises
        ("warn", ctypes.py_object),  # called with a call's flags: returns those left to NumPy
        # of row functions (`rows/driver.py`):
        ("cores", Word),  # bit k: operand k has a row, not one value a row
        ("itemsizes", Word),  # byte k: that of operand k
        ("work", Word),  # bytes of memory that the kernel needs for an element
        ("by_row", Word),  # whether the kernel takes any number of rows
        ("columns", Word),  # record of the kernel for rows side by side, or 0
        ("online", Word),  # record of the kernel for very long rows, or 0
    )


class PackedRecord(ctypes.Structure):
    """What the driver of packed gates knows of one loop."""

    _fields_ = (
        ("loop", Word),  # address of the LoopRecord with the kernel of contiguous rows
        ("order", Word),  # place in ORDERS
    )


class Runtime(ctypes.Structure):
    """What all loops share."""

    _fields_ = (
        ("launch", ctypes.py_object),  # called without arguments: fills in the next fields
        ("launched", Word),
        ("parallel_for", Word),  # Numba's threading layer, 0 where it can't be used
        ("get_num_threads", Word),
        ("exclusive", Word),  # 1 where two threads must not enter parallel_for
        ("look_around", ctypes.py_object),  # called then: fills in the next field
        ("alone", Word),  # 1 if no other thread can enter it meanwhile
        ("clock", Word),  # C's timespec_get, or 0
        ("slow", Word),  # calls in a row that threads made slower
        ("alone_for", Word),  # calls that are to use one thread
        ("alone_next", Word),  # how many it will be the next time
        # compiled: each computes one thread's share of a call
        ("share", Word),
        ("row_share", Word),
        ("packed_share", Word),
        # functions of Python's C-API
        ("acquire_gil", Word),
        ("release_gil", Word),
        ("error_occurred", Word),
        ("set_no_memory", Word),
        ("call", Word),
        ("call_with", Word),
        ("to_int", Word),
        ("from_int", Word),
        ("decref", Word),
        ("allocate", Word),
        ("release", Word),
    )


class Task(ctypes.Structure):
    """One thread's share of a call: the call's arguments, as NumPy gave them, and what is its."""

    _fields_ = (
        ("arguments", Word),
        ("dimensions", Word),
        ("strides", Word),
        ("data", Word),
        ("start", Word),
        ("count", Word),
        ("flags", Word),  # out: floating-point flags that the share raised, or NO_MEMORY
        ("took", Word),  # out: nanoseconds
    )
