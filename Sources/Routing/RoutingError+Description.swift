extension RoutingError: CustomStringConvertible {
  /// `line 7, field "dst": …`, to be preceded by the file's name.
  public var description: String {
    switch self {
    case .malformed(let line, "", let reason): "line \(line): \(reason)"
    case .malformed(let line, let field, let reason):
      "line \(line), field \"\(field)\": \(reason)"
    }
  }
}
