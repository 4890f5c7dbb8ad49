import Addressing
import Documents
import KernelLab

/// What a walk says of one flow: one or several ways it can end.
struct Prediction: Sendable {
  var outcomes: [Outcome]
  /// The line it was read from.
  var text: String

  struct Outcome: Sendable {
    var probability: Double?
    var disposition: String
    var rejectedWith: String?
    var clientSees: String?
    var arrival: Arrival?
  }

  /// `arrivedAs`; a port that the kernel draws by lot is nil.
  struct Arrival: Sendable {
    var host: String
    var source: IPAddress?
    var sourcePort: Int?
    var destination: IPAddress?
    var port: Int?
  }

  /// Whether nothing was left open.
  var isCertain: Bool { outcomes.count == 1 && outcomes.first?.disposition != "undecided" }
}

extension Prediction {
  /// Reads one line of `walk --flows … --output json`.
  init(parsing line: String) throws {
    let node = try Node(parsingJSON: line)
    text = line
    outcomes = (node["outcomes"]?.array ?? []).map { outcome in
      Outcome(
        probability: outcome["probability"]?.double,
        disposition: outcome["disposition"]?.string ?? "",
        rejectedWith: outcome["rejectedWith"]?.string,
        clientSees: outcome["clientSees"]?.string,
        arrival: outcome["arrivedAs"].flatMap(Arrival.init))
    }
  }
}

extension Prediction.Arrival {
  init?(_ node: Node) {
    guard let host = node["host"]?.string else { return nil }
    self.init(
      host: host, source: node["source"]?.string.flatMap { IPAddress(parsing: $0) },
      sourcePort: node["sourcePort"]?.int,
      destination: node["destination"]?.string.flatMap { IPAddress(parsing: $0) },
      port: node["port"]?.int)
  }
}
