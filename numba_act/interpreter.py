"""Refuses sub-interpreters, before anything else is imported: Numba's import hangs in one."""

import ctypes

_python = ctypes.pythonapi
_python.PyInterpreterState_Get.restype = _python.PyInterpreterState_Main.restype = ctypes.c_void_p
if _python.PyInterpreterState_Get() != _python.PyInterpreterState_Main():
    raise ImportError(
        "numba_act works in Python's main interpreter only, as Numba and NumPy do: this is a "
        "sub-interpreter (for mod_wsgi, set WSGIApplicationGroup to %{GLOBAL})"
    )
