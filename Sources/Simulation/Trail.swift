/// What a run writes down: the steps, when they are wanted, and what ended it.
struct Trail {
  /// Whether steps are wanted; a batch of flows runs without them.
  let isRecording: Bool
  /// The steps so far.
  private(set) var steps: [Step] = []
  /// The rule or policy that gave the last verdict other than "accept".
  var decision: RuleLocation?
  /// Whether NAT drew the packet's source port at random, so that nobody can tell it.
  var sourcePortIsRandom = false
  /// Gotos taken in this run, to end circles that no kernel would load.
  var gotos = 0

  init(isRecording: Bool) { self.isRecording = isRecording }

  /// Writes a step down; the text is made only when steps are wanted.
  mutating func note(_ host: HostModel, _ stage: String, _ text: @autoclosure () -> String) {
    if isRecording { steps.append(Step(host: host.name, stage: stage, text: text())) }
  }
}

/// A rule, or a chain's policy (`rule` nil), by its place; its text is made when somebody asks.
struct RuleLocation {
  let source: any RuleSource
  let chain: Int
  let rule: Int?

  /// The rule as an answer names it.
  var decidedBy: DecidedBy { source.describe(chain: chain, rule: rule) }
}

/// A compiled ruleset that can name its rules.
protocol RuleSource: AnyObject {
  /// The rule at these indexes, or the chain's policy.
  func describe(chain: Int, rule: Int?) -> DecidedBy
}
