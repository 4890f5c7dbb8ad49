import Glibc
import KernelLab
import Synchronization

/// Many seeds on a few threads, and what they came to together.
final class AgreementRun: Sendable {
  let agreement: Agreement
  let flows: Int
  private let state: Mutex<State>

  struct State: Sendable {
    var waiting: [UInt64]
    var results: [Agreement.Result] = []
    var failures: [String] = []
  }

  init(_ agreement: Agreement, seeds: [UInt64], flows: Int) {
    self.agreement = agreement
    self.flows = flows
    state = Mutex(State(waiting: seeds.reversed()))
  }

  /// Works on seeds until none is left.
  private func work() {
    while let seed = state.withLock({ $0.waiting.popLast() }) {
      do {
        let result = try agreement.run(seed: seed, flows: flows)
        state.withLock { $0.results.append(result) }
      } catch {
        state.withLock { $0.failures.append("seed \(seed): \(error)") }
      }
    }
  }

  /// Runs all seeds on `threads` threads.
  func run(threads: Int) async throws -> State {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<threads { group.addTask { try await onOwnThread { self.work() } } }
      try await group.waitForAll()
    }
    return state.withLock { $0 }
  }
}

extension AgreementRun.State {
  /// A few lines for whoever reads the log of a run.
  var summary: String {
    func total(_ part: (Agreement.Result) -> Int) -> Int { results.reduce(0) { $0 + part($1) } }
    func counts(_ part: (Agreement.Result) -> [String: Int]) -> String {
      results.reduce(into: [:]) { $0.merge(part($1), uniquingKeysWith: +) }
        .sorted { $0.value > $1.value }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
    let flows = total(\.flows.count)
    return """
      agreement: \(results.count) rulesets, \(flows) flows, \(total(\.disagreements.count)) disagreements
        certain: \(total(\.certain)) flows (\(flows == 0 ? 0 : 100 * total(\.certain) / flows) %)
        met each other, agreed alone: \(total(\.interfering))
        tables refused by the tools and left out: \(total(\.refusals.count))
        rules loaded: \(total { $0.ruleset.ruleCount })
        predicted: \(counts(\.dispositions))
        observed: \(counts(\.answers))
      """
  }
}

extension Ruleset {
  /// How many rules there are in all.
  var ruleCount: Int {
    hosts.reduce(0) { sum, host in
      sum + host.tables.reduce(0) { $0 + $1.rules.count }
        + host.native.reduce(0) { $0 + $1.chains.reduce(0) { $0 + $1.rules.count } }
    }
  }
}
