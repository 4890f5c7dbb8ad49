import Glibc

/// The seeds a randomised test runs with: `KERNEL_SEEDS=7` or `1..200`, else `count` fresh ones,
/// printed by each failure.
enum Seeds {
  static func make(_ count: Int) -> [UInt64] {
    guard let given = getenv("KERNEL_SEEDS").map({ String(cString: $0) }) else {
      return (0..<count).map { _ in .random(in: 0..<1_000_000) }
    }
    let ends = given.split(separator: ".").compactMap { UInt64($0) }
    guard let first = ends.first, let last = ends.last, first <= last else { return [] }
    return Array(first...last)
  }
}

/// SplitMix64: the same numbers for the same seed everywhere.
struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
  mutating func flip() -> Bool { Bool.random(using: &self) }
  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(0...elements.count - 1)]
  }
}
