extension NFTables.Ruleset {
  /// The ruleset in nft's own syntax, as `nft -f` reads it.
  public var text: String { tables.map(\.text).joined() }
}

extension NFTables.Table {
  /// The table in nft's own syntax, as `nft -f` reads it.
  public var text: String {
    let head = flagLines + (comment.map { ["comment " + NFTables.quoted($0)] } ?? [])
    let updated = dynamicSets
    let blocks =
      objects.map(\.block) + sets.map { $0.block(isUpdated: updated.contains($0.name)) }
      + flowtables.map(\.block) + chains.map { $0.block(in: family) }
    let lines = head.map { "\t\($0)\n" } + blocks.map(\.text)
    return "table \(family.rawValue) \(name) {\n" + lines.joined(separator: "") + "}\n"
  }

  /// The sets that rules add to: nft 1.0.6 does not print their flag `dynamic`, without which the
  /// kernel refuses those rules.
  private var dynamicSets: Set<String> {
    var names: Set<String> = []
    for rule in chains.flatMap(\.rules) {
      for statement in rule.statements {
        if case .updateSet(let update) = statement { names.insert(update.set) }
        if case .text(let text) = statement, let name = Self.updatedSet(text) {
          names.insert(name)
        }
      }
    }
    return names
  }

  /// The set of `update @name { … }`.
  private static func updatedSet(_ text: String) -> String? {
    let words = text.split(separator: " ")
    guard words.count > 1, words[1].hasPrefix("@") else { return nil }
    return String(words[1].dropFirst())
  }

  private var flagLines: [String] {
    let printed = flags.filter { $0 == "dormant" || $0 == "persist" }
    return printed.isEmpty ? [] : ["flags " + printed.joined(separator: ",")]
  }
}

extension NFTables {
  /// A named thing of a table: its first line, and what stands in its braces.
  struct Block {
    var title: String
    var lines: [String]

    var text: String {
      "\t\(title) {\n" + lines.map { "\t\t\($0)\n" }.joined() + "\t}\n"
    }
  }
}

extension NFTables.Chain {
  func block(in family: NFTables.Family) -> NFTables.Block {
    var lines = comment.map { ["comment " + NFTables.quoted($0)] } ?? []
    if let base { lines.append(base.text(in: family)) }
    return NFTables.Block(title: "chain \(name)", lines: lines + rules.map { $0.text(in: family) })
  }
}

extension NFTables.NamedSet {
  func block(isUpdated: Bool) -> NFTables.Block {
    var lines = [typeText]
    if let comment { lines.append("comment " + NFTables.quoted(comment)) }
    if let policy { lines.append("policy \(policy)") }
    if let size { lines.append("size \(size)") }
    let allFlags = flags + (isUpdated && !flags.contains("dynamic") ? ["dynamic"] : [])
    if !allFlags.isEmpty { lines.append("flags " + allFlags.joined(separator: ",")) }
    if let timeout {
      lines.append("timeout " + NFTables.duration(seconds: UInt64(max(0, timeout))))
    }
    if let gcInterval {
      lines.append("gc-interval " + NFTables.duration(seconds: UInt64(max(0, gcInterval))))
    }
    if autoMerge { lines.append("auto-merge") }
    lines += statements.map { $0.text(in: nil) }
    if !elements.isEmpty { lines.append("elements = { \(elementTexts.joined(separator: ", ")) }") }
    return NFTables.Block(title: "\(kind == .map ? "map" : "set") \(name)", lines: lines)
  }

  private var typeText: String {
    let key = typeOf.map { "typeof \($0.text)" } ?? "type " + Self.text(type)
    return mapsTo.map { "\(key) : \($0.text(mapsToRanges))" } ?? key
  }

  static func text(_ types: [NFTables.Datatype]) -> String {
    types.map(\.name).joined(separator: " . ")
  }

  /// The elements as they stand in nft's braces.
  public var elementTexts: [String] {
    elements.map { $0.text(as: type, data: mapsTo?.datatypes ?? []) }
  }

  private var mapsToRanges: Bool {
    elements.contains {
      switch $0.data {
      case .prefix, .range: true
      case _: false
      }
    }
  }
}

extension NFTables.NamedSet.MapTarget {
  /// The types of the data; a named object is a quoted name.
  var datatypes: [NFTables.Datatype] {
    switch self {
    case .verdict: [.verdict]
    case .data(let types): types
    case .object: [.string]
    case .typeOf(let expression): expression.datatype
    }
  }

  func text(_ isInterval: Bool) -> String {
    switch self {
    case .verdict: "verdict"
    case .data(let types): (isInterval ? "interval " : "") + NFTables.NamedSet.text(types)
    case .object(let kind): kind.rawValue
    case .typeOf(let expression): (isInterval ? "interval " : "") + expression.text
    }
  }
}

extension NFTables.Flowtable {
  var block: NFTables.Block {
    var lines = ["hook \(hook ?? "ingress") priority \(priority ?? 0)"]
    if !devices.isEmpty { lines.append("devices = { \(devices.joined(separator: ", ")) }") }
    if !flags.isEmpty { lines.append("flags " + flags.joined(separator: ",")) }
    return NFTables.Block(title: "flowtable \(name)", lines: lines)
  }
}
