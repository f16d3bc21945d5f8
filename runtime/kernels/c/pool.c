/* The one pool of threads of a process: it runs the pieces of our kernels and, through OpenBLAS's callback, also the
   jobs of OpenBLAS, so that no second pool waits for the processor beside it.

   Pieces are taken one after the other from a counter. A thread that comes late, because the processor was busy
   elsewhere, finds the work done and holds up nobody. */
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "kernel.h"

#define MOST 256
#define SPIN 4000 /* looks at the counter before a thread sleeps: about 50 microseconds */

#if defined(__x86_64__) || defined(__i386__)
#define PAUSE __builtin_ia32_pause()
#elif defined(__aarch64__)
#define PAUSE __asm__ volatile("yield")
#else
#define PAUSE ((void)0)
#endif

typedef void (*BlasJob)(int thread, void *data, int extra);

static struct {
    int wanted, started;
    pthread_mutex_t owner; /* held by the thread that hands out work */
    pthread_mutex_t lock;  /* guards what follows */
    pthread_cond_t wake, finished;
    int sleeping;
    atomic_int open, inside;
    atomic_long round;
    Part part;
    const Word *words;
    int64_t count, grain;
    atomic_long next;
} pool = {.wanted = 1,
          .owner = PTHREAD_MUTEX_INITIALIZER,
          .lock = PTHREAD_MUTEX_INITIALIZER,
          .wake = PTHREAD_COND_INITIALIZER,
          .finished = PTHREAD_COND_INITIALIZER};

static struct {
    pthread_mutex_t lock;
    int users, before; /* who wants BLAS on one thread, and how many it had */
} single = {.lock = PTHREAD_MUTEX_INITIALIZER};

static _Thread_local int working; /* this thread is running a piece: it must not wait for the pool */

static void take_pieces(void) {
    working++;
    for (;;) {
        int64_t begin = atomic_fetch_add(&pool.next, 1) * pool.grain;
        if (begin >= pool.count) break;
        int64_t end = begin + pool.grain;
        pool.part(pool.words, begin, end < pool.count ? end : pool.count);
    }
    working--;
}

static void *serve(void *unused) {
    long seen = 0;
    for (;;) {
        for (int i = 0; i < SPIN && atomic_load_explicit(&pool.round, memory_order_relaxed) == seen; i++) PAUSE;
        pthread_mutex_lock(&pool.lock);
        while (atomic_load(&pool.round) == seen) {
            pool.sleeping++;
            pthread_cond_wait(&pool.wake, &pool.lock);
            pool.sleeping--;
        }
        seen = atomic_load(&pool.round);
        int join = atomic_load(&pool.open);
        if (join) atomic_fetch_add(&pool.inside, 1);
        pthread_mutex_unlock(&pool.lock);
        if (!join) continue;
        take_pieces();
        pthread_mutex_lock(&pool.lock);
        if (atomic_fetch_sub(&pool.inside, 1) == 1) pthread_cond_signal(&pool.finished);
        pthread_mutex_unlock(&pool.lock);
    }
    return unused;
}

/* Threads are not copied by fork: the child begins with none. */
static void forget(void) {
    pool.started = pool.sleeping = 0;
    atomic_store(&pool.open, 0);
    atomic_store(&pool.inside, 0);
    single.users = 0;
    pthread_mutex_init(&single.lock, 0);
    pthread_mutex_init(&pool.owner, 0);
    pthread_mutex_init(&pool.lock, 0);
    pthread_cond_init(&pool.wake, 0);
    pthread_cond_init(&pool.finished, 0);
}

/* Has `threads` threads ready beside the caller, as far as the system gives them; returns how many there are. */
static int ready(int threads) {
    static atomic_flag watched = ATOMIC_FLAG_INIT;
    if (!atomic_flag_test_and_set(&watched)) pthread_atfork(0, 0, forget);
    pthread_attr_t settings;
    if (pool.started < threads && pthread_attr_init(&settings) == 0) {
        pthread_t thread;
        sigset_t all, before; /* signals are the caller's business */
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);
        pthread_attr_setdetachstate(&settings, PTHREAD_CREATE_DETACHED);
        while (pool.started < threads && pool.started < MOST && pthread_create(&thread, &settings, serve, 0) == 0)
            pool.started++;
        pthread_sigmask(SIG_SETMASK, &before, 0);
        pthread_attr_destroy(&settings);
    }
    return pool.started;
}

