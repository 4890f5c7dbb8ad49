#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Network namespaces without names: each lives as long as a descriptor of it is open, so nothing
// is left behind whatever way the process ends. Every function that acts inside a namespace enters
// it, does the one system call, and leaves it before it returns. A negative result is -errno.

/// A new network namespace; the result is its descriptor.
int cnn_create(void);
/// A close-on-exec, non-blocking socket opened in the namespace.
int cnn_socket(int netns, int family, int type, int protocol);
/// Starts argv[0] (searched in PATH) in the namespace; the result is its process id.
int cnn_spawn(int netns, char *const argv[], int in, int out);
/// Waits up to `milliseconds`, then kills. The result is the exit status, 128+signal, or -ETIMEDOUT.
int cnn_wait(int pid, int milliseconds);
/// Takes every capability from the calling thread, and from it alone (capset(2)).
int cnn_drop_capabilities(void);
/// An anonymous file in memory.
int cnn_memory_file(void);

/// Addresses are 4 or 16 bytes in network order, as `family` (AF_INET, AF_INET6) says.
int cnn_bind(int fd, int family, const uint8_t *address, uint16_t port);
int cnn_connect(int fd, int family, const uint8_t *address, uint16_t port);
int cnn_listen(int fd);
/// Makes the next connect() of a TCP socket start with this sequence number (tcp(7), TCP_REPAIR).
int cnn_set_initial_sequence(int fd, uint32_t sequence);
int cnn_set_option(int fd, int level, int name, int value);
/// Options by meaning, since several macros are not imported by Swift.
int cnn_report_destination(int fd, int family);
int cnn_report_errors(int fd, int family);
int cnn_only_ipv6(int fd, int yes);
int cnn_reset_on_close(int fd);
int cnn_set_buffers(int fd, int bytes);
/// The pending error of the socket (SO_ERROR), positive.
int cnn_pending_error(int fd);

ssize_t cnn_send(int fd, const uint8_t *bytes, size_t count);
/// Sends to `address`:`port` from the local address `source`.
ssize_t cnn_send_from(int fd, int family, const uint8_t *source, const uint8_t *address,
                      uint16_t port, const uint8_t *bytes, size_t count);
/// Receives one datagram; `source` and `destination` have room for 16 bytes.
ssize_t cnn_receive(int fd, uint8_t *bytes, size_t room, int *family, uint8_t *source,
                    uint16_t *port, uint8_t *destination);
