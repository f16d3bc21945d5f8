/* Direct convolution, forward and back. */
#include "tile.h"
#include "windows.h"

static void forward_blocks(const Word *a, int64_t begin, int64_t end) {
    const int64_t out = a[OUT].n, columns = a[COLUMNS].n, step = a[RIGHT_STEP].n * a[CHANNELS].n;
    const int64_t vectors = (out + LANES - 1) / LANES;
    for (; begin < end; begin++) {
        const Block b = block_of(a, begin);
        const int64_t pixels = b.rows * columns;
        for (int64_t v = 0, some; v < vectors; v += some) {
            some = some_of(vectors - v);
            const int64_t steps = (pixels + most_of(some) - 1) / most_of(some);
            Place place = {.w = a[WEIGHTS].f + v * LANES * a[RUNS].n * a[LENGTH].n,
                           .bias = a[BIAS].f + v * LANES,
                           .offsets = b.offsets,
                           .runs = a[RUNS].n,
                           .length = a[LENGTH].n,
                           .channels = out - v * LANES};
            int64_t row = 0, column = 0;
            for (int64_t i = 0, z = 0; i < steps; i++) {
                const int64_t next = (i + 1) * pixels / steps, count = next - z;
                for (int64_t n = 0; n < count; n++) {
                    place.x[n] = b.source + row * a[DOWN_STEP].n * b.stride + column * step;
                    place.y[n] = b.y + row * a[Y_ROW].n + column * a[Y_PIXEL].n + v * LANES;
                    if (++column == columns) {
                        column = 0;
                        row++;
                    }
                }
                tiles[some][count](&place);
                z = next;
            }
        }
        finish_block(a, &b);
    }
}

KERNEL(convolve) { SPREAD_BLOCKS(forward_blocks); }

/* Weights in the order in which tiles read them: for some vectors of outputs all places, with zeros behind the outputs.
   Words: w, to, runs, places in a run, channels, outputs, numbers of a row where all outputs lie in one, else 0; of each run where it
   begins in w; steps of w by place, channel, output. */
KERNEL(pack) {
    const int64_t out = a[5].n, vectors = (out + LANES - 1) / LANES, step = a[10].n;
    float *to = a[1].f;
    for (int64_t v = 0, some; v < vectors; v += some) {
        some = a[6].n ? vectors : some_of(vectors - v);
        const int64_t wide = some * LANES, count = out - v * LANES < wide ? out - v * LANES : wide;
        for (int64_t r = 0; r < a[2].n; r++)
            for (int64_t u = 0; u < a[3].n; u++)
                for (int64_t c = 0; c < a[4].n; c++, to += wide) {
                    const float *w = a[0].f + a[7].whole[r] + u * a[8].n + c * a[9].n + v * LANES * step;
                    if (step == 1 && count == wide) {
                        for (int64_t j = 0; j < some; j++) store(to + j * LANES, load(w + j * LANES));
                    } else {
                        for (int64_t f = 0; f < count; f++) to[f] = w[f * step];
                        for (int64_t f = count; f < wide; f++) to[f] = 0;
                    }
                }
    }
}

/* Words: bias or 0, to, outputs, padded. */
KERNEL(pack_bias) {
    for (int64_t f = 0; f < a[3].n; f++) a[1].f[f] = a[0].p && f < a[2].n ? a[0].f[f] : 0;
}

/* --- the gradient by the weights: a tile of some input places by some vectors of outputs, pixels go by */

typedef struct {
    const float *x, *dy;
    int64_t images, image, rows, row, columns, column, dy_image, dy_row, padded;
    float *sum;
} Strip;

