public import Addressing

/// One attempt and how it ended, as the socket that made it saw it.
public struct Attempt: Sendable, Hashable {
  /// What was asked for.
  public var request: AttemptRequest
  /// The address and port it was sent from; nil where it got none.
  public var source: Endpoint?
  /// How it ended.
  public var outcome: Outcome
  /// How long it took, or was waited for.
  public var delay: Duration
  /// What the error queue held, in order.
  public var reports: [ErrorReport]
  /// What the kernel counted for the connection; nil for other protocols and where nothing was opened.
  public var tcp: TCPFacts?

  /// How an attempt ends.
  public enum Outcome: Sendable, Hashable {
    /// The handshake was completed.
    case connected
    /// A datagram came back; its TTL or hop limit where the kernel told it.
    case answered(hopLimit: UInt8?)
    /// The system call itself failed: nothing was sent, unless ``reports`` says otherwise.
    case refusedAtOnce(ErrorNumber)
    /// It failed after it had been under way.
    case failed(ErrorNumber)
    /// Nothing came until the timeout.
    case silent
  }

  /// An attempt that ended.
  public init(
    request: AttemptRequest, source: Endpoint?, outcome: Outcome, delay: Duration,
    reports: [ErrorReport] = [], tcp: TCPFacts? = nil
  ) {
    self.request = request
    self.source = source
    self.outcome = outcome
    self.delay = delay
    self.reports = reports
    self.tcp = tcp
  }

  /// The first ICMP message that came for it.
  public var icmp: (message: ICMPMessage, sender: IPAddress?, delay: Duration)? {
    for report in reports {
      if case .icmp(let message, let sender) = report.origin, message.meaning != .tooBig {
        return (message, sender, report.delay)
      }
    }
    return nil
  }

  /// Whether a TCP reset ended it: refused while under way, and no ICMP message came.
  public var isReset: Bool {
    guard request.transport == .tcp, icmp == nil, case .failed(let error) = outcome else {
      return false
    }
    return error == .connectionRefused || error == .connectionReset
  }

  /// Whether its peer answered.
  public var isAnswered: Bool {
    switch outcome {
    case .connected, .answered: true
    case .refusedAtOnce, .failed, .silent: false
    }
  }
}
