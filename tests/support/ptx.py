"""Runs PTX on NumPy arrays: what a GPU computes, on any machine.

A register is an array over the threads of some blocks, or an array of one element where all
threads have the same value. Branches are followed in lockstep: of the groups of threads that are
apart, the one at the earliest instruction goes on, and groups that reach the same place are one
again. Loads and stores go to a memory that knows its arrays: an address that is not aligned or
belongs to no array, a store to a read-only array, and a second store to an element are errors
(of another thread, if the memory is told so).

Every floating-point operation rounds as the PTX manual says. There is no entry for an operation
whose result the manual leaves open: a flush to zero, a multiplication or an addition without a
rounding mode, which the assembler may fuse. Those, and whatever else is unknown, raise `PTXError`
with the line. Of approximations there are those of a reciprocal and a reciprocal root, from which a
division and a root start (`test_division.py`). NaN is a GPU's: arithmetic gives one pattern
whatever its operands were.
"""

from __future__ import annotations

import functools
import re

import ml_dtypes
import numba
import numpy as np
from numba.extending import intrinsic

WARP = 32

#: Threads that run together: enough to hide the cost of the interpreter, few enough for a cache.
TOGETHER = 16384

TYPES = {
    "pred": np.dtype(bool),
    **{f"{kind}{8 << k}": np.dtype(f"u{1 << k}") for kind in "bu" for k in range(4)},
    **{f"s{8 << k}": np.dtype(f"i{1 << k}") for k in range(4)},
    **{f"f{8 << k}": np.dtype(f"f{1 << k}") for k in range(1, 4)},
}
FLOATS = ("f16", "f32", "f64")


class PTXError(Exception):
    """An instruction that is unknown or does what it must not."""


# Floating-point arithmetic -----------------------------------------------------------------------

#: What arithmetic gives for NaN. The CPU's has other bits.
NAN = {
    "f16": np.array(0x7FFF, np.uint16).view(np.float16)[()],
    "f32": np.array(0x7FFFFFFF, np.uint32).view(np.float32)[()],
    "f64": np.array(0xFFF8000000000000, np.uint64).view(np.float64)[()],
}


@intrinsic
def _fused(typingctx, a, b, c):
    return a(a, a, a), lambda context, builder, signature, arguments: builder.fma(*arguments)


@functools.cache
def _arithmetic(name, kind):
    """Return the ufunc of an operation that rounds to nearest, for one type."""
    nan = NAN[kind]

    def add(a, b):
        result = a + b
        return result if result == result else nan

    def sub(a, b):
        result = a - b
        return result if result == result else nan

    def mul(a, b):
        result = a * b
        return result if result == result else nan

    def div(a, b):
        result = a / b
        return result if result == result else nan

    def fma(a, b, c):
        result = _fused(a, b, c)
        return result if result == result else nan

    function = {"add": add, "sub": sub, "mul": mul, "div": div, "fma": fma}[name]
    argument = {"f32": numba.float32, "f64": numba.float64}[kind]
    return numba.vectorize([(argument,) * function.__code__.co_argcount])(function)


def _clean(result, kind):
    """Turn NaN of the CPU into a GPU's, in place."""
    result[np.isnan(result)] = NAN[kind]
    return result


def _flushed(a):
    """A number, or a zero of its sign for a subnormal one."""
    return np.where(np.abs(a) < np.finfo(np.float32).smallest_normal, np.copysign(a * 0, a), a)


def _wide(a):
    return _flushed(a).astype(np.float64)


def _approximated(exact, kind):
    """An approximation: what the steps after it turn into the right number. Here the nearest."""
    return _clean(_flushed(exact.astype(TYPES[kind])), kind)


def _larger(a, b, kind):
    """The larger operand: a number before NaN, +0 before -0."""
    return _clean(np.where((a == b) & (a == 0), a + b, np.fmax(a, b)), kind)


# Instructions ------------------------------------------------------------------------------------

COMPARISONS = {
    "eq": np.equal,
    "ne": np.not_equal,
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
}
UNSIGNED_COMPARISONS = {"lo": "lt", "ls": "le", "hi": "gt", "hs": "ge"}


def _comparison(name, kind):
    """Return the function of a `setp`: a comparison that is false for NaN, or true where its name
    ends in ``u``."""
    if kind not in FLOATS:
        name = UNSIGNED_COMPARISONS.get(name, name)
        if name in COMPARISONS:
            return COMPARISONS[name]
    elif name in ("num", "nan"):
        ordered = name == "num"
        return lambda a, b: (np.isnan(a) | np.isnan(b)) != ordered
    elif name in COMPARISONS and name != "ne":
        return COMPARISONS[name]
    elif name == "ne":  # NumPy's is true for NaN
        return lambda a, b: (a != b) & ~np.isnan(a) & ~np.isnan(b)
    elif name.removesuffix("u") in COMPARISONS and name.endswith("u"):
        ordered = COMPARISONS[name.removesuffix("u")]
        return lambda a, b: ordered(a, b) | np.isnan(a) | np.isnan(b)
    raise KeyError(name)


def _shift(name, kind):
    """Return the function of a shift, which moves all bits out where the amount is large."""
    width = 8 * TYPES[kind].itemsize

    def shift(value, amount):
        inside = np.minimum(amount, width - 1).astype(value.dtype)
        if name == "shl":
            return np.where(amount < width, value << inside, value.dtype.type(0))
        if kind.startswith("s"):
            return value >> inside
        return np.where(amount < width, value >> inside, value.dtype.type(0))

    return shift


