import Glibc

@testable import Kernel

/// A tool that runs inside a namespace while a test looks at what it does. It says that it is ready
/// by what it prints first, and ends when its input does.
final class Background {
  let pid: pid_t
  private let input: Int32
  private let output: Int32
  /// What it printed before it was looked at.
  private(set) var printed = ""

  struct Failed: Error { let errno: Int32 }

  init(_ lab: Lab, _ arguments: [String]) throws {
    var ends: [Int32] = [0, 0, 0, 0]
    guard pipe(&ends) == 0 else { throw Failed(errno: errno) }
    let (readEnd, writeEnd) = (ends[0], ends[1])
    guard pipe(&ends) == 0 else { throw Failed(errno: errno) }
    (input, output) = (writeEnd, ends[0])
    for end in [readEnd, writeEnd, ends[0], ends[1]] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, readEnd, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    let copies = arguments.map { strdup($0) } + [nil]
    defer { for copy in copies { free(copy) } }
    // A child is born into the namespace of the thread that makes it.
    let (started, status) = try lab.namespace.perform { () -> (pid_t, Int32) in
      var pid: pid_t = 0
      let status = posix_spawnp(&pid, arguments[0], &actions, nil, copies, environ)
      return (pid, status)
    }
    posix_spawn_file_actions_destroy(&actions)
    close(readEnd)
    close(ends[1])
    pid = started
    guard status == 0 else { throw Failed(errno: status) }
  }

  /// Waits until it has printed the line `end`.
  func wait(until end: String) {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while !printed.contains(end) {
      let count = read(output, &buffer, buffer.count)
      guard count > 0 else { return }
      printed += String(decoding: buffer[..<count], as: UTF8.self)
    }
  }

  deinit {
    close(input)
    close(output)
    kill(pid, SIGKILL)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }
}
