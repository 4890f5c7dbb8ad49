/// What can be wrong with a firewall text. Sentences are in `FirewallError+Description.swift`.
public enum FirewallError: Error, Sendable, Hashable {
  /// A line that no reader understands.
  case malformed(line: Int, reason: String)
  /// The text ends within a table of iptables: its COMMIT is missing.
  case endsInTable(String, line: Int)
}
