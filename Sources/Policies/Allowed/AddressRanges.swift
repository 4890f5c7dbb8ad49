public import Addressing

/// Addresses as runs that neither touch nor overlap, in ascending order.
public struct AddressRanges: Sendable, Hashable {
  /// The runs.
  public private(set) var ranges: [IPRange] = []

  /// No address.
  public init() {}

  /// Every address of both families.
  public static let everything: AddressRanges = {
    var all = AddressRanges()
    for family in IPFamily.allCases { all.insert(IPRange(IPPrefix(everyAddressOf: family))) }
    return all
  }()

  /// Whether there is none.
  public var isEmpty: Bool { ranges.isEmpty }

  /// The fewest prefixes that together are these addresses.
  public var prefixes: [IPPrefix] { ranges.flatMap(\.prefixes) }

  /// Whether `address` is among them.
  public func contains(_ address: IPAddress) -> Bool {
    ranges.contains { $0.contains(address) }
  }

  /// Adds a run.
  public mutating func insert(_ range: IPRange) {
    var (first, last) = (range.first, range.last)
    var others: [IPRange] = []
    for own in ranges {
      let touches =
        own.first.family == first.family
        && (own.first <= last || own.first == last.successor)
        && (first <= own.last || first == own.last.successor)
      if touches {
        first = min(first, own.first)
        last = max(last, own.last)
      } else {
        others.append(own)
      }
    }
    if let merged = IPRange(first, last) { others.append(merged) }
    ranges = others.sorted { $0.first < $1.first }
  }

  /// Takes a run out.
  public mutating func remove(_ range: IPRange) {
    ranges = ranges.flatMap { own -> [IPRange] in
      guard own.first.family == range.first.family, own.first <= range.last,
        range.first <= own.last
      else { return [own] }
      var rest: [IPRange] = []
      if own.first < range.first, let end = range.first.predecessor,
        let left = IPRange(own.first, end)
      {
        rest.append(left)
      }
      if range.last < own.last, let start = range.last.successor,
        let right = IPRange(start, own.last)
      {
        rest.append(right)
      }
      return rest
    }
  }

  /// Adds all of `others`.
  public mutating func formUnion(_ others: AddressRanges) {
    for range in others.ranges { insert(range) }
  }
}
