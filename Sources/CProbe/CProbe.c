#define _GNU_SOURCE
#include "CProbe.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <linux/errqueue.h>
#include <linux/in_route.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/tcp.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

_Static_assert(PROBE_ORIGIN_LOCAL == SO_EE_ORIGIN_LOCAL, "errqueue.h");
_Static_assert(PROBE_ORIGIN_ICMP == SO_EE_ORIGIN_ICMP, "errqueue.h");
_Static_assert(PROBE_INCOMPLETE == NUD_INCOMPLETE && PROBE_REACHABLE == NUD_REACHABLE &&
                   PROBE_STALE == NUD_STALE && PROBE_DELAY == NUD_DELAY &&
                   PROBE_PROBE == NUD_PROBE && PROBE_FAILED == NUD_FAILED &&
                   PROBE_NOARP == NUD_NOARP && PROBE_PERMANENT == NUD_PERMANENT,
               "neighbour.h");
_Static_assert(PROBE_ROUTE_LOCAL == (int)RTN_LOCAL, "rtnetlink.h");
_Static_assert(PROBE_ORIGIN_ICMP6 == SO_EE_ORIGIN_ICMP6, "errqueue.h");

#ifndef IPV6_MINHOPCOUNT
#define IPV6_MINHOPCOUNT 73
#endif

static int checked(int result) { return result < 0 ? -errno : result; }

static size_t width(int family) { return family == AF_INET ? 4 : 16; }

static socklen_t make_address(struct sockaddr_storage *to, int family, const uint8_t *address,
                              uint16_t port) {
  memset(to, 0, sizeof *to);
  to->ss_family = (sa_family_t)family;
  if (family == AF_INET) {
    struct sockaddr_in *in = (struct sockaddr_in *)to;
    in->sin_port = htons(port);
    memcpy(&in->sin_addr, address, 4);
    return sizeof *in;
  }
  struct sockaddr_in6 *in = (struct sockaddr_in6 *)to;
  in->sin6_port = htons(port);
  memcpy(&in->sin6_addr, address, 16);
  return sizeof *in;
}

static int set(int fd, int level, int name, int value) {
  return checked(setsockopt(fd, level, name, &value, sizeof value));
}

int probe_open(int family, enum probe_kind kind) {
  int echo = family == AF_INET ? IPPROTO_ICMP : IPPROTO_ICMPV6;
  int type = kind == PROBE_TCP ? SOCK_STREAM : SOCK_DGRAM;
  int fd = socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, kind == PROBE_ECHO ? echo : 0);
  if (fd < 0) return -errno;
  int result = family == AF_INET ? set(fd, IPPROTO_IP, IP_RECVERR, 1)
                                 : set(fd, IPPROTO_IPV6, IPV6_RECVERR, 1);
  if (result == 0 && kind != PROBE_TCP)
    result = family == AF_INET ? set(fd, IPPROTO_IP, IP_RECVTTL, 1)
                               : set(fd, IPPROTO_IPV6, IPV6_RECVHOPLIMIT, 1);
  if (result < 0) {
    close(fd);
    return result;
  }
  return fd;
}

int probe_bind(int fd, int family, const uint8_t *address) {
  struct sockaddr_storage to;
  socklen_t length = make_address(&to, family, address, 0);
  return checked(bind(fd, (struct sockaddr *)&to, length));
}

int probe_bind_device(int fd, const char *name) {
  return checked(
      setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, name, (socklen_t)strnlen(name, IFNAMSIZ - 1)));
}

int probe_set_hop_limit(int fd, int family, int limit) {
  return family == AF_INET ? set(fd, IPPROTO_IP, IP_TTL, limit)
                           : set(fd, IPPROTO_IPV6, IPV6_UNICAST_HOPS, limit);
}

int probe_set_minimum_hop_limit(int fd, int family, int limit) {
  return family == AF_INET ? set(fd, IPPROTO_IP, IP_MINTTL, limit)
                           : set(fd, IPPROTO_IPV6, IPV6_MINHOPCOUNT, limit);
}

int probe_connect(int fd, int family, const uint8_t *address, uint16_t port) {
  struct sockaddr_storage to;
  socklen_t length = make_address(&to, family, address, port);
  return checked(connect(fd, (struct sockaddr *)&to, length));
}

static int take_address(const struct sockaddr *from, uint8_t *address, uint16_t *port) {
  if (from->sa_family == AF_INET) {
    const struct sockaddr_in *in = (const struct sockaddr_in *)from;
    memcpy(address, &in->sin_addr, 4);
    if (port) *port = ntohs(in->sin_port);
    return 1;
  }
  if (from->sa_family == AF_INET6) {
    const struct sockaddr_in6 *in = (const struct sockaddr_in6 *)from;
    memcpy(address, &in->sin6_addr, 16);
    if (port) *port = ntohs(in->sin6_port);
    return 1;
  }
  return 0;
}

int probe_local_address(int fd, uint8_t *address, uint16_t *port) {
  struct sockaddr_storage from;
  socklen_t length = sizeof from;
  if (getsockname(fd, (struct sockaddr *)&from, &length) < 0) return -errno;
  return take_address((struct sockaddr *)&from, address, port) ? 0 : -EAFNOSUPPORT;
}

