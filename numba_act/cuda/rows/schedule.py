"""Schedules of the row kernels: which threads have which rows, and what they keep of them."""

from __future__ import annotations

from dataclasses import dataclass

from ...core.floats import FLOATS
from ...maths.softmax import FUNCTIONS
from ..memory import VECTOR

WARP = 32

#: Elements of a group, of which a thread adds those with one distance as they are.
GROUP = 64

#: That distance.
DISTANCE = 16

#: Threads of a block. A multiprocessor has registers for two such blocks of 128 a thread, so that
#: one block's loads and another's sums overlap.
BLOCK = 256

#: Most blocks of a cluster: what every GPU that has clusters takes.
CLUSTER = 8

#: The sums whose rows a cluster may have.
CLUSTERED = ("exponentials", "positions", "products", "cotangents")

#: Bytes of a row that a thread keeps in registers, of all arrays.
HELD = 128


@dataclass(frozen=True)
class RowSchedule:
    """What a row kernel is specialized for besides its function.

    Attributes
    ----------
    storage
        The arrays' type.
    along
        Threads of a row, a power of two.
    across
        Rows of a block.
    held
        How many times four units of each array a thread keeps.
    longer
        Whether rows have more than is kept.
    vector
        Whether a unit is 16 bytes: rows are contiguous, aligned and whole units.
    columns
        Whether neighbouring threads take neighbouring rows rather than neighbouring elements: for
        an axis that is not the last.
    one_group
        Whether rows have no more than 64 elements: a sum of terms of any sign needs no pair then.
    depth
        Units that a thread takes at a time: fewer than four where rows are shorter than a group.
    masked
        Whether there is a mask.
    dimensions
        Dimensions that the rows are counted in, each with a stride of its own.
    number
        Whether the scale is one number, an argument itself, rather than an array.
    labels
        The type of the labels, if rows have them.
    ignoring
        Whether one of them says that its row counts nothing.
    cluster
        Blocks of a row, where one has fewer than `along` threads.
    """

    storage: str
    along: int
    across: int
    held: int
    longer: bool = False
    vector: bool = True
    columns: bool = False
    one_group: bool = False
    depth: int = 4
    masked: bool = False
    dimensions: int = 2
    number: bool = False
    labels: str = "int64"
    ignoring: bool = False
    cluster: int = 1

    @classmethod
    def of(
        cls,
        name: str,
        storage: str,
        length: int,
        *,
        vector: bool,
        columns: bool = False,
        masked: bool = False,
        dimensions: int = 2,
        number: bool = False,
        labels: str = "int64",
        ignoring: bool = False,
        clusters: bool = False,
    ) -> RowSchedule:
        """Return the schedule for rows of a length, on a GPU that has clusters or not."""
        vector = vector and not columns
        unit = VECTOR if vector else max(FLOATS[storage].itemsize, 4)  # a register at least
        most = HELD // (4 * unit * FUNCTIONS[name].inputs)
        if storage == "float64":
            most *= 1 if columns else 2  # 255 registers a thread
        elif storage == "float32" and FUNCTIONS[name].inputs == 1 and vector:
            most *= 2  # 64 elements, as of 16 bits
        elif FUNCTIONS[name].inputs > 1 and vector:  # products take four bytes
            most = 2 * most // (FLOATS["float32"].itemsize // FLOATS[storage].itemsize)
        elif FUNCTIONS[name].inputs > 1:
            most //= 2  # more do not fit into 128 registers beside their products
        if FUNCTIONS[name].sums == "shares":
            most //= 2  # what logarithms need of a row, beside what exponentials do
        sums = FUNCTIONS[name].row is not None
        if sums and (masked or not (vector or columns)):
            most //= 2  # which elements are there, and where
        step = DISTANCE * FLOATS[storage].itemsize // VECTOR if vector else DISTANCE
        groups = -(-length // GROUP)
        along = step
        while along < (step if columns else BLOCK) and along < groups * step:
            along *= 2
        most, cluster = max(most, 1), 1
        if clusters and not columns and FUNCTIONS[name].sums in CLUSTERED:
            while cluster < CLUSTER and most * along < groups * step:
                along, cluster = 2 * along, 2 * cluster
            if storage != "float64" and most * along < groups * step:
                along *= 2  # a block has a multiprocessor of its own
        if sums and (FUNCTIONS[name].weighted or not vector) and most * along < groups * step:
            most = max(most // 2, 1)  # the loop over the rest takes its part
        held = 1
        while held < most and held * along < groups * step:
            held *= 2
        across = WARP if columns else max(1, BLOCK // along)
        longer = held * along < groups * step
        depth = min(4, -(-length // DISTANCE))
        one = length <= GROUP
        layout = vector, columns, one, depth, masked, dimensions, number, labels, ignoring
        return cls(storage, along, across, held, longer, *layout, cluster)

    @property
    def threads(self) -> int:
        """Threads of a block."""
        return self.along * self.across // self.cluster

    def resident(self, name: str) -> int:
        """Return how many blocks of a function a multiprocessor has at once, at least.

        It has 65,536 registers: 64 a thread for four blocks, 128 for two.
        """
        function = FUNCTIONS[name]
        if self.threads > BLOCK or self.working == "float64" or function.sums == "weights":
            return 1
        few = self.held == 1 and self.vector and not (self.longer or self.masked)
        few = few and function.inputs == 1 and not function.labelled
        return 4 if few and function.sums == "exponentials" else 2

    @property
    def lanes(self) -> int:
        """Elements of a unit."""
        return VECTOR // FLOATS[self.storage].itemsize if self.vector else 1

    @property
    def working(self) -> str:
        """The type that is computed in."""
        return FLOATS[self.storage].working

    def arguments(self, name: str) -> tuple[str, ...]:
        """Return the types of a kernel's arguments.

        Length and number of the rows; the lengths of their dimensions but the outermost; and for
        every operand its address and its strides in bytes, one for each dimension of the rows, the
        outermost first, and one along the row. The operands are the array with one value a row, the
        other arrays, the mask, the labels, the scale (one value a row, of the working type), and
        the results, the one with rows last. A scale that is a number is none of them and comes
        after them; then there are how much of a label is smoothed, and the label that is ignored.
        """
        function = FUNCTIONS[name]
        operands = function.weighted + function.inputs + self.masked + function.labelled
        operands += 1 - self.number + function.results
        strided = ("int64",) * (2 + self.dimensions) * operands
        numbers = (self.working,) * (self.number + (function.sums == "shares"))
        numbers += ("int64",) * self.ignoring
        return ("int32",) * (1 + self.dimensions) + strided + numbers
