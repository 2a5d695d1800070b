"""The evaluator of PTX itself, on kernels written here."""

import gmpy2
import ml_dtypes
import numpy as np
import pytest

from tests.support import ptx

HEADER = """
.version 8.0
.target sm_90
.address_size 64
.visible .entry kernel(
.param .u64 kernel_param_0,
.param .u64 kernel_param_1
)
{
.reg .pred %p<9>;
.reg .b16 %h<9>;
.reg .f32 %f<9>;
.reg .f64 %fd<9>;
.reg .b32 %r<9>;
.reg .b64 %rd<9>;
.shared .align 4 .b8 buffer[256];
ld.param.u64 %rd1, [kernel_param_0];
ld.param.u64 %rd2, [kernel_param_1];
mov.u32 %r1, %tid.x;
mul.wide.u32 %rd3, %r1, 4;
add.s64 %rd4, %rd1, %rd3;
add.s64 %rd5, %rd2, %rd3;
"""


def run(body, x=None, out=None, *, block=64, cluster=1, **options):
    """Run some lines for each thread: its input's address is in %rd4, its result's in %rd5."""
    x = np.arange(block, dtype=np.uint32) if x is None else x
    out = np.zeros(block, np.uint32) if out is None else out
    memory = ptx.Memory(**options)
    source, target = memory.add(x), memory.add(out, writable=True)
    kernel = ptx.Kernel(HEADER + body + "\nret;\n}")
    kernel.run(cluster, block, [source, target], memory, cluster)
    return memory.array(target)


