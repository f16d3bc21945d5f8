/* Windows over images with their channels last. What meets what is said by runs: how far behind a window's first element
   stretches of `LENGTH` elements begin that meet the next `LENGTH` rows of the weights. So the same kernels serve the way
   forward, the way back (each phase of the stride by itself) and the transpose. */
#ifndef WINDOWS_H
#define WINDOWS_H
#include "functions.h"
#include "kernel.h"

enum {
    X, WEIGHTS, BIAS, Y, IMAGES, HEIGHT, WIDTH_, CHANNELS,
    TOP, LEFT,             /* rows and columns of zeros before the input; less than 0: what is skipped */
    REACH, ACROSS,         /* rows of a window, columns of all windows of a row */
    DOWN_STEP, RIGHT_STEP, /* from window to window */
    ROWS, COLUMNS, OUT, PADDED, RUNS, OFFSETS, LENGTH, Y_IMAGE, Y_ROW, Y_PIXEL, KIND, BLOCK, FRAMED,
    PARTS, IMAGES_EACH
};

/* Rows `begin` to `end` of the frame, as they would be with zeros around the input. */
static void frame(const Word *a, float *to, const float *image, int64_t begin, int64_t end) {
    const int64_t c = a[CHANNELS].n, across = a[ACROSS].n, left = a[LEFT].n, width = a[WIDTH_].n;
    const int64_t first = left > 0 ? left : 0, skipped = left < 0 ? -left : 0;
    int64_t count = width - skipped;
    if (count > across - first) count = across - first;
    if (count < 0) count = 0;
    for (int64_t row = begin; row < end; row++, to += across * c) {
        const int64_t from = row - a[TOP].n;
        if (from < 0 || from >= a[HEIGHT].n) {
            memset(to, 0, (size_t)(across * c) * sizeof(float));
            continue;
        }
        memset(to, 0, (size_t)(first * c) * sizeof(float));
        memcpy(to + first * c, image + (from * width + skipped) * c, (size_t)(count * c) * sizeof(float));
        memset(to + (first + count) * c, 0, (size_t)((across - first - count) * c) * sizeof(float));
    }
}

/* A piece of work: some rows of windows of one image. */
typedef struct {
    const float *source; /* the first element of its first window */
    int64_t stride;      /* from row to row of the input */
    const int64_t *offsets;
    float *y;
    int64_t rows;
} Block;

static inline Block block_of(const Word *a, int64_t index) {
    const int64_t blocks = (a[ROWS].n + a[BLOCK].n - 1) / a[BLOCK].n, c = a[CHANNELS].n;
    const int64_t row = index % blocks * a[BLOCK].n, first = row * a[DOWN_STEP].n;
    const float *image = a[X].f + index / blocks * a[HEIGHT].n * a[WIDTH_].n * c;
    Block b = {image + ((first - a[TOP].n) * a[WIDTH_].n - a[LEFT].n) * c, a[WIDTH_].n * c,
               (const int64_t *)a[OFFSETS].p + a[RUNS].n, a[Y].f + index / blocks * a[Y_IMAGE].n + row * a[Y_ROW].n,
               a[ROWS].n - row < a[BLOCK].n ? a[ROWS].n - row : a[BLOCK].n};
    if (a[FRAMED].n) {
        const int64_t high = (b.rows - 1) * a[DOWN_STEP].n + a[REACH].n;
        b.stride = a[ACROSS].n * c;
        b.offsets = a[OFFSETS].p;
        float *space = borrow(high * b.stride);
        frame(a, space, image, first, first + high);
        b.source = space;
    }
    return b;
}

static inline void finish_block(const Word *a, const Block *b) {
    const int64_t out = a[OUT].n, columns = a[COLUMNS].n;
    if (!a[KIND].n) return;
    for (int64_t r = 0; r < b->rows; r++)
        if (a[Y_PIXEL].n == out) activate(b->y + r * a[Y_ROW].n, columns * out, a[KIND].n);
        else
            for (int64_t z = 0; z < columns; z++) activate(b->y + r * a[Y_ROW].n + z * a[Y_PIXEL].n, out, a[KIND].n);
}

#define SPREAD_BLOCKS(part) spread(a[IMAGES].n * ((a[ROWS].n + a[BLOCK].n - 1) / a[BLOCK].n), 1, part, a)
#endif
