/* Rows of a table, looked up by number from 1. */
#include "kernel.h"

/* Words: numbers, table, out, count, size of a row. */
static void look_up(const Word *a, int64_t begin, int64_t end) {
    const int64_t size = a[4].n;
    for (; begin < end; begin++)
        memcpy(a[2].f + begin * size, a[1].f + (a[0].whole[begin] - 1) * size, (size_t)size * sizeof(float));
}
KERNEL(embed) { spread(a[3].n, grain_of(a[3].n, a[4].n), look_up, a); }

/* Adds each row of slopes to its row of the table. Words: numbers, slopes, table, count, size of a row. Pieces are
   columns, so that no two threads add to one place and the order of the sums is that of the numbers. */
static void add_columns(const Word *a, int64_t begin, int64_t end) {
    const int64_t size = a[4].n;
    for (int64_t i = 0; i < a[3].n; i++) {
        const float *from = a[1].f + i * size;
        float *to = a[2].f + (a[0].whole[i] - 1) * size;
        SIMD for (int64_t j = begin; j < end; j++) to[j] += from[j];
    }
}
KERNEL(embed_back) {
    const int64_t grain = grain_of(a[4].n, 2 * a[3].n);
    spread(a[4].n, grain < a[4].n ? (grain + LANES - 1) / LANES * LANES : grain, add_columns, a);
}
