import Glibc
public import Observations

/// Several interfaces captured at once, perhaps of several namespaces.
///
/// Packets wait in the kernel's buffers until they are read: a session may be opened before a probe
/// and read after it.
public final class CaptureSession {
  private var sources: [PacketSource]
  private var ended: [CaptureStatistics] = []
  /// The interfaces that vanished, and libpcap's words for it.
  public private(set) var losses: [CaptureError] = []

  /// A session of open sources.
  public init(_ sources: [PacketSource]) { self.sources = sources }

  /// Whether any source is left.
  public var isOpen: Bool { !sources.isEmpty }

  /// The packets that come within `duration`, by time; returns early with the first that come.
  public func next(within duration: Duration) -> [CapturedPacket] {
    var descriptors = sources.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
    let milliseconds = Int32(clamping: Int(duration / .milliseconds(1)))
    guard unsafe poll(&descriptors, nfds_t(descriptors.count), milliseconds) > 0 else { return [] }
    return waiting()
  }

  /// The packets that wait now, by time.
  public func waiting() -> [CapturedPacket] {
    var packets: [CapturedPacket] = []
    for source in sources {
      do {
        packets += try source.waiting(limit: 4096)
      } catch {
        losses.append(error)
        ended += source.statistics.map { [$0] } ?? []
        sources.removeAll { $0 === source }
      }
    }
    return packets.sorted { $0.time < $1.time }
  }

  /// What was counted at each interface.
  public var statistics: [CaptureStatistics] { ended + sources.compactMap(\.statistics) }
}
