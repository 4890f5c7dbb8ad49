/// How a match or target is read from its options and printed as `iptables-save` prints it.
protocol ExtensionSyntax {
  /// The value before any option is read.
  init()
  /// The long options it knows, without `--`. Those of iptables may be shortened.
  static var options: [String] { get }
  /// Reads the value of `option`. False where the option is not one of its own.
  mutating func read(
    _ option: String, _ words: inout RuleWords
  ) throws(OptionProblem) -> Bool
  /// Refuses a value whose options are not complete.
  func check() throws(OptionProblem)
  /// Prints the options.
  func write(to text: inout RuleText)
}

extension ExtensionSyntax {
  func check() throws(OptionProblem) {}
}

/// A match that can be read and printed.
protocol MatchSyntax: MatchExtension, ExtensionSyntax {}

/// A target that can be read and printed.
protocol TargetSyntax: TargetExtension, ExtensionSyntax {}
