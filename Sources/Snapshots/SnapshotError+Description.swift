extension SnapshotError: CustomStringConvertible {
  /// One sentence: which file, which line, what is wrong.
  public var description: String {
    switch self {
    case .notFound(let file): "there is no \(file): name a snapshot's folder or .tar.gz"
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
    case .malformed(let file, let line, let reason):
      line > 0 ? "\(file), line \(line): \(reason)" : "\(file): \(reason)"
    }
  }
}
