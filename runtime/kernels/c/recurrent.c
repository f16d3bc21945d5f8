/* Recurrent cells: every piece is some examples, which walk through all steps without waiting for the others. What is
   kept lies as ops/recurrent.py says: gates (gate, step, example, state), states and cells (step, example, state). */
#include "functions.h"
#include "kernel.h"
#include "tile.h"

/* Words: x (examples, steps, inputs), lengths or 0, out (steps, examples, inputs), examples, steps, inputs. */
static void by_time_part(const Word *a, int64_t begin, int64_t end) {
    const int64_t n = a[3].n, steps = a[4].n, size = a[5].n;
    for (; begin < end; begin++) {
        const int64_t length = a[1].p ? a[1].whole[begin] : steps;
        for (int64_t s = 0; s < steps; s++) {
            float *out = a[2].f + (s * n + begin) * size;
            if (s < length) memcpy(out, a[0].f + (begin * steps + s) * size, (size_t)size * sizeof(float));
            else memset(out, 0, (size_t)size * sizeof(float));
        }
    }
}
KERNEL(by_time) { spread(a[3].n, grain_of(a[3].n, a[4].n * a[5].n), by_time_part, a); }

enum { BASIC, GATED, MEMORY };
enum { CELL, EXAMPLES, STEPS, STATE, GATES_AT, STATES, KEPT, SQUASHED, ORDERED, BIASES, OUT, OUT_STEP, BOTH, EXACT, LENGTHS,
       DY, SLOPES, DSTATE, DSTART };

static inline float sigmoid_of(float x, int exact) { return exact ? (float)sigmoid64(x) : sigmoid32(x); }
static inline float tanh_of(float x, int exact) { return exact ? (float)tanh64(x) : tanh32(x); }

/* One step of one example; q is the state's part of the gates with the biases, each gate's part `size` long. The memory
   gate of a gated unit has its bias outside the product with the reset gate: it lies behind the others. */
ALWAYS void basic(float *z, const float *q, float *h, int64_t size, const int exact) {
    SIMD for (int64_t j = 0; j < size; j++) {
        const float t = tanh_of(z[j] + q[j], exact);
        z[j] = t;
        h[j] = t;
    }
}
ALWAYS void gated(float *zi, float *zr, float *zm, const float *q, const float *h0, float *h, float *kept, int64_t size,
                  const float *bias, const int exact) {
    SIMD for (int64_t j = 0; j < size; j++) {
        const float i = sigmoid_of(zi[j] + q[j], exact), r = sigmoid_of(zr[j] + q[size + j], exact);
        const float u = q[2 * size + j], m = tanh_of(zm[j] + bias[j] + r * u, exact);
        zi[j] = i;
        zr[j] = r;
        zm[j] = m;
        kept[j] = u;
        h[j] = (h0[j] - m) * i + m;
    }
}
ALWAYS void memory(float *zi, float *zo, float *zf, float *zm, const float *q, const float *c0, float *c, float *squashed,
                   float *h, int64_t size, const int exact) {
    SIMD for (int64_t j = 0; j < size; j++) {
        const float i = sigmoid_of(zi[j] + q[j], exact), o = sigmoid_of(zo[j] + q[size + j], exact);
        const float f = sigmoid_of(zf[j] + q[2 * size + j], exact), m = tanh_of(zm[j] + q[3 * size + j], exact);
        zi[j] = i;
        zo[j] = o;
        zf[j] = f;
        zm[j] = m;
        const float new = f * c0[j] + i * m, t = tanh_of(new, exact);
        c[j] = new;
        squashed[j] = t;
        h[j] = o * t;
    }
}

ALWAYS void walk(const Word *a, int64_t begin, int64_t end, const int exact) {
    const int64_t n = a[EXAMPLES].n, steps = a[STEPS].n, size = a[STATE].n, cell = a[CELL].n;
    const int64_t gates = cell == BASIC ? 1 : cell == GATED ? 3 : 4, block = steps * n * size, rows = end - begin;
    float *q = borrow(rows * gates * size);
    for (int64_t s = 0; s < steps; s++) {
        const int64_t now = s * n * size, next = now + n * size;
        multiply_rows(a[STATES].f + now + begin * size, size, a[ORDERED].f, a[BIASES].f, q, gates * size, rows, size,
                      gates * size);
        for (int64_t row = begin; row < end; row++) {
            const int64_t place = row * size;
            float *z = a[GATES_AT].f + now + place, *h = a[STATES].f + next + place;
            const float *part = q + (row - begin) * gates * size;
            if (cell == BASIC) basic(z, part, h, size, exact);
            else if (cell == GATED)
                gated(z, z + block, z + 2 * block, part, a[STATES].f + now + place, h, a[KEPT].f + now + place, size,
                      a[BIASES].f + ordered_size(1, gates * size), exact);
            else
                memory(z, z + block, z + 2 * block, z + 3 * block, part, a[KEPT].f + now + place, a[KEPT].f + next + place,
                       a[SQUASHED].f + now + place, h, size, exact);
            float *out = a[OUT].f + (row * steps + s) * a[OUT_STEP].n;
            memcpy(out, h, (size_t)size * sizeof(float));
            if (a[BOTH].n) memcpy(out + size, a[KEPT].f + next + place, (size_t)size * sizeof(float));
        }
    }
}
static void walk_exact(const Word *a, int64_t begin, int64_t end) { walk(a, begin, end, 1); }
static void walk_fast(const Word *a, int64_t begin, int64_t end) { walk(a, begin, end, 0); }

