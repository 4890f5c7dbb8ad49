/// The names that `ip` gives to numbers: `/etc/iproute2/{rt_tables,rt_protos,group}`.
struct RoutingNames: Sendable {
  private let tables: [UInt32: String]
  private let protocols: [UInt32: String]
  private let groups: [UInt32: String]

  /// Reads the files; what is not there adds nothing to the names that `ip` knows by itself.
  init(folder: String = "/etc/iproute2") {
    tables = Self.read(folder, "rt_tables", [:])
    protocols = Self.read(folder, "rt_protos", Self.knownProtocols)
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

  /// The name of a routing table that the kernel does not name itself.
  func table(_ number: UInt32) -> String? { tables[number] }

  /// Who wrote a route or rule.
  func origin(_ number: UInt8) -> String { protocols[UInt32(number)] ?? String(number) }

  /// A device group.
  func group(_ number: UInt32) -> String { groups[number] ?? String(number) }
}
