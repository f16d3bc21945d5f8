/* Pooling over images with channels last. Words: x, y, dy, dx, images, height, width, channels, rows and columns of
   windows, kernel down and across, stride down and across, padding above and left, function, number to multiply by. */
#include "functions.h"
#include "kernel.h"

enum { X, Y, DY, DX, IMAGES, HEIGHT, ACROSS, CHANNELS, ROWS, COLUMNS, KH, KW, SH, SW, TOP, LEFT, LARGEST, FACTOR };

typedef struct {
    int64_t top, bottom, left, right; /* the part of a window that lies inside */
} Window;

static inline Window window(const Word *a, int64_t row, int64_t column) {
    const int64_t y = row * a[SH].n - a[TOP].n, x = column * a[SW].n - a[LEFT].n;
    const int64_t bottom = y + a[KH].n, right = x + a[KW].n;
    return (Window){y > 0 ? y : 0, bottom < a[HEIGHT].n ? bottom : a[HEIGHT].n, x > 0 ? x : 0,
                    right < a[ACROSS].n ? right : a[ACROSS].n};
}

static void forward_rows(const Word *a, int64_t begin, int64_t end) {
    const int64_t c = a[CHANNELS].n, line = a[ACROSS].n * c, largest = a[LARGEST].n;
    const int whole = largest && a[KH].n == 2 && a[KW].n == 2 && !a[TOP].n && !a[LEFT].n;
    for (; begin < end; begin++) {
        const float *image = a[X].f + begin / a[ROWS].n * a[HEIGHT].n * line;
        const int64_t row = begin % a[ROWS].n;
        float *y = a[Y].f + begin * a[COLUMNS].n * c;
        for (int64_t column = 0; column < a[COLUMNS].n; column++, y += c) {
            const Window w = window(a, row, column);
            if (whole && w.bottom - w.top == 2 && w.right - w.left == 2) {
                const float *x = image + w.top * line + w.left * c;
                SIMD for (int64_t j = 0; j < c; j++)
                    y[j] = max32(max32(x[j], x[c + j]), max32(x[line + j], x[line + c + j]));
                continue;
            }
            const float first = largest ? -INFINITY : 0;
            for (int64_t j = 0; j < c; j++) y[j] = first;
            for (int64_t u = w.top; u < w.bottom; u++)
                for (int64_t v = w.left; v < w.right; v++) {
                    const float *x = image + u * line + v * c;
                    if (largest) {
                        SIMD for (int64_t j = 0; j < c; j++) y[j] = max32(y[j], x[j]);
                    } else {
                        SIMD for (int64_t j = 0; j < c; j++) y[j] += x[j];
                    }
                }
            /* A place of the padding is as low as can be. */
            if (!largest) for (int64_t j = 0; j < c; j++) y[j] *= (float)a[FACTOR].x;
        }
    }
}
KERNEL(pool) {
    const int64_t rows = a[IMAGES].n * a[ROWS].n;
    spread(rows, grain_of(rows, a[COLUMNS].n * a[CHANNELS].n * a[KH].n * a[KW].n), forward_rows, a);
}

static void back_images(const Word *a, int64_t begin, int64_t end) {
    const int64_t c = a[CHANNELS].n, line = a[ACROSS].n * c, size = a[HEIGHT].n * line;
    const int full = a[KH].n == a[SH].n && a[KW].n == a[SW].n && !a[TOP].n && !a[LEFT].n &&
                     a[ROWS].n * a[SH].n == a[HEIGHT].n && a[COLUMNS].n * a[SW].n == a[ACROSS].n;
    const int two = full && a[LARGEST].n && a[KH].n == 2 && a[KW].n == 2;
    float *left = borrow(c);
    for (; begin < end; begin++) {
        const float *image = a[X].f + begin * size;
        float *to = a[DX].f + begin * size;
        if (!two) memset(to, 0, (size_t)size * sizeof(float));
        const float *y = a[Y].f + begin * a[ROWS].n * a[COLUMNS].n * c, *dy = a[DY].f + begin * a[ROWS].n * a[COLUMNS].n * c;
        for (int64_t row = 0; row < a[ROWS].n; row++)
            for (int64_t column = 0; column < a[COLUMNS].n; column++, y += c, dy += c) {
                const Window w = window(a, row, column);
                if (two) {
                    const float *x = image + w.top * line + w.left * c;
                    float *dx = to + w.top * line + w.left * c;
                    SIMD for (int64_t j = 0; j < c; j++) {
                        const float m = y[j], d = dy[j];
                        const float one = x[j] == m ? 1 : 0, second = x[c + j] == m ? 1 - one : 0;
                        const float third = x[line + j] == m ? 1 - one - second : 0;
                        const float last = x[line + c + j] == m ? 1 - one - second - third : 0;
                        dx[j] = one * d;
                        dx[c + j] = second * d;
                        dx[line + j] = third * d;
                        dx[line + c + j] = last * d;
                    }
                    continue;
                }
                for (int64_t j = 0; j < c; j++) left[j] = a[LARGEST].n ? dy[j] : dy[j] * (float)a[FACTOR].x;
                for (int64_t u = w.top; u < w.bottom; u++)
                    for (int64_t v = w.left; v < w.right; v++) {
                        const float *x = image + u * line + v * c;
                        float *dx = to + u * line + v * c;
                        if (a[LARGEST].n) {
                            SIMD for (int64_t j = 0; j < c; j++) {
                                const float got = x[j] == y[j] ? left[j] : 0;
                                dx[j] += got;
                                left[j] = x[j] == y[j] ? 0 : left[j];
                            }
                        } else {
                            SIMD for (int64_t j = 0; j < c; j++) dx[j] += left[j];
                        }
                    }
            }
    }
}
KERNEL(pool_back) {
    spread(a[IMAGES].n, grain_of(a[IMAGES].n, a[HEIGHT].n * a[ACROSS].n * a[CHANNELS].n * 2), back_images, a);
}
