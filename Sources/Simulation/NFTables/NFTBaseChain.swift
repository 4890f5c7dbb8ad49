import Firewall

/// One base chain of a native table, at its hook.
final class NFTBaseChain: HookProgram {
  private let program: NFTProgram
  private let chain: Int
  private let base: NFTables.BaseChain
  /// What must be assumed before the chain sees a packet at all.
  private let doubt: String?

  init(_ program: NFTProgram, chain: Int, base: NFTables.BaseChain) {
    self.program = program
    self.chain = chain
    self.base = base
    let place = program.place(chain)
    if program.table.isDormant == nil {
      doubt = "\(place) is not dormant (nft 1.0.6 does not print a table's flag legibly)"
    } else if program.needsDevices(base), base.devices.isEmpty {
      doubt = "\(place) is on the packet's device (nft 1.0.6 does not print which it is on)"
    } else {
      doubt = nil
    }
  }

  func run(_ context: inout HookContext, _ trail: inout Trail) -> Verdict {
    guard isOnDevice(context) else { return .accept }
    if let doubt, !context.tape.assume(doubt) { return .accept }
    return program.traverse(from: chain, &context, &trail)
  }

  private func isOnDevice(_ context: HookContext) -> Bool {
    guard !base.devices.isEmpty else { return true }
    let link = base.hook == .egress ? context.packet.outInterface : context.packet.inInterface
    return base.devices.contains(program.host.linkName(link))
  }
}

extension NFTProgram {
  /// Whether a chain at this hook sees the packets of some devices only.
  func needsDevices(_ base: NFTables.BaseChain) -> Bool {
    table.family == .netdev || base.hook == .ingress || base.hook == .egress
  }
}
