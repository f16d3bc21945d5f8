/* Arrays with channels last, normalised by statistics of each channel. Sums over rows are taken in pieces, whose sums are
   added in order: what comes out does not depend on the number of threads. */
#include "functions.h"
#include "kernel.h"

static int64_t pieces_of(int64_t rows, int64_t piece) { return (rows + piece - 1) / piece; }

/* out[j] = the sum over pieces of sums[piece * step + j]. */
static void gather(float *out, const float *sums, int64_t pieces, int64_t step, int64_t count) {
    for (int64_t j = 0; j < count; j++) {
        double sum = 0;
        for (int64_t p = 0; p < pieces; p++) sum += sums[p * step + j];
        out[j] = (float)sum;
    }
}

/* Words: x, out (2, channels), rows, channels, rows of a piece, sums (pieces, channels). */
static void mean_rows(const Word *a, int64_t begin, int64_t end) {
    const int64_t c = a[3].n;
    float *sums = a[5].f + begin / a[4].n * c;
    memset(sums, 0, (size_t)c * sizeof(float));
    for (int64_t i = begin; i < end; i++) {
        const float *x = a[0].f + i * c;
        SIMD for (int64_t j = 0; j < c; j++) sums[j] += x[j];
    }
}
static void variance_rows(const Word *a, int64_t begin, int64_t end) {
    const int64_t c = a[3].n;
    const float *mean = a[1].f;
    float *sums = a[5].f + begin / a[4].n * c;
    memset(sums, 0, (size_t)c * sizeof(float));
    for (int64_t i = begin; i < end; i++) {
        const float *x = a[0].f + i * c;
        SIMD for (int64_t j = 0; j < c; j++) sums[j] += (x[j] - mean[j]) * (x[j] - mean[j]);
    }
}
KERNEL(moments) {
    const int64_t rows = a[2].n, c = a[3].n, piece = a[4].n;
    float *out = a[1].f;
    spread(rows, piece, mean_rows, a);
    gather(out, a[5].f, pieces_of(rows, piece), c, c);
    for (int64_t j = 0; j < c; j++) out[j] /= (float)rows;
    spread(rows, piece, variance_rows, a);
    gather(out + c, a[5].f, pieces_of(rows, piece), c, c);
    for (int64_t j = 0; j < c; j++) out[c + j] /= (float)rows;
}

/* y = activation(x scale + shift). Words: x, y, scale, shift, rows, channels, activation. */
static void scale_rows(const Word *a, int64_t begin, int64_t end) {
    const int64_t c = a[5].n, kind = a[6].n;
    const float *scale = a[2].f, *shift = a[3].f;
    for (int64_t i = begin; i < end; i++) {
        const float *x = a[0].f + i * c;
        float *y = a[1].f + i * c;
        if (kind == RAMP) {
            SIMD for (int64_t j = 0; j < c; j++) y[j] = max32(x[j] * scale[j] + shift[j], 0);
        } else {
            SIMD for (int64_t j = 0; j < c; j++) y[j] = x[j] * scale[j] + shift[j];
        }
        if (kind > RAMP) activate(y, c, kind);
    }
}
KERNEL(affine_channels) { spread(a[4].n, grain_of(a[4].n, a[5].n * (a[6].n > RAMP ? 16 : 1)), scale_rows, a); }

/* Words: those of affine_channels, whose scale and shift are made first, of moments, scaling, biases, epsilon. */
KERNEL(normalize) {
    const int64_t c = a[5].n;
    const float *moments = a[7].f;
    for (int64_t j = 0; j < c; j++) {
        const float scale = a[8].f[j] / sqrtf(moments[c + j] + (float)a[10].x);
        a[2].f[j] = scale;
        a[3].f[j] = a[9].f[j] - moments[j] * scale;
    }
    affine_channels(a);
}

/* The way back. dy becomes the slope before the activation. Words: dy, y, x, mean or 0, dx or 0, rows, channels,
   activation, rows of a piece, sums (pieces, 2, channels); then for `normalize_back` moments, scaling, dscaling or 0,
   dbiases or 0, epsilon, coefficients (3, channels); for `affine_channels_back` scale, dscale or 0, dshift or 0. */
