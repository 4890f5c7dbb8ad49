import Addressing
import Simulation

/// A line of `walk --flows` in its plain form: a flat object of the known members, without escapes.
/// Anything else is left to the JSON reader, which also says what is wrong with it.
struct FlowLine {
  private var from: IPAddress?
  private var to: IPAddress?
  private var sourcePort = Flow.defaultSourcePort
  private var port: UInt16?
  private var transport = TransportProtocol.tcp

  /// Reads a line, nil when it is not in the plain form.
  init?(_ line: ArraySlice<UInt8>) {
    var rest = line[...]
    Self.skip(&rest)
    guard Self.take(UInt8(ascii: "{"), &rest) else { return nil }
    repeat {
      Self.skip(&rest)
      guard let key = Self.text(&rest) else { return nil }
      Self.skip(&rest)
      guard Self.take(UInt8(ascii: ":"), &rest) else { return nil }
      Self.skip(&rest)
      guard read(key, &rest) else { return nil }
      Self.skip(&rest)
    } while Self.take(UInt8(ascii: ","), &rest)
    guard Self.take(UInt8(ascii: "}"), &rest) else { return nil }
    Self.skip(&rest)
    guard rest.isEmpty, let to, from == nil || from?.family == to.family else { return nil }
    if port == nil, transport.hasPorts { return nil }
  }

  /// What the line asks.
  var request: WalkRequest? {
    guard let to else { return nil }
    return WalkRequest(
      Flow(from: from, sourcePort: sourcePort, to: to, port: port ?? 0, transport: transport))
  }

  private mutating func read(_ key: ArraySlice<UInt8>, _ rest: inout ArraySlice<UInt8>) -> Bool {
    switch key.count {
    case 4 where key.elementsEqual("from".utf8):
      guard let text = Self.text(&rest), let address = IPAddress(parsing: text) else {
        return false
      }
      from = address
    case 2 where key.elementsEqual("to".utf8):
      guard let text = Self.text(&rest), let address = IPAddress(parsing: text) else {
        return false
      }
      to = address
    case 10 where key.elementsEqual("sourcePort".utf8):
      guard let number = Self.number(&rest) else { return false }
      sourcePort = number
    case 4 where key.elementsEqual("port".utf8):
      guard let number = Self.number(&rest) else { return false }
      port = number
    case 8 where key.elementsEqual("protocol".utf8):
      guard let text = Self.text(&rest) else { return false }
      if text.elementsEqual("tcp".utf8) { return true }
      guard text.elementsEqual("udp".utf8) else { return false }
      transport = .udp
    case _: return false
    }
    return true
  }

  private static func skip(_ rest: inout ArraySlice<UInt8>) {
    while let first = rest.first, first == 32 || first == 9 || first == 13 { rest.removeFirst() }
  }

  private static func take(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) -> Bool {
    guard rest.first == byte else { return false }
    rest.removeFirst()
    return true
  }

  private static func text(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard take(UInt8(ascii: "\""), &rest) else { return nil }
    guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    let text = rest[..<end]
    if text.contains(UInt8(ascii: "\\")) { return nil }
    rest = rest[(end + 1)...]
    return text
  }

  private static func number(_ rest: inout ArraySlice<UInt8>) -> UInt16? {
    var value = 0
    var digits = 0
    while let first = rest.first, first >= 48, first <= 57 {
      value = value * 10 + Int(first - 48)
      digits += 1
      guard value <= 65535, digits <= 5, !(digits > 1 && value < 10) else { return nil }
      rest.removeFirst()
    }
    return digits > 0 ? UInt16(value) : nil
  }
}
