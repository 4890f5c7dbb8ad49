import CPacketCapture
public import Observations

/// One interface that is captured live, by libpcap in immediate mode: packets come as they pass.
///
/// Its socket belongs to the network namespace of the thread that made it and may be read on any
/// other, by one at a time. It is closed with its last reference.
@safe public final class PacketSource {
  /// What its packets are labelled with: the interface, the namespace before it where one was given.
  public let label: String
  /// How its packets begin.
  public let linkType: LinkType
  let descriptor: Int32
  private let handle: OpaquePointer

  /// Opens `interface` (or `nflog:GROUP`) and lets through what `filter` says (`pcap-filter(7)`).
  ///
  /// - Parameter bufferBytes: what the kernel keeps until it is read, in frames of `snapLength` or of
  ///   what the interface may hand up at once (64 KiB); it says how much it lost.
  public init(
    interface: String, label: String? = nil, filter: String? = nil, snapLength: Int32 = 262_144,
    bufferBytes: Int32 = 32 << 20
  ) throws(CaptureError) {
    var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    var code: Int32 = 0
    guard
      let handle = unsafe cpc_open(interface, snapLength, bufferBytes, 0, &code, &message)
    else { throw CaptureError(code: code, interface: interface, message: text(message)) }
    unsafe self.handle = handle
    let label = label ?? interface
    self.label = label
    linkType = unsafe LinkType(rawValue: UInt32(bitPattern: pcap_datalink(handle)))
    descriptor = unsafe pcap_get_selectable_fd(handle)
    // NFLOG packets are filtered by the rule that logs them.
    guard let filter, !interface.hasPrefix("nflog") else { return }
    guard unsafe cpc_filter(handle, filter, &message) == 0 else {
      throw .badFilter(expression: filter, message: text(message))
    }
  }

  deinit { unsafe pcap_close(handle) }

  /// The packets that wait, at most `limit`.
  func waiting(limit: Int) throws(CaptureError) -> [CapturedPacket] {
    var packets: [CapturedPacket] = []
    while packets.count < limit {
      var start: UnsafePointer<UInt8>?
      var kept: UInt32 = 0
      var length: UInt32 = 0
      var time: Int64 = 0
      let result = unsafe cpc_next(handle, &start, &kept, &length, &time)
      if result == 0 || result == PCAP_ERROR_BREAK { break }
      guard result == 1, let start = unsafe start else {
        throw .lost(interface: label, message: unsafe String(cString: pcap_geterr(handle)))
      }
      let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: Int(kept)))
      packets.append(
        CapturedPacket(
          time: time, interface: label, linkType: linkType, bytes: bytes,
          originalLength: Int(length)))
    }
    return packets
  }

  /// How many packets came and were lost so far; nil where libpcap does not know, as with NFLOG.
  public var statistics: CaptureStatistics? {
    var received: UInt32 = 0
    var dropped: UInt32 = 0
    guard unsafe cpc_statistics(handle, &received, &dropped) == 0 else { return nil }
    return CaptureStatistics(interface: label, received: Int(received), dropped: Int(dropped))
  }

  /// The names of this namespace's interfaces that are up.
  public static func interfacesUp() -> [String] {
    var names: [String] = []
    var name = [CChar](repeating: 0, count: 16)
    var index: Int32 = 0
    while true {
      let state = unsafe cpc_interface(index, &name)
      guard state >= 0 else { return names }
      if state == 1 { names.append(text(name)) }
      index += 1
    }
  }

  /// Throws where libpcap does not understand a filter.
  public static func check(filter: String) throws(CaptureError) {
    var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard unsafe cpc_check_filter(filter, Int32(LinkType.ethernet.rawValue), &message) == 0 else {
      throw .badFilter(expression: filter, message: text(message))
    }
  }
}

/// The characters before the first NUL.
private func text(_ characters: [CChar]) -> String {
  String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
