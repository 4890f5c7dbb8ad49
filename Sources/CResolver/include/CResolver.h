#pragma once
#include <stddef.h>
#include <stdint.h>

// The resolver of the C library (resolver(3)), for records that getaddrinfo does not ask for.

/// Types of records, as `arpa/nameser.h` has them.
enum {
  CRESOLVER_A = 1,
  CRESOLVER_NS = 2,
  CRESOLVER_CNAME = 5,
  CRESOLVER_MX = 15,
  CRESOLVER_AAAA = 28,
  CRESOLVER_SRV = 33,
};

/// Asks for records of a name, the search list of resolv.conf(5) tried as it says. The result is
/// the length of the answer in `out`; 0 where there are none; -1 where no server could tell.
/// `server`, an IPv4 address, and `port` stand in place of the name servers where it is not NULL.
int cresolver_search(const char *name, int type, const char *server, int port, uint8_t *out,
                     size_t room);
