#include "CZlib.h"
#include <limits.h>
#include <string.h>
#include <zlib.h>

enum { GZIP_ONLY = 16 + MAX_WBITS };

static uInt clamp(size_t count) { return count > UINT_MAX ? UINT_MAX : (uInt)count; }

int cz_unpack(const uint8_t *bytes, size_t length, uint8_t *out, size_t room, size_t *written) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (inflateInit2(&stream, GZIP_ONLY) != Z_OK) return CZ_MEMORY;
  size_t in = 0, done = 0;
  int result = CZ_DAMAGED;
  for (;;) {
    stream.next_in = (Bytef *)bytes + in;
    stream.avail_in = clamp(length - in);
    stream.next_out = out + done;
    stream.avail_out = clamp(room - done);
    uInt offered = stream.avail_in, free_room = stream.avail_out;
    int code = inflate(&stream, Z_NO_FLUSH);
    in += offered - stream.avail_in;
    done += free_room - stream.avail_out;
    if (code == Z_STREAM_END) {
      // Another member, or padding after the last one.
      if (length - in < 2 || bytes[in] != 0x1f || bytes[in + 1] != 0x8b) {
        result = CZ_DONE;
        break;
      }
      if (inflateReset(&stream) != Z_OK) break;
      continue;
    }
    if (code != Z_OK && code != Z_BUF_ERROR) break;
    if (done == room) {
      result = CZ_ROOM;
      break;
    }
    if (in == length) {
      result = CZ_TRUNCATED;
      break;
    }
  }
  inflateEnd(&stream);
  *written = done;
  return result;
}

uint32_t cz_checksum(const uint8_t *bytes, size_t length) {
  return (uint32_t)crc32_z(crc32_z(0, NULL, 0), bytes, length);
}

size_t cz_pack_bound(size_t length) { return compressBound(length) + 32; }

size_t cz_pack(const uint8_t *bytes, size_t length, uint8_t *out, size_t room) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_ONLY, 8, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    return 0;
  size_t in = 0, done = 0;
  int code = Z_OK;
  while (code == Z_OK) {
    stream.next_in = (Bytef *)bytes + in;
    stream.avail_in = clamp(length - in);
    stream.next_out = out + done;
    stream.avail_out = clamp(room - done);
    uInt offered = stream.avail_in, free_room = stream.avail_out;
    code = deflate(&stream, in + offered == length ? Z_FINISH : Z_NO_FLUSH);
    in += offered - stream.avail_in;
    done += free_room - stream.avail_out;
    if (free_room == 0) break;
  }
  deflateEnd(&stream);
  return code == Z_STREAM_END ? done : 0;
}
