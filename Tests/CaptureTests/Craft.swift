/// Bytes of packets, made by hand.
struct Craft {
  private(set) var bytes: [UInt8] = []

  static func word(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 255), UInt8(value & 255)] }
  static func long(_ value: UInt32) -> [UInt8] {
    word(Int(value >> 16)) + word(Int(value & 0xffff))
  }

  /// The Internet checksum (RFC 1071).
  static func checksum(_ bytes: [UInt8]) -> [UInt8] {
    var sum = 0
    for index in stride(from: 0, to: bytes.count, by: 2) {
      sum += Int(bytes[index]) << 8 | (index + 1 < bytes.count ? Int(bytes[index + 1]) : 0)
    }
    while sum >> 16 != 0 { sum = sum & 0xffff + sum >> 16 }
    return word(~sum & 0xffff)
  }

  static func ipv4(
    _ source: UInt32, _ destination: UInt32, ttl: Int, number: UInt8, _ payload: [UInt8],
    fragment: Int = 0x4000
  ) -> [UInt8] {
    var head: [UInt8] = [0x45, 0] + word(20 + payload.count) + word(7) + word(fragment)
    head += [UInt8(ttl), number, 0, 0] + long(source) + long(destination)
    head.replaceSubrange(10..<12, with: checksum(head))
    return head + payload
  }

  static func ipv6(
    _ source: [UInt8], _ destination: [UInt8], limit: Int, next: UInt8, _ payload: [UInt8]
  ) -> [UInt8] {
    [0x60, 0, 0, 0] + word(payload.count) + [next, UInt8(limit)] + source + destination + payload
  }

  static func tcp(
    _ from: Int, _ to: Int, sequence: UInt32, ack: UInt32 = 0, flags: UInt8, mss: Int? = nil,
    data: [UInt8] = []
  ) -> [UInt8] {
    let options: [UInt8] = mss.map { [2, 4] + word($0) } ?? []
    return word(from) + word(to) + long(sequence) + long(ack)
      + [UInt8((20 + options.count) / 4) << 4, flags] + word(1024) + [0, 0, 0, 0] + options + data
  }

  static func udp(_ from: Int, _ to: Int, _ data: [UInt8]) -> [UInt8] {
    word(from) + word(to) + word(8 + data.count) + [0, 0] + data
  }

  static func icmp(_ type: UInt8, _ code: UInt8, rest: UInt32 = 0, _ data: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [type, code, 0, 0] + long(rest) + data
    bytes.replaceSubrange(2..<4, with: checksum(bytes))
    return bytes
  }

  static func ethernet(_ type: Int, vlan: Int? = nil, _ payload: [UInt8]) -> [UInt8] {
    [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1] + (vlan.map { word(0x8100) + word($0) } ?? [])
      + word(type) + payload
  }

  static func vxlan(_ identifier: UInt32, _ frame: [UInt8]) -> [UInt8] {
    [8, 0, 0, 0] + long(identifier << 8) + frame
  }
}

/// Numbers that a seed fixes (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}
