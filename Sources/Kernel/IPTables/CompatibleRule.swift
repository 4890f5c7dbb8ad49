import Addressing
import CNetfilter
import Firewall

/// A rule of iptables-nft while its expressions are read: registers, and what they came to so far.
struct CompatibleRule {
  let family: IPFamily
  let names: SetNames
  private(set) var counters: Counters?
  var header = HeaderMatch()
  var matches: [any MatchExtension] = []
  var target = IPTablesTarget.none
  /// Matches whose options are several expressions, and where in ``matches`` they belong.
  var tcp: (match: TCPMatch, place: Int)?
  var udp: (match: UDPMatch, place: Int)?
  /// Whether an expression is of a kind that iptables-nft never writes: the table is then nft's.
  private(set) var isForeign = false
  private var registers: [Register]

  /// What a register holds.
  enum Register {
    case nothing
    /// Bytes of the packet, under a mask where one was laid on.
    case payload(base: UInt32, offset: Int, count: Int, mask: RegisterData?)
    case meta(key: UInt32, mask: RegisterData?)
    case constant(RegisterData)
  }

  init(_ family: IPFamily, _ names: SetNames) {
    self.family = family
    self.names = names
    registers = Array(repeating: .nothing, count: RegisterNumber.count)
  }

  /// Begins the next rule.
  mutating func reset() {
    counters = nil
    header = HeaderMatch()
    matches = []
    target = .none
    (tcp, udp) = (nil, nil)
    isForeign = false
    for index in registers.indices { registers[index] = .nothing }
  }

  /// The rule, all its expressions read.
  var rule: IPTablesRule {
    var matches = matches
    // The later place first, so that the earlier stays where it is.
    var pending: [(match: any MatchExtension, place: Int)] = []
    if let tcp { pending.append((tcp.match, tcp.place)) }
    if let udp { pending.append((udp.match, udp.place)) }
    for entry in pending.sorted(by: { $0.place > $1.place }) {
      matches.insert(entry.match, at: entry.place)
    }
    return IPTablesRule(counters: counters, header: header, matches: matches, target: target)
  }

  /// Reads `NFTA_RULE_EXPRESSIONS`.
  mutating func read(_ expressions: NetlinkAttributes) throws(KernelError) {
    var list = expressions
    while let element = try list.next() {
      var attributes = element.nested
      var name = element.payload.slice(0, 0)
      var data = NetlinkAttributes(name)
      while let attribute = try attributes.next() {
        switch attribute.type {
        case NFTA_EXPR_NAME: name = attribute.payload
        case NFTA_EXPR_DATA: data = attribute.nested
        case _: break
        }
      }
      let kind = ExtensionName(name)
      if try readLoad(kind, data) { continue }
      if try readEffect(kind, data) { continue }
      if !Self.kinds.contains(kind) { isForeign = true }
      keepUnknown(name.string)
    }
  }

  /// An expression that iptables does not write leaves open whether the rule is met.
  mutating func keepUnknown(_ name: String) {
    matches.append(UnknownMatch(name: name, text: ""))
  }

  /// `supported_exprs` of iptables/nft.c. `limit` and `log` are only where they were read.
  private static let kinds: Set<ExtensionName> = [
    match, target, payload, meta, compare, bitwise, counter, immediate, ExtensionName("lookup"),
    range,
  ]
  private static let payload = ExtensionName("payload")
  private static let meta = ExtensionName("meta")
  private static let bitwise = ExtensionName("bitwise")
  private static let compare = ExtensionName("cmp")
  private static let range = ExtensionName("range")
  private static let counter = ExtensionName("counter")
  private static let immediate = ExtensionName("immediate")
  private static let match = ExtensionName("match")
  private static let target = ExtensionName("target")
  private static let limit = ExtensionName("limit")
  private static let log = ExtensionName("log")

  /// Expressions that fill a register, and comparisons; false for any other, and for one that
  /// iptables does not write so.
  private mutating func readLoad(
    _ kind: ExtensionName, _ data: NetlinkAttributes
  ) throws(KernelError) -> Bool {
    switch kind {
    case Self.payload: try readPayload(data)
    case Self.compare: try readComparison(data)
    case Self.meta: try readMeta(data)
    case Self.bitwise: try readBitwise(data)
    case Self.range: try readRange(data)
    case _: false
    }
  }

  private mutating func readEffect(
    _ kind: ExtensionName, _ data: NetlinkAttributes
  ) throws(KernelError) -> Bool {
    switch kind {
    case Self.counter:
      counters = try Counters(expression: data)
      return true
    case Self.match: return try readMatch(data)
    case Self.immediate: return try readImmediate(data)
    case Self.target: return try readTarget(data)
    case Self.limit: return try readLimit(data)
    case Self.log: return try readLog(data)
    case _: return false
    }
  }

  /// What a register holds.
  func register(_ number: UInt32) -> Register {
    guard let place = RegisterNumber.place(number) else { return .nothing }
    return registers[place]
  }

  /// Fills a register; false for the verdict's.
  @discardableResult
  mutating func set(_ number: UInt32, _ value: Register) -> Bool {
    guard let place = RegisterNumber.place(number) else { return false }
    registers[place] = value
    return true
  }
}
