public import Addressing

extension [ListeningSocket] {
  /// Reads what `ss -H -tln[p]` or `ss -H -uln[p]` prints; a header line and a leading `Netid`
  /// column (`ss -tuln`) are understood.
  public init(parsingSS text: [UInt8], transport: TransportProtocol) throws(RoutingError) {
    var sockets: [ListeningSocket] = []
    for (index, line) in text.lines.enumerated() {
      let words = line.words
      guard let first = words.first, !first.elementsEqual("State".utf8),
        !first.elementsEqual("Netid".utf8)
      else { continue }
      sockets.append(try ListeningSocket(words, line: index + 1, transport: transport))
    }
    self = sockets
  }

  /// The lines as `ss -H -tlnp` prints them, without its alignment.
  public var text: String { map { $0.description + "\n" }.joined() }
}

extension ListeningSocket: CustomStringConvertible {
  /// `LISTEN 0 128 0.0.0.0:8080 0.0.0.0:* users:(("prometheus",pid=1,fd=7))`.
  public var description: String {
    let zone = interface.map { "%\($0)" } ?? ""
    let (own, peer) =
      switch bound {
      case .everyAddress: ("*\(zone)", "*")
      case .every(.ipv4): ("0.0.0.0\(zone)", "0.0.0.0")
      case .every(.ipv6): ("[::]\(zone)", "[::]")
      case .only(let address) where address.family == .ipv4: ("\(address)\(zone)", "0.0.0.0")
      case .only(let address): ("[\(address)]\(zone)", "[::]")
      }
    let users = processes.isEmpty ? "" : " users:(\(processes.map(\.text).joined(separator: ",")))"
    return "\(state) \(receiveQueue) \(sendQueue) \(own):\(port) \(peer):*\(users)"
  }

  init(
    _ given: [ArraySlice<UInt8>], line: Int, transport: TransportProtocol
  ) throws(RoutingError) {
    let named = TransportProtocol(parsing: String(decoding: given[0], as: UTF8.self))
    let words = named == nil ? given[...] : given.dropFirst()
    guard words.count >= 5 else {
      throw .malformed(
        line: line, field: "", reason: "a line of ss has state, two queues and two addresses")
    }
    let texts = words.map { String(decoding: $0, as: UTF8.self) }
    let local = try Local(texts[3], line: line)
    guard let port = UInt16(local.port) else {
      throw .malformed(
        line: line, field: "Local Address:Port", reason: "'\(local.port)' is not a port number")
    }
    self.init(
      named ?? transport, local.bound, port: port, interface: local.interface, state: texts[0],
      receiveQueue: try Self.count(texts[1], "Recv-Q", line),
      sendQueue: try Self.count(texts[2], "Send-Q", line))
    if let users = texts.firstIndex(where: { $0.hasPrefix("users:((") }) {
      // A command's name may hold blanks.
      processes = Process.list(texts[users...].joined(separator: " "))
    }
  }

  private static func count(
    _ text: String, _ field: String, _ line: Int
  ) throws(RoutingError) -> Int {
    guard let count = Int(text) else {
      throw .malformed(line: line, field: field, reason: "'\(text)' is not a number")
    }
    return count
  }

  /// The column `Local Address:Port`, taken apart.
  private struct Local {
    var bound: Bound
    var interface: String?
    var port: String

    init(_ text: String, line: Int) throws(RoutingError) {
      guard let colon = text.lastIndex(of: ":") else {
        throw .malformed(
          line: line, field: "Local Address:Port", reason: "'\(text)' has no ':PORT' at its end")
      }
      port = String(text[text.index(after: colon)...])
      let parts = text[..<colon].split(separator: "%", maxSplits: 1)
      var host = parts.first.map(String.init) ?? ""
      // ss writes both [fe80::1]%eth0 and, in older versions, [fe80::1%eth0].
      interface = parts.count > 1 ? String(parts[1].filter { $0 != "]" }) : nil
      host = host.filter { $0 != "[" && $0 != "]" }
      if host == "*" {
        bound = .everyAddress
      } else if let address = IPAddress(parsing: host) {
        bound = address.isUnspecified ? .every(address.family) : .only(address.unmapped)
      } else {
        throw .malformed(
          line: line, field: "Local Address:Port", reason: "'\(host)' is not an IP address")
      }
    }
  }
}

extension IPAddress {
  /// The IPv4 address within an IPv4-mapped IPv6 address, else the address itself.
  var unmapped: IPAddress {
    guard family == .ipv6, high == 0, low >> 32 == 0xffff else { return self }
    return IPAddress(v4: UInt32(truncatingIfNeeded: low))
  }
}

extension ListeningSocket.Process {
  /// `("name",pid=1,fd=7)`.
  var text: String {
    let pid = pid.map { ",pid=\($0)" } ?? ""
    let descriptor = descriptor.map { ",fd=\($0)" } ?? ""
    return "(\"\(name)\"\(pid)\(descriptor))"
  }

  /// Reads `users:(("a",pid=1,fd=2),("b",…))`; what is not of this shape is passed over.
  static func list(_ text: String) -> [Self] {
    var processes: [Self] = []
    for part in text.split(separator: "(\"").dropFirst() {
      guard let quote = part.lastIndex(of: "\"") else { continue }
      var process = Self(name: String(part[..<quote]))
      for field in part[quote...].split(whereSeparator: { ",()".contains($0) }) {
        if field.hasPrefix("pid=") { process.pid = Int(field.dropFirst(4)) }
        if field.hasPrefix("fd=") { process.descriptor = Int(field.dropFirst(3)) }
      }
      processes.append(process)
    }
    return processes
  }
}
