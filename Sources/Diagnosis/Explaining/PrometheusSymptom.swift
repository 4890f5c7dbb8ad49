/// A text that Prometheus prints when a scrape or a discovery fails, and what it can mean.
public struct PrometheusSymptom: Sendable {
  /// Its name: the heading in `Docs/Reference/prometheus-errors.md`.
  public let id: String
  /// Pieces of the text, any of which shows the symptom; ` … ` stands for whatever is between.
  public let texts: [String]
  /// What happened, as a sentence.
  public let meaning: String
  /// The causes, the likeliest first.
  public let causes: [Candidate]

  /// One cause, and the command that tells whether it is the one.
  public struct Candidate: Sendable {
    /// The cause.
    public let id: CauseID
    /// What it is here.
    public let summary: String
    /// A command with `{target}`, `{host}`, `{port}`, `{url}` and `{name}` in it.
    public let decide: String

    init(_ id: CauseID, _ summary: String, _ decide: String) {
      self.id = id
      self.summary = summary
      self.decide = decide
    }
  }

  /// All symptoms, the more telling texts before those that are a part of them.
  public static let all =
    exposition + limits + tls + http + application + proxies + names
    + discovery + files + connect

  /// Whether `line` shows it.
  func isShown(by line: String) -> Bool {
    texts.contains { text in
      var rest = line[...]
      for piece in text.split(separator: " … ", omittingEmptySubsequences: true) {
        guard let end = rest.end(of: piece) else { return false }
        rest = rest[end...]
      }
      return true
    }
  }
}

extension Substring {
  /// The place behind the first `piece`.
  fileprivate func end(of piece: Substring) -> Index? {
    let bytes = utf8
    let wanted = Array(piece.utf8)
    var start = bytes.startIndex
    while start < bytes.endIndex {
      if bytes[start...].starts(with: wanted) {
        return bytes.index(start, offsetBy: wanted.count)
      }
      start = bytes.index(after: start)
    }
    return nil
  }
}
