#define _GNU_SOURCE
#include "CChildProcess.h"
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int ccp_memory_file(void) {
  int file = memfd_create("diagnose", MFD_CLOEXEC);
  return file < 0 ? -errno : file;
}

static char **split(char *text, size_t length) {
  size_t count = 0;
  for (size_t i = 0; i < length; i++) count += text[i] == 0;
  char **argv = calloc(count + 1, sizeof *argv);
  if (!argv) return NULL;
  size_t start = 0, next = 0;
  for (size_t i = 0; i < length; i++) {
    if (text[i] != 0) continue;
    argv[next++] = text + start;
    start = i + 1;
  }
  return argv;
}

static int spawn(char **argv, char **variables, int own_group, int input, int output, int errors) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  posix_spawn_file_actions_adddup2(&actions, errors, 2);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  if (own_group) posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  pid_t pid = 0;
  int error = posix_spawnp(&pid, argv[0], &actions, &attributes, argv, variables);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error ? -error : pid;
}

int ccp_spawn(const uint8_t *arguments, size_t length, int input, int output, int errors) {
  return ccp_spawn_with(arguments, length, NULL, 0, 1, input, output, errors);
}

int ccp_spawn_with(const uint8_t *arguments, size_t length, const uint8_t *environment,
                   size_t environment_length, int own_group, int input, int output, int errors) {
  char *text = malloc(length + environment_length + 1);
  if (!text) return -ENOMEM;
  memcpy(text, arguments, length);
  if (environment) memcpy(text + length, environment, environment_length);
  char **argv = split(text, length);
  char **variables = environment ? split(text + length, environment_length) : environ;
  int result = -EINVAL;
  if (argv && argv[0] && variables)
    result = spawn(argv, variables, own_group, input, output, errors);
  free(argv);
  if (environment) free(variables);
  free(text);
  return result;
}

int ccp_replace(const uint8_t *arguments, size_t length) {
  char *text = malloc(length + 1);
  if (!text) return -ENOMEM;
  memcpy(text, arguments, length);
  text[length] = 0;
  char **argv = split(text, length);
  if (!argv || !argv[0]) return -EINVAL;
  execvp(argv[0], argv);
  return -errno;
}

static int reap(int pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0)
    if (errno != EINTR) return -errno;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int ccp_wait(int pid, int milliseconds) {
  int handle = (int)syscall(SYS_pidfd_open, pid, 0);
  if (handle < 0) return -errno;
  struct pollfd ended = {.fd = handle, .events = POLLIN};
  int ready = poll(&ended, 1, milliseconds);
  close(handle);
  if (ready == 0) {
    kill(-pid, SIGKILL);
    reap(pid);
    return -ETIMEDOUT;
  }
  return reap(pid);
}

ssize_t ccp_size(int file) {
  struct stat about;
  return fstat(file, &about) < 0 ? -errno : about.st_size;
}

ssize_t ccp_read(int file, uint8_t *bytes, size_t room, size_t offset) {
  ssize_t count = pread(file, bytes, room, (off_t)offset);
  return count < 0 ? -errno : count;
}

int ccp_fill(int file, const uint8_t *bytes, size_t length) {
  while (length > 0) {
    ssize_t count = write(file, bytes, length);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return -errno;
    bytes += count;
    length -= (size_t)count;
  }
  return lseek(file, 0, SEEK_SET) < 0 ? -errno : 0;
}
