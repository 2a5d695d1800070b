/* A libcuda.so.1 without a GPU, on which the real cuda.bindings and cuda.core run.
 *
 * Device memory is the host's, and a launch only reads the arguments: how many a kernel has, and
 * how long they are, stands in the cubin. Handles are numbers. Context n + 1 is device n's.
 * `standin_fail(k, code)` has the k-th call from then on answer `code`, and do nothing.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef int R;
typedef void *P;
enum { DEVICES = 2, OUT_OF_MEMORY = 2, INVALID_VALUE = 1, INVALID_DEVICE = 101, INVALID_IMAGE = 200,
       INVALID_CONTEXT = 201, INVALID_HANDLE = 400, NOT_FOUND = 500, DEPTH = 64, KEPT = 4096 };

static __thread intptr_t stack[DEPTH];
static __thread int depth, mode;
static long calls, fail_at, allocated, done; /* done: what streams were given */
static int fail_code;
static const char *failed = "", *last = "";

/* Count a call, and fail it if it is the chosen one. */
static R enter(const char *name) {
    last = name;
    if (++calls != fail_at) return 0;
    failed = name;
    return fail_code;
}
#define CALL do { R r = enter(__func__); if (r) return r; } while (0)
#define IN_CONTEXT do { if (!depth || !stack[depth - 1]) return INVALID_CONTEXT; } while (0)

typedef struct { int alive, count; struct { uint32_t offset, size; } of[64]; } Kernel;
static Kernel kernels[KEPT];
static int made;
static struct { uintptr_t start; size_t size; int device; } memory[KEPT];
static struct { Kernel *kernel; int context, grid, block; P stream; uint64_t values[64]; } launched;

/* For the tests */
void standin_fail(long in, int code) { fail_at = in ? calls + in : 0; fail_code = code; failed = ""; }
const char *standin_failed(void) { return failed; }
long standin_done(void) { return done; }
long standin_calls(void) { return calls; }
long standin_allocated(void) { return allocated; }
int standin_depth(void) { return depth; }
int standin_mode(void) { return mode; }
int standin_loaded(void) { int n = 0; for (int k = 0; k < made; k++) n += kernels[k].alive; return n; }
int standin_launched(int *grid, int *block, P *stream, int *context, uint64_t **values) {
    *grid = launched.grid, *block = launched.block, *stream = launched.stream;
    *context = launched.context, *values = launched.values;
    return launched.kernel ? launched.kernel->count : -1;
}

static R remember(uintptr_t start, size_t size, int device) {
    for (int k = 0; k < KEPT; k++) if (!memory[k].start) {
        memory[k].start = start, memory[k].size = size, memory[k].device = device;
        allocated++;
        return 0;
    }
    return OUT_OF_MEMORY;
}
static R forget(uintptr_t start) {
    for (int k = 0; k < KEPT; k++) if (memory[k].start == start) {
        memory[k].start = 0, allocated--;
        free((P)start);
        return 0;
    }
    return INVALID_VALUE;
}

