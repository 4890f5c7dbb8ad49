import Addressing
import Documents

extension RoutingRule.Selector {
  init(_ fields: inout Fields) throws(RoutingError) {
    self.init()
    source = try Self.prefix("src", "srclen", &fields)
    destination = try Self.prefix("dst", "dstlen", &fields)
    tos = try Self.service("tos", &fields)
    dscp = try Self.codePoint(&fields)
    mark = try fields.number("fwmark")
    markMask = try fields.number("fwmask") ?? .max
    inInterface = try fields.string("iif")
    outInterface = try fields.string("oif")
    if let start: UInt32 = try fields.number("uid_start") {
      let end: UInt32 = try fields.number("uid_end") ?? start
      guard start <= end else {
        throw fields.wrong("uid_end", String(end), "a number from \(start)")
      }
      users = start...end
    }
    if let word = fields.take("ipproto") {
      let text = word.string ?? word.int.map(String.init) ?? ""
      transport = TransportProtocol(parsing: Self.withoutPrefix(text))
      if transport == nil { throw fields.wrong("ipproto", word, "a protocol") }
    }
    sourcePorts = try Self.ports("sport", &fields)
    destinationPorts = try Self.ports("dport", &fields)
    tunnelID = try fields.number("tun_id")
  }

  /// iproute2 prints an unnamed protocol as `ipproto-NUMBER`.
  private static func withoutPrefix(_ text: String) -> String {
    text.hasPrefix("ipproto-") ? String(text.dropFirst(8)) : text
  }

  private static func prefix(
    _ key: String, _ lengthKey: String, _ fields: inout Fields
  ) throws(RoutingError) -> IPPrefix? {
    let length: Int? = try fields.number(lengthKey)
    guard let text = try fields.string(key), text != "all" else { return nil }
    guard let address = IPAddress(parsing: text) else {
      throw fields.wrong(key, text, "an IP address or 'all'")
    }
    guard let prefix = IPPrefix(address, length: length ?? address.family.bitWidth) else {
      throw fields.wrong(lengthKey, String(length ?? 0), "a prefix length")
    }
    return prefix
  }

  private static func service(
    _ key: String, _ fields: inout Fields
  ) throws(RoutingError) -> UInt8? {
    guard let text = try fields.string(key) else { return nil }
    guard let value = TypeOfService.parse(text) else {
      throw fields.wrong(key, text, "a type of service such as 0x10")
    }
    return value
  }

  /// `dscp` is the upper six bits; a name is looked up as the whole byte.
  private static func codePoint(_ fields: inout Fields) throws(RoutingError) -> UInt8? {
    guard let node = fields.take("dscp") else { return nil }
    let text = node.string ?? node.int.map(String.init) ?? ""
    if let number = UInt32(routing: text), number < 64 { return UInt8(number) }
    guard let value = TypeOfService.parse(text) else {
      throw fields.wrong("dscp", node, "a code point up to 63")
    }
    return value >> 2
  }

  private static func ports(
    _ key: String, _ fields: inout Fields
  ) throws(RoutingError) -> PortRange? {
    if let port: UInt16 = try fields.number(key) { return PortRange(port) }
    guard let first: UInt16 = try fields.number(key + "_start") else { return nil }
    return PortRange(first, try fields.number(key + "_end") ?? first)
  }

  func put(to out: inout FieldWriter) {
    Self.put(source, "src", "srclen", all: true, to: &out)
    Self.put(destination, "dst", "dstlen", all: false, to: &out)
    out.put("tos", tos.map(TypeOfService.text))
    out.put("dscp", number: dscp)
    out.put("fwmark", mark.map { "0x" + String($0, radix: 16) })
    if markMask != .max { out.put("fwmask", "0x" + String(markMask, radix: 16)) }
    out.put("iif", inInterface)
    out.put("oif", outInterface)
    out.put("uid_start", number: users?.lowerBound)
    out.put("uid_end", number: users?.upperBound)
    out.put("ipproto", transport)
    Self.put(sourcePorts, "sport", to: &out)
    Self.put(destinationPorts, "dport", to: &out)
    out.put("tun_id", number: tunnelID)
  }

  private static func put(
    _ prefix: IPPrefix?, _ key: String, _ lengthKey: String, all: Bool, to out: inout FieldWriter
  ) {
    guard let prefix else {
      if all { out.put(key, "all") }
      return
    }
    out.put(key, prefix.address)
    if prefix.length != prefix.family.bitWidth { out.put(lengthKey, number: prefix.length) }
  }

  private static func put(_ ports: PortRange?, _ key: String, to out: inout FieldWriter) {
    guard let ports else { return }
    if ports.first == ports.last {
      out.put(key, number: ports.first)
    } else {
      out.put(key + "_start", number: ports.first)
      out.put(key + "_end", number: ports.last)
    }
  }
}
