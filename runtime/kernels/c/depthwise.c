/* Convolution where every channel has a filter of its own: the channels are the vectors, some windows side by side
   share the weights. The runs are single places of the kernel. */
#include "windows.h"

typedef struct {
    const float *x, *w, *bias;
    int64_t step, padded, runs;
    const int64_t *offsets;
    float *y;
    int64_t pixel;
} Place;

ALWAYS void tile(const int pixels, const int vectors, const Place *p) {
    Lanes sum[8][4];
    UNROLL for (int i = 0; i < pixels; i++)
        UNROLL for (int j = 0; j < vectors; j++) sum[i][j] = load(p->bias + j * LANES);
    const float *w = p->w;
    for (int64_t r = 0; r < p->runs; r++, w += p->padded) {
        const float *x = p->x + p->offsets[r];
        UNROLL for (int j = 0; j < vectors; j++) {
            const Lanes factor = load(w + j * LANES);
            UNROLL for (int i = 0; i < pixels; i++) sum[i][j] += load(x + i * p->step + j * LANES) * factor;
        }
    }
    UNROLL for (int i = 0; i < pixels; i++)
        UNROLL for (int j = 0; j < vectors; j++) store(p->y + i * p->pixel + j * LANES, sum[i][j]);
}
#define TILE(pixels, vectors) \
    static void tile_##pixels##_##vectors(const Place *p) { tile(pixels, vectors, p); }
TILE(1, 1) TILE(2, 1) TILE(4, 1) TILE(1, 2) TILE(2, 2) TILE(4, 2)
static void (*const tiles[3][5])(const Place *) = {
    {0}, {0, tile_1_1, tile_2_1, 0, tile_4_1}, {0, tile_1_2, tile_2_2, 0, tile_4_2}};

static void forward_blocks(const Word *a, int64_t begin, int64_t end) {
    const int64_t c = a[CHANNELS].n, columns = a[COLUMNS].n, step = a[RIGHT_STEP].n * c, whole = c / LANES * LANES;
    for (; begin < end; begin++) {
        const Block b = block_of(a, begin);
        for (int64_t r = 0; r < b.rows; r++) {
            const float *x = b.source + r * a[DOWN_STEP].n * b.stride;
            float *y = b.y + r * a[Y_ROW].n;
            for (int64_t z = 0, some; z < columns; z += some) {
                some = columns - z >= 4 ? 4 : columns - z >= 2 ? 2 : 1;
                for (int64_t j = 0, vectors; j < whole; j += vectors * LANES) {
                    vectors = whole - j >= 2 * LANES ? 2 : 1;
                    const Place place = {x + z * step + j, a[WEIGHTS].f + j, a[BIAS].f + j, step, a[PADDED].n, a[RUNS].n,
                                         b.offsets, y + z * a[Y_PIXEL].n + j, a[Y_PIXEL].n};
                    tiles[vectors][some](&place);
                }
                for (int64_t i = z; i < z + some; i++)
                    for (int64_t j = whole; j < c; j++) {
                        float sum = a[BIAS].f[j];
                        for (int64_t k = 0; k < a[RUNS].n; k++)
                            sum += x[i * step + b.offsets[k] + j] * a[WEIGHTS].f[k * a[PADDED].n + j];
                        y[i * a[Y_PIXEL].n + j] = sum;
                    }
            }
        }
        finish_block(a, &b);
    }
}
KERNEL(convolve_each) { SPREAD_BLOCKS(forward_blocks); }

/* The gradient by the weights: Y is dy, WEIGHTS the sums (parts, runs, channels). */
ALWAYS void outer(const int places, const float *x, const float *dy, const int64_t *offsets, int64_t rows, int64_t row,
                  int64_t columns, int64_t step, int64_t dy_row, int64_t c, float *sums) {
    Lanes sum[9];
    UNROLL for (int i = 0; i < places; i++) sum[i] = load(sums + i * c);
    for (int64_t r = 0; r < rows; r++)
        for (int64_t z = 0; z < columns; z++) {
            const Lanes slope = load(dy + r * dy_row + z * c);
            const float *from = x + r * row + z * step;
            UNROLL for (int i = 0; i < places; i++) sum[i] += load(from + offsets[i]) * slope;
        }
    UNROLL for (int i = 0; i < places; i++) store(sums + i * c, sum[i]);
}

static void outer_parts(const Word *a, int64_t begin, int64_t end) {
    const int64_t c = a[CHANNELS].n, rows = a[ROWS].n, columns = a[COLUMNS].n, runs = a[RUNS].n;
    const int64_t high = (rows - 1) * a[DOWN_STEP].n + a[REACH].n, step = a[RIGHT_STEP].n * c, whole = c / LANES * LANES;
    for (; begin < end; begin++) {
        float *sums = a[WEIGHTS].f + begin * runs * c;
        memset(sums, 0, (size_t)(runs * c) * sizeof(float));
        const int64_t first = begin * a[IMAGES].n / a[PARTS].n, last = (begin + 1) * a[IMAGES].n / a[PARTS].n;
        for (int64_t n = first; n < last; n++) {
            const float *image = a[X].f + n * a[HEIGHT].n * a[WIDTH_].n * c, *dy = a[Y].f + n * rows * columns * c;
            const float *x = image - (a[TOP].n * a[WIDTH_].n + a[LEFT].n) * c;
            int64_t row = a[WIDTH_].n * c;
            const int64_t *offsets = (const int64_t *)a[OFFSETS].p + runs;
            if (a[FRAMED].n) {
                row = a[ACROSS].n * c;
                offsets = a[OFFSETS].p;
                float *space = borrow(high * row);
                frame(a, space, image, 0, high);
                x = space;
            }
            const int64_t down = row * a[DOWN_STEP].n, dy_row = columns * c;
            for (int64_t j = 0; j < whole; j += LANES) {
                int64_t k = 0;
                for (; k + 9 <= runs; k += 9)
                    outer(9, x + j, dy + j, offsets + k, rows, down, columns, step, dy_row, c, sums + k * c + j);
                for (; k + 3 <= runs; k += 3)
                    outer(3, x + j, dy + j, offsets + k, rows, down, columns, step, dy_row, c, sums + k * c + j);
                for (; k < runs; k++)
                    outer(1, x + j, dy + j, offsets + k, rows, down, columns, step, dy_row, c, sums + k * c + j);
            }
            for (int64_t k = 0; k < runs; k++)
                for (int64_t r = 0; r < rows; r++)
                    for (int64_t z = 0; z < columns; z++)
                        for (int64_t j = whole; j < c; j++)
                            sums[k * c + j] += x[r * down + z * step + offsets[k] + j] * dy[r * dy_row + z * c + j];
        }
    }
}
KERNEL(outer_each) { spread(a[PARTS].n, 1, outer_parts, a); }
