/* Elementary functions that compilers turn into vector code: no branches, no tables. Those of double are good to about
   1e-16 relative, so that a result rounded once to single is the correctly rounded one; those of float to about 2e-7.

   exp: x = k log 2 + r, then a Taylor polynomial. log: x = 2^k m with m around 1, then the series of atanh. */
#ifndef FUNCTIONS_H
#define FUNCTIONS_H
#include <math.h>
#include <stdint.h>
#include <string.h>

static inline int64_t bits_of(double x) { int64_t n; memcpy(&n, &x, 8); return n; }
static inline double double_of(int64_t n) { double x; memcpy(&x, &n, 8); return x; }
static inline int32_t bits_of32(float x) { int32_t n; memcpy(&n, &x, 4); return n; }
static inline float float_of(int32_t n) { float x; memcpy(&x, &n, 4); return x; }

/* exp(x) = scale (1 + result), for |x| < 709 */
static inline double exp_parts(double x, double *scale) {
    const double magic = 6755399441055744.0; /* 3 2^51: adding it rounds to whole numbers */
    double shifted = x * 1.4426950408889634 + magic, k = shifted - magic;
    double r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10;
    double p = 1.6059043836821613e-10;
    p = p * r + 2.08767569878681e-9;
    p = p * r + 2.505210838544172e-8;
    p = p * r + 2.755731922398589e-7;
    p = p * r + 2.7557319223985893e-6;
    p = p * r + 2.48015873015873e-5;
    p = p * r + 1.984126984126984e-4;
    p = p * r + 1.388888888888889e-3;
    p = p * r + 8.333333333333333e-3;
    p = p * r + 4.1666666666666664e-2;
    p = p * r + 1.6666666666666666e-1;
    p = p * r + 0.5;
    *scale = double_of((bits_of(shifted) << 52) + 0x3ff0000000000000);
    return r + r * r * p;
}
static inline double exp64(double x) {
    double scale, low = x < -708 ? -708 : x, part = exp_parts(low > 709 ? 709 : low, &scale);
    double y = scale + scale * part;
    y = x < -708 ? 0 : y;
    return x > 709 ? INFINITY : y;
}
static inline double expm164(double x) {
    double scale, low = x < -708 ? -708 : x, part = exp_parts(low > 709 ? 709 : low, &scale);
    double y = scale * part + (scale - 1);
    return x > 709 ? INFINITY : y;
}
static inline double tanh64(double x) {
    double size = fabs(x), scale, part = exp_parts(size > 20 ? 40 : 2 * size, &scale);
    double t = scale * part + (scale - 1), y = copysign(t / (t + 2), x);
    return x != x ? x : y;
}
static inline double sigmoid64(double x) { return 1 / (1 + exp64(-x)); }
static inline double log64(double x) {
    int64_t n = bits_of(x), away = n - 0x3fe6a09e667f3bcd; /* sqrt(1/2) */
    int64_t high = away & (int64_t)0xfff0000000000000;
    double m = double_of(n - high);
    double k = double_of((int64_t)((uint64_t)(high + 0x4000000000000000) >> 52) | 0x4330000000000000) -
               (4503599627370496.0 + 1024);
    double s = (m - 1) / (m + 1), q = s * s, p = 1.0 / 23;
    p = p * q + 1.0 / 21;
    p = p * q + 1.0 / 19;
    p = p * q + 1.0 / 17;
    p = p * q + 1.0 / 15;
    p = p * q + 1.0 / 13;
    p = p * q + 1.0 / 11;
    p = p * q + 1.0 / 9;
    p = p * q + 1.0 / 7;
    p = p * q + 1.0 / 5;
    p = p * q + 1.0 / 3;
    double y = k * 1.90821492927058770002e-10 + 2 * s * q * p + 2 * s + k * 6.93147180369123816490e-01;
    y = x > 1.7976931348623157e308 ? INFINITY : y;
    y = x == 0 ? -INFINITY : y;
    y = x < 0 ? NAN : y;
    return x != x ? x : y;
}
static inline double log1p64(double x) {
    double u = 1 + x, y = log64(u) + (x - (u - 1)) / u;
    return u == INFINITY ? u : u == 0 ? -INFINITY : y;
}
static inline double softplus64(double x) { return (x > 0 ? x : x != x ? x : 0) + log1p64(exp64(-fabs(x))); }

