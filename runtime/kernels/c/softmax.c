/* Softmax along the last axis, alone or with the cross entropy after it. */
#include "functions.h"
#include "kernel.h"

static float largest(const float *x, int64_t count) {
    float most = -INFINITY, bad = 0;
    _Pragma("omp simd reduction(max : most) reduction(+ : bad)") for (int64_t j = 0; j < count; j++) {
        most = x[j] > most ? x[j] : most;
        bad += x[j] * 0; /* NaN where x is NaN or infinite */
    }
    if (bad == bad) return most;
    for (int64_t j = 0; j < count; j++)
        if (x[j] != x[j]) return x[j];
    return most;
}

/* In double, rounded once. Words: x, y, rows, columns, scratch (rows, columns) of double. */
static void exact_rows(const Word *a, int64_t begin, int64_t end) {
    const int64_t columns = a[3].n;
    double wide[512];
    for (; begin < end; begin++) {
        const float *x = a[0].f + begin * columns;
        float *y = a[1].f + begin * columns;
        const double most = largest(x, columns);
        double total = 0;
        for (int64_t start = 0; start < columns; start += 512) {
            const int64_t count = columns - start < 512 ? columns - start : 512;
            for (int64_t j = 0; j < count; j++) wide[j] = exp64(x[start + j] - most);
            _Pragma("omp simd reduction(+ : total)") for (int64_t j = 0; j < count; j++) total += wide[j];
        }
        if (columns <= 512) {
            for (int64_t j = 0; j < columns; j++) y[j] = (float)(wide[j] / total);
        } else {
            for (int64_t j = 0; j < columns; j++) y[j] = (float)(exp64(x[j] - most) / total);
        }
    }
}
KERNEL(softmax_exact) { spread(a[2].n, grain_of(a[2].n, a[3].n * 16), exact_rows, a); }

static float fast_row(const float *x, float *y, int64_t columns, float scale) {
    const float most = largest(x, columns);
    float total = 0;
    for (int64_t j = 0; j < columns; j++) y[j] = exp32((x[j] - most) * scale);
    _Pragma("omp simd reduction(+ : total)") for (int64_t j = 0; j < columns; j++) total += y[j];
    const float share = 1 / total;
    for (int64_t j = 0; j < columns; j++) y[j] *= share;
    return total;
}
static void fast_rows(const Word *a, int64_t begin, int64_t end) {
    for (; begin < end; begin++) fast_row(a[0].f + begin * a[3].n, a[1].f + begin * a[3].n, a[3].n, 1);
}
KERNEL(softmax_fast) { spread(a[2].n, grain_of(a[2].n, a[3].n * 8), fast_rows, a); }

/* Words: dy, y, dx, rows, columns. */
static void back_rows(const Word *a, int64_t begin, int64_t end) {
    const int64_t columns = a[4].n;
    for (; begin < end; begin++) {
        const float *dy = a[0].f + begin * columns, *y = a[1].f + begin * columns;
        float *dx = a[2].f + begin * columns, total = 0;
        _Pragma("omp simd reduction(+ : total)") for (int64_t j = 0; j < columns; j++) total += dy[j] * y[j];
        SIMD for (int64_t j = 0; j < columns; j++) dx[j] = (dy[j] - total) * y[j];
    }
}
KERNEL(softmax_back) { spread(a[3].n, grain_of(a[3].n, a[4].n * 2), back_rows, a); }

/* Words: x, targets from 1, probabilities, loss of each example, examples, places in an example, classes, most. */
static void loss_examples(const Word *a, int64_t begin, int64_t end) {
    const int64_t each = a[5].n, columns = a[6].n;
    const double most = a[7].x;
    for (; begin < end; begin++) {
        double sum = 0;
        for (int64_t place = begin * each; place < (begin + 1) * each; place++) {
            const float *x = a[0].f + place * columns;
            float *p = a[2].f + place * columns;
            const double chosen = (double)x[a[1].whole[place] - 1] - (double)largest(x, columns);
            const double loss = log64(fast_row(x, p, columns, 1)) - chosen;
            sum += loss > most ? most : loss;
        }
        a[3].f[begin] = (float)(sum / each);
    }
}
KERNEL(softmax_loss) { spread(a[4].n, grain_of(a[4].n, a[5].n * a[6].n * 10), loss_examples, a); }

/* Words: dy, targets, probabilities, dx, examples, places, classes. */
static void loss_back(const Word *a, int64_t begin, int64_t end) {
    const int64_t each = a[5].n, columns = a[6].n;
    for (; begin < end; begin++) {
        const float scale = a[0].f[begin] / (float)each;
        for (int64_t place = begin * each; place < (begin + 1) * each; place++) {
            const float *p = a[2].f + place * columns;
            float *dx = a[3].f + place * columns;
            SIMD for (int64_t j = 0; j < columns; j++) dx[j] = p[j] * scale;
            const int64_t target = a[1].whole[place] - 1;
            dx[target] = (p[target] - 1) * scale;
        }
    }
}
KERNEL(softmax_loss_back) { spread(a[4].n, grain_of(a[4].n, a[5].n * a[6].n), loss_back, a); }
