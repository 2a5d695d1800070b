"""The status word of the CPU's floating-point environment, for functions that Numba compiles."""

from numba import types
from numba.extending import intrinsic

from numba_act.cpu.status import emit_get_status, emit_set_status


@intrinsic
def get_status(typingctx):
    def codegen(context, builder, signature, args):
        return emit_get_status(builder)

    return types.intp(), codegen


@intrinsic
def set_status(typingctx, word):
    def codegen(context, builder, signature, args):
        emit_set_status(builder, args[0])
        return context.get_dummy_value()

    return types.void(types.intp), codegen
