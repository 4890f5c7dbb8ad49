import Addressing

/// Reads the words of one command: `-A CHAIN …`, `-P CHAIN DROP`, `-N CHAIN`.
struct RuleReader {
  /// What a command does.
  enum Command {
    case append(String)
    case insert(String, at: Int)
    case delete(String, at: Int?)
    case replace(String, at: Int)
    case policy(String, ChainPolicy)
    case newChain(String)
    case deleteChain(String?)
    case flush(String?)
    case zero
    case rename(String, to: String)
    /// `-L`, `-S`, `-C`: changes nothing.
    case ask
  }

  let family: IPFamily
  var words: RuleWords
  /// What the command does; nil until it is read.
  var command: Command?
  /// What `-t` says.
  var table: String?
  /// `-4` or `-6` of the other family: the rule is not for these tables.
  var isForOtherFamily = false
  var header = HeaderMatch()
  var counters: Counters?
  /// The networks after a comma in `-s` and `-d`: each makes a rule of its own.
  var otherSources: [MaskedAddress] = []
  var otherDestinations: [MaskedAddress] = []
  /// The matches loaded so far.
  var matches: [any MatchSyntax] = []
  /// The target's extension, once loaded.
  var target: (any TargetSyntax)?
  /// What `-j` or `-g` names, where that is no extension.
  var verdict = IPTablesTarget.none
  /// Whether the target was loaded after the last match.
  var targetIsLast = false
  /// Whether the protocol's own match was loaded by one of its options.
  var hasImplicitMatch = false
  /// The words that belong to each extension; -1 is the target.
  var claims: [(owner: Int, words: Range<Int>)] = []
  /// What is to be said of the line.
  var remarks: [String] = []

  init(text: [UInt8], family: IPFamily) {
    self.family = family
    words = RuleWords(text: text)
  }

  /// Reads all words of the line. Returns what is wrong with them, if anything.
  mutating func read() throws(OptionProblem) {
    reset()
    while !words.isAtEnd { try option() }
    try finish()
  }

  /// The rule that was read, with `source` and `destination` where there are several.
  func rule(line: Int, jump: (String) -> String) -> IPTablesRule {
    var target = verdict
    switch verdict {
    case .jump(let name): target = .jump(jump(name))
    case .goto(let name): target = .goto(jump(name))
    case .none, .accept, .drop, .return, .extension: break
    }
    if let loaded = self.target { target = .extension(loaded) }
    return IPTablesRule(
      counters: counters, line: line, header: header, matches: matches.map { $0 }, target: target)
  }

  private mutating func reset() {
    command = nil
    table = nil
    isForOtherFamily = false
    header = HeaderMatch()
    counters = nil
    otherSources.removeAll()
    otherDestinations.removeAll()
    matches.removeAll(keepingCapacity: true)
    target = nil
    verdict = .none
    targetIsLast = false
    hasImplicitMatch = false
    claims.removeAll(keepingCapacity: true)
    remarks.removeAll()
  }

  private mutating func finish() throws(OptionProblem) {
    for match in matches {
      do { try match.check() } catch { throw named(error, "match \(match.moduleName)") }
    }
    if let target {
      do { try target.check() } catch { throw named(error, "target \(target.moduleName)") }
    }
  }

  /// Reads one option with its sign and values.
  private mutating func option() throws(OptionProblem) {
    let start = words.position
    words.inversionIsUsed = false
    words.isInverted = words.isBang(start)
    if words.isInverted { words.position += 1 }
    guard !words.isAtEnd else { throw .malformed("nothing follows the !") }
    let index = words.position
    guard words.isOption(index) else {
      throw .malformed("\(RuleWords.text(words.bytes(index))) stands where an option should")
    }
    words.position += 1
    let letter = words.byte(index, 1)
    if letter == UInt8(ascii: "-") {
      try long(index, from: start)
    } else {
      if words.count(index) > 2 { words.divide(index, after: 2, dropping: 0) }
      takeOldSign()
      guard try core(letter) else {
        throw .malformed("the option -\(Character(UnicodeScalar(letter))) is not known")
      }
      try refuseUnusedSign("-" + String(UnicodeScalar(letter)))
    }
  }

  private mutating func long(_ index: Int, from start: Int) throws(OptionProblem) {
    let word = words.bytes(index)
    if let equals = word.firstIndex(of: UInt8(ascii: "=")) {
      words.divide(index, after: equals - word.startIndex, dropping: 1)
    }
    takeOldSign()
    let name = String(decoding: words.bytes(index).dropFirst(2), as: UTF8.self)
    // The policy match has an option --proto; everything else of these names is iptables' own.
    if let letter = Self.longNames[name], name != "proto" || !(matches.last is PolicyMatch) {
      guard try core(letter) else { throw .malformed("the option --\(name) is not known") }
      try refuseUnusedSign("--" + name)
      return
    }
    if try extensionOption(name, from: start) { return }
    try keepUnknown(name, from: start)
  }

  /// `--option ! value`, as it was written before 2009.
  private mutating func takeOldSign() {
    let next = words.position
    guard !words.isInverted, next + 1 < words.words.count, words.isBang(next),
      !words.endsOption(next)
    else { return }
    words.isInverted = true
    words.position += 1
  }

  func refuseUnusedSign(_ option: @autoclosure () -> String) throws(OptionProblem) {
    guard !words.isInverted || words.inversionIsUsed else {
      throw .malformed("\(option()) cannot have a ! before it")
    }
  }

  func named(_ problem: OptionProblem, _ place: String) -> OptionProblem {
    switch problem {
    case .unknown(let reason): .unknown("\(place): \(reason)")
    case .malformed(let reason): .malformed("\(place): \(reason)")
    }
  }

  private static let longNames: [String: UInt8] = {
    let names: [(String, Character)] = [
      ("append", "A"), ("insert", "I"), ("delete", "D"), ("replace", "R"), ("policy", "P"),
      ("new-chain", "N"), ("new", "N"), ("delete-chain", "X"), ("flush", "F"), ("zero", "Z"),
      ("rename-chain", "E"), ("list", "L"), ("list-rules", "S"), ("check", "C"), ("table", "t"),
      ("source", "s"), ("src", "s"), ("destination", "d"), ("dst", "d"), ("in-interface", "i"),
      ("out-interface", "o"), ("protocol", "p"), ("proto", "p"), ("fragment", "f"),
      ("fragments", "f"), ("match", "m"), ("jump", "j"), ("goto", "g"), ("set-counters", "c"),
      ("ipv4", "4"), ("ipv6", "6"), ("verbose", "v"), ("numeric", "n"), ("exact", "x"),
      ("wait", "w"), ("line-numbers", "v"),
    ]
    return Dictionary(uniqueKeysWithValues: names.map { ($0.0, $0.1.asciiValue ?? 0) })
  }()
}
