import ArgumentParser

/// The exit codes of every command (`sysexits.h` for the upper ones).
extension ExitCode {
  /// Reachable; nothing wrong.
  static let reachable = ExitCode(0)
  /// Blocked; findings.
  static let blocked = ExitCode(1)
  /// The evidence does not suffice.
  static let undecided = ExitCode(2)
  /// The command line is wrong.
  static let usage = ExitCode(64)
  /// An input is malformed.
  static let malformed = ExitCode(65)
  /// An input is not there.
  static let notFound = ExitCode(66)
  /// The API server or a host does not answer.
  static let unavailable = ExitCode(69)
  /// A file cannot be written.
  static let cannotWrite = ExitCode(73)
  /// A fault of ours.
  static let internalFault = ExitCode(70)
  /// A privilege is missing.
  static let privilege = ExitCode(77)
}