static void back_rows(const Word *a, int64_t begin, int64_t end) {
    const int64_t c = a[6].n, kind = a[7].n;
    float *sum = a[9].f + begin / a[8].n * 2 * c, *products = sum + c;
    memset(sum, 0, 2 * (size_t)c * sizeof(float));
    const float *mean = a[3].f;
    for (int64_t i = begin; i < end; i++) {
        float *dy = a[0].f + i * c;
        const float *y = a[1].f + i * c, *x = a[2].f + i * c;
        if (kind == RAMP) {
            SIMD for (int64_t j = 0; j < c; j++) dy[j] = y[j] > 0 ? dy[j] : 0 * dy[j];
        } else if (kind) {
            SIMD for (int64_t j = 0; j < c; j++) dy[j] *= slope_of(y[j], kind);
        }
        if (mean) {
            SIMD for (int64_t j = 0; j < c; j++) {
                sum[j] += dy[j];
                products[j] += dy[j] * (x[j] - mean[j]);
            }
        } else {
            SIMD for (int64_t j = 0; j < c; j++) {
                sum[j] += dy[j];
                products[j] += dy[j] * x[j];
            }
        }
    }
}
static void normalize_dx(const Word *a, int64_t begin, int64_t end) {
    const int64_t c = a[6].n;
    const float *factor = a[15].f, *slope = factor + c, *shift = slope + c;
    for (int64_t i = begin; i < end; i++) {
        const float *dy = a[0].f + i * c, *x = a[2].f + i * c;
        float *dx = a[4].f + i * c;
        SIMD for (int64_t j = 0; j < c; j++) dx[j] = dy[j] * factor[j] + (x[j] * slope[j] + shift[j]);
    }
}
KERNEL(normalize_back) {
    const int64_t rows = a[5].n, c = a[6].n, pieces = pieces_of(rows, a[8].n);
    spread(rows, a[8].n, back_rows, a);
    float *factor = a[15].f, *slope = factor + c, *shift = slope + c;
    gather(slope, a[9].f, pieces, 2 * c, c);
    gather(shift, a[9].f + c, pieces, 2 * c, c);
    for (int64_t j = 0; j < c; j++) {
        const float mean = a[10].f[j], inverse = 1 / sqrtf(a[10].f[c + j] + (float)a[14].x);
        const float one = slope[j], two = shift[j] * inverse; /* sums of dy, and of dy times the normalised x */
        if (a[12].p) a[12].f[j] = two;
        if (a[13].p) a[13].f[j] = one;
        const float each = a[11].f[j] * inverse / (float)rows;
        factor[j] = a[11].f[j] * inverse;
        slope[j] = -two * each * inverse;
        shift[j] = -one * each - slope[j] * mean;
    }
    if (a[4].p) spread(rows, grain_of(rows, 2 * c), normalize_dx, a);
}
static void scale_dx(const Word *a, int64_t begin, int64_t end) {
    const int64_t c = a[6].n;
    const float *scale = a[10].f;
    for (int64_t i = begin; i < end; i++)
        SIMD for (int64_t j = 0; j < c; j++) a[4].f[i * c + j] = a[0].f[i * c + j] * scale[j];
}
KERNEL(affine_channels_back) {
    const int64_t rows = a[5].n, c = a[6].n, pieces = pieces_of(rows, a[8].n);
    if (a[7].n || a[11].p || a[12].p) spread(rows, a[8].n, back_rows, a);
    if (a[12].p) gather(a[12].f, a[9].f, pieces, 2 * c, c);
    if (a[11].p) gather(a[11].f, a[9].f + c, pieces, 2 * c, c);
    if (a[4].p) spread(rows, grain_of(rows, c), scale_dx, a);
}

/* Words: out, old, new, momentum, count. */
KERNEL(moving_average) {
    const float keep = (float)a[3].x, take = (float)(1 - a[3].x);
    for (int64_t i = 0; i < a[4].n; i++) a[0].f[i] = a[1].f[i] * keep + a[2].f[i] * take;
}