/* Runs the pieces on the pool, whose owner the caller is. */
static void run(int64_t count, int64_t grain, Part part, const Word *words) {
    pthread_mutex_lock(&pool.lock);
    pool.part = part;
    pool.words = words;
    pool.count = count;
    pool.grain = grain;
    atomic_store(&pool.next, 0);
    atomic_store(&pool.open, 1);
    atomic_fetch_add(&pool.round, 1);
    if (pool.sleeping) pthread_cond_broadcast(&pool.wake);
    pthread_mutex_unlock(&pool.lock);
    take_pieces();
    /* Nobody enters any more; those inside are waited for, at first without sleeping. */
    pthread_mutex_lock(&pool.lock);
    atomic_store(&pool.open, 0);
    pthread_mutex_unlock(&pool.lock);
    for (int i = 0; i < SPIN && atomic_load(&pool.inside); i++) PAUSE;
    if (atomic_load(&pool.inside)) {
        pthread_mutex_lock(&pool.lock);
        while (atomic_load(&pool.inside)) pthread_cond_wait(&pool.finished, &pool.lock);
        pthread_mutex_unlock(&pool.lock);
    }
}

static void spread_pieces(int64_t count, int64_t grain, Part part, const Word *words) {
    if (grain < 1) grain = 1;
    if (pool.wanted > 1 && count > grain && !working && pthread_mutex_trylock(&pool.owner) == 0) {
        ready(pool.wanted - 1);
        run(count, grain, part, words);
        pthread_mutex_unlock(&pool.owner);
        return;
    }
    for (int64_t begin = 0; begin < count; begin += grain)
        part(words, begin, begin + grain < count ? begin + grain : count);
}

void set_threads(int64_t threads) { pool.wanted = threads < 1 ? 1 : threads > MOST ? MOST : (int)threads; }
static int64_t count_threads(void) { return pool.wanted; }

/* --- OpenBLAS's jobs: they wait for each other, so all of them must run at the same time */

typedef struct {
    BlasJob job;
    char *data;
    int extra, index;
    size_t size;
} Job;

static void blas_part(const Word *words, int64_t begin, int64_t end) {
    const Job *jobs = words->p;
    for (; begin < end; begin++) jobs->job((int)begin, jobs->data + begin * jobs->size, jobs->extra);
}

static void *blas_alone(void *given) {
    const Job *job = given;
    working++;
    job->job(job->index, job->data + job->index * job->size, job->extra);
    working--;
    return 0;
}

/* On threads of their own: the pool is too small, or is waiting for the caller. */
static void blas_beside(const Job *jobs, int count) {
    pthread_t threads[MOST];
    Job each[MOST];
    for (int i = 0; i < count; i++) {
        each[i] = *jobs;
        each[i].index = i;
        if (i && pthread_create(&threads[i], 0, blas_alone, &each[i])) abort(); /* the others would wait for ever */
    }
    blas_alone(&each[0]);
    for (int i = 1; i < count; i++) pthread_join(threads[i], 0);
}

void blas_jobs(int sync, BlasJob job, int count, size_t size, void *data, int extra) {
    (void)sync;
    Job jobs = {job, data, extra, 0, size};
    Word word = {.p = &jobs};
    if (count == 1) {
        job(0, data, extra);
    } else if (working) {
        blas_beside(&jobs, count);
    } else {
        pthread_mutex_lock(&pool.owner);
        int enough = ready(count - 1) >= count - 1;
        if (enough) run(count, 1, blas_part, &word);
        pthread_mutex_unlock(&pool.owner);
        if (!enough) blas_beside(&jobs, count);
    }
}

/* --- matrix products: cut into pieces here, as the library itself would wait for threads that have no processor */

static Gemm32 gemm32;
static Gemm64 gemm64;
static void (*set_blas_threads)(int);
static int (*get_blas_threads)(void);

