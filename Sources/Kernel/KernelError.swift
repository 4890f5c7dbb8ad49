/// Why the kernel did not answer.
public enum KernelError: Error, Sendable, Hashable {
  /// A system call failed: its name, what it was asked for, and errno.
  case system(call: String, subject: String, errno: Int32)
}
