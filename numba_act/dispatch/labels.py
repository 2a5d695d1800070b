"""Cross entropy of rows with labels: what is theirs of a row function's call.

Of numbers of classes a kernel makes everything. Probabilities, and labels that are smoothed, are
computed by blocks of rows that a cache holds, so that no second array of the logits' size is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np

from ..core import row_arguments as checked
from ..core.arguments import wrong_shape
from ..core.row_arguments import Array, Call

#: Elements of a block.
BLOCK = 1 << 16


class Labelled:
    """Computes the rows of a call, which lie along the last axis.

    Parameters
    ----------
    call
        The call.
    rows, length, mask, factor
        The shape of the rows, their length, the mask and the scale.
    arrays
        dy, if there is one, and the logits.
    labels
        The labels in their own type, laid out as the logits are if they are probabilities.
    run
        ``run(name, operands, out)``, which calls the ufunc of a row function.

    Attributes
    ----------
    loss
        One value a row, after a call.
    """

    def __init__(
        self,
        call: Call,
        rows: tuple[int, ...],
        length: int,
        mask: Array | None,
        factor: Array,
        arrays: Sequence[Array],
        labels: Array,
        run: Callable[..., Any],
    ) -> None:
        self.call, self.factor, self.run = call, factor, run
        *dy, x = arrays
        self.smoothing = checked.smoothing_of(call.name, call.smoothing)
        self.soft = labels.ndim == x.ndim
        self.ignored = None
        if self.soft and call.name == "soft_accuracy":
            raise wrong_shape(call.name, "labels", labels.shape, "one integer a row")
        if not self.soft:
            labels, self.ignored = checked.labels_of(call.name, labels, rows, length, call.ignored)
        # a single row is one of several, so that its results are arrays
        self.rows, self.lifted = rows or (1,), () if rows else (None,)
        self.x, self.labels = x[self.lifted], labels[self.lifted]
        self.dy = np.broadcast_to(dy[0], self.rows) if dy else None
        self.mask = None if mask is None else np.broadcast_to(mask, x.shape)[self.lifted]
        self.loss: Any = None

    def __call__(self, out: Array | None) -> Any:
        """Return what the call returns first: the gradient if there is a dy, else the loss."""
        compute = self._in_blocks if self.soft or self.smoothing else self._at_once
        result = compute(None if out is None else out[self.lifted])
        if self.ignored is not None:
            for each in (result, self.loss):
                each[self.ignored] = 0.0
        if self.lifted:
            result, self.loss = result[0], self.loss[0]
        return result

    def _at_once(self, out: Array | None) -> Any:
        operands = [self.x, *([] if self.mask is None else [self.mask]), self.labels, self.factor]
        if self.dy is None:
            self.loss = self.run(self.call.name, operands, out)
            return self.loss
        result, self.loss = self.run("softmax_cross_entropy.vjp", [self.dy, *operands], out)
        return result

    def _in_blocks(self, out: Array | None) -> Any:
        x, rows = self.x, self.rows
        self.loss = np.empty(rows, x.dtype) if self.dy is not None or out is None else out
        found = self.loss
        if self.dy is not None:
            found = np.empty_like(x) if out is None or self._overwrites(out) else out
        per_block = max(1, BLOCK // x.shape[-1])
        for index in np.ndindex(*rows[:-1]):
            for start in range(0, rows[-1], per_block):
                self._block((*index, slice(start, start + per_block)), found)
        if out is not None and found is not out:
            out[...] = found
        return found if out is None else out

    def _overwrites(self, out: Array) -> bool:
        """Say whether results would be written to where operands of other rows are read."""
        operands = [self.x, *([self.labels] if self.soft else [])]
        return any(
            np.may_share_memory(out, each)
            and (out.ctypes.data, out.strides) != (each.ctypes.data, each.strides)
            for each in operands
        )

    def _block(self, block: Any, found: Array) -> None:
        """Compute some rows: in float64, but for the exponentials."""
        narrow = self.x.dtype.itemsize < 4
        x = self.x[block].astype(np.float32) if narrow else self.x[block]
        scale = np.broadcast_to(self.factor, self.rows)[block]
        mask = None if self.mask is None else self.mask[block]
        operands = [x, *([] if mask is None else [mask]), scale]
        share = self._probabilities(block, mask, x.shape)
        with np.errstate(all="ignore"):
            logarithm = self.run("log_softmax", operands, None)
            terms = np.where(share == 0.0, 0.0, -share * logarithm)
            loss = checked.pair_sum(terms)[0]  # NaN where a term is infinite
            loss = np.where(np.isnan(loss), terms.sum(-1), loss)
            self.loss[block] = loss.astype(self.x.dtype)
            if self.dy is None:
                return
            total = checked.pair_sum(share)[0][..., None]
            part = self.run("softmax", operands, None) * total
            weight = self.dy[block].astype(np.float64) * scale
            gradient = (part - share) * weight[..., None]
            found[block] = gradient if mask is None else np.where(mask, gradient, 0.0)

    def _probabilities(self, block: Any, mask: Array | None, shape: tuple[int, ...]) -> Array:
        """Return each element's share in the loss, in float64."""
        if self.soft:
            share = self.labels[block].astype(np.float64)
        else:
            share = np.zeros(shape)
            np.put_along_axis(share, self.labels[block][..., None], 1.0, -1)
        if not self.smoothing:
            return cast(Array, share)
        counts = np.full(shape, True) if mask is None else mask
        even = counts / np.maximum(counts.sum(-1, keepdims=True), 1)
        return cast(Array, share * (1.0 - self.smoothing) + even * self.smoothing)