static R cuInit(unsigned flags) { CALL; return 0; }
static R cuDriverGetVersion(int *v) { *v = 13000; return 0; }
static R cuGetErrorString(R r, const char **s) { *s = r == OUT_OF_MEMORY ? "out of memory" : "what it means"; return 0; }
static R cuGetErrorName(R r, const char **s) { *s = r == OUT_OF_MEMORY ? "CUDA_ERROR_OUT_OF_MEMORY" : r == 700 ? "CUDA_ERROR_ILLEGAL_ADDRESS" : "CUDA_ERROR_UNKNOWN"; return 0; }
static R cuDeviceGetCount(int *n) { CALL; *n = DEVICES; return 0; }
static R cuDeviceGet(int *d, int n) { CALL; if (n < 0 || n >= DEVICES) return INVALID_DEVICE; *d = n; return 0; }
static R cuDeviceGetName(char *s, int n, int d) { CALL; strncpy(s, "Stand-in", n); return 0; }
static R cuDeviceGetUuid(char *u, int d) { CALL; memset(u, d + 1, 16); return 0; }
static R cuDeviceGetAttribute(int *v, int a, int d) {
    CALL;
    switch (a) {
    case 75: *v = 9; break;       /* compute capability */
    case 76: *v = 0; break;
    case 16: *v = 132; break;     /* multiprocessors */
    case 1: case 2: case 3: *v = 1024; break;
    case 39: *v = 2048; break;    /* threads of one */
    case 12: *v = 65536; break;   /* registers */
    case 97: *v = 232448; break;  /* shared memory */
    case 10: *v = 32; break;
    case 5: *v = 2147483647; break;
    case 6: case 7: *v = 65535; break;
    default: *v = 1;
    }
    return 0;
}
static R cuDevicePrimaryCtxRetain(P *c, int d) { CALL; *c = (P)(intptr_t)(d + 1); return 0; }
static R cuDevicePrimaryCtxRelease(int d) { CALL; return 0; }
static R cuDevicePrimaryCtxGetState(int d, unsigned *f, int *a) { CALL; *f = 0, *a = 1; return 0; }
static R cuCtxGetCurrent(P *c) { CALL; *c = (P)(depth ? stack[depth - 1] : 0); return 0; }
static R cuCtxSetCurrent(P c) { CALL; if (!depth) depth = 1; stack[depth - 1] = (intptr_t)c; return 0; }
static R cuCtxPushCurrent(P c) { CALL; if (depth == DEPTH) abort(); stack[depth++] = (intptr_t)c; return 0; }
static R cuCtxPopCurrent(P *c) { CALL; if (!depth) return INVALID_CONTEXT; depth--; if (c) *c = (P)stack[depth]; return 0; }
static R cuCtxGetDevice(int *d) { CALL; IN_CONTEXT; *d = stack[depth - 1] - 1; return 0; }
static R cuCtxSynchronize(void) { CALL; return 0; }
static R cuCtxGetApiVersion(P c, unsigned *v) { CALL; *v = 13000; return 0; }
static R cuMemGetInfo(size_t *f, size_t *t) { CALL; *f = *t = 1UL << 36; return 0; }
static R cuMemAlloc(uintptr_t *p, size_t n) {
    CALL; IN_CONTEXT;
    P made_ = 0;
    if (posix_memalign(&made_, 512, n + 512)) return OUT_OF_MEMORY;
    *p = (uintptr_t)made_;
    return remember(*p, n, stack[depth - 1] - 1);
}
static R cuMemAllocAsync(uintptr_t *p, size_t n, P s) { return cuMemAlloc(p, n); }
static R cuMemFree(uintptr_t p) { CALL; return forget(p); }
static R cuMemFreeAsync(uintptr_t p, P s) { CALL; return forget(p); }
static R copy_(P to, const void *from, size_t n) { memcpy(to, from, n); return 0; }
static R cuMemcpyHtoD(P a, const void *b, size_t n) { CALL; return copy_(a, b, n); }
static R cuMemcpyHtoDAsync(P a, const void *b, size_t n, P s) { CALL; return copy_(a, b, n); }
static R cuMemcpyDtoH(P a, const void *b, size_t n) { CALL; return copy_(a, b, n); }
static R cuMemcpyDtoHAsync(P a, const void *b, size_t n, P s) { CALL; return copy_(a, b, n); }
static R cuMemcpyDtoDAsync(P a, const void *b, size_t n, P s) { CALL; return copy_(a, b, n); }
static R cuPointerGetAttribute(void *v, int a, uintptr_t p) {
    CALL;
    for (int k = 0; k < KEPT; k++)
        if (memory[k].start && memory[k].start <= p && p < memory[k].start + memory[k].size) {
            if (a == 9) *(int *)v = memory[k].device;
            else if (a == 2) *(int *)v = 2;
            else return INVALID_VALUE;
            return 0;
        }
    return INVALID_VALUE;
}
static intptr_t handle = 0x7000;
static R cuStreamCreate(P *s, unsigned f) { CALL; IN_CONTEXT; *s = (P)(handle += 16); return 0; }
static R cuStreamCreateWithPriority(P *s, unsigned f, int p) { CALL; IN_CONTEXT; *s = (P)(handle += 16); return 0; }
static R cuStreamDestroy(P s) { CALL; return 0; }
static R cuStreamSynchronize(P s) { CALL; return 0; }
static R cuStreamGetCtx(P s, P *c) { CALL; IN_CONTEXT; *c = (P)stack[depth - 1]; return 0; }
static R cuStreamWaitEvent(P s, P e, unsigned f) { CALL; done++; return 0; }
static long events;
long standin_events(void) { return events; }
static R cuEventCreate(P *e, unsigned f) { CALL; IN_CONTEXT; events++; *e = (P)(handle += 16); return 0; }
static R cuEventRecord(P e, P s) { CALL; done++; return 0; }
static R cuEventDestroy(P e) { CALL; events--; return 0; }
static R cuThreadExchangeStreamCaptureMode(int *m) { CALL; int before = mode; mode = *m; *m = before; return 0; }