def test_loop_and_branches():
    # the sum of the numbers below one's own, by a loop whose length differs between threads
    body = """
        mov.u32 %r2, 0;
        mov.u32 %r3, 0;
        $again:
        setp.ge.u32 %p1, %r2, %r1;
        @%p1 bra $done;
        add.s32 %r3, %r3, %r2;
        add.s32 %r2, %r2, 1;
        bra.uni $again;
        $done:
        st.global.u32 [%rd5], %r3;
    """
    threads = np.arange(64)
    np.testing.assert_array_equal(run(body), threads * (threads - 1) // 2)


def test_predicated_instructions():
    body = """
        and.b32 %r2, %r1, 1;
        setp.eq.s32 %p1, %r2, 0;
        mov.u32 %r3, 7;
        @!%p1 mov.u32 %r3, 5;
        st.global.u32 [%rd5], %r3;
    """
    np.testing.assert_array_equal(run(body), np.where(np.arange(64) % 2, 5, 7))


def test_shuffle():
    body = """
        shfl.sync.bfly.b32 %r2|%p1, %r1, 5, 31, -1;
        st.global.u32 [%rd5], %r2;
    """
    np.testing.assert_array_equal(run(body), np.arange(64) ^ 5)


EXCHANGE = """
    shl.b32 %r2, %r1, 2;
    mov.u32 %r3, buffer;
    add.s32 %r4, %r3, %r2;
    st.shared.u32 [%r4], %r1;
    {barrier}
    mov.u32 %r5, 252;
    sub.s32 %r6, %r5, %r2;
    ld.shared.u32 %r7, [%r6];
    st.global.u32 [%rd5], %r7;
"""


def test_shared_memory():
    found = run(EXCHANGE.format(barrier="bar.sync 0;"))
    np.testing.assert_array_equal(found, np.arange(64)[::-1])


#: Blocks of a cluster write their numbers to one another's memory, and then what is in their own.
CLUSTER = """
    mov.u32 %r2, %ctaid.x;
    add.s32 %r3, %r2, {step};
    and.b32 %r3, %r3, {mask};
    mov.u32 %r4, buffer;
    mapa.shared::cluster.u32 %r5, %r4, %r3;
    setp.eq.u32 %p1, %r1, 0;
    @%p1 st.shared::cluster.b32 [%r5], %r2;
    barrier.cluster.arrive.aligned;
    {wait}
    ld.shared.u32 %r6, [%r4];
    mul.wide.u32 %rd6, %r2, 128;
    add.s64 %rd5, %rd5, %rd6;
    st.global.u32 [%rd5], %r6;
"""


def in_cluster(step=1, mask=3, wait="barrier.cluster.wait.aligned;"):
    body = CLUSTER.format(step=step, mask=mask, wait=wait)
    return run(body, out=np.zeros(128, np.uint32), block=32, cluster=4)


def test_blocks_of_a_cluster():
    np.testing.assert_array_equal(in_cluster(), np.repeat([3, 0, 1, 2], 32))
    np.testing.assert_array_equal(in_cluster(3), np.repeat([1, 2, 3, 0], 32))
    with pytest.raises(ptx.PTXError, match="block of the cluster"):
        in_cluster(mask=7)
    for wait in ("", "bar.sync 0;"):
        with pytest.raises(ptx.PTXError, match="without a barrier"):
            in_cluster(wait=wait)


@pytest.mark.parametrize(("kind", "dtype"), [("f16x2", np.float16), ("bf16x2", ml_dtypes.bfloat16)])
def test_largest_of_two_halves(kind, dtype):
    halves = np.array([1, -2, np.nan, 3, -np.inf, 0.5, np.nan, np.nan], dtype)
    body = f"""
        ld.global.u32 %r2, [%rd4];
        ld.global.u32 %r3, [%rd4+8];
        max.{kind} %r4, %r2, %r3;
        st.global.u32 [%rd5], %r4;
    """
    found = run(body, halves.view(np.uint32), np.zeros(2, np.uint32), block=2).view(dtype)
    np.testing.assert_array_equal(np.float32(found), np.float32([1, 0.5, np.nan, 3]))


def test_whether_any_thread_of_a_block_goes_on():
    """A loop that runs in all threads as long as in the one with the most steps."""
    body = """
        mov.u32 %r3, 0;
        ld.global.u32 %r2, [%rd4];
        $again:
        add.s32 %r3, %r3, 1;
        setp.lt.u32 %p3, %r3, %r2;
        selp.u32 %r5, 1, 0, %p3;
        {
        .reg .pred 	%p1;
        .reg .pred 	%p2;
        setp.ne.u32 	%p1, %r5, 0;
        bar.red.or.pred 	%p2, 0, %p1;
        selp.u32 	%r6, 1, 0, %p2;
        }
        setp.ne.s32 %p4, %r6, 0;
        @%p4 bra $again;
        st.global.u32 [%rd5], %r3;
    """
    x = np.arange(64, dtype=np.uint32) % 13
    np.testing.assert_array_equal(run(body, x), np.full(64, 12))


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (EXCHANGE.format(barrier=""), "without a barrier"),
        ("add.s64 %rd4, %rd4, 2; \nld.global.u32 %r2, [%rd4];", "not a multiple of 4"),
        ("ld.global.u32 %r2, [%rd4+4];", "outside all arrays"),
        ("st.global.u32 [%rd4], %r1;", "only read"),
        ("st.global.u32 [%rd2], %r1;", "two threads write"),
        ("st.global.u32 [%rd5], %r1;\nst.global.u32 [%rd5], %r1;", "again"),
        ("setp.eq.u32 %p1, %r1, 3;\n@%p1 shfl.sync.bfly.b32 %r2, %r1, 1, 31, -1;", "the mask"),
        ("add.f32 %f1, %f2, %f3;", "unknown instruction"),
        ("mul.f32 %f1, %f2, %f3;", "unknown instruction"),
        ("add.rn.ftz.f32 %f1, %f2, %f3;", "unknown instruction"),
        ("ex2.approx.f32 %f1, %f2;", "unknown instruction"),
        ("div.full.f32 %f1, %f2, %f3;", "unknown instruction"),
        ("ld.local.f32 %f1, [%rd4];", "unknown instruction"),
        ("ld.global.nc.f32 %f1, [%rd4];", "unknown instruction"),
        ("call.uni (retval0), __nv_expf, (param0);", "unknown instruction"),
    ],
)
def test_errors(body, message):
    with pytest.raises(ptx.PTXError, match=message):
        run(body)


