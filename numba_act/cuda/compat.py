"""What the CUDA target uses of numba-cuda beyond its documented interface, read in 0.30.

It is apart from `core/compat.py` since numba-cuda need not be installed.
"""

from numba.cuda.compiler import compile_cuda, compile_extra, kernel_fixup
from numba.cuda.core.callconv import CUDACallConv
from numba.cuda.core.compiler_lock import global_compiler_lock
from numba.cuda.cudadrv import nvvm
from numba.cuda.descriptor import cuda_target
from numba.cuda.dispatcher import CUDADispatcher
from numba.cuda.flags import CUDAFlags
from numba.cuda.nvvmutils import SRegBuilder
from numba.cuda.utils import numba_target_override
