import Addressing
import Diagnosis
import Simulation
import Testing

/// What the kernel did in each scenario was recorded; the tool must say the same.
struct ScenarioTests {
  @Test(arguments: Scenario.all)
  func `names the cause of a recorded fault`(_ scenario: Scenario) throws {
    let diagnosis = try scenario.diagnosis()
    #expect(diagnosis.verdict.rawValue == scenario.verdict)
    #expect(diagnosis.causes.first?.id.rawValue == scenario.cause)
    #expect(diagnosis.causes.first?.contributing.map(\.rawValue) == scenario.contributing)
    #expect(diagnosis.symptom.clientSees == scenario.clientSees)
    #expect(diagnosis.symptom.observed != false, "\(diagnosis.symptom.observation ?? "")")
    if !scenario.decidedBy.isEmpty {
      let outcomes = diagnosis.walks.flatMap(\.outcomes).map(\.decidedBy)
      #expect(outcomes.contains { scenario.admits($0) }, "\(outcomes)")
    }
  }

  @Test(arguments: Scenario.all)
  func `offers a remedy that works`(_ scenario: Scenario) throws {
    let cause = try #require(try scenario.diagnosis().causes.first)
    let remedies = cause.remedies.map { "\($0.title): \($0.whatIf?.rawValue ?? "not tried")" }
    #expect(cause.remedies.contains { $0.whatIf == .reachable }, "\(remedies)")
  }

  @Test(arguments: Scenario.all)
  func `finds nothing wrong with the healthy twin`(_ scenario: Scenario) throws {
    let diagnosis = try scenario.diagnosis(healthy: true)
    #expect(diagnosis.verdict == .reachable)
    // The twin of a Service with one dead endpoint has two living ones.
    let allowed: [String] = scenario.name == "one-endpoint-dead" ? ["service-hides-replicas"] : []
    #expect(diagnosis.causes.map(\.id.rawValue) == allowed)
  }
}

extension Scenario {
  func admits(_ decider: DecidedBy) -> Bool {
    (decidedBy["host"] ?? decider.host) == decider.host
      && (decidedBy["kind"] ?? decider.kind.rawValue) == decider.kind.rawValue
      && decidedBy["backend"].map { $0 == decider.backend } ?? true
      && decidedBy["family"].map { $0 == decider.family } ?? true
      && decidedBy["table"].map { $0 == decider.table } ?? true
      && decidedBy["chain"].map { decider.chain?.hasPrefix($0) ?? false } ?? true
  }
}
