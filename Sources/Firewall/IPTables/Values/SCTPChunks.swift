/// The chunks of SCTP by name, and the text of `--chunk-types`.
extension SCTPMatch.Chunks {
  private static let named: [(name: String, type: UInt8, flags: String)] = [
    ("DATA", 0, "----IUBE"), ("INIT", 1, "--------"), ("INIT_ACK", 2, "--------"),
    ("SACK", 3, "--------"), ("HEARTBEAT", 4, "--------"), ("HEARTBEAT_ACK", 5, "--------"),
    ("ABORT", 6, "-------T"), ("SHUTDOWN", 7, "--------"), ("SHUTDOWN_ACK", 8, "--------"),
    ("ERROR", 9, "--------"), ("COOKIE_ECHO", 10, "--------"), ("COOKIE_ACK", 11, "--------"),
    ("ECN_ECNE", 12, "--------"), ("ECN_CWR", 13, "--------"),
    ("SHUTDOWN_COMPLETE", 14, "-------T"), ("I_DATA", 64, "----IUBE"),
    ("RE_CONFIG", 130, "--------"), ("PAD", 132, "--------"), ("ASCONF", 193, "--------"),
    ("ASCONF_ACK", 128, "--------"), ("FORWARD_TSN", 192, "--------"),
    ("I_FORWARD_TSN", 194, "--------"),
  ]

  /// Reads `DATA:Be,INIT`, `ALL` or `NONE`.
  init(_ scope: Scope, parsing names: [String]) throws(OptionProblem) {
    self.init(scope, types: [])
    for text in names {
      switch text.uppercased() {
      case "ALL": types = Array(0...255)
      case "NONE": types = []
      case _: try add(text)
      }
    }
    types.sort()
  }

  private mutating func add(_ text: String) throws(OptionProblem) {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard let name = parts.first?.uppercased(),
      let chunk = Self.named.first(where: { $0.name == name })
    else { throw .unknown("it does not know the chunk \(text)") }
    types.append(chunk.type)
    guard parts.count == 2 else { return }
    var entry = Flags(type: chunk.type, mask: 0, value: 0)
    for letter in parts[1] {
      let upper = letter.uppercased().first
      guard let place = chunk.flags.firstIndex(where: { $0 == upper }), upper != "-" else {
        throw .unknown("it does not know the flag \(letter) of \(name)")
      }
      let bit: UInt8 = 1 << UInt8(7 - chunk.flags.distance(from: chunk.flags.startIndex, to: place))
      entry.mask |= bit
      if letter.isUppercase { entry.value |= bit }
    }
    flags.append(entry)
  }

  /// `DATA:Be,INIT`.
  var names: String {
    if types.isEmpty { return "NONE" }
    if types.count == 256 { return "ALL" }
    return types.map { type in
      guard let chunk = Self.named.first(where: { $0.type == type }) else { return "\(type)" }
      guard let flags = flags.first(where: { $0.type == type }) else { return chunk.name }
      return chunk.name + ":" + letters(chunk.flags, flags)
    }.joined(separator: ",")
  }

  private func letters(_ names: String, _ flags: Flags) -> String {
    String(
      names.enumerated().compactMap { index, letter -> Character? in
        let bit: UInt8 = 1 << UInt8(7 - index)
        guard flags.mask & bit != 0 else { return nil }
        return flags.value & bit != 0 ? letter : Character(letter.lowercased())
      })
  }
}
