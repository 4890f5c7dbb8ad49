import Addressing
import Simulation
import Snapshots

/// The simulation asked directly, without a process and its texts between.
struct SimulatorPredictor: Predictor {
  func predict(_ flows: [Flow], snapshot: String) throws -> [Prediction] {
    let simulator = Simulator(try SnapshotFolder(snapshot).load())
    return flows.map { Prediction(simulator.walk(WalkRequest($0))) }
  }
}

extension Prediction {
  /// What a walk says, without its steps.
  init(_ walk: Walk) {
    outcomes = walk.outcomes.map {
      Outcome(
        probability: $0.probability, disposition: $0.disposition.rawValue,
        rejectedWith: $0.rejectedWith, clientSees: $0.clientSees,
        arrival: Arrival(
          host: $0.arrivedAs.host, source: $0.arrivedAs.source,
          sourcePort: $0.arrivedAs.sourcePort.map(Int.init), destination: $0.arrivedAs.destination,
          port: Int($0.arrivedAs.port)))
    }
    text = walk.outcomes.map {
      "\($0.disposition.rawValue) \($0.rejectedWith ?? "") client \($0.clientSees) p=\($0.probability.map { "\($0)" } ?? "?") assuming \($0.assuming) by \($0.decidedBy) as \($0.arrivedAs)"
    }.joined(separator: "\n        ")
  }
}
