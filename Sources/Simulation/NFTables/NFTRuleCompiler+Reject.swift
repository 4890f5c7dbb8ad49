import Addressing
import Firewall

extension NFTRuleCompiler {
  /// `nft_reject_inet_eval`; a reject of one family or transport does not match packets of
  /// another: nft puts a match before it that it does not print.
  func rejection(_ reject: NFTables.Reject) -> (inout HookContext) -> NFTEffectResult {
    switch reject.type {
    case .tcpReset:
      return { $0.packet.transport == .tcp ? .verdict(.reject(.tcpReset)) : .breakRule }
    case .icmp:
      let code = code(reject, .icmpCode, 3)
      return {
        $0.packet.family == .ipv4 ? .verdict(.reject(.icmp(code: code))) : .breakRule
      }
    case .icmpv6:
      let code = code(reject, .icmpv6Code, 4)
      return {
        $0.packet.family == .ipv6 ? .verdict(.reject(.icmp(code: code))) : .breakRule
      }
    case .icmpx, nil:
      let code = code(reject, .icmpxCode, 1)
      return { .verdict(.reject(.icmp(code: Self.icmpx(code, $0.packet.family)))) }
    }
  }

  private func code(
    _ reject: NFTables.Reject, _ type: NFTables.Datatype, _ usual: UInt8
  ) -> UInt8 {
    reject.code.flatMap { constants.number($0, as: type) }.map {
      UInt8(truncatingIfNeeded: $0)
    } ?? usual
  }

  /// `icmp_code_v4` and `icmp_code_v6` of nft_reject.c.
  private static func icmpx(_ code: UInt8, _ family: IPFamily) -> UInt8 {
    let codes: [UInt8] = family == .ipv4 ? [0, 3, 1, 13] : [0, 4, 3, 1]
    return Int(code) < codes.count ? codes[Int(code)] : codes[1]
  }

  /// A program decides; a snapshot tells neither what, nor whether one listens.
  func queueing(_ queue: NFTables.Queue) -> (inout HookContext) -> NFTEffectResult {
    let number = queue.number?.text(as: [.integer]) ?? "0"
    let question =
      queue.bypasses
      ? "the program on NFQUEUE \(number) accepts the packet, or there is none"
      : "a program on NFQUEUE \(number) accepts the packet"
    return { .verdict($0.tape.assume(question) ? .accept : .drop) }
  }

  /// `nft_synproxy_eval`: the kernel answers a SYN itself, before anybody asks the target.
  var synproxy: (inout HookContext) -> NFTEffectResult {
    let because = "synproxy in \(program.place(chain)) answers in the target's place"
    return {
      $0.packet.transport == .tcp ? .verdict(.undecided(because: because)) : .breakRule
    }
  }

  /// `fwd`: the packet leaves here and now by another device.
  func forwarding(_ statement: NFTables.Statement) -> (inout HookContext) -> NFTEffectResult {
    let text = statement.text(in: table.family)
    let because = "`\(text)` in \(program.place(chain)) sends the packet out at ingress"
    return { _ in .verdict(.undecided(because: because)) }
  }

  /// `nft_tproxy_eval`: gives the packet to a transparent socket; without one the rule ends.
  func transparentProxy(
    _ proxy: NFTables.TransparentProxy
  ) -> (inout HookContext) -> NFTEffectResult {
    let address = proxy.address.flatMap { constants.number($0, as: .ipv4Address) }
    let port = proxy.port.flatMap { constants.number($0, as: .inetService) }
    let question =
      "a transparent socket takes what `\(proxy.text)` in \(program.place(chain)) gives"
    let family: IPFamily? = proxy.family.map { $0 == .ip6 ? .ipv6 : .ipv4 }
    return { [unowned host = program.host] context in
      var target = context.packet
      guard target.transport == .tcp || target.transport == .udp,
        family == nil || family == target.family
      else { return .breakRule }
      if let address { target.destination = NFTConstant.address(address, target.family) }
      if let port { target.destinationPort = UInt16(truncatingIfNeeded: port) }
      if case .refuses = host.listener(for: target) { return .breakRule }
      return context.tape.assume(question) ? .verdict(.stolen) : .breakRule
    }
  }
}
