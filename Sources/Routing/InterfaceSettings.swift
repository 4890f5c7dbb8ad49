import Addressing

/// The settings of interfaces among the sysctls, found without building strings where they repeat.
struct InterfaceSettings: Sendable {
  /// Whether sysctls were recorded at all.
  let isRecorded: Bool
  private var values: [Key: Int] = [:]
  private let forwards4: Int?

  private struct Key: Hashable {
    let family: IPFamily
    let interface: String
    let name: String
  }

  init(_ sysctls: Sysctls?) {
    isRecorded = sysctls != nil
    forwards4 = sysctls?.number("net.ipv4.ip_forward")
    for (key, value) in sysctls?.values ?? [:] {
      guard let number = Int(value) else { continue }
      for (family, start) in [(IPFamily.ipv4, "net.ipv4.conf."), (.ipv6, "net.ipv6.conf.")]
      where key.hasPrefix(start) {
        let rest = key.dropFirst(start.count)
        guard let dot = rest.lastIndex(of: ".") else { continue }
        let interface = rest[..<dot].map { $0 == "/" ? "." : $0 }
        let name = String(rest[rest.index(after: dot)...])
        values[Key(family: family, interface: String(interface), name: name)] = number
      }
    }
  }

  /// The setting of one interface, or of `all` and `default`; nil where it was not recorded.
  func number(_ family: IPFamily, _ interface: String, _ name: String) -> Int? {
    values[Key(family: family, interface: interface, name: name)]
  }

  /// The larger of `all` and the interface (`IN_DEV_MAXCONF`), nil where it may be either.
  ///
  /// `known` is the largest value there is: one half alone decides when it has it.
  func maximum(_ interface: String, _ name: String, known largest: Int) -> Int? {
    let all = number(.ipv4, "all", name)
    let own = number(.ipv4, interface, name)
    if let all, let own { return max(all, own) }
    let half = all ?? own
    return half == largest ? largest : nil
  }

  /// The same for settings that are 0 unless somebody sets them: what is not recorded beside other
  /// settings is 0.
  func either(_ interface: String, _ name: String) -> Bool? {
    guard isRecorded else { return nil }
    return (number(.ipv4, "all", name) ?? 0) != 0 || (number(.ipv4, interface, name) ?? 0) != 0
  }

  /// Whether packets that come in by `interface` are forwarded; nil where nothing says so.
  func forwards(_ family: IPFamily, _ interface: String) -> Bool? {
    switch family {
    case .ipv4: (number(.ipv4, interface, "forwarding") ?? forwards4).map { $0 != 0 }
    case .ipv6:
      // ip6_forward() reads `all`, and since Linux 6.17 the interface's force_forwarding.
      number(.ipv6, interface, "force_forwarding") == 1
        ? true : number(.ipv6, "all", "forwarding").map { $0 != 0 }
    }
  }
}
