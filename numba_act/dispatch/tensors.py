"""PyTorch's tensors in host memory as NumPy arrays of the same memory, and back.

PyTorch is not imported: where there is a tensor, somebody has.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ..core.arguments import check_tensor
from ..core.floats import BFLOAT16


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
        if tensor.dtype is torch.bfloat16:
            array: np.ndarray = tensor.view(torch.int16).numpy().view(BFLOAT16)
        else:
            array = tensor.numpy()
    except (TypeError, RuntimeError) as error:
        raise TypeError(f"{text} of dtype {tensor.dtype} is no array: {error}") from None
    return array


def tensor(array: Any) -> Any:
    """Return the tensor of an array's memory; of a NumPy scalar, one of no dimensions."""
    torch: Any = sys.modules["torch"]
    array = np.asarray(array)
    if array.dtype == BFLOAT16:
        return torch.from_numpy(array.view(np.int16)).view(torch.bfloat16)
    return torch.from_numpy(array)
