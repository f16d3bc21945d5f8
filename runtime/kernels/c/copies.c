/* Filling, copying, adding: what stands between other kernels, so that a run of them need not be left. */
#include "kernel.h"

/* Words: out, number, count. */
static void fill_part(const Word *a, int64_t begin, int64_t end) {
    const float number = (float)a[1].x;
    float *out = a[0].f;
    for (int64_t i = begin; i < end; i++) out[i] = number;
}
KERNEL(fill) { spread(a[2].n, grain_of(a[2].n, 1), fill_part, a); }

/* Words: out, x, count. */
static void copy_part(const Word *a, int64_t begin, int64_t end) {
    memcpy(a[0].f + begin, a[1].f + begin, (size_t)(end - begin) * sizeof(float));
}
KERNEL(copy) { spread(a[2].n, grain_of(a[2].n, 1), copy_part, a); }

/* Words: out, x, count. */
static void add_part(const Word *a, int64_t begin, int64_t end) {
    float *out = a[0].f;
    const float *x = a[1].f;
    SIMD for (int64_t i = begin; i < end; i++) out[i] += x[i];
}
KERNEL(add) { spread(a[2].n, grain_of(a[2].n, 1), add_part, a); }

/* Words: out, x, number, count. */
static void scale_part(const Word *a, int64_t begin, int64_t end) {
    float *out = a[0].f;
    const float *x = a[1].f, number = (float)a[2].x;
    SIMD for (int64_t i = begin; i < end; i++) out[i] = x[i] * number;
}
KERNEL(scale) { spread(a[3].n, grain_of(a[3].n, 1), scale_part, a); }

/* Words: out, x, y, count. */
static void multiply_part(const Word *a, int64_t begin, int64_t end) {
    float *out = a[0].f;
    const float *x = a[1].f, *y = a[2].f;
    SIMD for (int64_t i = begin; i < end; i++) out[i] = x[i] * y[i];
}
KERNEL(multiply) { spread(a[3].n, grain_of(a[3].n, 1), multiply_part, a); }
