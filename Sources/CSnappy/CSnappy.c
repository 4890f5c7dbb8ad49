#include "CSnappy.h"
#include <snappy-c.h>

size_t csnappy_bound(size_t length) { return snappy_max_compressed_length(length); }

size_t csnappy_pack(const uint8_t *bytes, size_t length, uint8_t *out, size_t room) {
  size_t written = room;
  if (snappy_compress((const char *)bytes, length, (char *)out, &written) != SNAPPY_OK) return 0;
  return written;
}
