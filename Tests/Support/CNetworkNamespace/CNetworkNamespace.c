#define _GNU_SOURCE
#include "CNetworkNamespace.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int home_namespace(void) { return open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC); }

/// A thread that cannot come home would run strangers' work in a test's namespace: end here.
static void come_home(int home) {
  if (setns(home, CLONE_NEWNET) != 0) abort();
  close(home);
}

int cnn_create(void) {
  int home = home_namespace();
  if (home < 0) return -errno;
  int result = unshare(CLONE_NEWNET) == 0 ? home_namespace() : -1;
  int error = errno;
  come_home(home);
  return result < 0 ? -error : result;
}

int cnn_socket(int netns, int family, int type, int protocol) {
  int home = home_namespace();
  if (home < 0) return -errno;
  int result = setns(netns, CLONE_NEWNET);
  if (result == 0) result = socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol);
  int error = errno;
  come_home(home);
  return result < 0 ? -error : result;
}

int cnn_spawn(int netns, char *const argv[], int in, int out) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, 0);
  posix_spawn_file_actions_adddup2(&actions, out, 1);
  posix_spawn_file_actions_adddup2(&actions, out, 2);
  int home = home_namespace();
  if (home < 0) return -errno;
  pid_t pid = 0;
  int error = setns(netns, CLONE_NEWNET) == 0 ? 0 : errno;
  if (error == 0) error = posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ);
  come_home(home);
  posix_spawn_file_actions_destroy(&actions);
  return error != 0 ? -error : pid;
}

int cnn_wait(int pid, int milliseconds) {
  int fd = (int)syscall(SYS_pidfd_open, pid, 0);
  if (fd < 0) return -errno;
  struct pollfd ready = {.fd = fd, .events = POLLIN};
  int count;
  do count = poll(&ready, 1, milliseconds);
  while (count < 0 && errno == EINTR);
  close(fd);
  if (count == 0) kill(pid, SIGKILL);
  int status;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return -errno;
  if (count == 0) return -ETIMEDOUT;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int cnn_drop_capabilities(void) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {0};
  return syscall(SYS_capset, &header, none) == 0 ? 0 : -errno;
}

int cnn_memory_file(void) {
  int fd = memfd_create("lab", MFD_CLOEXEC);
  return fd < 0 ? -errno : fd;
}

static socklen_t fill(struct sockaddr_storage *to, int family, const uint8_t *address,
                      uint16_t port) {
  memset(to, 0, sizeof *to);
  if (family == AF_INET) {
    struct sockaddr_in *v4 = (struct sockaddr_in *)to;
    v4->sin_family = AF_INET;
    v4->sin_port = htons(port);
    memcpy(&v4->sin_addr, address, 4);
    return sizeof *v4;
  }
  struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)to;
  v6->sin6_family = AF_INET6;
  v6->sin6_port = htons(port);
  memcpy(&v6->sin6_addr, address, 16);
  return sizeof *v6;
}

int cnn_bind(int fd, int family, const uint8_t *address, uint16_t port) {
  struct sockaddr_storage at;
  socklen_t length = fill(&at, family, address, port);
  return bind(fd, (struct sockaddr *)&at, length) == 0 ? 0 : -errno;
}

int cnn_connect(int fd, int family, const uint8_t *address, uint16_t port) {
  struct sockaddr_storage at;
  socklen_t length = fill(&at, family, address, port);
  return connect(fd, (struct sockaddr *)&at, length) == 0 ? 0 : -errno;
}

int cnn_listen(int fd) { return listen(fd, 4096) == 0 ? 0 : -errno; }

int cnn_set_option(int fd, int level, int name, int value) {
  return setsockopt(fd, level, name, &value, sizeof value) == 0 ? 0 : -errno;
}

int cnn_set_initial_sequence(int fd, uint32_t sequence) {
  int result = cnn_set_option(fd, IPPROTO_TCP, TCP_REPAIR, 1);
  if (result == 0) result = cnn_set_option(fd, IPPROTO_TCP, TCP_REPAIR_QUEUE, 2 /* send queue */);
  if (result == 0) result = cnn_set_option(fd, IPPROTO_TCP, TCP_QUEUE_SEQ, (int)sequence);
  if (result == 0) result = cnn_set_option(fd, IPPROTO_TCP, TCP_REPAIR, -1 /* no window probe */);
  return result;
}

