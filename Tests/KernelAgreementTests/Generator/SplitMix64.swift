/// A small generator with a printable seed: the same seed makes the same rules everywhere.
///
/// Source: Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    // Neighbouring seeds must not walk the same sequence a step apart.
    state = seed
    state = next() ^ seed &* 0xd129_0d3a_c2f5_1c67
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Whether an event of `percent` happened.
  mutating func chance(_ percent: Int) -> Bool { Int(next() % 100) < percent }

  /// One of `choices`, which has at least one.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    choices[Int(next() % UInt64(choices.count))]
  }

  /// A number of the range.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// Some of `choices`, at least one, in their order.
  mutating func some<Choice>(_ choices: [Choice], percent: Int = 50) -> [Choice] {
    var chosen: [Choice] = []
    for choice in choices where chance(percent) { chosen.append(choice) }
    return chosen.isEmpty ? [pick(choices)] : chosen
  }
}
