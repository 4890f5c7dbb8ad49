/// Why the kernel did not answer.
public enum KernelError: Error, Sendable, Hashable {
  /// A system call failed: its name, what it was asked for, and errno.
  case system(call: String, subject: String, errno: Int32)
  /// The kernel answered a request with an error: what was asked for, errno, and the kernel's own
  /// words where it has some (`NETLINK_EXT_ACK`).
  case refused(subject: String, errno: Int32, said: String?)
  /// The caller lacks a privilege.
  case notPermitted(subject: String, needs: Capability)
  /// The kernel was built without what is asked for, or its module is not loaded.
  case unsupported(subject: String, module: String)
  /// A message or structure that does not hold what the kernel's headers promise.
  case malformed(subject: String, reason: String)
  /// What was read changed under every one of the attempts.
  case changing(subject: String, attempts: Int)
  /// The kernel dropped messages because they were not read fast enough (`ENOBUFS`).
  case overrun(subject: String)
  /// Another process has what only one can have.
  case taken(subject: String)
  /// No answer came in time.
  case silent(subject: String)
  /// There is no namespace of this name, or no such file.
  case noSuchNamespace(NetworkNamespace)
  /// The file is there, and no network namespace (any more).
  case notANamespace(NetworkNamespace)
  /// The process whose namespace is meant has ended.
  case noSuchProcess(pid: Int32)
}

/// A privilege (capabilities(7)).
public enum Capability: String, Sendable, Hashable {
  case netAdmin = "CAP_NET_ADMIN"
  case netRaw = "CAP_NET_RAW"
  case sysAdmin = "CAP_SYS_ADMIN"
  case sysPtrace = "CAP_SYS_PTRACE"
}
