extension SnapshotError: CustomStringConvertible {
  /// One sentence: which file, which line, what is wrong.
  public var description: String {
    switch self {
    case .notFound(let file): "there is no \(file): name a snapshot's folder or .tar.gz"
    case .notThere(let path): "there is no \(path): name a file or a folder of manifests, or -"
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
    case .unwritable(let file, let reason): "\(file) cannot be written: \(reason)"
    case .malformed(let file, let line, let reason):
      line > 0 ? "\(file), line \(line): \(reason)" : "\(file): \(reason)"
    }
  }
}
