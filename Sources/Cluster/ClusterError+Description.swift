extension ClusterError: CustomStringConvertible {
  /// `line 7: spec.ports[0].port should be a number`, to be preceded by the file's name.
  public var description: String {
    switch self {
    case .unreadable(let line, let column, let reason): "line \(line), column \(column): \(reason)"
    case .malformed(let document, let line, _, _):
      (document > 1 ? "document \(document), " : "") + "line \(line): \(reason)"
    }
  }

  /// The line of the text, from 1.
  public var line: Int {
    switch self {
    case .unreadable(let line, _, _), .malformed(_, let line, _, _): line
    }
  }

  /// Which document of the text, from 1; 1 where the whole text is unreadable.
  public var document: Int {
    switch self {
    case .unreadable: 1
    case .malformed(let document, _, _, _): document
    }
  }

  /// What is wrong, without the line.
  public var reason: String {
    switch self {
    case .unreadable(_, _, let reason): reason
    case .malformed(_, _, let path, let reason): path.isEmpty ? reason : "\(path) \(reason)"
    }
  }
}
