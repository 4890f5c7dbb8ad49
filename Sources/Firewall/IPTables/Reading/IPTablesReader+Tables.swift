/// The lines of `iptables-save` that are no rules: `*filter`, `:INPUT ACCEPT [0:0]`, `COMMIT`.
extension IPTablesReader {
  mutating func openTable(_ name: ArraySlice<UInt8>) throws(FirewallError) {
    let name = String(decoding: name, as: UTF8.self)
    if let open { throw .endsInTable(tables[open].name, line: line - 1) }
    guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else {
      throw malformed("a table's name must follow the *")
    }
    if let old = tables.firstIndex(where: { $0.name == name }) {
      note("the table \(name) comes a second time: this one replaces the first")
      tables.remove(at: old)
    }
    var table = TableBuilder(name: name)
    table.heading = comments
    comments = []
    open = tables.count
    tables.append(table)
  }

  /// `:CHAIN POLICY [PACKETS:BYTES]`.
  mutating func declareChain(_ range: Range<Int>) throws(FirewallError) {
    guard let open else { throw malformed("a chain before any *table") }
    let parts = text[range].dropFirst().split(separator: 0x20, omittingEmptySubsequences: true)
    guard let first = parts.first, parts.count >= 2 else {
      throw malformed("a chain needs a name and a policy, or - for none")
    }
    let name = String(decoding: first, as: UTF8.self)
    let policyName = String(decoding: parts[1], as: UTF8.self)
    let policy = ChainPolicy(rawValue: policyName)
    guard policy != nil || policyName == "-" else {
      throw malformed("\(policyName) is not a policy: ACCEPT, DROP and - are")
    }
    var chain = IPTablesChain(name: name, policy: policy)
    if parts.count > 2 {
      guard let counters = Counters(parsing: parts[2]) else {
        throw malformed("\(RuleWords.text(parts[2])) are not counters [PACKETS:BYTES]")
      }
      chain.counters = counters
    }
    tables[open].add(chain)
  }

  mutating func commit() throws(FirewallError) {
    guard let index = open else { throw malformed("COMMIT without a table before it") }
    close(index)
    open = nil
  }

  mutating func closeTables() {
    guard format != .save else { return }
    for index in tables.indices { close(index) }
  }

  private mutating func close(_ index: Int) {
    tables[index].trim()
    var missing: [String: Int] = [:]
    for jump in tables[index].openJumps where tables[index].places[jump.name] == nil {
      missing[jump.name] = min(jump.line, missing[jump.name] ?? .max)
    }
    for (name, line) in missing.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      if format == .commands {
        tables[index].add(IPTablesChain(name: name))
        note("the chain \(name) is not in the text: it is taken as empty", line: line)
      } else {
        let table = tables[index].name
        note("\(name) is neither a chain of the table \(table) nor a known target", line: line)
      }
    }
    tables[index].openJumps = []
  }
}

extension Counters {
  /// Reads `[PACKETS:BYTES]`.
  init?(parsing bytes: ArraySlice<UInt8>) {
    guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]"),
      let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      let packets: UInt64 = Self.decimal(bytes[(bytes.startIndex + 1)..<colon]),
      let total: UInt64 = Self.decimal(bytes[(colon + 1)..<(bytes.endIndex - 1)])
    else { return nil }
    self.init(packets: packets, bytes: total)
  }

  private static func decimal(_ bytes: ArraySlice<UInt8>) -> UInt64? {
    guard !bytes.isEmpty, bytes.count < 21 else { return nil }
    var value: UInt64 = 0
    for byte in bytes {
      guard byte >= 48, byte <= 57 else { return nil }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(UInt64(byte - 48))
      if overflow || carry { return nil }
      value = sum
    }
    return value
  }
}