def _quotient(name):
    """Return the function of an integer division, which rounds to zero."""

    def divide(a, b):
        if not b.all():
            raise PTXError("division by zero")
        whole = np.floor_divide(a, b)
        whole = whole + ((whole * b != a) & ((a < 0) != (b < 0))).astype(whole.dtype)
        return whole if name == "div" else a - whole * b

    return divide


def _high(kind):
    def multiply(a, b):
        wide = np.dtype(kind[0].replace("s", "i") + "8")
        return ((a.astype(wide) * b.astype(wide)) >> wide.type(32)).astype(TYPES[kind])

    return multiply


def _inserted(a, b, start, length):
    """Return `b` with some of its bits from the low ones of `a`."""
    if (start > 31).any() or (length > 31).any():
        raise PTXError("a field of 32 bits or beyond them")
    field = ((np.uint32(1) << length) - np.uint32(1)) << start
    return (b & ~field) | ((a << start) & field)


def _permuted(a, b, selector):
    """Return a word of four bytes, each one of the eight of `b` and `a`."""
    both = (b.astype(np.uint64) << np.uint64(32)) | a
    result = np.zeros(1, np.uint32)
    for k in range(4):
        pick = (selector >> np.uint32(4 * k)) & np.uint32(15)
        byte = (both >> (np.uint64(8) * (pick & np.uint32(7)))) & np.uint64(255)
        sign = np.where(byte & np.uint64(128), np.uint64(255), np.uint64(0))
        byte = np.where(pick & np.uint32(8), sign, byte)
        result = result | (byte.astype(np.uint32) << np.uint32(8 * k))
    return result


def _conversion(modifiers, target, source):
    """Return the function of a `cvt` from type `source` to `target`."""
    to = TYPES[target]
    if target in FLOATS and source in FLOATS:
        narrower = to.itemsize < TYPES[source].itemsize
        if modifiers == (["rn"] if narrower else []):
            return lambda a: _clean(a.astype(to), target)
        if modifiers == ["rni"] and target == source:
            return lambda a: _clean(np.rint(a), target)
    elif target in FLOATS:
        if modifiers == ["rn"]:
            return lambda a: a.astype(to)
    elif modifiers == (["rzi"] if source in FLOATS else []):
        return lambda a: a.astype(to)
    raise KeyError(modifiers)


def _packed(target):
    """Return the function that rounds two float32 to a word; the first is its upper half."""
    to = {"f16x2": np.float16, "bf16x2": ml_dtypes.bfloat16}[target]

    def half(a):
        return np.where(np.isnan(a), 0x7FFF, a.astype(to).view(np.uint16)).astype(np.uint32)

    return lambda a, b: half(a) << np.uint32(16) | half(b)


def _larger_of_two(kind):
    """Return the function of a maximum of both halves of two words."""
    to = {"f16x2": np.float16, "bf16x2": ml_dtypes.bfloat16}[kind]

    def larger(a, b):
        def wide(word):
            return np.ascontiguousarray(word)[..., None].view(to).astype(np.float32)

        a, b = np.broadcast_arrays(a, b)
        result = _larger(wide(a), wide(b), "f32")
        halves = np.where(np.isnan(result), np.uint16(0x7FFF), result.astype(to).view(np.uint16))
        return halves.view(np.uint32)[..., 0]

    return larger


