import Addressing

extension ConntrackTable {
  /// Reads what `conntrack -L` prints, with or without `-o extended`, and /proc/net/nf_conntrack.
  ///
  /// Empty lines and the tool's own closing line are passed over; an empty text has no entries.
  public init(parsing bytes: [UInt8]) throws(FirewallError) {
    var entries: [ConntrackEntry] = []
    var start = 0
    var line = 1
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      if let entry = try ConntrackLineReader(line).read(bytes[start..<end]) {
        entries.append(entry)
      }
      start = end + 1
      line += 1
    }
    self.init(entries)
  }

  /// The same from a string.
  public init(parsing text: String) throws(FirewallError) {
    try self.init(parsing: Array(text.utf8))
  }
}

/// Reads one line of `conntrack -L`.
struct ConntrackLineReader {
  private let line: Int
  private var isExtended = false
  private var name = ""
  private var transport = TransportProtocol(rawValue: 0)
  private var timeout: UInt32?
  private var state: String?
  private var tuples: [ConntrackTupleWords] = []
  private var flags: [ConntrackFlag] = []
  private var isUnreplied = false
  private var attributes: [ConntrackAttribute] = []

  init(_ line: Int) { self.line = line }

  /// The entry; nil for an empty line and for `… flow entries have been shown.`
  consuming func read(_ text: ArraySlice<UInt8>) throws(FirewallError) -> ConntrackEntry? {
    var words = LineWords(text)
    guard var first = words.next(), !Self.isClosing(text) else { return nil }
    if first.elementsEqual("ipv4".utf8) || first.elementsEqual("ipv6".utf8) {
      isExtended = true
      guard words.next() != nil, let next = words.next() else { throw cutOff() }
      first = next
    }
    try readProtocol(first, &words)
    while let word = words.next() { try take(word) }
    return try entry()
  }

  private static func isClosing(_ text: ArraySlice<UInt8>) -> Bool {
    text.starts(with: "conntrack v".utf8)
  }

  private mutating func readProtocol(
    _ word: ArraySlice<UInt8>, _ words: inout LineWords
  ) throws(FirewallError) {
    name = String(decoding: word, as: UTF8.self)
    guard let number = words.next(), let value: UInt8 = LineField.decimal(number) else {
      throw malformed("'\(LineField.quoted(word))' is not followed by a protocol number")
    }
    transport = TransportProtocol(rawValue: value)
  }

  private mutating func take(_ word: ArraySlice<UInt8>) throws(FirewallError) {
    if word.first == UInt8(ascii: "[") {
      readFlag(String(decoding: word, as: UTF8.self))
    } else if let equals = word.firstIndex(of: UInt8(ascii: "=")) {
      let key = String(decoding: word[..<equals], as: UTF8.self)
      try read(key, word[(equals + 1)...], word)
    } else if tuples.isEmpty, timeout == nil, let value: UInt32 = LineField.decimal(word) {
      timeout = value
    } else if tuples.isEmpty, state == nil {
      state = String(decoding: word, as: UTF8.self)
    } else {
      attributes.append(.other(String(decoding: word, as: UTF8.self)))
    }
  }

  private mutating func readFlag(_ word: String) {
    guard word != "[UNREPLIED]" else {
      isUnreplied = true
      return
    }
    guard word.hasSuffix("]") else {
      attributes.append(.other(word))
      return
    }
    flags.append(ConntrackFlag(String(word.dropFirst().dropLast())))
  }

  private mutating func read(
    _ key: String, _ value: ArraySlice<UInt8>, _ word: ArraySlice<UInt8>
  ) throws(FirewallError) {
    if key == "src" { tuples.append(ConntrackTupleWords()) }
    if attributes.isEmpty, !tuples.isEmpty,
      try tuples[tuples.count - 1].read(key, value, line: line)
    {
      return
    }
    attributes.append(try attribute(key, value, word))
  }

