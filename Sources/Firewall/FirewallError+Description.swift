extension FirewallError: CustomStringConvertible {
  /// `line 7: …`, to be preceded by the file's name.
  public var description: String {
    switch self {
    case .malformed(let line, let reason): "line \(line): \(reason)"
    }
  }
}