@functools.cache
def _operation(opcode):
    """Return what an instruction without access to memory does: its function, the types of its
    operands and the type of its result."""
    name, *modifiers = opcode.split(".")
    kind = modifiers[-1]
    rest = modifiers[:-1]
    if name == "setp" and len(rest) == 1:
        return _comparison(rest[0], kind), (kind, kind), "pred"
    if name == "setp" and len(rest) == 2:
        compare = _comparison(rest[0], kind)
        join = {"and": np.logical_and, "or": np.logical_or, "xor": np.logical_xor}[rest[1]]
        return lambda a, b, c: join(compare(a, b), c), (kind, kind, "pred"), "pred"
    if opcode == "mapa.shared::cluster.u32":
        return lambda a, rank: a + ((rank + 1) << np.uint32(_Shared.RANK)), (kind, kind), kind
    if opcode in ("max.f16x2", "max.bf16x2"):
        return _larger_of_two(kind), ("b32", "b32"), "b32"
    if name == "selp" and not rest:
        return lambda a, b, c: np.where(c, a, b), (kind, kind, "pred"), kind
    if name == "cvt" and rest[-1].endswith("x2") and (rest[0], kind) == ("rn", "f32"):
        return _packed(rest[-1]), (kind, kind), "b32"
    if name == "cvt":
        return _conversion(rest[:-1], rest[-1], kind), (kind,), rest[-1]
    if kind in ("f32", "f64"):
        if name in ("add", "sub", "mul", "div", "fma") and rest == ["rn"]:
            ufunc = _arithmetic(name, kind)
            return ufunc, (kind,) * ufunc.nin, kind
        one = np.ones(1, TYPES[kind])
        function = {
            ("neg",): np.negative,
            ("abs",): np.abs,
            ("rcp", "rn"): lambda a: _arithmetic("div", kind)(one, a),
            ("sqrt", "rn"): lambda a: _clean(np.sqrt(a), kind),
            ("rcp", "approx", "ftz"): lambda a: _approximated(1.0 / _wide(a), kind),
            ("rsqrt", "approx", "ftz"): lambda a: _approximated(1.0 / np.sqrt(_wide(a)), kind),
        }.get((name, *rest))
        if function:
            return function, (kind,), kind
        if name == "copysign" and not rest:  # the sign comes first
            return lambda a, b: np.copysign(b, a), (kind, kind), kind
        if name == "max" and not rest:
            return lambda a, b: _larger(a, b, kind), (kind, kind), kind
        if name == "min" and not rest:
            return lambda a, b: -_larger(-a, -b, kind), (kind, kind), kind
    elif kind == "f16" and rest == ["rn"] and name in ("add", "sub", "mul"):
        # a float32 holds more than twice the digits, so that rounding twice is rounding once
        wide = _arithmetic(name, "f32")
        return (
            lambda *each: _clean(
                wide(*(a.astype(np.float32) for a in each)).astype(np.float16), kind
            ),
            (kind, kind),
            kind,
        )
    elif kind == "f16" and name == "max" and not rest:
        return lambda a, b: _larger(a, b, kind), (kind, kind), kind
    elif kind == "f16" and name == "min" and not rest:
        return lambda a, b: -_larger(-a, -b, kind), (kind, kind), kind
    elif kind == "f16" and (name, *rest) in (("neg",), ("abs",)):
        return {"neg": np.negative, "abs": np.abs}[name], (kind,), kind
    elif kind == "pred" or kind.startswith("b"):
        bitwise = {"and": np.bitwise_and, "or": np.bitwise_or, "xor": np.bitwise_xor}
        if name in bitwise and not rest:
            return bitwise[name], (kind, kind), kind
        if name == "not" and not rest:
            return np.invert, (kind,), kind
        if name == "shl" and not rest:
            return _shift(name, kind), (kind, "u32"), kind
        if opcode == "bfi.b32":
            return _inserted, (kind, kind, "u32", "u32"), kind
        if opcode == "prmt.b32":
            return _permuted, (kind,) * 3, kind
    if kind[0] in "us":
        if name in ("add", "sub", "min", "max") and not rest:
            names = {"add": np.add, "sub": np.subtract, "min": np.minimum, "max": np.maximum}
            return names[name], (kind, kind), kind
        if name in ("div", "rem") and not rest:
            return _quotient(name), (kind, kind), kind
        if name == "neg" and not rest:
            return np.negative, (kind,), kind
        if name == "mul" and rest == ["lo"]:
            return np.multiply, (kind, kind), kind
        if name == "mul" and rest == ["hi"] and kind.endswith("32"):
            return _high(kind), (kind, kind), kind
        if name == "mad" and rest == ["lo"]:
            return lambda a, b, c: a * b + c, (kind,) * 3, kind
        if name in ("mul", "mad") and rest == ["wide"] and kind[1:] in ("16", "32"):
            wide = f"{kind[0]}{2 * int(kind[1:])}"
            to = TYPES[wide]
            if name == "mul":
                return lambda a, b: a.astype(to) * b.astype(to), (kind, kind), wide
            return lambda a, b, c: a.astype(to) * b.astype(to) + c, (kind, kind, wide), wide
    if name == "shr" and not rest:
        return _shift(name, kind), (kind, "u32"), kind
    raise KeyError(opcode)


# The text ----------------------------------------------------------------------------------------


_INSTRUCTION = re.compile(r"(?:@(!?)(%p\d+)\s+)?([\w.:]+)\s*(.*);")
_COMMA = re.compile(r",(?![^{\[]*[}\]])")  # but for those within {} and []
_LABEL = re.compile(r"([\w$]+):")
_CLASS = re.compile(r"\.reg\s+\.(\w+)\s+(%\w+?)<\d+>;")
_REGISTER = re.compile(r"%[a-z]+\d+")
#: The halves of a word through a block of its own, where `tmp` is not used again.
_HALF = re.compile(r"\{ \.reg \.b16 tmp; (mov\.b32 \{[^}]*\}, %r\d+;) \}")
#: A barrier at which a block's threads learn whether one of them has a number that is not 0.
_ANY = re.compile(
    r"\{\s*\.reg \.pred\s+%p1;\s*\.reg \.pred\s+%p2;\s*setp\.ne\.u32\s+%p1, (%r\d+), 0;\s*"
    r"bar\.red\.or\.pred\s+%p2, 0, %p1;\s*selp\.u32\s+(%r\d+), 1, 0, %p2;\s*\}"
)
_FLOAT = re.compile(r"0[fFdD]([0-9a-fA-F]{8}|[0-9a-fA-F]{16})")


class Instruction:
    """One line: ``@guard opcode operands;``."""

    def __init__(self, line):
        self.line = line
        match = _INSTRUCTION.fullmatch(line)
        if match is None:
            raise PTXError(f"not understood: {line}")
        self.negated, self.guard, self.opcode, operands = match.groups()
        self.name, *self.modifiers = self.opcode.split(".")
        if "{" in operands or "[" in operands:
            found = _COMMA.split(operands)
        else:
            found = operands.split(",") if operands else []
        self.operands = [each.strip() for each in found]


