import PrometheusConfiguration
import Scraping
import Transfer

/// What `metadata_config` asks for: with 1.0 the families are sent apart from the samples, from time
/// to time; what is not taken then is sent anew the next time.
struct MetadataClock {
  private var next: ContinuousClock.Instant
  private let interval: Duration

  /// nil where no metadata is sent apart.
  init?(_ remote: Remote) {
    guard remote.metadata.send, remote.message == .version1 else { return nil }
    interval = .nanoseconds(max(remote.metadata.sendInterval.nanoseconds, 1_000_000_000))
    next = .now + interval
  }

  /// Whether it is time.
  mutating func strikes() -> Bool {
    guard .now >= next else { return false }
    next = .now + interval
    return true
  }
}

extension RemoteSender {
  /// Sends what is known of families where it is time to.
  func sendMetadata(_ families: () -> [SeriesFamily], on loop: TransferLoop) {
    guard metadataClock?.strikes() == true else { return }
    let families = families()
    let most = max(remote.metadata.maxSamplesPerSend, 1)
    for start in stride(from: 0, to: families.count, by: most) {
      var message = WriteRequest()
      for family in families[start..<min(start + most, families.count)] { message.add(family) }
      guard let request = try? RemoteRequest(remote).request(Snappy.packed(message.bytes)) else {
        return
      }
      _ = try? loop.start(request) { [self] result in noteMetadata(result) }
    }
  }
}
