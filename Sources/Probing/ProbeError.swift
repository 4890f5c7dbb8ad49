/// Why an attempt could not be made; how one ended is a result, not an error.
public enum ProbeError: Error, Sendable, Hashable {
  /// A system call failed: its name, what it was asked for, and errno.
  case system(call: String, subject: String, errno: Int32)
}
