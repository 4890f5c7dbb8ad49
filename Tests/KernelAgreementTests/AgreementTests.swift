import Glibc
import KernelLab
import Testing

/// The walk against the kernel.
///
/// `SEEDS=1..1000`, `RULESETS=200`, `FLOWS=50`, `BACKENDS=legacy,nft,native` in the environment
/// choose what is run, `SHRINK=3` how many disagreements are shrunk and kept.
@Suite(.serialized) struct AgreementTests {
  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The seeds to run: `SEEDS` as `A..B` or one number, else 1 up to `RULESETS`.
  private static var seeds: [UInt64] {
    let count = environment("RULESETS").flatMap { UInt64($0) } ?? 200
    guard let text = environment("SEEDS") else { return Array(1...max(1, count)) }
    let ends = text.split(separator: ".", omittingEmptySubsequences: true).compactMap { UInt64($0) }
    guard let first = ends.first, let last = ends.last, first <= last else { return [] }
    return Array(first...last)
  }

  @Test func `walk says what the kernel does`() async throws {
    let flows = Self.environment("FLOWS").flatMap { Int($0) } ?? 50
    let kinds = try await onOwnThread { try KernelKinds.sets() }
    let agreement = Agreement(
      predictor: SimulatorPredictor(), kinds: kinds,
      backends: Self.environment("BACKENDS").map { $0.split(separator: ",").map(String.init) }
        ?? RulesetGenerator.backends)
    let state = try await AgreementRun(agreement, seeds: Self.seeds, flows: flows).run(threads: 2)
    print(state.summary)
    if Self.environment("REFUSALS") != nil {
      for refusal in state.results.flatMap(\.refusals) { print(refusal) }
    }
    for failure in state.failures { Issue.record("\(failure)") }
    let found = state.results.flatMap { result in result.disagreements.map { (result, $0) } }
    let limit = Self.environment("SHRINK").flatMap { Int($0) } ?? 3
    for (number, (result, disagreement)) in found.enumerated() {
      var kept = "seed \(result.seed): \(disagreement.description)"
      if number < limit {
        let smallest = try await onOwnThread {
          Shrinker(flow: disagreement.flow, predictor: agreement.predictor).shrink(result.ruleset)
        }
        let (fixture, again) = try await onOwnThread {
          try Fixture.keep(
            smallest, disagreement.flow, seed: result.seed, number: number,
            predictor: agreement.predictor)
        }
        kept += "\nshrunk and kept in \(fixture.folder):\n\(smallest)\n\(again?.description ?? "")"
      }
      Issue.record("\(kept)")
    }
    let certain = state.results.reduce(0) { $0 + $1.certain }
    let all = state.results.reduce(0) { $0 + $1.flows.count }
    #expect(certain * 10 >= all * 9, "too much is left undecided to mean anything")
  }

  @Test func `walk says what the kernel did in every kept fixture`() async throws {
    for fixture in Fixture.all() {
      let cases = try fixture.load()
      let predictions = try await onOwnThread {
        try SimulatorPredictor().predict(cases.map(\.0), snapshot: fixture.folder + "/snapshot")
      }
      for ((flow, observation), prediction) in zip(cases, predictions) {
        let reason = prediction.disagreement(with: observation, of: flow)
        #expect(reason == nil, "\(fixture.folder): \(flow) was \(observation), \(prediction.text)")
      }
    }
  }
}

extension Agreement.Disagreement: CustomStringConvertible {
  var description: String {
    "\(flow)\n  kernel: \(observation)\n  walk: \(prediction.text)\n  since: \(reason)"
  }
}

/// What this kernel can do of what the generator may ask for.
enum KernelKinds {
  /// The kinds of ipset that can be made.
  static func sets() throws -> [String] {
    let place = try NetworkNamespace(name: "kinds")
    return try SetGenerator.dimensions.map(\.kind).filter { kind in
      let range =
        kind == "bitmap:port" ? " range 1-10" : kind.hasPrefix("bitmap") ? " range 10.0.0.0/24" : ""
      let status = try place.attempt(["ipset", "restore"], input: "create probe \(kind)\(range)\n")
        .status
      _ = try place.attempt(["ipset", "destroy", "probe"])
      return status == 0
    }
  }
}