int probe_pending_error(int fd) {
  int value = 0;
  socklen_t length = sizeof value;
  return getsockopt(fd, SOL_SOCKET, SO_ERROR, &value, &length) < 0 ? errno : value;
}

int probe_next_report(int fd, struct probe_report *report, uint8_t *offender) {
  uint8_t data[512], control[512];
  struct iovec vector = {data, sizeof data};
  struct msghdr message = {.msg_iov = &vector,
                           .msg_iovlen = 1,
                           .msg_control = control,
                           .msg_controllen = sizeof control};
  memset(report, 0, sizeof *report);
  if (recvmsg(fd, &message, MSG_ERRQUEUE | MSG_DONTWAIT) < 0)
    return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : -errno;
  int found = 0;
  for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
    int is_error = (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_RECVERR) ||
                   (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_RECVERR);
    if (!is_error || c->cmsg_len < CMSG_LEN(sizeof(struct sock_extended_err))) continue;
    struct sock_extended_err error;
    memcpy(&error, CMSG_DATA(c), sizeof error);
    report->error = error.ee_errno;
    report->origin = error.ee_origin;
    report->type = error.ee_type;
    report->code = error.ee_code;
    report->info = error.ee_info;
    const struct sockaddr *from = SO_EE_OFFENDER((struct sock_extended_err *)CMSG_DATA(c));
    size_t room = c->cmsg_len - CMSG_LEN(sizeof error);
    if (room >= sizeof(struct sockaddr_in) &&
        (from->sa_family == AF_INET || room >= sizeof(struct sockaddr_in6)))
      report->has_offender = (uint8_t)take_address(from, offender, NULL);
    found = 1;
  }
  return found;
}

int probe_read_tcp_facts(int fd, struct probe_tcp_facts *facts) {
  struct tcp_info info;
  socklen_t length = sizeof info;
  memset(&info, 0, sizeof info);
  if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &length) < 0) return -errno;
  facts->state = info.tcpi_state;
  facts->retransmits = info.tcpi_retransmits;
  facts->options = info.tcpi_options;
  facts->total_retransmits = info.tcpi_total_retrans;
  facts->rtt_microseconds = info.tcpi_rtt;
  facts->send_mss = info.tcpi_snd_mss;
  facts->receive_mss = info.tcpi_rcv_mss;
  facts->advertised_mss = info.tcpi_advmss;
  facts->path_mtu = info.tcpi_pmtu;
  return 0;
}

ssize_t probe_send(int fd, const uint8_t *bytes, size_t count) {
  ssize_t sent = send(fd, bytes, count, MSG_NOSIGNAL | MSG_DONTWAIT);
  return sent < 0 ? -errno : sent;
}

ssize_t probe_receive(int fd, uint8_t *bytes, size_t room, int *hop_limit) {
  uint8_t control[256];
  struct iovec vector = {bytes, room};
  struct msghdr message = {.msg_iov = &vector,
                           .msg_iovlen = 1,
                           .msg_control = control,
                           .msg_controllen = sizeof control};
  *hop_limit = -1;
  ssize_t count = recvmsg(fd, &message, MSG_DONTWAIT);
  if (count < 0) return -errno;
  for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
    int is_limit = (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_TTL) ||
                   (c->cmsg_level == IPPROTO_IPV6 && c->cmsg_type == IPV6_HOPLIMIT);
    if (is_limit && c->cmsg_len >= CMSG_LEN(sizeof(int)))
      memcpy(hop_limit, CMSG_DATA(c), sizeof(int));
  }
  return count;
}

// rtnetlink: one question, one answer

struct question {
  struct nlmsghdr header;
  union {
    struct rtmsg route;
    struct ndmsg neighbour;
  };
  uint8_t attributes[128];
};

static void add(struct nlmsghdr *header, uint16_t type, const void *data, size_t length) {
  struct rtattr *attribute = (struct rtattr *)((uint8_t *)header + NLMSG_ALIGN(header->nlmsg_len));
  attribute->rta_type = type;
  attribute->rta_len = (unsigned short)RTA_LENGTH(length);
  memcpy(RTA_DATA(attribute), data, length);
  header->nlmsg_len = NLMSG_ALIGN(header->nlmsg_len) + RTA_ALIGN(attribute->rta_len);
}

