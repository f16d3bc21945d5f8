/* Optimisers: one pass over the flat buffers. */
#include "kernel.h"

/* Words: values, gradients, m, v, count, 1 - Beta1, 1 - Beta2, epsilon, rate; the last two with the corrections. */
static void adam_part(const Word *a, int64_t begin, int64_t end) {
    float *p = a[0].f, *m = a[2].f, *v = a[3].f;
    const float *g = a[1].f, one = (float)a[5].x, two = (float)a[6].x, epsilon = (float)a[7].x, rate = (float)a[8].x;
    SIMD for (int64_t i = begin; i < end; i++) {
        const float mean = m[i] + (g[i] - m[i]) * one, square = v[i] + (g[i] * g[i] - v[i]) * two;
        m[i] = mean;
        v[i] = square;
        p[i] -= mean / (sqrtf(square) + epsilon) * rate;
    }
}
KERNEL(adam) { spread(a[4].n, grain_of(a[4].n, 2), adam_part, a); }

/* Words: values, gradients, u, momentum, rate, count. */
static void sgd_part(const Word *a, int64_t begin, int64_t end) {
    float *p = a[0].f, *u = a[2].f;
    const float *g = a[1].f, momentum = (float)a[3].x, rate = (float)a[4].x;
    SIMD for (int64_t i = begin; i < end; i++) {
        const float step = u[i] * momentum - g[i] * rate;
        u[i] = step;
        p[i] += step;
    }
}
KERNEL(sgd) { spread(a[5].n, grain_of(a[5].n, 1), sgd_part, a); }

/* Words: values, gradients, v, u, count, Beta, epsilon, momentum, rate. */
static void rmsprop_part(const Word *a, int64_t begin, int64_t end) {
    float *p = a[0].f, *v = a[2].f, *u = a[3].f;
    const float *g = a[1].f, beta = (float)a[5].x, rest = (float)(1 - a[5].x), epsilon = (float)a[6].x;
    const float momentum = (float)a[7].x, rate = (float)a[8].x;
    SIMD for (int64_t i = begin; i < end; i++) {
        const float square = v[i] * beta + g[i] * g[i] * rest;
        const float step = u[i] * momentum - g[i] / sqrtf(square + epsilon) * rate;
        v[i] = square;
        u[i] = step;
        p[i] += step;
    }
}
KERNEL(rmsprop) { spread(a[4].n, grain_of(a[4].n, 2), rmsprop_part, a); }
