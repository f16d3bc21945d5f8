/* Attention of each head of each example by itself: scores, their softmax and the mean of the values while all lies in
   cache. The weights (query, key) are kept for the way back. */
#include "functions.h"
#include "kernel.h"

/* Arrays come with their steps by example, head and position. */
enum {
    QUERY, KEY = 4, VALUE = 8, OUT = 12,
    EXAMPLES = 16, HEADS, QUERIES, KEYS, SIZE, VALUE_SIZE, SCALE, CAUSAL, LENGTHS, EACH, EXACT, WEIGHTS,
    DY, DQUERY = DY + 4, DKEY = DY + 8, DVALUE = DY + 12
};

static inline float *part(const Word *a, int array, int64_t example, int64_t head) {
    return a[array].p ? a[array].f + example * a[array + 1].n + head * a[array + 2].n : 0;
}

static inline int64_t keys_of(const Word *a, int64_t example) {
    if (!a[LENGTHS].p) return a[KEYS].n;
    const int64_t keys = a[LENGTHS].whole[example] * a[EACH].n;
    return keys < a[KEYS].n ? keys : a[KEYS].n;
}

static void softmax(const Word *a, float *s, int64_t keys) {
    for (int64_t i = 0; i < a[QUERIES].n; i++) {
        float *row = s + i * a[KEYS].n, largest = -1e30f, sum = 0;
        const int64_t seen = a[CAUSAL].n && i + 1 < keys ? i + 1 : keys;
        for (int64_t j = 0; j < seen; j++) largest = max32(row[j], largest);
        if (a[EXACT].n) {
            SIMD for (int64_t j = 0; j < seen; j++) row[j] = (float)exp64(row[j] - largest);
        } else {
            SIMD for (int64_t j = 0; j < seen; j++) row[j] = exp32(row[j] - largest);
        }
        _Pragma("omp simd reduction(+ : sum)") for (int64_t j = 0; j < seen; j++) sum += row[j];
        sum = 1 / sum;
        for (int64_t j = 0; j < seen; j++) row[j] *= sum;
        for (int64_t j = seen; j < keys; j++) row[j] = 0;
    }
}

/* c = alpha a b, where a and b may be turned. */
static inline void times(int ta, int tb, int64_t m, int64_t n, int64_t k, float alpha, const float *a, int64_t lda,
                         const float *b, int64_t ldb, float *c, int64_t ldc) {
    services.multiply_here(ta, tb, m, n, k, alpha, a, lda, b, ldb, 0, c, ldc);
}
static void clear(float *rows, int64_t step, int64_t begin, int64_t end, int64_t size) {
    for (; begin < end; begin++) memset(rows + begin * step, 0, (size_t)size * sizeof(float));
}

static void forward_heads(const Word *a, int64_t begin, int64_t end) {
    const int64_t queries = a[QUERIES].n, size = a[SIZE].n, wide = a[VALUE_SIZE].n;
    for (; begin < end; begin++) {
        const int64_t example = begin / a[HEADS].n, head = begin % a[HEADS].n, keys = keys_of(a, example);
        const float *q = part(a, QUERY, example, head), *k = part(a, KEY, example, head), *v = part(a, VALUE, example, head);
        float *y = part(a, OUT, example, head), *s = a[WEIGHTS].f + begin * queries * a[KEYS].n;
        const int64_t qs = a[QUERY + 3].n, ks = a[KEY + 3].n, vs = a[VALUE + 3].n, ys = a[OUT + 3].n;
        const float scale = (float)a[SCALE].x;
        if (keys < a[KEYS].n) memset(s, 0, (size_t)(queries * a[KEYS].n) * sizeof(float));
        if (keys < 1) {
            clear(y, ys, 0, queries, wide);
        } else {
            times(0, 1, queries, keys, size, scale, q, qs, k, ks, s, a[KEYS].n);
            softmax(a, s, keys);
            times(0, 0, queries, wide, keys, 1, s, a[KEYS].n, v, vs, y, ys);
        }
    }
}
KERNEL(attend) {
    services.alone(1);
    spread(a[EXAMPLES].n * a[HEADS].n, grain_of(a[EXAMPLES].n * a[HEADS].n, 4 * a[QUERIES].n * a[KEYS].n), forward_heads, a);
    services.alone(0);
}

static void back_heads(const Word *a, int64_t begin, int64_t end) {
    const int64_t queries = a[QUERIES].n, size = a[SIZE].n, wide = a[VALUE_SIZE].n, all = a[KEYS].n;
    float *ds = borrow(queries * all + queries), *sums = ds + queries * all;
    for (; begin < end; begin++) {
        const int64_t example = begin / a[HEADS].n, head = begin % a[HEADS].n, keys = keys_of(a, example);
        const float *q = part(a, QUERY, example, head), *k = part(a, KEY, example, head), *v = part(a, VALUE, example, head);
        const float *y = part(a, OUT, example, head), *dy = part(a, DY, example, head);
        const float *s = a[WEIGHTS].f + begin * queries * all, scale = (float)a[SCALE].x;
        float *dq = part(a, DQUERY, example, head), *dk = part(a, DKEY, example, head), *dv = part(a, DVALUE, example, head);
        const int64_t qs = a[QUERY + 3].n, ks = a[KEY + 3].n, vs = a[VALUE + 3].n, ys = a[OUT + 3].n, dys = a[DY + 3].n;
        const int64_t dqs = a[DQUERY + 3].n, dks = a[DKEY + 3].n, dvs = a[DVALUE + 3].n;
        if (dk) clear(dk, dks, keys, all, size);
        if (dv) clear(dv, dvs, keys, all, wide);
        if (keys < 1) {
            if (dq) clear(dq, dqs, 0, queries, size);
            continue;
        }
        for (int64_t i = 0; i < queries; i++) {
            float sum = 0;
            _Pragma("omp simd reduction(+ : sum)") for (int64_t j = 0; j < wide; j++) sum += dy[i * dys + j] * y[i * ys + j];
            sums[i] = sum;
        }
        if (dv) times(1, 0, keys, wide, queries, 1, s, all, dy, dys, dv, dvs);
        times(0, 1, queries, keys, wide, 1, dy, dys, v, vs, ds, all);
        for (int64_t i = 0; i < queries; i++)
            SIMD for (int64_t j = 0; j < keys; j++) ds[i * all + j] = (ds[i * all + j] - sums[i]) * s[i * all + j];
        if (dk) times(1, 0, keys, size, queries, scale, ds, all, q, qs, dk, dks);
        if (dq) times(0, 0, queries, size, keys, scale, ds, all, k, ks, dq, dqs);
    }
}
KERNEL(attend_back) {
    services.alone(1);
    spread(a[EXAMPLES].n * a[HEADS].n, grain_of(a[EXAMPLES].n * a[HEADS].n, 8 * a[QUERIES].n * a[KEYS].n), back_heads, a);
    services.alone(0);
}
