/// How a configuration gets at the files it names: the caller opens them.
public struct ConfigurationFiles {
  /// The content of a file, nil where it cannot be read.
  public var content: (String) -> [UInt8]?
  /// The paths that match a pattern with `*`, in order.
  public var matching: (String) -> [String]
  /// A variable of the environment.
  public var environment: (String) -> String?

  /// Files reached by these.
  public init(
    content: @escaping (String) -> [UInt8]?, matching: @escaping (String) -> [String],
    environment: @escaping (String) -> String?
  ) {
    self.content = content
    self.matching = matching
    self.environment = environment
  }
}

/// Why a configuration cannot be used.
public enum ConfigurationFault: Error, Sendable, Hashable {
  /// The file is not there or not readable.
  case unreadable(String)
  /// Prometheus refuses the file.
  case rejected(Rejection, file: String)
}

extension ConfigurationFault: CustomStringConvertible {
  /// As Prometheus logs it.
  public var description: String {
    switch self {
    case .unreadable(let path): "open \(path): no such file or directory"
    case .rejected(let rejection, let file):
      "parsing YAML file \(file): \(rejection.message)"
    }
  }
}