ALWAYS void outer(const int places, const int vectors, const Strip *s) {
    Lanes sum[12][3];
    UNROLL for (int i = 0; i < places; i++)
        UNROLL for (int j = 0; j < vectors; j++) sum[i][j] = load(s->sum + i * s->padded + j * LANES);
    const int64_t column = s->column, padded = s->padded;
    for (int64_t n = 0; n < s->images; n++)
        for (int64_t r = 0; r < s->rows; r++) {
            const float *x = s->x + n * s->image + r * s->row, *dy = s->dy + n * s->dy_image + r * s->dy_row;
            for (int64_t z = 0; z < s->columns; z++, x += column, dy += padded) {
                Lanes slope[3];
                UNROLL for (int j = 0; j < vectors; j++) slope[j] = load(dy + j * LANES);
                UNROLL for (int i = 0; i < places; i++)
                    UNROLL for (int j = 0; j < vectors; j++) sum[i][j] += x[i] * slope[j];
            }
        }
    UNROLL for (int i = 0; i < places; i++)
        UNROLL for (int j = 0; j < vectors; j++) store(s->sum + i * s->padded + j * LANES, sum[i][j]);
}
#define OUTER(places, vectors) \
    static void outer_##places##_##vectors(const Strip *s) { outer(places, vectors, s); }
#define SIX_OUTER(vectors) \
    OUTER(1, vectors) OUTER(2, vectors) OUTER(3, vectors) OUTER(4, vectors) OUTER(5, vectors) OUTER(6, vectors)
SIX_OUTER(1) SIX_OUTER(2)
OUTER(1, 3) OUTER(2, 3) OUTER(3, 3) OUTER(4, 3)
static void (*const outers[4][7])(const Strip *) = {
    {0},
    {0, outer_1_1, outer_2_1, outer_3_1, outer_4_1, outer_5_1, outer_6_1},
    {0, outer_1_2, outer_2_2, outer_3_2, outer_4_2, outer_5_2, outer_6_2},
    {0, outer_1_3, outer_2_3, outer_3_3, outer_4_3},
};

/* Here Y is dy with its outputs in order, WEIGHTS the sums (parts, places, padded), PARTS how many of them and
   IMAGES_EACH how many images go by at once. A part's images are always the same ones. */
static void outer_parts(const Word *a, int64_t begin, int64_t end) {
    const int64_t c = a[CHANNELS].n, out = a[OUT].n, padded = a[PADDED].n, rows = a[ROWS].n, columns = a[COLUMNS].n;
    const int64_t high = (rows - 1) * a[DOWN_STEP].n + a[REACH].n, length = a[LENGTH].n;
    const int64_t total = a[RUNS].n * length * padded, vectors = padded / LANES;
    const int64_t framed = a[FRAMED].n ? high * a[ACROSS].n * c : 0, slopes = out % LANES ? rows * columns * padded : 0;
    for (; begin < end; begin++) {
        float *sums = a[WEIGHTS].f + begin * total;
        memset(sums, 0, (size_t)total * sizeof(float));
        const int64_t first = begin * a[IMAGES].n / a[PARTS].n, last = (begin + 1) * a[IMAGES].n / a[PARTS].n;
        for (int64_t n = first; n < last; n += a[IMAGES_EACH].n) {
            const int64_t images = last - n < a[IMAGES_EACH].n ? last - n : a[IMAGES_EACH].n;
            const int64_t size = a[HEIGHT].n * a[WIDTH_].n * c;
            float *space = framed || slopes ? borrow(images * (framed + slopes)) : 0;
            const float *x = a[X].f + n * size - (a[TOP].n * a[WIDTH_].n + a[LEFT].n) * c;
            const float *dy = a[Y].f + n * rows * columns * out;
            int64_t image = size, row = a[WIDTH_].n * c;
            if (framed) {
                for (int64_t i = 0; i < images; i++) frame(a, space + i * framed, a[X].f + (n + i) * size, 0, high);
                x = space;
                image = framed;
                row = a[ACROSS].n * c;
            }
            if (slopes) {
                float *to = space + images * framed;
                for (int64_t i = 0; i < images * rows * columns; i++) {
                    memcpy(to + i * padded, dy + i * out, (size_t)out * sizeof(float));
                    for (int64_t f = out; f < padded; f++) to[i * padded + f] = 0;
                }
                dy = to;
            }
            const int64_t *offsets = (const int64_t *)a[OFFSETS].p + (framed ? 0 : a[RUNS].n);
            for (int64_t v = 0, some; v < vectors; v += some) {
                some = some_of(vectors - v);
                const int64_t most = some == 3 ? 4 : 6;
                for (int64_t r = 0; r < a[RUNS].n; r++) {
                    const int64_t steps = (length + most - 1) / most;
                    for (int64_t i = 0, k = 0; i < steps; i++) {
                        const int64_t next = (i + 1) * length / steps;
                        const Strip strip = {x + offsets[r] + k, dy + v * LANES, images, image, rows,
                                             row * a[DOWN_STEP].n, columns, a[RIGHT_STEP].n * c,
                                             rows * columns * padded, columns * padded, padded,
                                             sums + (r * length + k) * padded + v * LANES};
                        outers[some][next - k](&strip);
                        k = next;
                    }
                }
            }
        }
    }
}

