/* What every kernel includes: its argument words, the pool that runs it, and the BLAS that it may call. */
#ifndef KERNEL_H
#define KERNEL_H
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef union {
    void *p;
    float *f;
    double *d;
    const int64_t *whole;
    int64_t n;
    double x;
} Word;

/* Every kernel takes its arguments as words that were written once, when the plan was made. */
#define KERNEL(name) void name(const Word *a)

/* A piece of a kernel's work: the items from `begin` up to `end`. */
typedef void (*Part)(const Word *a, int64_t begin, int64_t end);
typedef void (*Gemm32)(int, int, int, int, int, int, float, const float *, int, const float *, int, float, float *, int);
typedef void (*Gemm64)(int, int, int, int64_t, int64_t, int64_t, float, const float *, int64_t, const float *, int64_t,
                       float, float *, int64_t);

typedef struct {
    void (*spread)(int64_t count, int64_t grain, Part part, const Word *a);
    void (*multiply)(int, int, int64_t, int64_t, int64_t, float, const float *, int64_t, const float *, int64_t, float,
                     float *, int64_t);
    void (*multiply_here)(int, int, int64_t, int64_t, int64_t, float, const float *, int64_t, const float *, int64_t,
                          float, float *, int64_t);
    void (*alone)(int begin);
    int64_t (*threads)(void);
} Services;

static Services services;
void attach(const Services *given) { services = *given; }

#define spread services.spread
#define SERIAL 16384 /* operations that are not worth waking another thread for */

/* How many items make a piece, where one item costs `work` simple operations. */
static inline int64_t grain_of(int64_t count, int64_t work) {
    int64_t least = SERIAL / (work > 0 ? work : 1) + 1, pieces = 4 * services.threads();
    int64_t even = (count + pieces - 1) / pieces;
    return count * work < 2 * SERIAL ? count : even > least ? even : least;
}

#ifndef WIDTH
#define WIDTH 32 /* bytes of a vector register */
#endif
#define LANES ((int64_t)(WIDTH / sizeof(float)))
typedef float Lanes __attribute__((vector_size(WIDTH), aligned(4)));
static inline Lanes load(const float *p) { return *(const Lanes *)p; }
static inline void store(float *p, Lanes v) { *(Lanes *)p = v; }
#define SIMD _Pragma("omp simd")
#define ALWAYS static inline __attribute__((always_inline))
#define UNROLL _Pragma("GCC unroll 16")

/* Memory of the running thread for the running piece; what was in it is lost with the next call. */
static inline float *borrow(int64_t floats) {
    static _Thread_local float *space;
    static _Thread_local int64_t size;
    if (floats > size) {
        free(space);
        size = floats + floats / 4;
        void *found = 0;
        if (posix_memalign(&found, 64, (size_t)size * sizeof(float))) abort();
        space = found;
    }
    return space;
}
#endif