def _registers(operand):
    """Return the names within braces, or the one name."""
    return [each.strip() for each in operand.strip("{}").split(",")]


class Kernel:
    """A PTX module with one entry.

    Attributes
    ----------
    parameters : list of str
        The types of the entry's parameters.
    instructions : list of Instruction
        Its body.
    """

    def __init__(self, text):
        code = re.sub(r"//[^\n]*", "", text)
        code = _ANY.sub(r"bar.sync 0;\nany \2, \1;", code)
        entries = re.findall(r"\.entry\s+(\w+)\s*\(([^)]*)\)[^{]*\{(.*)\}", code, re.DOTALL)
        if len(entries) != 1:
            raise PTXError(f"{len(entries)} entries instead of one")
        name, parameters, body = entries[0]
        self.parameters = re.findall(r"\.param\s+\.(\w+)\s", parameters)
        self._parameter = {f"{name}_param_{k}": k for k in range(len(self.parameters))}
        self.shared_bytes = 0
        self._shared = {}
        for align, symbol, size in re.findall(
            r"\.shared\s+\.align\s+(\d+)\s+\.b8\s+([\w$]+)\[(\d+)\]", code
        ):
            self.shared_bytes += -self.shared_bytes % int(align)
            self._shared[symbol] = self.shared_bytes
            self.shared_bytes += int(size)
        self._classes = {}
        self._labels = {}
        self._literals = {}
        self._sources = {}
        self.instructions = []
        for line in body.split("\n"):
            self._read(line.strip())
        self._steps = []
        for each in self.instructions:
            try:
                self._steps.append(self._step(each))
            except (KeyError, IndexError, ValueError) as error:
                raise PTXError(f"unknown instruction: {each.line}") from error
        self._forget_early()

    def _forget_early(self):
        """Note at each instruction which registers are not used again.

        Only those that one stretch without labels and branches uses. That keeps the live ones in
        the processor's cache.
        """
        stretch = 0
        several = -1
        stretches, last = {}, {}  # where a register is used, and its last instruction
        starts = set(self._labels.values())
        for k, each in enumerate(self.instructions):
            if k in starts or self.instructions[k - 1].name in ("bra", "ret", "bar", "barrier"):
                stretch += 1
            each.forgotten = []
            for register in _REGISTER.findall(each.line):
                if stretches.setdefault(register, stretch) != stretch:
                    stretches[register] = several
                last[register] = each
        for register, each in last.items():
            if stretches[register] != several:
                each.forgotten.append(register)

    def _read(self, line):
        if not line or line.startswith((".shared", ".pragma")):
            return
        if match := _LABEL.fullmatch(line):
            self._labels[match[1]] = len(self.instructions)
        elif match := _CLASS.fullmatch(line):
            self._classes[match[2]] = match[1]
        else:
            half = _HALF.fullmatch(line)
            line = re.sub(r"\btmp\b", "_", half[1]) if half else line
            self.instructions.append(Instruction(line))

    # Operands: a register or a literal becomes a key of the table of values

    def _class(self, register):
        return TYPES[self._classes[register.rstrip("0123456789")]]

    def _source(self, operand, kind):
        """Return an operand's key and what turns its value into type `kind`."""
        found = self._sources.get((operand, kind))
        if found is None:
            found = self._sources[operand, kind] = self._new_source(operand, kind)
        return found

    def _new_source(self, operand, kind):
        to = TYPES[kind]
        if operand in self._shared:
            operand = str(self._shared[operand])
        if operand in SPECIAL:
            found = TYPES["u32"]
        elif operand.startswith("%"):
            found = self._class(operand)
        else:
            key = f"{kind} {operand}"
            self._literals[key] = _literal(operand, kind)
            return key, None
        if found == to:
            return operand, None
        if found.itemsize == to.itemsize:
            return operand, lambda a: a.view(to)
        if found.itemsize > to.itemsize:  # the low bits
            bits = np.dtype(f"u{to.itemsize}")
            return operand, lambda a: a.astype(bits).view(to)
        raise KeyError(operand)

    def _target(self, operand, kind):
        """Return a result's key and what turns a value of type `kind` into the register's."""
        to, found = self._class(operand), TYPES[kind]
        if to == found:
            return operand, None
        if to.itemsize == found.itemsize:
            return operand, lambda a: a.view(to)
        if to.itemsize > found.itemsize and kind not in FLOATS:
            extended = np.dtype(f"{found.kind}{to.itemsize}")  # with its sign if it has one
            return operand, lambda a: a.astype(extended).view(to)
        raise KeyError(operand)

    def _address(self, operand):
        """Return the key of an address's register or None, what widens it, and its constant."""
        match = re.fullmatch(r"\[([%\w$]+)(?:\+(-?\d+))?\]", operand)
        base, offset = match[1], int(match[2] or 0)
        if base in self._shared:
            return None, self._shared[base] + offset
        self._class(base)
        return base, offset

    # Instructions: each becomes a function of the state

    def _step(self, instruction):
        opcode, operands, modifiers = (
            instruction.opcode,
            instruction.operands,
            instruction.modifiers,
        )
        if opcode in ("bra", "bra.uni"):
            return _Branch(self._labels[operands[0]])
        if opcode == "ret":
            return _Exit()
        if opcode in ("bar.sync", "barrier.sync") and operands == ["0"]:
            return _Barrier()
        if opcode == "barrier.cluster.arrive.aligned":
            return _Nothing()
        if opcode == "barrier.cluster.wait.aligned":
            return _Barrier(cluster=True)
        if opcode.startswith("ld.param."):
            key, convert = self._target(operands[0], modifiers[-1])
            number = self._parameter[operands[1].strip("[]")]
            held, taken = TYPES[self.parameters[number]], TYPES[modifiers[-1]]
            assert held == taken or held.itemsize == taken.itemsize  # else its bits
            return _Compute([key], [convert], [(f"param {number}", None)], lambda a: a.view(taken))
        if instruction.name in ("ld", "st"):
            return self._access(instruction)
        if instruction.name == "shfl":
            return self._shuffle(instruction)
        if opcode == "any":
            return _Any(self._target(operands[0], "u32"), self._source(operands[1], "u32"))
        if instruction.name == "mov":
            return self._move(instruction)
        if opcode.startswith("cvta."):  # an address of shared memory keeps its number
            modifiers = ["u64"]
            function, kinds, kind = (lambda a: a), ("u64",), "u64"
        else:
            function, kinds, kind = _operation(opcode)
        sources = [self._source(*each) for each in zip(operands[1:], kinds, strict=True)]
        key, convert = self._target(operands[0], kind)
        return _Compute([key], [convert], sources, function)

    def _move(self, instruction):
        (kind,) = instruction.modifiers
        target, source = map(_registers, instruction.operands)
        if len(target) == len(source) == 1:
            key, convert = self._target(target[0], kind)
            return _Compute([key], [convert], [self._source(source[0], kind)], lambda a: a)
        part = f"b{8 * TYPES[kind].itemsize // max(len(target), len(source))}"
        width = 8 * TYPES[part].itemsize
        if len(target) == 1:

            def join(*parts):
                whole = [
                    a.astype(TYPES[kind]) << TYPES[kind].type(width * k)
                    for k, a in enumerate(parts)
                ]
                return functools.reduce(np.bitwise_or, whole)

            key, convert = self._target(target[0], kind)
            return _Compute([key], [convert], [self._source(a, part) for a in source], join)

        def split(whole):
            return tuple(
                (whole >> whole.dtype.type(width * k)).astype(TYPES[part])
                for k in range(len(target))
            )

        keys, converts = zip(
            *(("_", None) if a == "_" else self._target(a, part) for a in target), strict=True
        )
        return _Compute(keys, converts, [self._source(source[0], kind)], split)

    def _access(self, instruction):
        name = instruction.name
        space, *vector, kind = instruction.modifiers
        if space == "shared::cluster" and name == "st" and not vector:
            space = "cluster"
        elif space not in ("global", "shared") or vector not in ([], ["v2"], ["v4"]):
            raise KeyError(instruction.opcode)
        data, address = instruction.operands if name == "ld" else instruction.operands[::-1]
        registers = _registers(data)
        assert len(registers) == int(vector[0][1:] if vector else 1)
        if name == "ld":
            targets = [self._target(each, kind) for each in registers]
            return _Load(space, kind, self._address(address), targets)
        sources = [self._source(each, kind) for each in registers]
        return _Store(space, kind, self._address(address), sources)

    def _shuffle(self, instruction):
        sync, mode, kind = instruction.modifiers
        target, *operands = instruction.operands
        if sync != "sync" or kind != "b32" or mode not in ("bfly", "down", "up", "idx"):
            raise KeyError(instruction.opcode)
        target, _, inside = target.partition("|")
        sources = [self._source(each, "b32") for each in operands]
        return _Shuffle(mode, self._target(target, kind), inside, sources)

    def run(self, grid, block, arguments, memory, cluster=1):
        """Run the kernel.

        Parameters
        ----------
        grid, block
            Number of blocks and of threads in each: an integer, or one for x and one for y.
        arguments
            Numbers and addresses, one for each parameter.
        memory
            The `Memory` that the addresses are of.
        cluster
            Blocks that write to one another's shared memory.
        """
        grid = grid if isinstance(grid, tuple) else (grid, 1)
        block = block if isinstance(block, tuple) else (block, 1)
        values = dict(self._literals)
        for number, (kind, value) in enumerate(zip(self.parameters, arguments, strict=True)):
            values[f"param {number}"] = np.array([value], TYPES[kind])
        count, size = grid[0] * grid[1], block[0] * block[1]
        with np.errstate(all="ignore"):
            together = max(1, TOGETHER // (size * cluster)) * cluster
            for first in range(0, count, together):
                blocks = range(first, min(count, first + together))
                _Run(self, values, memory, blocks, grid, block, cluster).finish()


def _literal(text, kind):
    """Return a literal as an array of one element."""
    to = TYPES[kind]
    if kind == "pred":
        return np.array([bool(int(text))])
    if match := _FLOAT.fullmatch(text):
        bits = np.array([int(match[1], 16)], f"u{len(match[1]) // 2}")
        assert bits.itemsize == to.itemsize
        return bits.view(to)
    number = int(text.rstrip("U"), 0) % (1 << (8 * to.itemsize))
    return np.array([number], f"u{to.itemsize}").view(to)


# Threads -----------------------------------------------------------------------------------------

SPECIAL = (
    "%tid.x",
    "%tid.y",
    "%ntid.x",
    "%ntid.y",
    "%ctaid.x",
    "%ctaid.y",
    "%nctaid.x",
    "%nctaid.y",
    "%laneid",
)


class _Run:
    """The state of the threads of some blocks."""

    def __init__(self, kernel, values, memory, blocks, grid, block, cluster):
        self.kernel, self.cluster = kernel, cluster
        self.memory = memory
        size = block[0] * block[1]
        self.count = size * len(blocks)
        self.everyone = np.arange(self.count)
        self.owner = (self.everyone + size * blocks.start + 1).astype(np.int32)
        self.block_of = self.everyone // size
        self.blocks, self.size = len(blocks), size
        block_of = (self.block_of + blocks.start).astype(np.uint32)
        inner = (self.everyone % size).astype(np.uint32)
        self.values = values | {
            "%tid.x": inner % np.uint32(block[0]),
            "%tid.y": inner // np.uint32(block[0]),
            "%laneid": inner % np.uint32(WARP),
            "%ctaid.x": block_of % np.uint32(grid[0]),
            "%ctaid.y": block_of // np.uint32(grid[0]),
            "%ntid.x": np.array([block[0]], np.uint32),
            "%ntid.y": np.array([block[1]], np.uint32),
            "%nctaid.x": np.array([grid[0]], np.uint32),
            "%nctaid.y": np.array([grid[1]], np.uint32),
        }
        # arithmetic with a literal is faster where that is an array as well
        for key in kernel._literals:
            if key.startswith("f"):
                self.values[key] = np.full(self.count, self.values[key][0])
        self.shared = _Shared(kernel.shared_bytes, blocks, size)
        self.at = 0
        self.chosen = None  # the indices of the group that is running; None: all threads
        self.groups = {0: None}
        self.waiting = {}
        self.alive = np.ones(self.count, bool)

    def finish(self):
        steps = self.kernel._steps
        instructions = self.kernel.instructions
        while self.groups or self.waiting:
            if not self.groups:
                self._release()
            self.at = min(self.groups)
            self.chosen = self.groups.pop(self.at)
            running = True
            while running:
                if self.groups and self.at >= min(self.groups):  # meets others, or passes them
                    self._send(self.at, self.chosen)
                    break
                instruction, step = instructions[self.at], steps[self.at]
                self.at += 1
                try:
                    guarded = instruction.guard is not None
                    running = self._guarded(instruction, step) if guarded else step(self)
                    for register in instruction.forgotten:
                        self.values.pop(register, None)
                except PTXError as error:
                    raise PTXError(f"{error}: {instruction.line}") from None

    def _send(self, at, chosen):
        """Let a group of threads go on at an instruction, with those that are there."""
        if at in self.groups:
            chosen = np.union1d(self.groups[at], chosen)
            if len(chosen) == self.count:
                chosen = None
        self.groups[at] = chosen

    def _guarded(self, instruction, step):
        """Run an instruction for those threads that its predicate holds for."""
        holds = self.get((instruction.guard, None)) != bool(instruction.negated)
        if holds.all():
            return step(self)
        if not holds.any():
            return True
        everyone = self.threads()
        holds = np.broadcast_to(holds, len(everyone))
        if isinstance(step, (_Branch, _Exit)):
            following = self.at
            self.chosen = everyone[holds]
            step(self)
            if isinstance(step, _Branch):
                self._send(self.at, self.chosen)
            self._send(following, everyone[~holds])
            return False
        before, self.chosen = self.chosen, everyone[holds]
        step(self)
        self.chosen = before
        return True

    def _release(self):
        """Let the blocks or clusters go on of which every thread waits at one barrier."""
        waiting, self.waiting = self.waiting, {}
        for at, threads in waiting.items():
            cluster = self.kernel._steps[at - 1].cluster
            group_of = self.block_of // self.cluster if cluster else self.block_of
            alive = np.bincount(group_of[self.alive], minlength=self.blocks)
            there = np.bincount(group_of[threads], minlength=self.blocks)
            complete = (there == alive)[group_of[threads]]
            if complete.any():
                several = self.cluster > 1 and not cluster
                self.shared.synchronize(np.unique(self.block_of[threads[complete]]), several)
                everyone = len(threads) == self.count and complete.all()
                self._send(at, None if everyone else threads[complete])
            if not complete.all():
                self.waiting[at] = threads[~complete]
        if not self.groups:
            raise PTXError("threads of a block wait at different barriers")

    def get(self, source):
        """Return an operand's values for the group."""
        key, convert = source
        value = self.values[key]
        if self.chosen is not None and value.size > 1:
            value = value[self.chosen]
        return value if convert is None else convert(value)

    def set(self, key, convert, value):
        """Write a result's values for the group."""
        if convert is not None:
            value = convert(value)
        if self.chosen is not None:
            before = self.values.get(key)
            if before is None:
                full = np.zeros(self.count, value.dtype)
            else:
                full = np.empty(self.count, value.dtype)
                full[:] = before
            full[self.chosen] = value
            value = full
        self.values[key] = value

    def threads(self):
        """Return the indices of the group."""
        return self.everyone if self.chosen is None else self.chosen

    def owners(self):
        """Return the numbers of the group's threads in the grid, from 1."""
        return self.owner if self.chosen is None else self.owner[self.chosen]

    def addresses(self, address):
        base, offset = address
        threads = self.threads()
        if base is None:
            return np.full(len(threads), offset, np.int64)
        value = self.values[base]
        if self.chosen is not None and value.size > 1:
            value = value[self.chosen]
        return np.broadcast_to(value.astype(np.int64) + offset, len(threads))


class _Branch:
    def __init__(self, target):
        self.target = target

    def __call__(self, run):
        run.at = self.target
        return True


class _Exit:
    def __call__(self, run):
        run.alive[run.threads()] = False
        return False


class _Nothing:
    """The first half of a barrier, of which the second one waits."""

    def __call__(self, run):
        return True


class _Barrier:
    def __init__(self, cluster=False):
        self.cluster = cluster

    def __call__(self, run):
        before = run.waiting.get(run.at, np.empty(0, np.intp))
        run.waiting[run.at] = np.union1d(before, run.threads())
        return False


class _Any:
    """What follows a barrier, from which the threads of a block come together."""

    def __init__(self, target, source):
        self.target, self.source = target, source

    def __call__(self, run):
        block_of = run.block_of[run.threads()]
        found = np.zeros(run.blocks, bool)
        np.logical_or.at(found, block_of, run.get(self.source) != 0)
        run.set(*self.target, found[block_of].astype(np.uint32))
        return True


class _Compute:
    def __init__(self, keys, converts, sources, function):
        self.keys, self.converts = keys, converts
        self.sources = sources
        self.function = function

    def __call__(self, run):
        result = self.function(*[run.get(source) for source in self.sources])
        if len(self.keys) == 1:
            run.set(self.keys[0], self.converts[0], result)
        else:
            for key, convert, value in zip(self.keys, self.converts, result, strict=True):
                run.set(key, convert, value)
        return True


class _Load:
    def __init__(self, space, kind, address, targets):
        self.space, self.kind, self.address, self.targets = space, kind, address, targets

    def __call__(self, run):
        memory = run.memory if self.space == "global" else run.shared
        values = memory.load(
            run.addresses(self.address), TYPES[self.kind], len(self.targets), run.owners()
        )
        for (key, convert), value in zip(self.targets, values, strict=True):
            run.set(key, convert, value)
        return True


class _Store:
    def __init__(self, space, kind, address, sources):
        self.space, self.kind, self.address, self.sources = space, kind, address, sources

    def __call__(self, run):
        memory = run.memory if self.space == "global" else run.shared
        values = [run.get(source) for source in self.sources]
        addresses = run.addresses(self.address)
        others = (run.cluster,) if self.space == "cluster" else ()
        memory.store(addresses, TYPES[self.kind], values, run.owners(), *others)
        return True


class _Shuffle:
    """Exchange between the threads of a warp; every thread that the mask names must take part."""

    def __init__(self, mode, target, inside, sources):
        self.mode, self.target, self.inside, self.sources = mode, target, inside, sources

    def __call__(self, run):
        value, b, c, mask = (run.get(source) for source in self.sources)
        threads = run.threads()
        if run.size % WARP:
            raise PTXError("blocks are not whole warps")
        here = np.zeros(run.count, bool)
        here[threads] = True
        present = here.reshape(-1, WARP) @ (np.uint64(1) << np.arange(WARP, dtype=np.uint64))
        warp, lane = threads // WARP, threads % WARP
        if (present[warp] != mask).any():
            raise PTXError("not the threads that the mask names")
        b, c = b.astype(np.int64), c.astype(np.int64)
        segment = (c >> 8) & 31
        highest = (lane & segment) | (c & 31 & ~segment)
        lowest = lane & segment
        if self.mode == "up":
            source, valid = lane - (b & 31), lane - (b & 31) >= highest
        elif self.mode == "down":
            source, valid = lane + (b & 31), lane + (b & 31) <= highest
        elif self.mode == "bfly":
            source, valid = lane ^ (b & 31), (lane ^ (b & 31)) <= highest
        else:
            source = lowest | (b & 31 & ~segment)
            valid = source <= highest
        source = np.where(valid, source, lane)
        full = np.zeros(run.count, value.dtype)
        full[threads] = value
        run.set(*self.target, full[warp * WARP + source])
        if self.inside:
            run.set(self.inside, None, np.broadcast_to(valid, len(threads)))
        return True


# Memory ------------------------------------------------------------------------------------------


class Memory:
    """Global memory: arrays at addresses.

    Parameters
    ----------
    rewritten
        Whether a thread may store an element again that it has stored.
    """

    #: The first address. Beyond 32 bits, so that one that was cut is found.
    FIRST = 0x7F00_0000_0000

    def __init__(self, *, rewritten=False):
        self.rewritten = rewritten
        self._arrays = []
        self._starts = []
        self._end = 256
        self._bytes = None

    def add(self, array, *, writable=False, offset=0):
        """Copy an array here and return its address, `offset` bytes after a multiple of 256."""
        assert self._bytes is None
        start = self._end + offset
        self._arrays.append((start, array, writable))
        # at least 16 bytes between two arrays belong to none
        self._end = (start + array.nbytes + 16 + 255) // 256 * 256
        return self.FIRST + start

    def array(self, address):
        """Return the array at an address as it is now."""
        self._prepare()
        for start, array, _ in self._arrays:
            if start == address - self.FIRST:
                data = self._bytes[start : start + array.nbytes]
                return data.copy().view(array.dtype).reshape(array.shape)
        raise KeyError(address)

    def _prepare(self):
        if self._bytes is None:
            self._bytes = np.zeros(self._end, np.uint8)
            self._owner = np.zeros(self._end, np.int32)  # the thread that stored it, plus one
            for start, array, _ in self._arrays:
                flat = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
                self._bytes[start : start + array.nbytes] = flat
            self._starts = np.array([start for start, *_ in self._arrays])
            self._ends = np.array([start + array.nbytes for start, array, _ in self._arrays])
            self._writable = np.array([writable for *_, writable in self._arrays])

    def _check(self, addresses, size):
        """Return offsets, and for each the number of its array."""
        self._prepare()
        offsets = addresses - self.FIRST
        if (offsets % size).any():
            raise PTXError(f"address is not a multiple of {size}")
        ends = np.array([offsets.min(), offsets.max()])
        which = np.searchsorted(self._starts, ends, "right") - 1
        if which[0] == which[1]:
            where = which[:1]
            inside = where >= 0 and ends[1] + size <= self._ends[where]
        else:
            where = np.searchsorted(self._starts, offsets, "right") - 1
            inside = ((where >= 0) & (offsets + size <= self._ends[where])).all()
        if not inside:
            raise PTXError("address outside all arrays")
        return offsets, where

    def load(self, addresses, kind, lanes, owners):
        offsets, where = self._check(addresses, kind.itemsize * lanes)
        if self._writable[where].any():
            before = self._owner[offsets]
            if ((before != 0) & (before != owners)).any():
                raise PTXError("reads what another thread has written")
        index = offsets // kind.itemsize
        return [self._bytes.view(kind)[index + k] for k in range(lanes)]

    def store(self, addresses, kind, values, owners):
        offsets, where = self._check(addresses, kind.itemsize * len(values))
        if not self._writable[where].all():
            raise PTXError("writes to an array that is only read")
        for k, value in enumerate(values):
            place = offsets + k * kind.itemsize
            before = self._owner[place]
            again = before != 0
            if (again & (before != owners) if self.rewritten else again).any():
                raise PTXError("writes an element again")
            self._owner[place] = owners
            if (self._owner[place] != owners).any():
                raise PTXError("two threads write one element")
            self._bytes.view(kind)[place // kind.itemsize] = value


class _Shared:
    """The shared memory of some blocks.

    Between two barriers, what a thread writes is its own.
    """

    SEVERAL = -1  # in the place of a reader

    #: From this bit on an address in a cluster has the block's number, plus one.
    RANK = 24

    def __init__(self, size, blocks, threads):
        self.size = -(-size // 16) * 16
        self.blocks, self.threads = blocks, threads
        self._bytes = np.zeros(len(blocks) * self.size, np.uint8)
        self._writer = np.zeros(len(blocks) * self.size, np.int32)
        self._reader = np.zeros(len(blocks) * self.size, np.int32)

    def synchronize(self, blocks, several=False):
        """Forget who used the memory of some blocks; but for other blocks, if there may be some."""
        for each in (self._writer, self._reader):
            if not each.size:
                continue
            users = each.reshape(-1, self.size)
            own = True
            if several:
                block_of = (users[blocks] - 1) // self.threads - self.blocks.start
                own = block_of == np.asarray(blocks)[:, None]
            users[blocks] = np.where(own, 0, users[blocks])

    def _check(self, addresses, size, owners, cluster=None):
        block = (owners - 1) // self.threads - self.blocks.start
        if cluster:
            rank = (addresses >> self.RANK) - 1
            if rank.min() < 0 or rank.max() >= cluster:
                raise PTXError("address of no block of the cluster")
            block = block - block % cluster + rank
            addresses = addresses & ((1 << self.RANK) - 1)
        if (addresses % size).any():
            raise PTXError(f"address is not a multiple of {size}")
        if addresses.min() < 0 or addresses.max() + size > self.size:
            raise PTXError("address outside shared memory")
        return addresses + block * self.size

    def load(self, addresses, kind, lanes, owners):
        offsets = self._check(addresses, kind.itemsize * lanes, owners)
        values = []
        for place in (offsets + k * kind.itemsize for k in range(lanes)):
            writer = self._writer[place]
            if ((writer != 0) & (writer != owners)).any():
                raise PTXError("reads what another thread has written, without a barrier")
            self._reader[place] = owners
            shared = self._reader[place] != owners
            self._reader[place[shared]] = self.SEVERAL
            values.append(self._bytes.view(kind)[place // kind.itemsize])
        return values

    def store(self, addresses, kind, values, owners, cluster=None):
        offsets = self._check(addresses, kind.itemsize * len(values), owners, cluster)
        for k, value in enumerate(values):
            place = offsets + k * kind.itemsize
            for before in (self._writer[place], self._reader[place]):
                if ((before != 0) & (before != owners)).any():
                    raise PTXError("writes what another thread uses, without a barrier")
            self._writer[place] = owners
            if (self._writer[place] != owners).any():
                raise PTXError("two threads write one element")
            self._bytes.view(kind)[place // kind.itemsize] = value
