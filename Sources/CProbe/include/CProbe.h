#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Sockets and their error queues, in shapes that Swift can call without pointers of its own.
//
// Every function returns a value that is not negative, or a negated errno. Addresses are 4 or 16
// bytes in network order, as `family` (AF_INET, AF_INET6) says; arrays named `address` that are
// written to have room for 16.

/// What a socket is for.
enum probe_kind { PROBE_TCP, PROBE_UDP, PROBE_ECHO };

/// Opens a non-blocking socket that keeps every ICMP error for us (IP_RECVERR, IPV6_RECVERR).
int probe_open(int family, enum probe_kind kind);
int probe_bind(int fd, int family, const uint8_t *address);
int probe_bind_device(int fd, const char *name);
/// The TTL or hop limit of what is sent.
int probe_set_hop_limit(int fd, int family, int limit);
/// The least TTL or hop limit of a TCP segment that the socket takes (IP_MINTTL, IPV6_MINHOPCOUNT).
int probe_set_minimum_hop_limit(int fd, int family, int limit);
/// 0 connected, or a negated errno; -EINPROGRESS is the usual answer.
int probe_connect(int fd, int family, const uint8_t *address, uint16_t port);
int probe_local_address(int fd, uint8_t *address, uint16_t *port);
/// SO_ERROR, which it also clears: not negative.
int probe_pending_error(int fd);

/// One entry of an error queue: struct sock_extended_err of <linux/errqueue.h>.
struct probe_report {
  uint32_t error;
  uint8_t origin, type, code, has_offender;
  uint32_t info;
};
/// Takes one entry off the error queue: 1, or 0 where it is empty.
int probe_next_report(int fd, struct probe_report *report, uint8_t *offender);

/// The parts of TCP_INFO that say how an attempt went.
struct probe_tcp_facts {
  uint8_t state, retransmits, options;
  uint32_t total_retransmits, rtt_microseconds, send_mss, receive_mss, advertised_mss, path_mtu;
};
int probe_read_tcp_facts(int fd, struct probe_tcp_facts *facts);

ssize_t probe_send(int fd, const uint8_t *bytes, size_t count);
/// The length of a waiting datagram; `hop_limit` is -1 where the kernel did not tell it.
ssize_t probe_receive(int fd, uint8_t *bytes, size_t room, int *hop_limit);

/// The kernel's answer to `ip route get`.
struct probe_route {
  int interface, type, has_gateway, has_source, is_redirected, mtu, table, has_prefix, prefix_length;
};
/// Asks for the way to `destination`, from `source` where `has_source` is not 0. With `matched` the
/// answer is the route of the table (its prefix and table), without it what the route comes to.
int probe_ask_route(int family, const uint8_t *destination, int has_source, const uint8_t *source,
                int matched, struct probe_route *route, uint8_t *gateway, uint8_t *chosen_source,
                uint8_t *prefix);
/// NUD_… of a neighbour, or -ENOENT.
int probe_neighbour(int family, int interface, const uint8_t *address);
/// Writes the name of an interface, at most 16 bytes with its end.
int probe_interface_name(int index, char *name);
/// The address of this host with number `index`, counted from 0: 1, or 0 where there are no more.
int probe_own_address(int index, int *family, uint8_t *address);

/// SO_EE_ORIGIN_…, NUD_… and RTN_LOCAL, held against the kernel's headers in CProbe.c.
enum { PROBE_ORIGIN_LOCAL = 1, PROBE_ORIGIN_ICMP = 2, PROBE_ORIGIN_ICMP6 = 3 };
enum {
  PROBE_INCOMPLETE = 0x01,
  PROBE_REACHABLE = 0x02,
  PROBE_STALE = 0x04,
  PROBE_DELAY = 0x08,
  PROBE_PROBE = 0x10,
  PROBE_FAILED = 0x20,
  PROBE_NOARP = 0x40,
  PROBE_PERMANENT = 0x80,
};
enum { PROBE_ROUTE_LOCAL = 2 };
