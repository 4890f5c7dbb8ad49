import Addressing

extension IPSet {
  /// The `create` line without its line end.
  public var createLine: String {
    (["create", name, kind.name] + options.map(\.description)).joined(separator: " ")
  }

  /// Member `index` as it stands after `add SETNAME`, options included.
  public func memberText(_ index: Int) -> String {
    var bytes: [UInt8] = []
    write(member: index, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Every member's text, in the order of the text.
  public var memberTexts: [String] { memberOrder.map(memberText) }

  /// The counters of member `index`, where the set keeps them.
  public func counters(of index: Int) -> Counters? { extensions.counters[index] }

  /// The seconds member `index` had left when the text was taken; 0 is for ever.
  public func timeout(of index: Int) -> UInt32? { extensions.timeouts[index] }

  /// The comment of member `index`.
  public func comment(of index: Int) -> String? {
    extensions.comments[index].map { String(decoding: $0, as: UTF8.self) }
  }

  /// What `SET --map-set` takes from member `index`.
  public func metadata(of index: Int) -> IPSetMetadata? { extensions.metadata[index] }

  /// Whether member `index` is an exception.
  public func isNoMatch(_ index: Int) -> Bool { extensions.noMatch[index] == true }

  private var memberOrder: [Int] { kind == .listSet ? order : Array(0..<count) }

  func write(into bytes: inout [UInt8]) {
    bytes += createLine.utf8
    bytes.append(10)
    let prefix = Array("add \(name) ".utf8)
    for index in memberOrder {
      bytes += prefix
      write(member: index, into: &bytes)
      bytes.append(10)
    }
  }

  private func write(member index: Int, into bytes: inout [UInt8]) {
    guard !kind.isUnknown else {
      bytes += rawMembers[index].utf8
      return
    }
    writeElement(index, into: &bytes)
    writeExtensions(index, into: &bytes)
  }

  private func writeElement(_ index: Int, into bytes: inout [UInt8]) {
    let low = table.key(at: index)
    let high = table.high(at: index) ?? low
    for (place, dimension) in kind.dimensions.enumerated() {
      if kind == .bitmapIPMAC, place == 1, low.mac == 0 { continue }
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      write(dimension, isFirst: place == 0, low, high, into: &bytes)
    }
  }

  private func write(
    _ dimension: IPSetDimension, isFirst: Bool, _ low: IPSetKey, _ high: IPSetKey,
    into bytes: inout [UInt8]
  ) {
    switch dimension {
    case .address:
      write(isFirst ? low.first : low.second, isFirst ? high.first : high.second, into: &bytes)
    case .network:
      let address = isFirst ? low.first : low.second
      let length = isFirst ? low.firstLength : low.secondLength
      bytes += setText(address).utf8
      if Int(length) != address.family.bitWidth { bytes += "/\(length)".utf8 }
    case .port: bytes += portText(low.detail, high.detail).utf8
    case .portNumber: bytes += runText(low.detail, high.detail).utf8
    case .mark: bytes += LineField.hexadecimal(low.detail, digits: 8).utf8
    case .mac: bytes += MACAddress(bits: low.mac).description.uppercased().utf8
    case .interface:
      if low.isPhysical { bytes += "physdev:".utf8 }
      bytes += names[Int(low.detail & ~IPSetKey.wildcardBit)].utf8
    case .set: bytes += names[Int(low.detail)].utf8
    }
  }

  private func write(_ low: IPAddress, _ high: IPAddress, into bytes: inout [UInt8]) {
    bytes += setText(low).utf8
    if low != high {
      bytes.append(UInt8(ascii: "-"))
      bytes += setText(high).utf8
    }
  }

  /// As inet_ntop(3) prints it: an IPv4-compatible IPv6 address ends in a dotted quad.
  private func setText(_ address: IPAddress) -> String {
    guard address.family == .ipv6, address.high == 0, address.low >> 32 == 0,
      address.low > 0xffff
    else { return address.description }
    return "::\(IPAddress(v4: UInt32(truncatingIfNeeded: address.low)))"
  }

  private func runText(_ low: UInt32, _ high: UInt32) -> String {
    low == high ? "\(low)" : "\(low)-\(high)"
  }

  private func portText(_ low: UInt32, _ high: UInt32) -> String {
    let transport = TransportProtocol(rawValue: UInt8(truncatingIfNeeded: low >> 16))
    let number = UInt16(truncatingIfNeeded: low)
    if transport == .icmpv6 { return "ipv6-icmp:" + ICMPNames.text(number, transport) }
    if transport == .icmp { return "icmp:" + ICMPNames.text(number, transport) }
    return "\(transport):" + runText(low & 0xffff, high & 0xffff)
  }

  private func writeExtensions(_ index: Int, into bytes: inout [UInt8]) {
    if let timeout = extensions.timeouts[index] { bytes += " timeout \(timeout)".utf8 }
    if extensions.noMatch[index] == true { bytes += " nomatch".utf8 }
    if isWildcard(index) { bytes += " wildcard".utf8 }
    if let counters = extensions.counters[index] {
      bytes += " packets \(counters.packets) bytes \(counters.bytes)".utf8
    }
    if let comment = extensions.comments[index] {
      bytes += " comment \"".utf8
      bytes += comment
      bytes.append(UInt8(ascii: "\""))
    }
    if let metadata = extensions.metadata[index] { bytes += metadata.text.utf8 }
    if let unknown = extensions.unknown[index] { bytes += " \(unknown)".utf8 }
  }

  private func isWildcard(_ index: Int) -> Bool {
    kind == .hashNetInterface && table.key(at: index).detail & IPSetKey.wildcardBit != 0
  }
}

extension IPSetMetadata {
  /// ` skbmark … skbprio … skbqueue …`, each where it is set.
  fileprivate var text: String {
    var text = ""
    if let mark {
      text += " skbmark \(LineField.hexadecimal(mark))"
      if markMask != .max { text += "/\(LineField.hexadecimal(markMask))" }
    }
    if let priority {
      text +=
        " skbprio \(String(priority >> 16, radix: 16)):\(String(priority & 0xffff, radix: 16))"
    }
    if let queue { text += " skbqueue \(queue)" }
    return text
  }
}

extension IPSets {
  /// The text `ipset restore` accepts, as `ipset save` prints it.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The same as bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for set in sets { set.write(into: &bytes) }
    return bytes
  }

  /// The line of `ipset save` behind an answer: `add SETNAME MEMBER`.
  public func entry(for id: IPSetMemberID) -> String {
    guard id.set >= 0, id.set < count, id.member < self[id.set].count else { return "" }
    return "add \(self[id.set].name) \(self[id.set].memberText(id.member))"
  }
}
