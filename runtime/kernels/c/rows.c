/* Normalisation of each row by its own statistics. */
#include "functions.h"
#include "kernel.h"

/* Words: x, y, scaling or 0, biases or 0, means, inverses, rows, columns, epsilon, what squares are divided by, whether
   the mean stays. */
static void forward_rows(const Word *a, int64_t begin, int64_t end) {
    const int64_t c = a[7].n;
    const float *scaling = a[2].f, *biases = a[3].f;
    for (; begin < end; begin++) {
        const float *x = a[0].f + begin * c;
        float *y = a[1].f + begin * c, sum = 0, squares = 0;
        if (!a[10].n) {
            _Pragma("omp simd reduction(+ : sum)") for (int64_t j = 0; j < c; j++) sum += x[j];
            sum /= (float)c;
        }
        _Pragma("omp simd reduction(+ : squares)") for (int64_t j = 0; j < c; j++) squares += (x[j] - sum) * (x[j] - sum);
        const float inverse = 1 / sqrtf(squares / (float)a[9].n + (float)a[8].x);
        a[4].f[begin] = sum;
        a[5].f[begin] = inverse;
        if (scaling && biases) {
            SIMD for (int64_t j = 0; j < c; j++) y[j] = (x[j] - sum) * inverse * scaling[j] + biases[j];
        } else {
            SIMD for (int64_t j = 0; j < c; j++) y[j] = (x[j] - sum) * inverse;
            if (scaling) SIMD for (int64_t j = 0; j < c; j++) y[j] *= scaling[j];
            if (biases) SIMD for (int64_t j = 0; j < c; j++) y[j] += biases[j];
        }
    }
}
KERNEL(normalize_rows) { spread(a[6].n, grain_of(a[6].n, 3 * a[7].n), forward_rows, a); }

/* Words: dy, x, scaling or 0, means, inverses, dx or 0, dscaling or 0, dbiases or 0, rows, columns, what squares are
   divided by, whether the mean stays, rows of a piece, sums (pieces, 2, columns). */
static void back_rows(const Word *a, int64_t begin, int64_t end) {
    const int64_t c = a[9].n;
    float *slopes = a[13].f + begin / a[12].n * 2 * c, *sums = slopes + c;
    const float *scaling = a[2].f;
    memset(slopes, 0, 2 * (size_t)c * sizeof(float));
    float *space = borrow(c);
    for (; begin < end; begin++) {
        const float *dy = a[0].f + begin * c, *x = a[1].f + begin * c;
        const float mean = a[11].n ? 0 : a[3].f[begin], inverse = a[4].f[begin];
        float one = 0, two = 0;
        SIMD for (int64_t j = 0; j < c; j++) {
            sums[j] += dy[j];
            slopes[j] += dy[j] * ((x[j] - mean) * inverse);
        }
        if (!a[5].p) continue;
        if (scaling) SIMD for (int64_t j = 0; j < c; j++) space[j] = dy[j] * scaling[j];
        else memcpy(space, dy, (size_t)c * sizeof(float));
        _Pragma("omp simd reduction(+ : one, two)") for (int64_t j = 0; j < c; j++) {
            one += space[j];
            two += space[j] * ((x[j] - mean) * inverse);
        }
        one = a[11].n ? 0 : one / (float)c;
        two /= (float)a[10].n;
        float *dx = a[5].f + begin * c;
        SIMD for (int64_t j = 0; j < c; j++) dx[j] = (space[j] - (x[j] - mean) * inverse * two - one) * inverse;
    }
}
KERNEL(normalize_rows_back) {
    const int64_t c = a[9].n, pieces = (a[8].n + a[12].n - 1) / a[12].n;
    spread(a[8].n, a[12].n, back_rows, a);
    for (int part = 0; part < 2; part++) {
        float *out = a[6 + part].f;
        for (int64_t j = 0; out && j < c; j++) {
            double sum = 0;
            for (int64_t p = 0; p < pieces; p++) sum += a[13].f[(2 * p + part) * c + j];
            out[j] = (float)sum;
        }
    }
}
