/* activation(x w + b) in one pass over the result, and the way back. */
#include "functions.h"
#include "kernel.h"

static void finish(float *y, const float *bias, int64_t count, int64_t kind) {
    if (bias) {
        if (kind == RAMP) {
            SIMD for (int64_t j = 0; j < count; j++) y[j] = max32(y[j] + bias[j], 0);
            return;
        }
        SIMD for (int64_t j = 0; j < count; j++) y[j] += bias[j];
    }
    if (kind) activate(y, count, kind);
}

/* Words: x, w, b or 0, y, rows, inputs, outputs, activation, w's row length, whether w lies (outputs, inputs),
   x's row length. */
enum { X, W, B, Y, ROWS, IN, OUT, KIND, LDW, TURNED, LDX };

static void finish_rows(const Word *a, int64_t begin, int64_t end) {
    for (; begin < end; begin++) finish(a[Y].f + begin * a[OUT].n, a[B].f, a[OUT].n, a[KIND].n);
}

/* A few rows: every weight is read once, in pieces of columns. */
static void few_rows(const Word *a, int64_t begin, int64_t end) {
    const int64_t in = a[IN].n, out = a[OUT].n, step = a[LDW].n;
    for (int64_t row = 0; row < a[ROWS].n; row++) {
        const float *x = a[X].f + row * a[LDX].n;
        float *y = a[Y].f + row * out;
        for (int64_t start = begin; start < end; start += 8 * LANES) {
            const int64_t left = end - start < 8 * LANES ? end - start : 8 * LANES;
            const float *w = a[W].f + start;
            if (left == 8 * LANES) {
                Lanes sum[8] = {{0}};
                for (int64_t i = 0; i < in; i++) {
                    Lanes factor = x[i] - (Lanes){0};
                    for (int k = 0; k < 8; k++) sum[k] += factor * load(w + i * step + k * LANES);
                }
                for (int k = 0; k < 8; k++) store(y + start + k * LANES, sum[k]);
            } else {
                float sum[8 * LANES];
                for (int64_t j = 0; j < left; j++) sum[j] = 0;
                for (int64_t i = 0; i < in; i++)
                    SIMD for (int64_t j = 0; j < left; j++) sum[j] += x[i] * w[i * step + j];
                for (int64_t j = 0; j < left; j++) y[start + j] = sum[j];
            }
        }
        finish(y + begin, a[B].f ? a[B].f + begin : 0, end - begin, a[KIND].n);
    }
}

KERNEL(affine) {
    const int64_t rows = a[ROWS].n, in = a[IN].n, out = a[OUT].n;
    if (rows <= 2 && !a[TURNED].n) {
        int64_t grain = in * out < 4 * SERIAL ? out : (out / services.threads() + 8 * LANES) / (8 * LANES) * (8 * LANES);
        spread(out, grain, few_rows, a);
        return;
    }
    services.multiply(0, (int)a[TURNED].n, rows, out, in, 1, a[X].f, a[LDX].n, a[W].f, a[LDW].n, 0, a[Y].f, out);
    if (a[B].p || a[KIND].n) spread(rows, grain_of(rows, out * (a[KIND].n > RAMP ? 20 : 1)), finish_rows, a);
}

/* dy becomes the gradient before the activation; its columns are summed piece by piece, so that the sum does not
   depend on the number of threads. Words: dy, y or 0, db or 0, sums (pieces, columns), rows, columns, activation,
   rows of a piece. */
enum { DY, RESULT, DB, SUMS, COUNT, COLUMNS, KIND2, PIECE };

static void back_rows(const Word *a, int64_t begin, int64_t end) {
    const int64_t columns = a[COLUMNS].n, kind = a[KIND2].n;
    float *sums = a[DB].p ? a[SUMS].f + begin / a[PIECE].n * columns : 0;
    if (sums) memset(sums, 0, (size_t)columns * sizeof(float));
    for (int64_t i = begin; i < end; i++) {
        float *dy = a[DY].f + i * columns;
        const float *y = kind ? a[RESULT].f + i * columns : 0;
        if (kind == RAMP) {
            SIMD for (int64_t j = 0; j < columns; j++) dy[j] = y[j] > 0 ? dy[j] : 0 * dy[j];
        } else if (kind) {
            SIMD for (int64_t j = 0; j < columns; j++) dy[j] *= slope_of(y[j], kind);
        }
        if (sums) SIMD for (int64_t j = 0; j < columns; j++) sums[j] += dy[j];
    }
}

KERNEL(activation_back) {
    const int64_t rows = a[COUNT].n, columns = a[COLUMNS].n, piece = a[PIECE].n;
    spread(rows, piece, back_rows, a);
    if (!a[DB].p) return;
    float *db = a[DB].f;
    memset(db, 0, (size_t)columns * sizeof(float));
    for (int64_t i = 0; i * piece < rows; i++)
        SIMD for (int64_t j = 0; j < columns; j++) db[j] += a[SUMS].f[i * columns + j];
}