static int64_t examples_each(const Word *a) {
    const int64_t pieces = services.threads();
    return (a[EXAMPLES].n + pieces - 1) / pieces;
}
KERNEL(recur) { spread(a[EXAMPLES].n, examples_each(a), a[EXACT].n ? walk_exact : walk_fast, a); }

/* --- back: the slopes of all gates at all steps (step, example, gates), from which those of the weights follow */

static void memory_back(float *dz, const float *z, int64_t block, const float *c0, const float *squashed,
                        const float *dh, float *carry, int64_t size) {
    SIMD for (int64_t j = 0; j < size; j++) {
        const float i = z[j], o = z[block + j], f = z[2 * block + j], m = z[3 * block + j], t = squashed[j];
        const float dc = carry[j] + dh[j] * o * (1 - t * t);
        dz[j] = dc * m * i * (1 - i);
        dz[size + j] = dh[j] * t * o * (1 - o);
        dz[2 * size + j] = dc * c0[j] * f * (1 - f);
        dz[3 * size + j] = dc * i * (1 - m * m);
        carry[j] = dc * f;
    }
}
/* The blocks of slopes: by the memory gate's product, then input, reset and memory gate. */
static void gated_back(float *dz, const float *z, int64_t block, const float *u, const float *h0, const float *dh,
                       float *carry, int64_t size) {
    SIMD for (int64_t j = 0; j < size; j++) {
        const float i = z[j], r = z[block + j], m = z[2 * block + j];
        const float dm = dh[j] * (1 - i) * (1 - m * m), du = dm * r;
        dz[j] = du;
        dz[size + j] = dh[j] * (h0[j] - m) * i * (1 - i);
        dz[2 * size + j] = du * u[j] * (1 - r);
        dz[3 * size + j] = dm;
        carry[j] = dh[j] * i;
    }
}

static void walk_back(const Word *a, int64_t begin, int64_t end) {
    const int64_t n = a[EXAMPLES].n, steps = a[STEPS].n, size = a[STATE].n, cell = a[CELL].n, rows = end - begin;
    const int64_t gates = cell == BASIC ? 1 : cell == GATED ? 3 : 4, wide = (gates + (cell == GATED)) * size;
    const int64_t block = steps * n * size;
    float *dh = borrow(2 * rows * size), *carry = dh + rows * size;
    memset(dh, 0, (size_t)(2 * rows * size) * sizeof(float));
    for (int64_t s = steps - 1; s >= 0; s--) {
        for (int64_t row = begin; row < end; row++) {
            const int64_t place = (s * n + row) * size;
            float *d = dh + (row - begin) * size, *past = carry + (row - begin) * size;
            if (!a[LENGTHS].p || s < a[LENGTHS].whole[row]) {
                const float *dy = a[DY].f + (row * steps + s) * a[OUT_STEP].n;
                SIMD for (int64_t j = 0; j < size; j++) d[j] += dy[j];
                if (a[BOTH].n) SIMD for (int64_t j = 0; j < size; j++) past[j] += dy[size + j];
            }
            float *dz = a[SLOPES].f + (s * n + row) * wide;
            const float *z = a[GATES_AT].f + place;
            if (cell == BASIC) SIMD for (int64_t j = 0; j < size; j++) dz[j] = d[j] * (1 - z[j] * z[j]);
            else if (cell == GATED) gated_back(dz, z, block, a[KEPT].f + place, a[STATES].f + place, d, past, size);
            else memory_back(dz, z, block, a[KEPT].f + place, a[SQUASHED].f + place, d, past, size);
        }
        multiply_rows(a[SLOPES].f + (s * n + begin) * wide, wide, a[ORDERED].f, a[BIASES].f, dh, size, rows, gates * size,
                      size);
        if (cell == GATED) SIMD for (int64_t j = 0; j < rows * size; j++) dh[j] += carry[j];
    }
    if (a[DSTATE].p) memcpy(a[DSTATE].f + begin * size, dh, (size_t)(rows * size) * sizeof(float));
    if (a[DSTART].p) memcpy(a[DSTART].f + begin * size, carry, (size_t)(rows * size) * sizeof(float));
}
KERNEL(recur_back) { spread(a[EXAMPLES].n, examples_each(a), walk_back, a); }

/* Words: w, steps of w by input and by output, to, inputs, outputs. */
KERNEL(order) { order_weights(a[0].f, a[1].n, a[2].n, a[3].f, a[4].n, a[5].n); }
