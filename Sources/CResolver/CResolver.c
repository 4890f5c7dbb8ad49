#include "CResolver.h"
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <string.h>

_Static_assert(CRESOLVER_A == ns_t_a && CRESOLVER_NS == ns_t_ns, "");
_Static_assert(CRESOLVER_CNAME == ns_t_cname && CRESOLVER_MX == ns_t_mx, "");
_Static_assert(CRESOLVER_AAAA == ns_t_aaaa && CRESOLVER_SRV == ns_t_srv, "");

int cresolver_search(const char *name, int type, const char *server, int port, uint8_t *out,
                     size_t room) {
  struct __res_state state;
  memset(&state, 0, sizeof state);
  if (res_ninit(&state)) return -1;
  if (server) {
    state.nscount = 1;
    state.nsaddr_list[0].sin_family = AF_INET;
    state.nsaddr_list[0].sin_port = htons((uint16_t)port);
    inet_pton(AF_INET, server, &state.nsaddr_list[0].sin_addr);
    state.retrans = 1;
    state.retry = 2;
  }
  int length = res_nsearch(&state, name, ns_c_in, type, out, (int)room);
  int problem = state.res_h_errno;
  res_nclose(&state);
  if (length >= 0) return length <= (int)room ? length : (int)room;
  return problem == HOST_NOT_FOUND || problem == NO_DATA ? 0 : -1;
}
