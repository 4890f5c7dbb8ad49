#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Looks over the bytes of an exposition, sixteen at a time where the processor can. Each function
// reads below `count` only.

typedef uint8_t cexposition_bytes __attribute__((vector_size(16)));

#if defined(__SSE2__)
#define CEXPOSITION_WIDE 1
/// One bit for each byte, set where the byte's highest is.
static inline unsigned cexposition_mask(cexposition_bytes bytes) {
  typedef char signed_bytes __attribute__((vector_size(16)));
  return (unsigned)__builtin_ia32_pmovmskb128((signed_bytes)bytes);
}
#endif

/// The first place at or behind `index` whose byte is not plain text of a label's value: a quote, a
/// backslash, a control character or a byte above ASCII. `count` where there is none.
static inline ptrdiff_t cexposition_plain_end(
    const uint8_t *_Nullable bytes, ptrdiff_t index, ptrdiff_t count) {
#ifdef CEXPOSITION_WIDE
  while (count - index >= 16) {
    cexposition_bytes part;
    memcpy(&part, bytes + index, sizeof part);
    cexposition_bytes plain = (cexposition_bytes)((part - 0x20) < 0x60) &
                              (cexposition_bytes)(part != '"') & (cexposition_bytes)(part != '\\');
    unsigned stops = ~cexposition_mask(plain) & 0xFFFF;
    if (stops) return index + __builtin_ctz(stops);
    index += 16;
  }
#endif
  while (index < count && (uint8_t)(bytes[index] - 0x20) < 0x60 && bytes[index] != '"' &&
         bytes[index] != '\\')
    index++;
  return index;
}

/// The first place at or behind `index` whose byte is no letter, digit or underscore, nor, where
/// `colons` is 1, a colon.
static inline ptrdiff_t cexposition_name_end(
    const uint8_t *_Nullable bytes, ptrdiff_t index, ptrdiff_t count, int colons) {
  // A colon follows 9 in ASCII.
  const uint8_t digits = (uint8_t)(10 + colons);
#ifdef CEXPOSITION_WIDE
  while (count - index >= 16) {
    cexposition_bytes part;
    memcpy(&part, bytes + index, sizeof part);
    cexposition_bytes name = (cexposition_bytes)(((part | 0x20) - 'a') < 26) |
                             (cexposition_bytes)((part - '0') < digits) |
                             (cexposition_bytes)(part == '_');
    unsigned stops = ~cexposition_mask(name) & 0xFFFF;
    if (stops) return index + __builtin_ctz(stops);
    index += 16;
  }
#endif
  while (index < count && ((uint8_t)((bytes[index] | 0x20) - 'a') < 26 ||
                           (uint8_t)(bytes[index] - '0') < digits || bytes[index] == '_'))
    index++;
  return index;
}

static inline uint64_t cexposition_mix(uint64_t left, uint64_t right) {
  __uint128_t product = (__uint128_t)left * right;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/// A hash of `bytes[start..<end]`, the same for the same bytes and seed.
static inline uint64_t cexposition_hash(
    const uint8_t *_Nullable bytes, ptrdiff_t start, ptrdiff_t end, uint64_t seed) {
  uint64_t hash = seed ^ 0x9E3779B97F4A7C15;
  uint64_t word = 0;
  ptrdiff_t index = start;
  while (end - index >= 16) {
    uint64_t second;
    memcpy(&word, bytes + index, 8);
    memcpy(&second, bytes + index + 8, 8);
    hash = cexposition_mix(hash ^ word, 0xD6E8FEB86659FD93 ^ second);
    index += 16;
  }
  uint64_t rest[2] = {0, 0};
  if (end > index) memcpy(rest, bytes + index, (size_t)(end - index));
  hash = cexposition_mix(hash ^ rest[0], 0xD6E8FEB86659FD93 ^ rest[1]);
  return cexposition_mix(hash ^ (uint64_t)(end - start), 0xA0761D6478BD642F);
}
