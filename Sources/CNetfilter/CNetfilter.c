#define _GNU_SOURCE
#include "CNetfilter.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <linux/magic.h>
#include <sys/time.h>
#include <sys/vfs.h>
#include <unistd.h>

int cnf_enter_network_namespace(int descriptor) {
  return setns(descriptor, CLONE_NEWNET) == 0 ? 0 : errno;
}

static int failed(int descriptor) {
  int error = errno;
  close(descriptor);
  return -error;
}

int cnf_netlink_socket(int protocol, int strict, int seconds) {
  int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
  if (descriptor < 0) return -errno;
  struct sockaddr_nl address = {.nl_family = AF_NETLINK};
  if (bind(descriptor, (struct sockaddr *)&address, sizeof address) != 0)
    return failed(descriptor);
  int yes = 1;
  // Older kernels lack some of these: their answers are understood all the same.
  setsockopt(descriptor, SOL_NETLINK, NETLINK_EXT_ACK, &yes, sizeof yes);
  setsockopt(descriptor, SOL_NETLINK, NETLINK_CAP_ACK, &yes, sizeof yes);
  if (strict) setsockopt(descriptor, SOL_NETLINK, NETLINK_GET_STRICT_CHK, &yes, sizeof yes);
  struct timeval patience = {.tv_sec = seconds};
  if (setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) != 0)
    return failed(descriptor);
  return descriptor;
}

int cnf_is_namespace(const char *path) {
  struct statfs status;
  return statfs(path, &status) == 0 && status.f_type == NSFS_MAGIC;
}

int cnf_tcp_listen(void) { return TCP_LISTEN; }

int cnf_tcp_close(void) { return TCP_CLOSE; }
