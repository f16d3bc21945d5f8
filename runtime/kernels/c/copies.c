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

/* A copy between arrays that lie in any order: words: out, x, sizes of four axes, steps of out along them, steps of x.
   Where the last steps are not 1, squares are moved, so that lines of the cache are read once. */
static void move_part(const Word *a, int64_t begin, int64_t end) {
    const int64_t n1 = a[3].n, n2 = a[4].n, n3 = a[5].n, o2 = a[8].n, o3 = a[9].n, s2 = a[12].n, s3 = a[13].n;
    for (; begin < end; begin++) {
        float *out = a[0].f + begin / n1 * a[6].n + begin % n1 * a[7].n;
        const float *x = a[1].f + begin / n1 * a[10].n + begin % n1 * a[11].n;
        if (s3 == 1 && o3 == 1) {
            for (int64_t i = 0; i < n2; i++) memcpy(out + i * o2, x + i * s2, (size_t)n3 * sizeof(float));
            continue;
        }
        for (int64_t i = 0; i < n2; i += 16)
            for (int64_t j = 0; j < n3; j += 16) {
                const int64_t down = n2 - i < 16 ? n2 - i : 16, right = n3 - j < 16 ? n3 - j : 16;
                for (int64_t u = 0; u < down; u++)
                    for (int64_t v = 0; v < right; v++)
                        out[(i + u) * o2 + (j + v) * o3] = x[(i + u) * s2 + (j + v) * s3];
            }
    }
}
KERNEL(move) { spread(a[2].n * a[3].n, grain_of(a[2].n * a[3].n, 2 * a[4].n * a[5].n), move_part, a); }

/* Whether a NaN is among the numbers: words: found (a whole number, 0 before), x, count. */
static void nan_part(const Word *a, int64_t begin, int64_t end) {
    const float *x = a[1].f;
    int found = 0;
    SIMD for (int64_t i = begin; i < end; i++) found |= x[i] != x[i];
    if (found) *(int64_t *)a[0].p = 1; /* which every thread that writes writes */
}
KERNEL(nan_among) { spread(a[2].n, grain_of(a[2].n, 1), nan_part, a); }
