import ArgumentParser
import Documents
import Reporting
import Simulation

/// `diagnose rules path`: the rules a packet meets.
struct RulesPath: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "path", abstract: "Print only the rules that match a packet on its way, in order.")

  @OptionGroup var flow: FlowOptions
  @OptionGroup var source: RulesSource

  func run() throws {
    let simulator = Simulator(try source.rules.load() ?? source.network.load())
    let request = try source.rules.entering(flow.request())
    let walk = simulator.walk(request, recordingSteps: true)
    let steps = walk.outcomes.map { outcome in
      outcome.steps.filter {
        $0.stage.contains("#") && (source.host == nil || $0.host == source.host)
      }
    }
    if source.output == .json {
      let outcomes = steps.map { Node(.array($0.map(\.node))) }
      print(Node(.array(outcomes)).json)
      return
    }
    for (index, steps) in steps.enumerated() {
      if walk.outcomes.count > 1 { print("way \(index + 1) of \(walk.outcomes.count)") }
      for step in steps { print("\(step.host) \(step.stage)  \(step.text)") }
      print("\(walk.outcomes[index].disposition.rawValue)")
    }
  }
}

extension Step {
  fileprivate var node: Node {
    Node(
      .object([
        .init("host", Node(.string(host))), .init("stage", Node(.string(stage))),
        .init("text", Node(.string(text))),
      ]))
  }
}