static void multiply_here(int ta, int tb, int64_t m, int64_t n, int64_t k, float alpha, const float *a, int64_t lda,
                          const float *b, int64_t ldb, float beta, float *c, int64_t ldc) {
    const int rows = 101, no = 111, yes = 112; /* cblas.h */
    if (gemm64) gemm64(rows, ta ? yes : no, tb ? yes : no, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    else gemm32(rows, ta ? yes : no, tb ? yes : no, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}

/* Around kernels whose pieces multiply: inside, OpenBLAS keeps to the thread that calls it. */
static void alone(int begin) {
    if (!set_blas_threads) return;
    pthread_mutex_lock(&single.lock);
    if (begin && single.users++ == 0) {
        single.before = get_blas_threads();
        set_blas_threads(1);
    } else if (!begin && --single.users == 0) {
        set_blas_threads(single.before);
    }
    pthread_mutex_unlock(&single.lock);
}

typedef struct {
    int ta, tb;
    int64_t m, n, k, lda, ldb, ldc, by_m, by_n, across;
    float alpha, beta;
    const float *a, *b;
    float *c;
} Product;

static void product_part(const Word *words, int64_t begin, int64_t end) {
    const Product *p = words->p;
    for (; begin < end; begin++) {
        int64_t i = begin / p->across * p->by_m, j = begin % p->across * p->by_n;
        int64_t m = p->m - i < p->by_m ? p->m - i : p->by_m, n = p->n - j < p->by_n ? p->n - j : p->by_n;
        multiply_here(p->ta, p->tb, m, n, p->k, p->alpha, p->a + (p->ta ? i : i * p->lda), p->lda,
                      p->b + (p->tb ? j * p->ldb : j), p->ldb, p->beta, p->c + i * p->ldc + j, p->ldc);
    }
}

static void multiply(int ta, int tb, int64_t m, int64_t n, int64_t k, float alpha, const float *a, int64_t lda,
                     const float *b, int64_t ldb, float beta, float *c, int64_t ldc) {
    int64_t threads = pool.wanted;
    if (threads == 1 || m * n * k < 200000 || (m < 32 && n < 32)) {
        multiply_here(ta, tb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
        return;
    }
    /* The grid of pieces that are nearest to square, each a multiple of 16 wide. */
    int64_t down = 1;
    for (int64_t d = 1; d <= threads; d++)
        if (threads % d == 0 && d * d * n <= threads * m * 2) down = d;
    int64_t across = threads / down;
    int64_t by_m = ((m + down - 1) / down + 7) / 8 * 8, by_n = ((n + across - 1) / across + 15) / 16 * 16;
    down = (m + by_m - 1) / by_m;
    across = (n + by_n - 1) / by_n;
    Product product = {ta, tb, m, n, k, lda, ldb, ldc, by_m, by_n, across, alpha, beta, a, b, c};
    Word word = {.p = &product};
    alone(1);
    spread_pieces(down * across, 1, product_part, &word);
    alone(0);
}

void use_blas(void *narrow, void *wide, void *set, void *get) {
    gemm32 = (Gemm32)narrow;
    gemm64 = (Gemm64)wide;
    set_blas_threads = (void (*)(int))set;
    get_blas_threads = (int (*)(void))get;
}

void provide(Services *given) {
    *given = (Services){spread_pieces, multiply, multiply_here, alone, count_threads};
}

/* --- runs of kernels without a caller between them */

typedef struct {
    void (*kernel)(const Word *);
    const Word *words;
} Step;

KERNEL(tape) {
    const Step *steps = a[0].p;
    for (int64_t i = 0; i < a[1].n; i++) steps[i].kernel(steps[i].words);
}

/* One product: transposed?, transposed?, m, n, k, A, its row length, B, its row length, C, its row length, beta. */
KERNEL(gemm) {
    multiply((int)a[0].n, (int)a[1].n, a[2].n, a[3].n, a[4].n, 1, a[5].f, a[6].n, a[7].f, a[8].n, (float)a[11].x,
             a[9].f, a[10].n);
}
