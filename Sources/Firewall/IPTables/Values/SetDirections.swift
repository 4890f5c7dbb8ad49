/// The part of the packet that a dimension of a set is compared with.
public enum SetDirection: String, Sendable, Hashable {
  case source = "src"
  case destination = "dst"
}

/// The `src,dst` list of a set match or target: one to six directions, one a dimension of the set.
public struct SetDirections: Sendable, Hashable, RandomAccessCollection, ExpressibleByArrayLiteral {
  private var sources: UInt8 = 0
  private var length: UInt8 = 0

  /// The list of no direction.
  public init() {}

  /// A list; only the first six count, as no set has more dimensions.
  public init(arrayLiteral elements: SetDirection...) {
    for element in elements { append(element) }
  }

  /// Adds the direction of the next dimension; false where there are six already.
  @discardableResult public mutating func append(_ direction: SetDirection) -> Bool {
    guard length < 6 else { return false }
    if direction == .source { sources |= 1 << length }
    length += 1
    return true
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { Int(length) }
  public subscript(index: Int) -> SetDirection {
    precondition(index >= 0 && index < endIndex, "a set has no dimension \(index)")
    return sources >> UInt8(index) & 1 == 1 ? .source : .destination
  }
}

extension SetDirections {
  /// `src,dst`.
  public var text: String { map(\.rawValue).joined(separator: ",") }
}
