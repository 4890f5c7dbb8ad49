public import Addressing
public import Documents

extension [RoutingRule] {
  /// Reads what `ip -j -d rule` or `ip -j -d -6 rule` prints.
  public init(parsingIPRule text: [UInt8], family: IPFamily) throws(RoutingError) {
    var rules: [RoutingRule] = []
    for fields in try ToolJSON(text).objects {
      rules.append(try RoutingRule(fields, family: family))
    }
    self = rules
  }

  /// Reads the rules of both families from one text.
  ///
  /// `ip rule` alone shows IPv4. Where somebody joined the output of `ip -6 rule` to it, the second
  /// half begins where the priority falls back; a rule with an address tells its own family.
  public static func merged(
    parsingIPRule text: [UInt8]
  ) throws(RoutingError) -> (ipv4: [RoutingRule], ipv6: [RoutingRule]?) {
    let all = try [RoutingRule](parsingIPRule: text, family: .ipv4)
    var family = IPFamily.ipv4
    var last: UInt32 = 0
    var found: [IPFamily: [RoutingRule]] = [:]
    for rule in all {
      if rule.priority < last { family = .ipv6 }
      last = rule.priority
      var rule = rule
      rule.family = rule.addressFamily ?? family
      found[rule.family, default: []].append(rule)
    }
    return (found[.ipv4] ?? [], found[.ipv6])
  }

  /// The array `ip -j -d rule` would print.
  public var json: Node { Node(.array(map(\.json))) }
}

extension RoutingRule {
  var addressFamily: IPFamily? { selector.source?.family ?? selector.destination?.family }

  init(_ given: Fields, family: IPFamily) throws(RoutingError) {
    var fields = given
    let priority: UInt32 = try fields.number("priority") ?? 0
    let isInverted = fields.flag("not")
    let selector = try Selector(&fields)
    // A mark to look up with, protocol and realms decide nothing about the match.
    let suppress: Int? = try fields.number("suppress_prefixlen")
    let group = try fields.string("suppress_ifgroup")
    let origin = try fields.string("protocol")
    let action = try Action(&fields)
    self.init(
      family: selector.source?.family ?? selector.destination?.family ?? family,
      priority: priority, isInverted: isInverted, selector: selector, action: action,
      suppressPrefixLength: suppress, suppressInterfaceGroup: group, origin: origin,
      other: fields.rest)
  }

  /// The object `ip -j -d rule` would print.
  public var json: Node {
    var out = FieldWriter()
    out.put("priority", number: priority)
    out.put("not", flag: isInverted)
    selector.put(to: &out)
    action.put(to: &out)
    out.put("suppress_prefixlen", number: suppressPrefixLength)
    out.put("suppress_ifgroup", suppressInterfaceGroup)
    out.put("protocol", origin)
    out.put(rest: other)
    return out.node
  }
}

extension RoutingRule.Action {
  init(_ fields: inout Fields) throws(RoutingError) {
    if let target: UInt32 = try fields.number("goto") {
      self = .goto(target)
    } else if fields.flag("nop") {
      self = .nop
    } else if fields.flag("l3mdev") {
      self = .l3mdev
    } else if let word = try fields.string("action") {
      self = Self.named(word, table: try fields.string("table"))
    } else if let table = try fields.string("table") {
      self = .lookup(RoutingTable(parsing: table))
    } else {
      self = .unknown("")
    }
  }

  private static func named(_ word: String, table: String?) -> Self {
    switch word {
    case "blackhole": .blackhole
    case "unreachable": .unreachable
    case "prohibit": .prohibit
    case "nop": .nop
    case "unicast", "lookup", "to_tbl":
      table.map { .lookup(RoutingTable(parsing: $0)) } ?? .unknown(word)
    case _: .unknown(word)
    }
  }

  func put(to out: inout FieldWriter) {
    switch self {
    case .lookup(let table): out.put("table", table)
    case .l3mdev: out.put("l3mdev", flag: true)
    case .goto(let priority): out.put("goto", number: priority)
    case .nop: out.put("nop", flag: true)
    case .blackhole: out.put("action", "blackhole")
    case .unreachable: out.put("action", "unreachable")
    case .prohibit: out.put("action", "prohibit")
    case .unknown(let word): if !word.isEmpty { out.put("action", word) }
    }
  }
}
