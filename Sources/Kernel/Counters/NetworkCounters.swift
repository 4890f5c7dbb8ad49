/// What the kernel counted in the namespace of the calling thread: `/proc/net/{snmp,netstat,snmp6}`
/// and `/proc/net/stat/{nf_conntrack,arp_cache,ndisc_cache}`.
public struct NetworkCounters: Sendable, Hashable {
  /// Each counter by group and name: `Tcp.AttemptFails`, `TcpExt.ListenDrops`, `Ip6InNoRoutes`,
  /// `nf_conntrack.drop` (of all processors together).
  public private(set) var values: [String: UInt64]

  /// Counters by name.
  public init(_ values: [String: UInt64] = [:]) { self.values = values }

  /// A counter; nil where this kernel does not have it.
  public subscript(name: String) -> UInt64? { values[name] }

  /// What moved since `earlier`; counters that stayed are left out.
  public func changes(since earlier: NetworkCounters) -> [String: UInt64] {
    var changes: [String: UInt64] = [:]
    for (name, value) in values {
      let moved = value &- (earlier.values[name] ?? 0)
      if moved != 0 { changes[name] = moved }
    }
    return changes
  }
}

extension NetworkCounters {
  /// Reads the files; those that this kernel lacks add nothing.
  public static func read() -> NetworkCounters {
    let root = "/proc/thread-self/net"
    var counters = NetworkCounters()
    for file in ["snmp", "netstat"] {
      counters.add(pairs: TextFile.text("\(root)/\(file)") ?? "")
    }
    counters.add(lines: TextFile.text("\(root)/snmp6") ?? "")
    for file in ["nf_conntrack", "arp_cache", "ndisc_cache"] {
      counters.add(table: TextFile.text("\(root)/stat/\(file)") ?? "", named: file)
    }
    return counters
  }

  /// Pairs of lines, `Ip: Forwarding DefaultTTL …` above `Ip: 1 64 …`.
  mutating func add(pairs text: String) {
    var names: [Substring] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let group = words.first, group.hasSuffix(":") else { continue }
      guard names.first == group, names.count == words.count else {
        names = words
        continue
      }
      for (name, value) in zip(names, words).dropFirst() {
        values["\(group.dropLast()).\(name)"] = Self.number(value)
      }
      names = []
    }
  }

  /// A gauge such as `Tcp.MaxConn` may be -1.
  private static func number(_ text: Substring) -> UInt64 {
    UInt64(text) ?? Int64(text).map { UInt64(bitPattern: $0) } ?? 0
  }

  /// Lines of a name and a value.
  mutating func add(lines text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split { $0 == " " || $0 == "\t" }
      if words.count == 2 { values[String(words[0])] = UInt64(words[1]) }
    }
  }

  /// A line of names and a line of hexadecimal values for each processor. `entries` is the same on
  /// each line, all others add up.
  mutating func add(table text: String, named group: String) {
    var lines = text.split(separator: "\n").makeIterator()
    guard let names = lines.next()?.split(separator: " ") else { return }
    while let values = lines.next()?.split(separator: " ") {
      for (name, value) in zip(names, values) {
        let number = UInt64(value, radix: 16) ?? 0
        let key = "\(group).\(name)"
        self.values[key] = name == "entries" ? number : (self.values[key] ?? 0) &+ number
      }
    }
  }
}
