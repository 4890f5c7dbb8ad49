import Firewall

/// One built-in chain of an iptables table, at its hook.
final class BuiltInChain: HookProgram {
  private let program: IPTablesProgram
  private let chain: Int

  init(_ program: IPTablesProgram, chain: Int) {
    self.program = program
    self.chain = chain
  }

  func run(_ context: inout HookContext, _ trail: inout Trail) -> Verdict {
    program.traverse(from: chain, &context, &trail)
  }
}

extension IPTablesProgram {
  /// The table's chains at their hooks and priorities (`net/ipv4/netfilter/iptable_*.c`).
  var registrations: [HookRegistration] {
    Hook.allCases.compactMap { hook in
      guard let chain = chain(at: hook), let priority = priority(at: hook) else { return nil }
      return HookRegistration(
        hook: hook, priority: priority, kind: kind(at: hook),
        program: BuiltInChain(self, chain: chain))
    }
  }

  private func kind(at hook: Hook) -> HookRegistration.Kind {
    switch table.name {
    case "nat": .nat
    case "mangle": hook == .output ? .route : .filter
    case _: .filter
    }
  }

  private func priority(at hook: Hook) -> Int? {
    switch table.name {
    case "raw": HookPriority.raw
    case "mangle": HookPriority.mangle
    case "nat":
      hook == .prerouting || hook == .output
        ? HookPriority.destinationNAT : HookPriority.sourceNAT
    case "filter": HookPriority.filter
    case "security": HookPriority.security
    case _: nil
    }
  }
}
