#pragma once
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// A child process fed from a file in memory and writing to files in memory, so that nothing can
// block on a full pipe. A negative result is -errno.

/// An anonymous close-on-exec file in memory (memfd_create(2)).
int ccp_memory_file(void);
/// Starts the program that `arguments` names (searched in PATH): `length` bytes, each argument
/// ended by a NUL. The result is its process id, the leader of a process group of its own.
int ccp_spawn(const uint8_t *arguments, size_t length, int input, int output, int errors);
/// The same with an environment (`NAME=value`, each ended by a NUL; null for this process's own),
/// and in a process group of its own only where asked for: a program outside of the terminal's
/// group cannot ask questions there.
int ccp_spawn_with(const uint8_t *arguments, size_t length, const uint8_t *environment,
                   size_t environment_length, int own_group, int input, int output, int errors);
/// Replaces this process by the program; the result is -errno when that fails.
int ccp_replace(const uint8_t *arguments, size_t length);
/// Waits up to `milliseconds` and kills the group then. The result is the exit status, 128+signal,
/// or -ETIMEDOUT.
int ccp_wait(int pid, int milliseconds);
/// The bytes in `file`, however far it was read or written.
ssize_t ccp_size(int file);
/// Reads at `offset`.
ssize_t ccp_read(int file, uint8_t *bytes, size_t room, size_t offset);
/// Writes all of it and goes back to the start.
int ccp_fill(int file, const uint8_t *bytes, size_t length);
