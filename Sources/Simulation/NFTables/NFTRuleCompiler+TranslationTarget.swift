import Addressing
import Firewall

extension NFTRuleCompiler {
  typealias TargetReader = (inout HookContext) -> TargetReading

  /// Reads what follows `to`: a constant, a range, a prefix, a map of these, or a computed value.
  func targetReader(
    _ expression: NFTables.Expression, isPort: Bool, _ nat: NFTables.NetworkTranslation
  ) -> TargetReader {
    let reason = "`\(nat.text)` in rule \(rule + 1) of \(program.place(chain)) cannot be computed"
    if case .map(let mapping) = expression {
      return mapTargetReader(mapping, isPort: isPort, nat, reason)
    }
    if let intervals = parts(expression) {
      return { .target(Self.target(intervals, isPort: isPort, $0.packet.family, nat)) }
    }
    guard let reader = reader(expression) else { return { _ in .unknown(reason) } }
    return { context in
      let reading = reader(&context)
      if case .missing = reading { return .missing }
      guard let value = reading.settled(&context.tape) else { return .unknown(reason) }
      let interval = NFTInterval(value)
      return .target(Self.target([interval], isPort: isPort, context.packet.family, nat))
    }
  }

  private func mapTargetReader(
    _ mapping: NFTables.Mapping, isPort: Bool, _ nat: NFTables.NetworkTranslation, _ reason: String
  ) -> TargetReader {
    guard let lookup = lookup(mapping.data, keyTypes: mapping.key.datatype),
      let find = finder(mapping.key, lookup)
    else { return { _ in .unknown(reason) } }
    let values = lookup.data.map { $0.flatMap(parts) }
    return { context in
      switch find(&context) {
      case .found(let element):
        guard let intervals = values[element] else { return .unknown(reason) }
        return .target(Self.target(intervals, isPort: isPort, context.packet.family, nat))
      case .absent, .missing: return .missing
      case .unknown: return .unknown(reason)
      }
    }
  }

  /// The constant parts of a target: an address, a port, or both.
  private func parts(_ expression: NFTables.Expression) -> [NFTInterval]? {
    guard case .concatenation(let parts) = expression else {
      return constants.interval(expression, as: .integer).map { [$0] }
    }
    let intervals = parts.compactMap { constants.interval($0, as: .integer) }
    return intervals.count == parts.count ? intervals : nil
  }

  private static func target(
    _ intervals: [NFTInterval], isPort: Bool, _ family: IPFamily,
    _ nat: NFTables.NetworkTranslation
  ) -> Target {
    var target = Target()
    target.isNetmap = nat.flags.contains("netmap") || nat.typeFlags.contains("prefix")
    for (index, interval) in intervals.enumerated() {
      if isPort || index > 0 {
        target.ports = PortRange(
          UInt16(truncatingIfNeeded: interval.low), UInt16(truncatingIfNeeded: interval.high))
      } else {
        target.addresses = IPRange(
          NFTConstant.address(interval.low, family), NFTConstant.address(interval.high, family))
      }
    }
    return target
  }
}