/* Read a kernel's parameters: attribute 0x17 of the section .nv.info.NAME, twelve bytes each. */
static int parameters(const uint8_t *elf, const char *name, Kernel *kernel) {
    uint64_t table; uint16_t size, count, names;
    if (memcmp(elf, "\177ELF", 4)) return 0;
    memcpy(&table, elf + 40, 8), memcpy(&size, elf + 58, 2), memcpy(&count, elf + 60, 2), memcpy(&names, elf + 62, 2);
    uint64_t strings;
    memcpy(&strings, elf + table + names * size + 24, 8);
    for (int k = 0; k < count; k++) {
        const uint8_t *section = elf + table + k * size;
        uint32_t at; uint64_t offset, length;
        memcpy(&at, section, 4), memcpy(&offset, section + 24, 8), memcpy(&length, section + 32, 8);
        const char *found = (const char *)elf + strings + at;
        if (strncmp(found, ".nv.info.", 9) || strcmp(found + 9, name)) continue;
        for (const uint8_t *p = elf + offset, *end = p + length; p < end;) {
            uint16_t bytes = 0, number, place; uint32_t flags;
            if (p[0] == 4) memcpy(&bytes, p + 2, 2);
            if (p[0] == 4 && p[1] == 0x17) {
                memcpy(&number, p + 8, 2), memcpy(&place, p + 10, 2), memcpy(&flags, p + 12, 4);
                kernel->of[number].offset = place, kernel->of[number].size = flags >> 18;
                if (number >= kernel->count) kernel->count = number + 1;
            }
            p += 4 + bytes;
        }
        return 1;
    }
    return 0;
}
typedef struct { const uint8_t *image; int kernels[16], count; } Library;
static R cuLibraryLoadData(P *l, const void *image, P a, P b, unsigned n, P d, P e, unsigned m) {
    CALL;
    if (memcmp(image, "\177ELF", 4)) return INVALID_IMAGE;
    Library *library = calloc(1, sizeof *library);
    library->image = image, *l = library;
    return 0;
}
static R cuLibraryGetKernel(P *k, P l, const char *name) {
    CALL;
    Library *library = l;
    Kernel *kernel = &kernels[made];
    memset(kernel, 0, sizeof *kernel);
    if (made == KEPT || !parameters(library->image, name, kernel)) return NOT_FOUND;
    kernel->alive = 1;
    library->kernels[library->count++] = made++;
    *k = kernel;
    return 0;
}
static R cuLibraryUnload(P l) {
    CALL;
    Library *library = l;
    for (int k = 0; k < library->count; k++) kernels[library->kernels[k]].alive = 0;
    free(library);
    return 0;
}
/* A function is its kernel's address and, in the lowest bits, its context. */
static R cuKernelGetFunction(P *f, P k) {
    CALL; IN_CONTEXT;
    if (mode != 2) return 900; /* it loads: not in the middle of a capture */
    *f = (P)((intptr_t)k | stack[depth - 1]);
    return 0;
}
static R cuKernelGetAttribute(int *v, int a, P k, int d) { CALL; *v = 0; return 0; }
static R cuFuncGetAttribute(int *v, int a, P f) { CALL; *v = 0; return 0; }
static R info(Kernel *kernel, size_t index, size_t *offset, size_t *size) {
    if (index >= (size_t)kernel->count) return INVALID_VALUE;
    *offset = kernel->of[index].offset;
    if (size) *size = kernel->of[index].size;
    return 0;
}
static R cuKernelGetParamInfo(P k, size_t i, size_t *o, size_t *s) { CALL; return info(k, i, o, s); }
static R start(P f, int grid, int block, P stream, void **arguments) {
    IN_CONTEXT;
    int context = (intptr_t)f & 3;
    Kernel *kernel = (P)((intptr_t)f & ~(intptr_t)3);
    if (kernel < kernels || kernel >= kernels + made || !kernel->alive) return INVALID_HANDLE;
    if (context != stack[depth - 1]) return INVALID_HANDLE;
    if (!grid || !block || block > 1024) return INVALID_VALUE;
    launched.kernel = kernel, launched.context = context, launched.grid = grid, launched.block = block;
    launched.stream = stream, done++;
    memset(launched.values, 0, sizeof launched.values);
    for (int k = 0; k < kernel->count; k++) memcpy(&launched.values[k], arguments[k], kernel->of[k].size);
    return 0;
}
static R cuLaunchKernel(P f, unsigned gx, unsigned gy, unsigned gz, unsigned bx, unsigned by, unsigned bz,
                        unsigned shared, P stream, void **arguments, void **extra) {
    CALL;
    if (gy * gz * by * bz != 1) return INVALID_VALUE;
    return start(f, gx, bx, stream, arguments);
}
typedef struct { unsigned gx, gy, gz, bx, by, bz, shared; P stream, attributes; unsigned count; } Config;
static R cuLaunchKernelEx(const Config *c, P f, void **arguments, void **extra) {
    CALL;
    return start(f, c->gx, c->bx, c->stream, arguments);
}

