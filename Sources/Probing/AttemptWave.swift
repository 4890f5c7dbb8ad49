import Addressing
import Glibc
import Observations

/// Attempts made at the same time, on one thread.
struct AttemptWave {
  /// How they ended, in the order asked for.
  let attempts: [Attempt]
  /// How many packets the kernel was given.
  let sent: Int

  /// Makes all of `requests`; returns when the last has ended.
  init(_ requests: [AttemptRequest]) throws(ProbeError) {
    var runs: [AttemptRun] = []
    for request in requests {
      do {
        runs.append(try AttemptRun(request))
      } catch {
        throw ProbeError(error, request)
      }
    }
    while true {
      let open = runs.filter { $0.ended == nil }
      guard let wakes = open.map(\.wakes).min() else { break }
      var descriptors = open.map(\.descriptor)
      poll(&descriptors, nfds_t(descriptors.count), Self.milliseconds(until: wakes))
      for (run, descriptor) in zip(open, descriptors) { run.proceed(Int32(descriptor.revents)) }
    }
    attempts = runs.map(\.attempt)
    sent = runs.reduce(0) { $0 + $1.sent }
  }

  private static func milliseconds(until instant: ContinuousClock.Instant) -> Int32 {
    let rest = ContinuousClock.now.duration(to: instant)
    guard rest > .zero else { return 0 }
    return Int32(clamping: Int(rest / .milliseconds(1)) + 1)
  }
}
