#pragma once
#include <stddef.h>
#include <stdint.h>

// snappy's block format by libsnappy, whole buffers at a time.

/// The most bytes that packing `length` can need.
size_t csnappy_bound(size_t length);
/// Packs; the result is the length, 0 when `room` does not suffice.
size_t csnappy_pack(const uint8_t *bytes, size_t length, uint8_t *out, size_t room);
