/// The list after `--match-set NAME`: for each part of a member, whether the packet's source or
/// its destination is looked at.
@frozen public struct IPSetDirections: Sendable, Hashable {
  /// How many directions there are: 1...6, the kernel's `IPSET_DIM_MAX`.
  public let count: Int
  private let sources: UInt8

  /// Directions in order; true is `src`. Nil when there are none or more than six.
  public init?(_ isSource: [Bool]) {
    guard (1...6).contains(isSource.count) else { return nil }
    count = isSource.count
    sources = isSource.enumerated().reduce(0) { $1.element ? $0 | 1 << UInt8($1.offset) : $0 }
  }

  /// Reads `src`, `dst` or a list such as `dst,src`.
  public init?(parsing text: some StringProtocol) {
    var result: [Bool] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      switch part {
      case "src": result.append(true)
      case "dst": result.append(false)
      case _: return nil
      }
    }
    self.init(result)
  }

  /// Whether direction `index`, counted from 0, is `src`; beyond the list it is `dst`.
  @inline(__always) public func isSource(_ index: Int) -> Bool {
    sources >> UInt8(truncatingIfNeeded: index) & 1 == 1
  }
}

extension IPSetDirections: CustomStringConvertible {
  /// `src,dst`.
  public var description: String {
    (0..<count).map { isSource($0) ? "src" : "dst" }.joined(separator: ",")
  }
}
