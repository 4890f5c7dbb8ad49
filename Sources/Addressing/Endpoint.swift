/// Where a scrape goes: an address and a port.
public struct Endpoint: Sendable, Hashable {
  /// The address.
  public var address: IPAddress
  /// The port.
  public var port: UInt16

  /// The endpoint `address`:`port`.
  public init(_ address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }
}

extension Endpoint: CustomStringConvertible {
  /// Reads `ADDRESS:PORT` and `[IPV6]:PORT`.
  public init(parsing text: some StringProtocol) throws(AddressingError) {
    let text = String(text)
    guard let colon = text.lastIndex(of: ":") else {
      throw .endpointWithoutPort(text)
    }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      throw .ambiguousEndpoint(text)
    }
    guard let address = IPAddress(parsing: host) else {
      throw .notAnAddress(String(host))
    }
    let digits = text[text.index(after: colon)...]
    guard digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let port = UInt16(digits), port > 0
    else {
      throw .notAPort(String(digits))
    }
    self.init(address, port: port)
  }

  /// `10.43.4.242:8082` or `[fd00::1]:8082`.
  public var description: String {
    switch address.family {
    case .ipv4: "\(address):\(port)"
    case .ipv6: "[\(address)]:\(port)"
    }
  }
}
