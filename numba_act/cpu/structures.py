"""What Python tells the compiled drivers, and one of a call's threads the next."""

from __future__ import annotations

import ctypes

Word = ctypes.c_ssize_t  # the drivers know no other type: a count or an address

#: Nanoseconds that threads may lose before they have saved any (`driver.py`): one may start late.
FIRST_CREDIT = 20_000_000


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


#: Fields with addresses of functions of Python's C-API.
PYTHON = {
    "acquire_gil": "PyGILState_Ensure",
    "release_gil": "PyGILState_Release",
    "has_gil": "PyGILState_Check",
    "leave_python": "PyEval_SaveThread",
    "return_to_python": "PyEval_RestoreThread",
    "error_occurred": "PyErr_Occurred",
    "set_no_memory": "PyErr_NoMemory",
    "call": "PyObject_CallNoArgs",
    "call_with": "PyObject_CallOneArg",
    "to_int": "PyLong_FromSsize_t",
    "from_int": "PyLong_AsSsize_t",
    "decref": "Py_DecRef",
    "allocate": "PyMem_RawMalloc",
    "release": "PyMem_RawFree",
}


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
        ("credit", Word),  # nanoseconds that threads have saved, less those that they have lost
        ("alone_since", Word),  # when a call began that uses one thread for want of credit, or 0
        # compiled: each computes one thread's share of a call
        ("share", Word),
        ("row_share", Word),
        ("packed_share", Word),
        ("code_share", Word),
        *[(name, Word) for name in PYTHON],
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
