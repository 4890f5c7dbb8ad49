import Addressing

/// Reads the text of one member, part by part.
struct IPSetElementReader {
  let line: Int
  let kind: IPSetKind
  let family: IPFamily

  /// The parts between commas; as many as the type has dimensions.
  func parts(_ text: ArraySlice<UInt8>) throws(FirewallError) -> [ArraySlice<UInt8>] {
    let parts = text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    let isOpen = kind == .bitmapIPMAC && parts.count == 1
    guard parts.count == kind.dimensions.count || isOpen else {
      throw malformed("'\(LineField.quoted(text))' is no member of a \(kind) set")
    }
    return parts
  }

  /// `ADDRESS`, `ADDRESS-ADDRESS` or, for IPv4, `ADDRESS/LENGTH`, from the lower to the upper end.
  func addresses(_ text: ArraySlice<UInt8>) throws(FirewallError) -> IPRange {
    let run = try run(text)
    guard let range = IPRange(min(run.first, run.last), max(run.first, run.last)) else {
      throw malformed("'\(LineField.quoted(text))' mixes IPv4 and IPv6")
    }
    return range
  }

  /// The same as it was written.
  func run(_ text: ArraySlice<UInt8>) throws(FirewallError) -> IPSetRun {
    if let single = IPAddress(parsing: text) { return IPSetRun(try own(single, text)) }
    guard family == .ipv4 || text.contains(UInt8(ascii: "/")) else {
      throw malformed("'\(LineField.quoted(text))' is no IPv6 address; runs are for IPv4 only")
    }
    if let dash = text.firstIndex(of: UInt8(ascii: "-")) {
      return IPSetRun(try address(text[..<dash]), try address(text[(dash + 1)...]))
    }
    return IPSetRun(try prefix(text))
  }

  /// One or more networks: a run becomes the fewest prefixes that make it up, as in the kernel.
  func networks(_ text: ArraySlice<UInt8>) throws(FirewallError) -> [IPPrefix] {
    if text.contains(UInt8(ascii: "-")) { return try addresses(text).prefixes }
    let prefix = try prefix(text)
    guard
      prefix.length > 0 || kind == .hashNetInterface || kind == .hashNetPortNet
        || kind == .hashNetNet
    else { throw malformed("a \(kind) set cannot have a network of length 0") }
    return [prefix.canonical]
  }

  private func prefix(_ text: ArraySlice<UInt8>) throws(FirewallError) -> IPPrefix {
    guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else {
      return IPPrefix(host: try address(text))
    }
    let address = try address(text[..<slash])
    guard let length: UInt8 = LineField.decimal(text[(slash + 1)...]),
      let prefix = IPPrefix(address, length: Int(length))
    else { throw malformed("'\(LineField.quoted(text))' has no valid prefix length") }
    return prefix
  }

  private func address(_ text: ArraySlice<UInt8>) throws(FirewallError) -> IPAddress {
    guard let address = IPAddress(parsing: text) else {
      throw malformed("'\(LineField.quoted(text))' is not an IP address")
    }
    return try own(address, text)
  }

  private func own(
    _ address: IPAddress, _ text: ArraySlice<UInt8>
  ) throws(FirewallError) -> IPAddress {
    guard address.family == family else {
      throw malformed("'\(LineField.quoted(text))' is not of the set's family \(family)")
    }
    return address
  }

  /// `PORT`, `PORT-PORT`, each with `PROTOCOL:` before it; TCP when none is said.
  func ports(_ text: ArraySlice<UInt8>) throws(FirewallError) -> ClosedRange<UInt32> {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else {
      return try ports(.tcp, text)
    }
    let name = String(decoding: text[..<colon], as: UTF8.self)
    guard let transport = TransportProtocol(parsing: name), transport.rawValue != 0 else {
      throw malformed("'\(LineField.quoted(text[..<colon]))' is no protocol")
    }
    let number = text[(colon + 1)...]
    guard transport == .icmp || transport == .icmpv6 else { return try ports(transport, number) }
    guard let icmp = ICMPNames.number(String(decoding: number, as: UTF8.self), transport) else {
      throw malformed("'\(LineField.quoted(number))' is no ICMP type: write its name, or TYPE/CODE")
    }
    let detail = IPSetKey.port(transport, icmp)
    return detail...detail
  }

  private func ports(
    _ transport: TransportProtocol, _ text: ArraySlice<UInt8>
  ) throws(FirewallError) -> ClosedRange<UInt32> {
    let numbers = try portNumbers(text)
    return IPSetKey.port(
      transport, numbers.lowerBound)...IPSetKey.port(
        transport, numbers.upperBound)
  }

  /// `PORT` or `PORT-PORT`.
  func portNumbers(_ text: ArraySlice<UInt8>) throws(FirewallError) -> ClosedRange<UInt16> {
    let dash = text.firstIndex(of: UInt8(ascii: "-"))
    let lower = text[..<(dash ?? text.endIndex)]
    let upper = dash.map { text[($0 + 1)...] } ?? lower
    guard let first: UInt16 = LineField.decimal(lower), let last: UInt16 = LineField.decimal(upper)
    else {
      throw malformed("'\(LineField.quoted(text))' is no port number or run of port numbers")
    }
    return min(first, last)...max(first, last)
  }

  func mac(_ text: ArraySlice<UInt8>) throws(FirewallError) -> UInt64 {
    guard let mac = MACAddress(parsing: String(decoding: text, as: UTF8.self)) else {
      throw malformed("'\(LineField.quoted(text))' is no MAC address")
    }
    return mac.bits
  }

  func mark(_ text: ArraySlice<UInt8>) throws(FirewallError) -> UInt32 {
    guard let mark: UInt32 = LineField.integer(text) else {
      throw malformed("'\(LineField.quoted(text))' is no packet mark")
    }
    return mark
  }

  func malformed(_ reason: String) -> FirewallError { .malformed(line: line, reason: reason) }
}
