import Addressing
import Glibc

/// Takes away from a ruleset all that is not needed for one flow to disagree.
struct Shrinker {
  var flow: Flow
  var predictor: any Predictor
  /// How long to look for something smaller.
  var seconds = 60

  /// The smallest ruleset found, by removing greedily from coarse to fine.
  func shrink(_ ruleset: Ruleset) -> Ruleset {
    var smallest = ruleset
    let end = time(nil) + seconds
    var improved = true
    while improved, time(nil) < end {
      improved = false
      for level in Reduction.allCases {
        var index = 0
        while time(nil) < end, let candidate = smallest.reduced(level, index) {
          if disagrees(candidate) {
            smallest = candidate
            improved = true
          } else {
            index += 1
          }
        }
      }
    }
    return smallest
  }

  private func disagrees(_ candidate: Ruleset) -> Bool {
    guard let trial = try? Trial(candidate, flows: [flow], predictor: predictor, quiet: 60) else {
      return false
    }
    // A piece refused for what was taken away from it is another ruleset.
    return trial.refusals.isEmpty && !trial.disagreements.isEmpty
  }
}
