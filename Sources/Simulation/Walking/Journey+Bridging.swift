import Addressing
import Routing
import Snapshots

/// What a bridge does with a frame: one of the three ways through `nf_tables` of the bridge family.
enum BridgePassage {
  /// The host itself sends it out of a port.
  case down(to: LinkIndex?)
  /// It comes in by a port, for the host itself.
  case up(from: LinkIndex?)
  /// It comes in by one port and leaves by another.
  case across(from: LinkIndex?, to: LinkIndex?)
}

extension Journey {
  /// Runs the bridge tables of `host` for a frame; nil where it goes on.
  ///
  /// ARP and neighbour discovery pass the same hooks and are not walked.
  mutating func pass(
    _ passage: BridgePassage, _ bridge: LinkIndex, on host: HostModel, _ context: inout HookContext
  ) -> Stop? {
    let table = host.bridgeHooks[context.packet.family]
    if table.isEmpty { return nil }
    let kept = (context.packet.inInterface, context.packet.outInterface)
    defer { (context.packet.inInterface, context.packet.outInterface) = kept }
    guard let ports = passage.ports else {
      let fact = DecidedBy(
        host: host.name, kind: .unknown,
        text:
          "its bridge tables, for nobody recorded which port of \(host.linkName(bridge)) it takes")
      return halt(.undecided, host, fact, .silence, context.packet)
    }
    (context.packet.inInterface, context.packet.outInterface) = ports
    for hook in passage.hooks {
      // At prerouting the way out is not known yet, and at postrouting the way in is forgotten.
      context.packet.outInterface = hook == .prerouting || hook == .input ? nil : ports.out
      context.packet.inInterface = hook == .postrouting || hook == .output ? nil : ports.in
      if let stop = run(hook, of: table, on: host, &context) { return stop }
    }
    return nil
  }
}

extension BridgePassage {
  /// The hooks it passes, in their order.
  fileprivate var hooks: [Hook] {
    switch self {
    case .down: [.output, .postrouting]
    case .up: [.prerouting, .input]
    case .across: [.prerouting, .forward, .postrouting]
    }
  }

  /// The ports it comes in and goes out by; nil where one that it has is not known.
  fileprivate var ports: (in: LinkIndex?, out: LinkIndex?)? {
    switch self {
    case .down(let port): port.map { (nil, $0) }
    case .up(let port): port.map { ($0, nil) }
    case .across(let from?, let to?): (from, to)
    case .across: nil
    }
  }
}