def test_nobody_waits_for_a_thread_that_has_ended():
    body = """
        setp.eq.u32 %p1, %r1, 3;
        @%p1 bra $end;
        bar.sync 0;
        st.global.u32 [%rd5], 1;
        $end:
    """
    np.testing.assert_array_equal(run(body), np.arange(64) != 3)


def test_different_barriers():
    body = """
        setp.lt.u32 %p1, %r1, 32;
        @%p1 bra $here;
        bar.sync 0;
        bra.uni $end;
        $here:
        bar.sync 0;
        $end:
    """
    with pytest.raises(ptx.PTXError, match="different barriers"):
        run(body)


def hard(count, kind):
    """Return operands of fma whose exact result is near the middle of two floats, or cancels."""
    random = np.random.default_rng(0)
    bits = {np.float32: (np.uint32, 12), np.float64: (np.uint64, 26)}[kind]
    a, b = (random.integers(0, 2 ** (8 * kind().itemsize), count, dtype=bits[0]) for _ in "ab")
    a, b = a.view(kind), b.view(kind)
    with np.errstate(all="ignore"):
        c = np.where(random.random(count) < 0.5, -a * b, a * b * kind(2.0 ** bits[1]))
    return a, b, c.astype(kind)


@pytest.mark.parametrize(("kind", "name"), [(np.float32, "f32"), (np.float64, "f64")])
def test_fma_is_exact(kind, name):
    a, b, c = hard(4000, kind)
    function, *_ = ptx._operation(f"fma.rn.{name}")
    with np.errstate(all="ignore"):
        found = function(a, b, c)
    with gmpy2.context(gmpy2.ieee(8 * kind().itemsize)):
        for each, *operands in zip(found, a, b, c, strict=True):
            expected = kind(float(gmpy2.fma(*(gmpy2.mpfr(float(x)) for x in operands))))
            assert each == expected or (np.isnan(each) and np.isnan(expected))


def test_rounding_and_nan():
    function, *_ = ptx._operation("cvt.rn.f16.f32")
    values = np.array([65519.9, 65520, 2.0**-25, 2.0**-25 * 1.001, np.nan, -0.0], np.float32)
    bits = [0x7BFF, 0x7C00, 0, 1, 0x7FFF, 0x8000]
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(function(values).view(np.uint16), bits)
    function, *_ = ptx._operation("max.f32")
    zeros = np.array([0.0, -0.0, np.nan, np.nan, 1.0], np.float32)
    others = np.array([-0.0, 0.0, 1.0, np.nan, np.nan], np.float32)
    bits = [0, 0, 0x3F800000, 0x7FFFFFFF, 0x3F800000]
    np.testing.assert_array_equal(function(zeros, others).view(np.uint32), bits)
    function, *_ = ptx._operation("prmt.b32")
    one = [np.array([each], np.uint32) for each in (0x33221100, 0x77665544, 0x7610)]
    assert function(*one)[0] == 0x77661100
    function, *_ = ptx._operation("shr.s32")
    assert function(np.array([-8], np.int32), np.array([40], np.uint32))[0] == -1


@pytest.mark.parametrize("name", ["lt", "ltu", "ne", "neu", "nan", "num"])
def test_comparisons_with_nan(name):
    function, *_ = ptx._operation(f"setp.{name}.f32")
    holds = function(np.float32([1, np.nan]), np.float32([2, 2]))
    expected = {
        "lt": [1, 0],
        "ltu": [1, 1],
        "ne": [1, 0],
        "neu": [1, 1],
        "nan": [0, 1],
        "num": [1, 0],
    }
    assert holds.tolist() == list(map(bool, expected[name]))
