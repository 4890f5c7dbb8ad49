import Addressing

/// The options of iptables(8) itself.
extension RuleReader {
  /// Reads the values of a short option. False where there is no such option.
  mutating func core(_ letter: UInt8) throws(OptionProblem) -> Bool {
    switch letter {
    case UInt8(ascii: "A"): command = .append(try chainName())
    case UInt8(ascii: "s"): try source()
    case UInt8(ascii: "d"): try destination()
    case UInt8(ascii: "i"):
      header.inInterface = try interface()
    case UInt8(ascii: "o"):
      header.outInterface = try interface()
    case UInt8(ascii: "p"): try transport()
    case UInt8(ascii: "f"): header.fragment = !words.inversion()
    case UInt8(ascii: "m"): try loadMatch(try words.string())
    case UInt8(ascii: "j"): try jump(try words.string())
    case UInt8(ascii: "g"):
      verdict = .goto(try words.string())
      targetIsLast = true
    case UInt8(ascii: "c"):
      counters = Counters(packets: try words.number(), bytes: try words.number())
    case UInt8(ascii: "t"): table = try words.string()
    case UInt8(ascii: "4"): isForOtherFamily = family == .ipv6
    case UInt8(ascii: "6"): isForOtherFamily = family == .ipv4
    case UInt8(ascii: "v"), UInt8(ascii: "n"), UInt8(ascii: "x"): break
    case UInt8(ascii: "w"), UInt8(ascii: "W"):
      if let word = numberAhead() { words.position += word > 0 ? 1 : 0 }
    case _: return try otherCommand(letter)
    }
    return true
  }

  private mutating func otherCommand(_ letter: UInt8) throws(OptionProblem) -> Bool {
    switch letter {
    case UInt8(ascii: "I"):
      let chain = try chainName()
      command = .insert(chain, at: try place() ?? 1)
    case UInt8(ascii: "D"):
      let chain = try chainName()
      command = .delete(chain, at: try place())
    case UInt8(ascii: "R"):
      let chain = try chainName()
      guard let place = try place() else { throw .malformed("-R needs the number of a rule") }
      command = .replace(chain, at: place)
    case UInt8(ascii: "P"):
      let chain = try chainName()
      let name = try words.string()
      guard let policy = ChainPolicy(rawValue: name) else {
        throw .malformed("\(name) is not a policy: ACCEPT and DROP are")
      }
      command = .policy(chain, policy)
    case UInt8(ascii: "N"): command = .newChain(try chainName())
    case UInt8(ascii: "X"): command = .deleteChain(try chainAhead())
    case UInt8(ascii: "F"): command = .flush(try chainAhead())
    case UInt8(ascii: "Z"):
      _ = try chainAhead()
      _ = try place()
      command = .zero
    case UInt8(ascii: "E"):
      let chain = try chainName()
      command = .rename(chain, to: try chainName())
    case UInt8(ascii: "L"), UInt8(ascii: "S"):
      _ = try chainAhead()
      _ = try place()
      command = .ask
    case UInt8(ascii: "C"):
      _ = try chainName()
      command = .ask
    case _: return false
    }
    return true
  }

  private mutating func chainName() throws(OptionProblem) -> String {
    let name = try words.string()
    guard !name.isEmpty, name.utf8.count < 29 else {
      throw .malformed("\(name) is not a chain: names have 1 to 28 characters")
    }
    return name
  }

  private mutating func chainAhead() throws(OptionProblem) -> String? {
    words.endsOption(words.position) ? nil : try chainName()
  }

  private func numberAhead() -> Int? {
    guard words.position < words.words.count, !words.isOption(words.position) else { return nil }
    return Int(words.string(words.position))
  }

  private mutating func place() throws(OptionProblem) -> Int? {
    guard let number = numberAhead() else { return nil }
    guard number > 0 else { throw .malformed("rules are counted from 1") }
    words.position += 1
    return number
  }

  private mutating func source() throws(OptionProblem) {
    let (first, others) = try networks()
    header.source = first.map { Inverted($0, isInverted: words.isInverted) }
    otherSources = others
  }

  private mutating func destination() throws(OptionProblem) {
    let (first, others) = try networks()
    header.destination = first.map { Inverted($0, isInverted: words.isInverted) }
    otherDestinations = others
  }

  /// The networks divided by commas; nil where every address is meant.
  private mutating func networks() throws(OptionProblem) -> (MaskedAddress?, [MaskedAddress]) {
    let isInverted = words.inversion()
    let word = try words.word()
    guard word.contains(UInt8(ascii: ",")) else {
      let network = try checked(try RuleWords.maskedAddress(word))
      return (network.mask == .zero(family) && !isInverted ? nil : network, [])
    }
    if isInverted { throw .malformed("! with several addresses is not allowed") }
    var networks: [MaskedAddress] = []
    for part in word.split(separator: UInt8(ascii: ",")) {
      networks.append(try checked(try RuleWords.maskedAddress(part)))
    }
    guard let first = networks.first else { throw .malformed("an address is missing") }
    return (first, Array(networks.dropFirst()))
  }

  private func checked(_ network: MaskedAddress) throws(OptionProblem) -> MaskedAddress {
    guard network.address.family == family else {
      throw .malformed(
        "\(network) is of \(network.address.family == .ipv4 ? "IPv4" : "IPv6"), the rules are of"
          + (family == .ipv4 ? " IPv4" : " IPv6"))
    }
    return network
  }

  private mutating func interface() throws(OptionProblem) -> Inverted<InterfacePattern>? {
    let isInverted = words.inversion()
    let pattern = InterfacePattern(try words.string())
    guard pattern.name.utf8.count < 16, !pattern.name.isEmpty || pattern.isPrefix else {
      throw .malformed("\(pattern) is not an interface: names have 1 to 15 characters")
    }
    if pattern.name.isEmpty, !isInverted { return nil }
    return Inverted(pattern, isInverted: isInverted)
  }

  private mutating func transport() throws(OptionProblem) {
    let isInverted = words.inversion()
    let transport = try words.transport()
    if transport.rawValue == 0 {
      if isInverted { throw .malformed("no packet has no protocol") }
      header.transport = nil
    } else {
      header.transport = Inverted(transport, isInverted: isInverted)
    }
  }
}