/* The sums of all parts, to where the weights lie: words as those of `pack`, but numbers of a row of sums in place of
   vectors, and behind them the sums and how many. */
KERNEL(unpack) {
    const float *from = a[11].f;
    const int64_t total = a[2].n * a[3].n * a[4].n * a[6].n;
    for (int64_t r = 0; r < a[2].n; r++)
        for (int64_t v = 0; v < a[3].n; v++)
            for (int64_t c = 0; c < a[4].n; c++, from += a[6].n) {
                float *w = a[0].f + a[7].whole[r] + v * a[8].n + c * a[9].n;
                const int64_t step = a[10].n;
                if (step == 1) {
                    memcpy(w, from, (size_t)a[5].n * sizeof(float));
                    for (int64_t p = 1; p < a[12].n; p++)
                        SIMD for (int64_t f = 0; f < a[5].n; f++) w[f] += from[p * total + f];
                } else {
                    for (int64_t f = 0; f < a[5].n; f++) {
                        float sum = 0;
                        for (int64_t p = 0; p < a[12].n; p++) sum += from[p * total + f];
                        w[f * step] = sum;
                    }
                }
            }
}

KERNEL(outer_sums) { spread(a[PARTS].n, 1, outer_parts, a); }

/* The way back where most of a window over the slopes would be padding: columns for every window by one product, then
   each window's column added to its place. Words: dy, w as (places, outputs), bias or 0, dx, images, height, width,
   channels, rows and columns of windows, outputs, kernel down and across, stride down and across, dilation down and
   across, padding above and left, activation. */
static void scatter_images(const Word *a, int64_t begin, int64_t end) {
    const int64_t height = a[5].n, width = a[6].n, c = a[7].n, rows = a[8].n, columns = a[9].n, out = a[10].n;
    const int64_t kh = a[11].n, kw = a[12].n, places = kh * kw * c, windows = rows * columns;
    float *space = borrow(windows * places);
    for (; begin < end; begin++) {
        float *dx = a[3].f + begin * height * width * c;
        services.multiply_here(0, 1, windows, places, out, 1, a[0].f + begin * windows * out, out, a[1].f, out, 0, space,
                               places);
        for (int64_t i = 0; i < height * width; i++)
            for (int64_t j = 0; j < c; j++) dx[i * c + j] = a[2].p ? a[2].f[j] : 0;
        const float *from = space;
        for (int64_t r = 0; r < rows; r++)
            for (int64_t z = 0; z < columns; z++)
                for (int64_t u = 0; u < kh; u++, from += kw * c) {
                    const int64_t y = r * a[13].n + u * a[15].n - a[17].n, x = z * a[14].n - a[18].n, step = a[16].n;
                    if (y < 0 || y >= height) continue;
                    if (step == 1) {
                        const int64_t first = x < 0 ? -x : 0, last = width - x < kw ? width - x : kw;
                        float *to = dx + (y * width + x) * c;
                        SIMD for (int64_t k = first * c; k < last * c; k++) to[k] += from[k];
                    } else {
                        for (int64_t v = 0; v < kw; v++) {
                            const int64_t place = x + v * step;
                            if (place < 0 || place >= width) continue;
                            float *to = dx + (y * width + place) * c;
                            for (int64_t k = 0; k < c; k++) to[k] += from[v * c + k];
                        }
                    }
                }
        if (a[19].n) activate(dx, height * width * c, a[19].n);
    }
}
KERNEL(scatter) {
    services.alone(1);
    spread(a[4].n, 1, scatter_images, a);
    services.alone(0);
}