int cnn_report_destination(int fd, int family) {
  if (family == AF_INET) return cnn_set_option(fd, IPPROTO_IP, IP_PKTINFO, 1);
  // A dual-stack socket reports IPv4 destinations as mapped addresses through this one, too.
  return cnn_set_option(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, 1);
}

int cnn_report_errors(int fd, int family) {
  if (family == AF_INET) return cnn_set_option(fd, IPPROTO_IP, IP_RECVERR, 1);
  return cnn_set_option(fd, IPPROTO_IPV6, IPV6_RECVERR, 1);
}

int cnn_only_ipv6(int fd, int yes) { return cnn_set_option(fd, IPPROTO_IPV6, IPV6_V6ONLY, yes); }

int cnn_reset_on_close(int fd) {
  struct linger now = {.l_onoff = 1, .l_linger = 0};
  return setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now) == 0 ? 0 : -errno;
}

int cnn_set_buffers(int fd, int bytes) {
  return cnn_set_option(fd, SOL_SOCKET, SO_RCVBUFFORCE, bytes);
}

int cnn_pending_error(int fd) {
  int error = 0;
  socklen_t length = sizeof error;
  return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) == 0 ? error : errno;
}

ssize_t cnn_send(int fd, const uint8_t *bytes, size_t count) {
  ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL);
  return sent < 0 ? -errno : sent;
}

ssize_t cnn_send_from(int fd, int family, const uint8_t *source, const uint8_t *address,
                      uint16_t port, const uint8_t *bytes, size_t count) {
  struct sockaddr_storage to;
  _Alignas(struct cmsghdr) uint8_t control[CMSG_SPACE(sizeof(struct in6_pktinfo))] = {0};
  struct iovec data = {(void *)bytes, count};
  struct msghdr message = {
      .msg_name = &to, .msg_namelen = fill(&to, family, address, port), .msg_iov = &data,
      .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (family == AF_INET) {
    struct in_pktinfo info = {0};
    memcpy(&info.ipi_spec_dst, source, 4);
    header->cmsg_level = IPPROTO_IP;
    header->cmsg_type = IP_PKTINFO;
    header->cmsg_len = CMSG_LEN(sizeof info);
    memcpy(CMSG_DATA(header), &info, sizeof info);
    message.msg_controllen = CMSG_SPACE(sizeof info);
  } else {
    struct in6_pktinfo info = {0};
    memcpy(&info.ipi6_addr, source, 16);
    header->cmsg_level = IPPROTO_IPV6;
    header->cmsg_type = IPV6_PKTINFO;
    header->cmsg_len = CMSG_LEN(sizeof info);
    memcpy(CMSG_DATA(header), &info, sizeof info);
    message.msg_controllen = CMSG_SPACE(sizeof info);
  }
  ssize_t sent = sendmsg(fd, &message, MSG_NOSIGNAL);
  return sent < 0 ? -errno : sent;
}

ssize_t cnn_receive(int fd, uint8_t *bytes, size_t room, int *family, uint8_t *source,
                    uint16_t *port, uint8_t *destination) {
  struct sockaddr_storage from;
  _Alignas(struct cmsghdr) uint8_t control[256];
  struct iovec data = {bytes, room};
  struct msghdr message = {.msg_name = &from, .msg_namelen = sizeof from, .msg_iov = &data,
                           .msg_iovlen = 1, .msg_control = control,
                           .msg_controllen = sizeof control};
  ssize_t count = recvmsg(fd, &message, MSG_DONTWAIT);
  if (count < 0) return -errno;
  *family = from.ss_family;
  if (from.ss_family == AF_INET) {
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)&from;
    memcpy(source, &v4->sin_addr, 4);
    *port = ntohs(v4->sin_port);
  } else {
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)&from;
    memcpy(source, &v6->sin6_addr, 16);
    *port = ntohs(v6->sin6_port);
  }
  for (struct cmsghdr *h = CMSG_FIRSTHDR(&message); h; h = CMSG_NXTHDR(&message, h)) {
    if (h->cmsg_level == IPPROTO_IP && h->cmsg_type == IP_PKTINFO) {
      struct in_pktinfo info;
      memcpy(&info, CMSG_DATA(h), sizeof info);
      memcpy(destination, &info.ipi_addr, 4);
    } else if (h->cmsg_level == IPPROTO_IPV6 && h->cmsg_type == IPV6_PKTINFO) {
      struct in6_pktinfo info;
      memcpy(&info, CMSG_DATA(h), sizeof info);
      memcpy(destination, &info.ipi6_addr, 16);
    }
  }
  return count;
}
