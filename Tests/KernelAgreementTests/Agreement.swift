import Addressing
import Glibc
import KernelLab

/// One seed held against the kernel: rules loaded, flows sent, the walk asked, all compared.
struct Agreement: Sendable {
  var predictor: any Predictor
  var kinds: [String]
  var backends = RulesetGenerator.backends

  /// What came of one seed.
  struct Result: Sendable {
    var seed: UInt64
    var ruleset = Ruleset()
    var flows: [Flow] = []
    var disagreements: [Disagreement] = []
    var refusals: [String] = []
    var certain = 0
    /// Disagreed among fifty, agreed alone: flows had met each other.
    var interfering = 0
    var dispositions: [String: Int] = [:]
    var answers: [String: Int] = [:]
  }

  struct Disagreement: Sendable {
    var flow: Flow
    var observation: Observation
    var prediction: Prediction
    var reason: String
  }

  func run(seed: UInt64, flows count: Int) throws -> Result {
    var result = Result(seed: seed)
    var generator = FlowGenerator(random: SplitMix64(seed: seed ^ 0xf10f))
    result.flows = generator.flows(count)
    let wanted = RulesetGenerator.ruleset(seed: seed, kinds: kinds, backends: backends)
    let trial = try Trial(wanted, flows: result.flows, predictor: predictor)
    result.ruleset = trial.ruleset
    result.refusals = trial.refusals
    for (flow, (observation, prediction)) in zip(
      result.flows, zip(trial.observations, trial.predictions))
    {
      if prediction.isCertain { result.certain += 1 }
      result.dispositions[prediction.outcomes.first?.disposition ?? "", default: 0] += 1
      result.answers[observation.answer.kind, default: 0] += 1
      guard prediction.disagreement(with: observation, of: flow) != nil else { continue }
      // Alone in a fresh network, nothing but the rules can decide about it.
      let alone = try Trial(trial.ruleset, flows: [flow], predictor: predictor, quiet: 200)
      if let found = alone.disagreements.first {
        result.disagreements.append(found)
      } else {
        result.interfering += 1
      }
    }
    return result
  }
}

extension Observation.Answer {
  /// The answer without its details.
  var kind: String {
    switch self {
    case .reply: "reply"
    case .reset: "reset"
    case .icmp: "icmp"
    case .refusedLocally: "errno"
    case .silence: "silence"
    }
  }
}

/// Some rules loaded once, some flows sent once.
struct Trial {
  var ruleset: Ruleset
  var refusals: [String]
  var flows: [Flow]
  var observations: [Observation]
  var predictions: [Prediction]

  /// Makes a fresh network for `wanted`; writes its snapshot to `folder`, or to one of its own
  /// that is removed at the end.
  init(
    _ wanted: Ruleset, flows: [Flow], predictor: any Predictor, quiet: Int32 = 40,
    keeping folder: String? = nil
  ) throws {
    let lab = try ThreeHosts(parameters: wanted.parameters.map { $0 + "\n" }.joined())
    (ruleset, refusals) = try wanted.load(into: lab)
    let prober = try Prober(lab)
    let place = folder ?? "/tmp/agreement-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    try lab.writeSnapshot(to: place)
    self.flows = flows
    observations = try prober.observe(flows, quiet: quiet)
    predictions = try predictor.predict(flows, snapshot: place)
    if folder == nil { try lab.client.run(["rm", "-rf", place]) }
  }

  /// The flows for which the walk is wrong.
  var disagreements: [Agreement.Disagreement] {
    zip(flows, zip(observations, predictions)).compactMap { flow, pair in
      pair.1.disagreement(with: pair.0, of: flow).map {
        .init(flow: flow, observation: pair.0, prediction: pair.1, reason: $0)
      }
    }
  }
}
