import Transfer

/// Longer and longer pauses, each drawn from an interval so that many clients do not come at once.
public struct Backoff: Sendable {
  /// The first pause at least.
  public var first: Duration
  /// No pause is longer.
  public var longest: Duration
  private var step = 0

  /// The pauses of client-go's reflector: 0.8 s, doubled up to 30 s, and up to as much again.
  public init(first: Duration = .milliseconds(800), longest: Duration = .seconds(30)) {
    (self.first, self.longest) = (first, longest)
  }

  /// The next pause.
  public mutating func next() -> Duration {
    let base = min(first * (1 << min(step, 16)), longest)
    step += 1
    return min(base + base * Double.random(in: 0...1), longest)
  }

  /// Begins anew, after something went well.
  public mutating func reset() { step = 0 }
}

extension Duration {
  /// In whole milliseconds.
  var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}

extension ClusterAccessError {
  /// How long to wait before the same is asked again; nil where that is of no use.
  func pause(_ pause: Duration) -> Duration? {
    switch self {
    case .connection(_, let failure, _): failure.mayPass ? pause : nil
    case .status(_, _, let code, _): code == 429 || code >= 500 ? pause : nil
    case .noKubeconfig, .noSuchKubeconfig, .kubeconfig, .noSuchEntry, .noContext, .file, .plugin,
      .request, .unauthorized, .refused, .notAnAPIServer, .listExpired, .cancelled:
      nil
    }
  }
}

extension TransferFailure {
  /// Whether the same may go well in a moment: a server that restarts, a connection that broke.
  var mayPass: Bool {
    switch self {
    case .connect, .emptyReply, .closedEarly, .broken: true
    case .url, .resolve, .proxy, .tls, .timeout, .tooLarge, .headerTooLarge, .http, .encoding,
      .tooManyRedirects, .source, .cancelled, .other:
      false
    }
  }
}
