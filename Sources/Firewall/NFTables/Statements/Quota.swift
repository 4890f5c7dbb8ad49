import Documents

extension NFTables {
  /// `quota [over] N UNIT [used N UNIT]`.
  public struct Quota: Sendable, Hashable {
    public var value: UInt64
    /// `bytes`, `kbytes` or `mbytes`.
    public var unit: String
    public var used: UInt64?
    public var usedUnit: String?
    /// Whether it matches once the amount is exceeded.
    public var isOver: Bool

    init?(_ node: Node) {
      guard let value = node["val"]?.unsigned, let unit = node["val_unit"]?.string else {
        return nil
      }
      self.value = value
      self.unit = unit
      used = node["used"]?.unsigned
      usedUnit = node["used_unit"]?.string
      isOver = node["inv"]?.bool ?? false
    }

    var json: Node {
      var members: [Node.Member] = [
        .init("val", Node(.number(String(value)))), .init("val_unit", Node(.string(unit))),
      ]
      if isOver { members.append(.init("inv", true)) }
      if let used { members.append(.init("used", Node(.number(String(used))))) }
      if let usedUnit { members.append(.init("used_unit", Node(.string(usedUnit)))) }
      return Node(.object(members))
    }

    /// The term in nft's own syntax.
    public var text: String {
      (isOver ? "over " : "") + "\(value) \(unit)"
        + (used.map { " used \($0) \(usedUnit ?? "bytes")" } ?? "")
    }
  }

  /// An amount of bytes in the largest unit that divides it, as `get_rate()` of src/statement.c.
  static func bytes(_ amount: UInt64) -> String {
    var (amount, unit) = (amount, 0)
    let units = ["bytes", "kbytes", "mbytes"]
    while amount > 0, amount % 1024 == 0, unit < units.count - 1 {
      amount /= 1024
      unit += 1
    }
    return "\(amount) \(units[unit])"
  }
}