/* exp(x) = 2 half (1 + result), so that the largest results have a scale, too */
static inline float exp_partsf(float x, float *half) {
    const float magic = 12582912.0f; /* 3 2^22 */
    float shifted = x * 1.44269504f + magic, k = shifted - magic;
    float r = (x - k * 0.693145752f) - k * 1.42860677e-6f;
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    *half = float_of((bits_of32(shifted) << 23) + 0x3f000000);
    return r + r * r * p;
}
static inline float exp32(float x) {
    float half, low = x < -86.5f ? -86.5f : x, part = exp_partsf(low > 88.7228f ? 88.7228f : low, &half);
    float y = 2 * (half + half * part);
    y = x < -86.5f ? 0 : y;
    return x > 88.7228f ? INFINITY : y;
}
static inline float expm132(float x) {
    float half, low = x < -86.5f ? -86.5f : x, part = exp_partsf(low > 88.7228f ? 88.7228f : low, &half);
    float y = 2 * (half * part + (half - 0.5f));
    return x > 88.7228f ? INFINITY : y;
}
static inline float tanh32(float x) {
    float size = fabsf(x), half, part = exp_partsf(size > 10 ? 20 : 2 * size, &half);
    float t = half * part + (half - 0.5f), y = copysignf(t / (t + 1), x);
    return x != x ? x : y;
}
static inline float sigmoid32(float x) { return 1 / (1 + exp32(-x)); }
/* As numpy's: a NaN on either side is the result. One choice at a time, or compilers see branches. */
static inline float max32(float a, float b) {
    const float c = a > b ? a : b;
    return a != a ? a : c;
}
static inline double max64(double a, double b) {
    const double c = a > b ? a : b;
    return a != a ? a : c;
}
static inline float min32(float a, float b) {
    const float c = a < b ? a : b;
    return a != a ? a : c;
}
static inline double min64(double a, double b) {
    const double c = a < b ? a : b;
    return a != a ? a : c;
}
static inline float sign32(float x) { return x > 0 ? 1 : x < 0 ? -1 : x != x ? x : 0; }
static inline double sign64(double x) { return x > 0 ? 1 : x < 0 ? -1 : x != x ? x : 0; }
static inline float swish_slope32(float x) { const float s = sigmoid32(x); return s + x * s * (1 - s); }
static inline double swish_slope64(double x) { const double s = sigmoid64(x); return s + x * s * (1 - s); }
static inline double mish_slope64(double x) {
    const double t = tanh64(softplus64(x));
    return t + x * (1 - t * t) * sigmoid64(x);
}

/* The activations that other kernels finish with; `kind` as in affine.py. Their derivative follows from the result. */
enum { LINEAR, RAMP, TANH, SIGMOID, TANH_FAST, SIGMOID_FAST };
static inline void activate(float *y, int64_t count, int64_t kind) {
    if (kind == RAMP) {
        for (int64_t i = 0; i < count; i++) y[i] = max32(y[i], 0);
    } else if (kind == TANH) {
        for (int64_t i = 0; i < count; i++) y[i] = (float)tanh64(y[i]);
    } else if (kind == SIGMOID) {
        for (int64_t i = 0; i < count; i++) y[i] = (float)sigmoid64(y[i]);
    } else if (kind == TANH_FAST) {
        for (int64_t i = 0; i < count; i++) y[i] = tanh32(y[i]);
    } else if (kind == SIGMOID_FAST) {
        for (int64_t i = 0; i < count; i++) y[i] = sigmoid32(y[i]);
    }
}
static inline float slope_of(float y, int64_t kind) {
    return kind == RAMP ? (y > 0 ? 1 : 0) : kind == TANH || kind == TANH_FAST ? 1 - y * y : kind == LINEAR ? 1 : (1 - y) * y;
}
#endif
