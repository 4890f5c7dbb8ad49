import Routing

/// The names that `ip` gives to numbers: `/etc/iproute2/{rt_tables,rt_protos,group}`.
struct RoutingNames: Sendable {
  private let tables: [UInt32: RoutingTable]
  private let protocols: [String]
  private let groups: [UInt32: String]

  /// The names of this host, read once.
  static let shared = RoutingNames()

  /// Reads the files; what is not there adds nothing to the names that `ip` knows by itself.
  init(folder: String = "/etc/iproute2") {
    tables = Self.read(folder, "rt_tables", [:]).compactMapValues { name in
      // `local`, `main`, `default` and `unspec` are numbers to the readers of text as well.
      if case .named = RoutingTable(parsing: name) { .named(name) } else { nil }
    }
    let names = Self.read(folder, "rt_protos", Self.knownProtocols)
    protocols = (0...UInt32(UInt8.max)).map { names[$0] ?? String($0) }
    groups = Self.read(folder, "group", [0: "default"])
  }

  /// Who writes routes (`rtnetlink.h`, RTPROT_…), as `rt_names.c` of iproute2 spells them.
  private static let knownProtocols: [UInt32: String] = [
    0: "unspec", 1: "redirect", 2: "kernel", 3: "boot", 4: "static", 8: "gated", 9: "ra",
    10: "mrt", 11: "zebra", 12: "bird", 13: "dnrouted", 14: "xorp", 15: "ntk", 16: "dhcp",
    42: "babel", 186: "bgp", 187: "isis", 188: "ospf", 189: "rip", 192: "eigrp",
  ]

  private static func read(
    _ folder: String, _ file: String, _ known: [UInt32: String]
  ) -> [UInt32: String] {
    var names = known
    let more = Folder.names("\(folder)/\(file).d").filter { $0.hasSuffix(".conf") }.sorted()
    for path in ["\(folder)/\(file)"] + more.map({ "\(folder)/\(file).d/\($0)" }) {
      for line in (TextFile.text(path) ?? "").split(separator: "\n") {
        let words = line.split { $0 == " " || $0 == "\t" }
        guard words.count > 1, let number = Self.number(words[0]) else { continue }
        names[number] = String(words[1])
      }
    }
    return names
  }

  private static func number(_ text: Substring) -> UInt32? {
    text.hasPrefix("0x") ? UInt32(text.dropFirst(2), radix: 16) : UInt32(text)
  }

  /// The table with a number; by name where the file gives it one.
  func table(_ number: UInt32) -> RoutingTable {
    tables.isEmpty ? .number(number) : tables[number] ?? .number(number)
  }

  /// Who wrote a route or rule.
  func origin(_ number: UInt8) -> String { protocols[Int(number)] }

  /// A device group.
  func group(_ number: UInt32) -> String { groups[number] ?? String(number) }
}
