import Documents

extension NFTables {
  /// A comparison that must hold for the rule to go on.
  public struct Match: Sendable, Hashable {
    public var relation: Relation
    public var left: Expression
    public var right: Expression

    /// How the sides are compared; the raw value is what JSON prints.
    public enum Relation: String, Sendable, Hashable {
      case equal = "=="
      case unequal = "!="
      case less = "<"
      case greater = ">"
      case lessOrEqual = "<="
      case greaterOrEqual = ">="
      /// A bit of the right side is set in the left one.
      case intersects = "in"
      /// No bit of the right side is set in the left one.
      case disjoint = "!"
    }

    /// `left relation right`.
    public init(_ left: Expression, _ relation: Relation, _ right: Expression) {
      self.left = left
      self.relation = relation
      self.right = right
    }

    init?(_ node: Node) {
      guard let relation = node["op"]?.string.flatMap(Relation.init), let left = node["left"],
        let right = node["right"]
      else { return nil }
      self.init(Expression(left), relation, Expression(right))
    }

    var json: Node {
      ["op": Node(.string(relation.rawValue)), "left": left.json, "right": right.json]
    }

    /// The term in nft's own syntax.
    public var text: String {
      let type = left.datatype
      if let flags = flagComparison(type) { return flags }
      let value = right.text(as: type.isEmpty ? right.datatype : type)
      switch relation {
      case .intersects: return "\(left.text) \(value)"
      case .equal: return "\(left.text) \(needsSign(type) ? "== " : "")\(value)"
      case .unequal, .less, .greater, .lessOrEqual, .greaterOrEqual, .disjoint:
        return "\(left.text) \(relation.rawValue) \(value)"
      }
    }

    /// `flagcmp_expr_print()`: `tcp flags syn / syn,ack`.
    private func flagComparison(_ type: [Datatype]) -> String? {
      guard case .binary(.and, let operands) = left, operands.count == 2,
        case .list = operands[1], relation == .equal || relation == .unequal
      else { return nil }
      return operands[0].text + (relation == .unequal ? " != " : " ") + right.text(as: type) + " / "
        + operands[1].text(as: type)
    }

    /// `must_print_eq_op()` of src/expression.c.
    private func needsSign(_ type: [Datatype]) -> Bool {
      if case .binary = left { return true }
      guard type.first?.isBitmask == true else { return false }
      switch right {
      case .number, .symbol: return true
      case .boolean, .wildcard, .setReference, .list, .prefix, .range, .concatenation,
        .anonymousSet, .verdict, .payload, .extensionHeader, .meta, .conntrack, .route, .socket,
        .osf, .fib, .ipsec, .numgen, .jhash, .symhash, .binary, .map, .element, .unknown:
        return false
      }
    }
  }
}
