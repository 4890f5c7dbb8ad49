import YAMLSyntax

/// Why Prometheus does not load a configuration, in its own words.
public struct Rejection: Error, Sendable, Hashable {
  /// Prometheus' message, without the `parsing YAML file …: ` before it.
  public var message: String
  /// The line it speaks of, from 1, where that is known.
  public var line: Int?

  /// The rejection `message`, about `line`.
  public init(_ message: String, line: Int? = nil) {
    self.message = message
    self.line = line
  }

  init(_ error: YAMLSyntaxError) { self.init(error.description, line: error.line) }
}