static R cuGetProcAddress(const char *, P *, int, uint64_t, int *);
#define E(name) { #name, (P)name }
static const struct { const char *name; P at; } table[] = {
    E(cuInit), E(cuDriverGetVersion), E(cuGetErrorString), E(cuGetErrorName), E(cuDeviceGetCount),
    E(cuDeviceGet), E(cuDeviceGetName), E(cuDeviceGetUuid), E(cuDeviceGetAttribute),
    E(cuDevicePrimaryCtxRetain), E(cuDevicePrimaryCtxRelease), E(cuDevicePrimaryCtxGetState),
    E(cuCtxGetCurrent), E(cuCtxSetCurrent), E(cuCtxPushCurrent), E(cuCtxPopCurrent), E(cuCtxGetDevice),
    E(cuCtxSynchronize), E(cuCtxGetApiVersion), E(cuMemGetInfo), E(cuMemAlloc), E(cuMemAllocAsync),
    E(cuMemFree), E(cuMemFreeAsync), E(cuMemcpyHtoD), E(cuMemcpyHtoDAsync), E(cuMemcpyDtoH),
    E(cuMemcpyDtoHAsync), E(cuMemcpyDtoDAsync), E(cuPointerGetAttribute), E(cuStreamCreate),
    E(cuStreamCreateWithPriority), E(cuStreamDestroy), E(cuStreamSynchronize), E(cuStreamGetCtx),
    E(cuStreamWaitEvent), E(cuEventCreate), E(cuEventRecord), E(cuEventDestroy),
    E(cuThreadExchangeStreamCaptureMode), E(cuLibraryLoadData), E(cuLibraryGetKernel), E(cuLibraryUnload),
    E(cuKernelGetFunction), E(cuKernelGetAttribute), E(cuFuncGetAttribute), E(cuKernelGetParamInfo),
    E(cuLaunchKernel), E(cuLaunchKernelEx), E(cuGetProcAddress),
};
static R cuGetProcAddress(const char *name, P *f, int version, uint64_t flags, int *status) {
    *f = 0;
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) if (!strcmp(table[k].name, name)) *f = table[k].at;
    if (status) *status = *f ? 0 : 1;
    return 0;
}
R cuGetProcAddress_v2(const char *name, P *f, int version, uint64_t flags, int *status) {
    return cuGetProcAddress(name, f, version, flags, status);
}