  private func attribute(
    _ key: String, _ value: ArraySlice<UInt8>, _ word: ArraySlice<UInt8>
  ) throws(FirewallError) -> ConntrackAttribute {
    let text = String(decoding: value, as: UTF8.self)
    switch key {
    case "mark": return .mark(try number(value, word))
    case "use": return .use(try number(value, word))
    case "zone": return .zone(try number(value, word))
    case "secmark": return .secmark(try number(value, word))
    case "id": return .id(try number(value, word))
    case "delta-time": return .deltaTime(try number(value, word))
    case "secctx": return .secctx(text)
    case "helper": return .helper(text)
    case "labels":
      return .labels(
        text.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
    case _: return .other(String(decoding: word, as: UTF8.self))
    }
  }

  private func number<Value: FixedWidthInteger & UnsignedInteger>(
    _ value: ArraySlice<UInt8>, _ word: ArraySlice<UInt8>
  ) throws(FirewallError) -> Value {
    guard let value: Value = LineField.decimal(value) else {
      throw malformed("'\(LineField.quoted(word))' has no valid number")
    }
    return value
  }

  private func entry() throws(FirewallError) -> ConntrackEntry {
    guard tuples.count == 2 else { throw cutOff() }
    return ConntrackEntry(
      isExtended: isExtended, protocolName: name, transport: transport, timeout: timeout,
      state: state, original: try tuples[0].tuple(line: line),
      reply: try tuples[1].tuple(line: line), flags: flags, isUnreplied: isUnreplied,
      attributes: attributes)
  }

  private func cutOff() -> FirewallError {
    malformed("a line of 'conntrack -L' has two times 'src=… dst=…'; this one is cut off")
  }

  private func malformed(_ reason: String) -> FirewallError {
    .malformed(line: line, reason: reason)
  }
}

/// The words of one direction, as they come in.
struct ConntrackTupleWords {
  private var source: IPAddress?
  private var destination: IPAddress?
  private var numbers: [String: UInt64] = [:]

  /// Takes a word of a tuple; false when it is none, or is there already.
  mutating func read(
    _ key: String, _ value: ArraySlice<UInt8>, line: Int
  ) throws(FirewallError) -> Bool {
    switch key {
    case "src": source = try address(value, line)
    case "dst": destination = try address(value, line)
    case "sport", "dport", "type", "code", "id", "srckey", "dstkey", "packets", "bytes",
      "zone-orig", "zone-reply":
      guard numbers[key] == nil, key != "id" || numbers["type"] != nil else { return false }
      guard let number: UInt64 = LineField.integer(value), number <= Self.limit(of: key) else {
        throw .malformed(
          line: line, reason: "'\(key)=\(LineField.quoted(value))' has no valid number")
      }
      numbers[key] = number
    case _: return false
    }
    return true
  }

  private static func limit(of key: String) -> UInt64 {
    switch key {
    case "type", "code": UInt64(UInt8.max)
    case "packets", "bytes": .max
    case "srckey", "dstkey": UInt64(UInt32.max)
    case _: UInt64(UInt16.max)
    }
  }

  private func address(_ text: ArraySlice<UInt8>, _ line: Int) throws(FirewallError) -> IPAddress {
    guard let address = IPAddress(parsing: text) else {
      throw .malformed(line: line, reason: "'\(LineField.quoted(text))' is not an IP address")
    }
    return address
  }

  func tuple(line: Int) throws(FirewallError) -> ConntrackTuple {
    guard let source, let destination, source.family == destination.family else {
      throw .malformed(line: line, reason: "a direction has no 'src=' and 'dst=' of one family")
    }
    let zone = numbers["zone-orig"] ?? numbers["zone-reply"]
    return ConntrackTuple(
      source: source, destination: destination, ports: ports, counters: counters,
      zone: zone.map { UInt16(truncatingIfNeeded: $0) })
  }

  private var ports: ConntrackPorts {
    let small = { UInt16(truncatingIfNeeded: $0 as UInt64) }
    if let source = numbers["sport"], let destination = numbers["dport"] {
      return .ports(source: small(source), destination: small(destination))
    }
    if let type = numbers["type"], let code = numbers["code"], let id = numbers["id"] {
      return .icmp(
        type: UInt8(truncatingIfNeeded: type), code: UInt8(truncatingIfNeeded: code), id: small(id))
    }
    if let source = numbers["srckey"], let destination = numbers["dstkey"] {
      return .keys(
        source: UInt32(truncatingIfNeeded: source),
        destination: UInt32(truncatingIfNeeded: destination))
    }
    return .none
  }

  private var counters: Counters? {
    guard let packets = numbers["packets"], let bytes = numbers["bytes"] else { return nil }
    return Counters(packets: packets, bytes: bytes)
  }
}
