/* The inner loop of convolutions and of products with weights that were brought in order once: a tile of some pixels by
   some vectors of outputs stays in registers while inputs and weights go by. */
#ifndef TILE_H
#define TILE_H
#include "kernel.h"

#define MOST 8

typedef struct {
    const float *x[MOST]; /* where the pixels' windows begin */
    float *y[MOST];
    const float *w, *bias;
    const int64_t *offsets;
    int64_t runs, length, channels;
} Place;

ALWAYS void tile(const int pixels, const int vectors, const Place *p) {
    Lanes sum[MOST][3];
    UNROLL for (int i = 0; i < pixels; i++)
        UNROLL for (int j = 0; j < vectors; j++) sum[i][j] = load(p->bias + j * LANES);
    const float *w = p->w;
    const int64_t length = p->length;
    for (int64_t r = 0; r < p->runs; r++) {
        const float *x[MOST];
        UNROLL for (int i = 0; i < pixels; i++) x[i] = p->x[i] + p->offsets[r];
        for (int64_t k = 0; k < length; k++, w += vectors * LANES) {
            Lanes factor[3];
            UNROLL for (int j = 0; j < vectors; j++) factor[j] = load(w + j * LANES);
            UNROLL for (int i = 0; i < pixels; i++) {
                const float value = x[i][k];
                UNROLL for (int j = 0; j < vectors; j++) sum[i][j] += value * factor[j];
            }
        }
    }
    UNROLL for (int i = 0; i < pixels; i++)
        UNROLL for (int j = 0; j < vectors; j++) {
            const int64_t left = p->channels - j * LANES;
            if (left >= LANES) store(p->y[i] + j * LANES, sum[i][j]);
            else memcpy(p->y[i] + j * LANES, &sum[i][j], (size_t)left * sizeof(float));
        }
}
#define TILE(pixels, vectors) \
    static void tile_##pixels##_##vectors(const Place *p) { tile(pixels, vectors, p); }
#define SIX(vectors) \
    TILE(1, vectors) TILE(2, vectors) TILE(3, vectors) TILE(4, vectors) TILE(5, vectors) TILE(6, vectors)
SIX(1) SIX(2)
TILE(7, 1) TILE(8, 1)
TILE(1, 3) TILE(2, 3) TILE(3, 3) TILE(4, 3)
static void (*const tiles[4][MOST + 1])(const Place *) = {
    {0},
    {0, tile_1_1, tile_2_1, tile_3_1, tile_4_1, tile_5_1, tile_6_1, tile_7_1, tile_8_1},
    {0, tile_1_2, tile_2_2, tile_3_2, tile_4_2, tile_5_2, tile_6_2},
    {0, tile_1_3, tile_2_3, tile_3_3, tile_4_3},
};

/* How many vectors of outputs a tile takes, of those that are left, and how many pixels or places it can: two
   multiply-adds for every load, in as many registers as there are. */
static int64_t some_of(int64_t left) { return left % 2 && left > 1 ? 3 : left < 2 ? left : 2; }
static int64_t most_of(int64_t some) { return some == 3 ? 4 : some == 2 ? 6 : MOST; }

/* y = bias + x w for `rows` rows of x and y that lie `x_step` and `y_step` apart; w as `order_weights` leaves it. */
static inline void multiply_rows(const float *x, int64_t x_step, const float *w, const float *bias, float *y,
                                 int64_t y_step, int64_t rows, int64_t inputs, int64_t outputs) {
    const int64_t vectors = (outputs + LANES - 1) / LANES, none = 0;
    for (int64_t v = 0, some; v < vectors; v += some) {
        some = some_of(vectors - v);
        const int64_t steps = (rows + most_of(some) - 1) / most_of(some);
        Place place = {.w = w + v * LANES * inputs, .bias = bias + v * LANES, .offsets = &none, .runs = 1,
                       .length = inputs, .channels = outputs - v * LANES};
        for (int64_t i = 0, z = 0; i < steps; i++) {
            const int64_t next = (i + 1) * rows / steps;
            for (int64_t n = z; n < next; n++) {
                place.x[n - z] = x + n * x_step;
                place.y[n - z] = y + n * y_step + v * LANES;
            }
            tiles[some][next - z](&place);
            z = next;
        }
    }
}

/* How many numbers `order_weights` writes. */
static inline int64_t ordered_size(int64_t inputs, int64_t outputs) { return inputs * ((outputs + LANES - 1) / LANES * LANES); }

/* Weights with the steps `down` by input and `across` by output, in the order in which tiles read them. */
static inline void order_weights(const float *w, int64_t down, int64_t across, float *to, int64_t inputs, int64_t outputs) {
    const int64_t vectors = (outputs + LANES - 1) / LANES;
    for (int64_t v = 0, some; v < vectors; v += some) {
        some = some_of(vectors - v);
        const int64_t wide = some * LANES, count = outputs - v * LANES < wide ? outputs - v * LANES : wide;
        for (int64_t k = 0; k < inputs; k++, to += wide) {
            const float *from = w + k * down + v * LANES * across;
            for (int64_t f = 0; f < count; f++) to[f] = from[f * across];
            for (int64_t f = count; f < wide; f++) to[f] = 0;
        }
    }
}
#endif
