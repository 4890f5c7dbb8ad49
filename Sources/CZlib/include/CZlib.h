#pragma once
#include <stddef.h>
#include <stdint.h>

// gzip (RFC 1952) by zlib, whole buffers at a time.

/// The CRC-32 of RFC 1952.
uint32_t cz_checksum(const uint8_t *bytes, size_t length);

/// How unpacking ended.
enum cz_result { CZ_DONE = 0, CZ_ROOM = 1, CZ_TRUNCATED = 2, CZ_DAMAGED = 3, CZ_MEMORY = 4 };

/// Unpacks all members of a gzip file; `written` is how many bytes there are. CZ_ROOM: more than
/// `room`.
int cz_unpack(const uint8_t *bytes, size_t length, uint8_t *out, size_t room, size_t *written);
/// The most bytes that packing `length` can need.
size_t cz_pack_bound(size_t length);
/// Packs; the result is the length, 0 when it failed.
size_t cz_pack(const uint8_t *bytes, size_t length, uint8_t *out, size_t room);
