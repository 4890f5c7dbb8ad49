extension NFTables.BaseChain {
  /// `type filter hook input priority filter - 5; policy accept;`, as nft prints it.
  public func text(in family: NFTables.Family) -> String {
    "type \(type.rawValue) hook \(hook.rawValue)\(deviceText) priority "
      + "\(priorityText(in: family)); policy \(policy.rawValue);"
  }

  private var deviceText: String {
    if devices.count == 1, let device = devices.first { return " device \"\(device)\"" }
    return devices.isEmpty ? "" : " devices = { \(devices.joined(separator: ", ")) }"
  }

  /// The priority by its name, or by its distance of at most ten from one (`prio2str()`).
  public func priorityText(in family: NFTables.Family) -> String {
    let near = Self.names(in: family).filter {
      ($0.hook == nil || $0.hook == hook) && abs(priority - $0.priority) <= 10
    }
    guard let nearest = near.min(by: { abs(priority - $0.priority) < abs(priority - $1.priority) })
    else { return String(priority) }
    let distance = priority - nearest.priority
    if distance == 0 { return nearest.name }
    return "\(nearest.name) \(distance > 0 ? "+" : "-") \(abs(distance))"
  }

  private struct Name {
    var name: String
    var priority: Int
    var hook: NFTables.Hook?
  }

  /// `std_prios` and `bridge_std_prios` of src/rule.c.
  private static func names(in family: NFTables.Family) -> [Name] {
    switch family {
    case .ip, .ip6, .inet:
      [
        Name(name: "raw", priority: -300), Name(name: "mangle", priority: -150),
        Name(name: "dstnat", priority: -100, hook: .prerouting),
        Name(name: "filter", priority: 0), Name(name: "security", priority: 50),
        Name(name: "srcnat", priority: 100, hook: .postrouting),
      ]
    case .bridge:
      [
        Name(name: "dstnat", priority: -300, hook: .prerouting),
        Name(name: "filter", priority: -200), Name(name: "out", priority: 100, hook: .output),
        Name(name: "srcnat", priority: 300, hook: .postrouting),
      ]
    case .arp, .netdev: [Name(name: "filter", priority: 0)]
    }
  }
}
