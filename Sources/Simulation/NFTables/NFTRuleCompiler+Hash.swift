import Addressing
import Firewall

extension NFTRuleCompiler {
  /// `nft_jhash_eval`: computed where the rule says its seed, else each number is as likely.
  func hashReader(_ hash: NFTables.JenkinsHash) -> NFTReader {
    let offset = UInt128(hash.offset)
    let modulus = hash.modulus
    guard let seed = hash.seed, let inputs = inputs(hash.expression) else {
      return { _ in
        modulus > 1 ? .uniform(first: offset, count: modulus) : .value(offset)
      }
    }
    return { context in
      var bytes: [UInt8] = []
      for input in inputs {
        switch input.reader(&context) {
        case .value(let value): bytes += input.bytes(value)
        case .missing: return .missing
        case .partial, .uniform, .unknown: return .uniform(first: offset, count: modulus)
        }
      }
      let number = JenkinsHash.hash(bytes, seed: UInt32(truncatingIfNeeded: seed))
      return .value(UInt128(JenkinsHash.scale(number, modulus: modulus)) + offset)
    }
  }

  /// One value as it lies in the kernel's registers.
  struct HashInput {
    let reader: NFTReader
    let width: Int
    /// Whether the kernel keeps it in the machine's byte order, taken to be little-endian.
    let isHostOrder: Bool
    /// Parts of a concatenation fill whole registers of four bytes.
    let padding: Int

    func bytes(_ value: UInt128) -> [UInt8] {
      let number = (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt128(8 * $0)) }
      return (isHostOrder ? number : number.reversed()) + Array(repeating: 0, count: padding)
    }
  }

  private func inputs(_ expression: NFTables.Expression) -> [HashInput]? {
    guard case .concatenation(let parts) = expression else {
      return input(expression, isPart: false).map { [$0] }
    }
    let inputs = parts.compactMap { input($0, isPart: true) }
    return inputs.count == parts.count ? inputs : nil
  }

  private func input(_ expression: NFTables.Expression, isPart: Bool) -> HashInput? {
    guard let reader = reader(expression), let type = expression.datatype.first,
      let width = Self.width(type)
    else { return nil }
    let isHostOrder: Bool
    switch type {
    case .mark, .interfaceIndex: isHostOrder = true
    case _: isHostOrder = false
    }
    return HashInput(
      reader: reader, width: width, isHostOrder: isHostOrder,
      padding: isPart ? (4 - width % 4) % 4 : 0)
  }

  private static func width(_ type: NFTables.Datatype) -> Int? {
    switch type {
    case .inetProtocol, .netfilterProtocol, .icmpType, .icmpv6Type: 1
    case .inetService, .etherType: 2
    case .ipv4Address, .mark, .interfaceIndex: 4
    case .etherAddress: 6
    case .ipv6Address, .interfaceName: 16
    case .integer, .hexadecimal, .boolean, .interfaceType, .interfaceKind, .deviceGroup, .dscp,
      .ecn, .tcpFlags, .icmpCode, .icmpv6Code, .icmpxCode, .igmpType, .mobilityHeaderType,
      .dccpPacketType, .arpOperation, .compressionFlags, .conntrackState, .conntrackDirection,
      .conntrackStatus, .conntrackEvent, .conntrackLabel, .packetType, .fibAddressType, .userID,
      .groupID, .realm, .classID, .cgroup, .time, .day, .hour, .duration, .string, .verdict,
      .other:
      nil
    }
  }
}
