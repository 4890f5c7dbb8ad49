/// Why an option of a match or target could not be read.
enum OptionProblem: Error {
  /// A name or form that a newer iptables may know: the match or target is kept as text.
  case unknown(String)
  /// Wrong in every iptables: the text is refused.
  case malformed(String)
}
