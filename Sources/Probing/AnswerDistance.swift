import Addressing
import Observations

/// The TTL that an answer arrives with, learnt without seeing it: sockets that take only answers with
/// so much and no less (`IP_MINTTL`), and which of them got it.
struct AnswerDistance {
  /// The TTL or hop limit; nil where none of those tried got an answer.
  let hopLimit: UInt8?
  /// How many packets the kernel was given.
  let sent: Int

  /// The values packets start with, and how many hops below each are looked at.
  private static let depth: UInt8 = 8

  init(_ request: AttemptRequest, roundTrip: Duration) throws(ProbeError) {
    guard request.transport == .tcp else {
      (hopLimit, sent) = (nil, 0)
      return
    }
    func wave(_ limits: [UInt8]) throws(ProbeError) -> (UInt8?, Int) {
      let wave = try AttemptWave(
        limits.map { limit in
          var demanding = request
          demanding.minimumHopLimit = limit
          demanding.timeout = min(request.timeout, max(.milliseconds(250), roundTrip * 4))
          return demanding
        })
      let taken = zip(limits, wave.attempts).filter { $1.isReset || $1.isAnswered }.map(\.0)
      return (taken.max(), wave.sent)
    }
    let near = (65 - Self.depth...64).map { UInt8($0) }
    var (found, count) = try wave(near + [65, 129])
    if let start: UInt8 = found == 65 ? 128 : found == 129 ? 255 : nil {
      let (exact, more) = try wave((start - Self.depth + 1...start).map { UInt8($0) })
      found = exact
      count += more
    }
    (hopLimit, sent) = (found, count)
  }
}
