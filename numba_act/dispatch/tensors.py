"""PyTorch's tensors in host memory as NumPy arrays of the same memory, and back.

PyTorch is not imported: where there is a tensor, somebody has.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ..core.arguments import check_tensor
from ..core.floats import BFLOAT16, DTYPES8

#: Types of ml_dtypes, which tensors share with NumPy as the integers of their bits.
_AS_BITS = {f"torch.{each.name}": each for each in (BFLOAT16, *DTYPES8)}


def is_tensor(value: Any) -> bool:
    """Say whether a value is a tensor of PyTorch's."""
    kind = getattr(sys.modules.get("torch"), "Tensor", None)
    return kind is not None and isinstance(value, kind)


def are_among(args: Iterable[Any], kwargs: Mapping[str, Any]) -> bool:
    """Say whether an argument of a call, or an array of a tuple for `out`, is a tensor."""
    if "torch" not in sys.modules:
        return False
    outs = kwargs.get("out")
    values = (*args, *kwargs.values(), *(outs if isinstance(outs, tuple) else ()))
    return any(map(is_tensor, values))


def view(name: str, argument: str, tensor: Any) -> np.ndarray:
    """Return the array of a tensor's memory; the errors name the function's argument."""
    torch, text = sys.modules["torch"], f"{name}: argument {argument!r}"
    try:
        check_tensor(tensor)
    except TypeError as error:
        raise TypeError(f"{text} {error}") from None
    tensor = tensor.detach()
    try:
        dtype = _AS_BITS.get(str(tensor.dtype))
        if dtype is not None:
            bits = torch.int8 if dtype in DTYPES8 else torch.int16
            array: np.ndarray = tensor.view(bits).numpy().view(dtype)
        else:
            array = tensor.numpy()
    except (TypeError, RuntimeError) as error:
        raise TypeError(f"{text} of dtype {tensor.dtype} is no array: {error}") from None
    return array


def tensor(array: Any) -> Any:
    """Return the tensor of an array's memory; of a NumPy scalar, one of no dimensions."""
    torch: Any = sys.modules["torch"]
    array = np.asarray(array)
    if f"torch.{array.dtype.name}" in _AS_BITS:
        bits = torch.from_numpy(array.view(f"i{array.itemsize}"))
        return bits.view(getattr(torch, array.dtype.name))
    return torch.from_numpy(array)
