import Addressing
import Observations

/// Attempts with rising TTLs: which router hears of which one's end.
struct Trace {
  private let request: AttemptRequest
  /// The attempts so far, by TTL.
  private(set) var hops: [ProbeResult.Hop] = []
  /// How many packets the kernel was given.
  private(set) var sent = 0

  /// No more than a router's ICMP errors to one host may come at once (`icmp_ratelimit`, burst 6).
  private static let waveLength: UInt8 = 6
  private static let last: UInt8 = 30
  /// Less than the second after which a SYN is sent again.
  private static let timeout = Duration.milliseconds(900)

  init(_ request: AttemptRequest) { self.request = request }

  /// Traces until the end of the way is found, or nobody answers any more.
  mutating func run() throws(ProbeError) {
    var first: UInt8 = 1
    while first <= Self.last {
      let limits = first...min(first + Self.waveLength - 1, Self.last)
      let wave = try AttemptWave(limits.map(limited))
      sent += wave.sent
      hops += zip(limits, wave.attempts).map { ProbeResult.Hop(hopLimit: $0, attempt: $1) }
      let found = hops.suffix(limits.count)
      let isAtEnd = found.contains { $0.router == nil && $0.attempt.outcome != .silent }
      if isAtEnd || isCircling || !found.contains(where: { $0.router != nil }) { break }
      first = limits.upperBound + 1
    }
    trim()
  }

  /// Whether some router was met three times; only the target's own address may come so often.
  private var isCircling: Bool {
    let routers = hops.compactMap(\.router).filter { $0 != request.destination.address }
    return Dictionary(grouping: routers) { $0 }.values.contains { $0.count > 2 }
  }

  private func limited(to limit: UInt8) -> AttemptRequest {
    var limited = request
    limited.hopLimit = limit
    limited.timeout = min(Self.timeout, request.timeout)
    return limited
  }

  /// Leaves out what lies behind the end of the way, and all but the first of the silent hops at the end.
  private mutating func trim() {
    if let end = hops.firstIndex(where: { $0.router == nil && $0.attempt.outcome != .silent }) {
      hops.removeSubrange((end + 1)...)
    } else if let heard = hops.lastIndex(where: { $0.router != nil }) {
      hops.removeSubrange(min(heard + 2, hops.count)...)
    } else {
      hops.removeSubrange(min(1, hops.count)...)
    }
  }
}