/// The length of the answer in `answer`, or a negated errno.
static ssize_t ask(struct nlmsghdr *header, void *answer, size_t room) {
  int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
  if (fd < 0) return -errno;
  struct timeval limit = {2, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ssize_t count = send(fd, header, header->nlmsg_len, 0);
  if (count >= 0) count = recv(fd, answer, room, 0);
  int error = errno;
  close(fd);
  if (count < 0) return -error;
  struct nlmsghdr *first = answer;
  if (!NLMSG_OK(first, (size_t)count)) return -EBADMSG;
  if (first->nlmsg_type == NLMSG_ERROR) {
    if (first->nlmsg_len < NLMSG_LENGTH(sizeof(struct nlmsgerr))) return -EBADMSG;
    int code = ((struct nlmsgerr *)NLMSG_DATA(first))->error;
    return code < 0 ? code : -EBADMSG;
  }
  return count;
}

int probe_ask_route(int family, const uint8_t *destination, int has_source, const uint8_t *source,
                int matched, struct probe_route *route, uint8_t *gateway, uint8_t *chosen_source,
                uint8_t *prefix) {
  struct question question;
  memset(&question, 0, sizeof question);
  memset(route, 0, sizeof *route);
  question.header.nlmsg_len = NLMSG_LENGTH(sizeof question.route);
  question.header.nlmsg_type = RTM_GETROUTE;
  question.header.nlmsg_flags = NLM_F_REQUEST;
  question.route.rtm_family = (uint8_t)family;
  question.route.rtm_dst_len = (uint8_t)(8 * width(family));
  add(&question.header, RTA_DST, destination, width(family));
  if (matched) question.route.rtm_flags = RTM_F_LOOKUP_TABLE | RTM_F_FIB_MATCH;
  if (has_source) {
    question.route.rtm_src_len = (uint8_t)(8 * width(family));
    add(&question.header, RTA_SRC, source, width(family));
  }
  _Alignas(struct nlmsghdr) uint8_t answer[4096];
  ssize_t count = ask(&question.header, answer, sizeof answer);
  if (count < 0) return (int)count;
  struct nlmsghdr *header = (struct nlmsghdr *)answer;
  if (header->nlmsg_type != RTM_NEWROUTE || header->nlmsg_len < NLMSG_LENGTH(sizeof(struct rtmsg)))
    return -EBADMSG;
  struct rtmsg *found = NLMSG_DATA(header);
  route->type = found->rtm_type;
  route->table = found->rtm_table;
  route->has_prefix = matched;
  route->prefix_length = found->rtm_dst_len;
  if (matched) memset(prefix, 0, width(family));
  route->is_redirected = (found->rtm_flags & RTCF_REDIRECTED) != 0;
  size_t rest = header->nlmsg_len - NLMSG_LENGTH(sizeof *found);
  for (struct rtattr *a = RTM_RTA(found); RTA_OK(a, rest); a = RTA_NEXT(a, rest)) {
    size_t length = RTA_PAYLOAD(a);
    if (a->rta_type == RTA_OIF && length == 4) memcpy(&route->interface, RTA_DATA(a), 4);
    if (a->rta_type == RTA_TABLE && length == 4) memcpy(&route->table, RTA_DATA(a), 4);
    if (matched && a->rta_type == RTA_DST && length == width(family))
      memcpy(prefix, RTA_DATA(a), length);
    if (a->rta_type == RTA_GATEWAY && length == width(family)) {
      memcpy(gateway, RTA_DATA(a), length);
      route->has_gateway = 1;
    }
    if (a->rta_type == RTA_PREFSRC && length == width(family)) {
      memcpy(chosen_source, RTA_DATA(a), length);
      route->has_source = 1;
    }
    if (a->rta_type == RTA_METRICS) {
      size_t inner = length;
      for (struct rtattr *m = RTA_DATA(a); RTA_OK(m, inner); m = RTA_NEXT(m, inner))
        if (m->rta_type == RTAX_MTU && RTA_PAYLOAD(m) == 4) memcpy(&route->mtu, RTA_DATA(m), 4);
    }
  }
  return 0;
}

int probe_neighbour(int family, int interface, const uint8_t *address) {
  struct question question;
  memset(&question, 0, sizeof question);
  question.header.nlmsg_len = NLMSG_LENGTH(sizeof question.neighbour);
  question.header.nlmsg_type = RTM_GETNEIGH;
  question.header.nlmsg_flags = NLM_F_REQUEST;
  question.neighbour.ndm_family = (uint8_t)family;
  question.neighbour.ndm_ifindex = interface;
  add(&question.header, NDA_DST, address, width(family));
  _Alignas(struct nlmsghdr) uint8_t answer[4096];
  ssize_t count = ask(&question.header, answer, sizeof answer);
  if (count < 0) return (int)count;
  struct nlmsghdr *header = (struct nlmsghdr *)answer;
  if (header->nlmsg_type != RTM_NEWNEIGH || header->nlmsg_len < NLMSG_LENGTH(sizeof(struct ndmsg)))
    return -EBADMSG;
  return ((struct ndmsg *)NLMSG_DATA(header))->ndm_state;
}

int probe_interface_name(int index, char *name) {
  return if_indextoname((unsigned)index, name) ? 0 : -errno;
}

int probe_own_address(int index, int *family, uint8_t *address) {
  struct ifaddrs *all;
  if (getifaddrs(&all) < 0) return -errno;
  int found = 0, seen = 0;
  for (struct ifaddrs *a = all; a && !found; a = a->ifa_next) {
    if (!a->ifa_addr || (a->ifa_addr->sa_family != AF_INET && a->ifa_addr->sa_family != AF_INET6))
      continue;
    if (seen++ != index) continue;
    *family = a->ifa_addr->sa_family;
    found = take_address(a->ifa_addr, address, NULL);
  }
  freeifaddrs(all);
  return found;
}
