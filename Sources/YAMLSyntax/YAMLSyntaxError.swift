/// A text that is no YAML, in the words of go-yaml.
public struct YAMLSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong: `did not find expected key`.
  public var problem: String
  /// The line that go-yaml names, from 1; nil where it names none.
  public var line: Int?

  /// `yaml: line 3: did not find expected key`.
  public var description: String { "yaml: " + (line.map { "line \($0): " } ?? "") + problem }
}
