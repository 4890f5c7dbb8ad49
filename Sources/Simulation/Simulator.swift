public import Addressing
import Routing
public import Snapshots

/// Walks flows through the hosts of a snapshot as their kernels would.
///
/// Not shared between threads: hosts compile their rules as packets visit them.
public final class Simulator {
  let network: NetworkModel
  /// Combinations of answers that are tried for one flow before the rest is called undecided.
  static let maximumRuns = 4096

  /// A simulator of the snapshot's network.
  public init(_ snapshot: Snapshot) { network = NetworkModel(snapshot) }

  /// The way of a flow, from the host that has its source address: the one named `scraper` by role
  /// when the flow has none.
  public func walk(_ request: WalkRequest, recordingSteps: Bool = false) -> Walk {
    let start: Start
    switch starts(request) {
    case .success(let found): start = found
    case .failure(let walk): return walk.walk
    }
    var outcomes: [Outcome] = []
    var tape = DecisionTape()
    var flow = request.flow
    var runs = 0
    repeat {
      network.reset()
      var journey = Journey(network, request, isRecording: recordingSteps)
      let ending = journey.run(from: start, tape: &tape)
      flow.source = flow.source ?? journey.chosenSource
      outcomes.append(Outcome(ending, tape, journey.trail))
      if tape.isCertain { break }
      runs += 1
      if runs >= Self.maximumRuns {
        outcomes.append(.tooManyBranches(ending))
        break
      }
    } while tape.advance()
    if outcomes.count > 1 { outcomes = Outcome.merge(outcomes) }
    if let assumption = entryAssumption(start, request) {
      for index in outcomes.indices { outcomes[index].assuming.insert(assumption, at: 0) }
    }
    return Walk(flow: flow, outcomes: outcomes)
  }

  /// The address the scraper of the snapshot would send from to reach `destination`.
  public func scraperAddress(to destination: IPAddress) -> IPAddress? {
    guard let scraper = network.scraper else { return nil }
    var journey = Journey(
      network, WalkRequest(Flow(from: nil, to: destination, port: 9)), isRecording: false)
    var context = HookContext(packet: journey.firstPacket, hook: .output)
    _ = journey.routeOutput(on: scraper, &context, source: nil)
    return journey.chosenSource
  }
}

/// What is to be walked.
public struct WalkRequest: Sendable, Hashable {
  /// The flow.
  public var flow: Flow
  /// The host whose PREROUTING the packet comes in to, instead of the owner of its source.
  public var host: String?
  /// The interface it comes in by; the one towards its source when nil.
  public var inInterface: String?
  /// The firewall mark it has there.
  public var mark: UInt32 = 0

  /// A flow from the owner of its source.
  public init(_ flow: Flow, host: String? = nil, inInterface: String? = nil, mark: UInt32 = 0) {
    self.flow = flow
    self.host = host
    self.inInterface = inInterface
    self.mark = mark
  }
}
