/// Why the lab could not do what a test asked of it.
public enum LabError: Error, Sendable, Equatable {
  /// A system call failed.
  case call(String, errno: Int32)
  /// A tool ended with a status other than 0; `output` is what it printed.
  case command([String], status: Int32, output: String)
  /// An interface did not come up in time.
  case noCarrier(String)
  /// Opening a namespace or a raw socket needs root.
  case needsRoot
}
