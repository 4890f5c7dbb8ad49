import Glibc
import Synchronization

/// The signal that came first since the watch began; 0 for none.
private let firstSignal = Atomic<Int32>(0)

/// Holds back the signals that would end this program in the middle of a change.
struct SignalWatch: Sendable {
  /// The signal that came first; nil for none.
  var received: Int32? {
    let signal = firstSignal.load(ordering: .acquiring)
    return signal == 0 ? nil : signal
  }

  init() {
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
      signal(number) { number in
        _ = firstSignal.compareExchange(
          expected: 0, desired: number, ordering: .acquiringAndReleasing)
      }
    }
    signal(SIGPIPE, SIG_IGN)
  }
}
