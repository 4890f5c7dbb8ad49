import Documents
import Foundation
import Testing

/// `policy` judges the objects of a recording, `walk` the rules that kube-router wrote from them: for
/// every pod, source and port they say the same, or the difference is a cause that is known.
@Suite struct KernelAgreementOnRecordingsTests {
  /// Why the rules let through, or not, what the objects say otherwise.
  enum Explanation {
    /// A rule before the policy engine's accepts.
    case bypassedByOrder
    /// The rules see another source than the one that sent.
    case translatedSource
  }

  static let recordings: [(name: String, explained: Explanation?)] = [
    ("argocd-refused", nil), ("argocd-refused-nft", nil), ("argocd-fixed", nil),
    ("nodeport-ok", nil), ("no-endpoints", nil), ("wrong-target-port", nil), ("no-route", nil),
    ("forward-drop", nil), ("order-bypass", .bypassedByOrder),
    ("order-bypass-pod", .bypassedByOrder),
    ("masq-hides-source", .translatedSource), ("etl-local", nil),
  ]

  @Test(arguments: recordings.map(\.name))
  func `objects and rules agree`(recording: String) throws {
    let explained = Self.recordings.first { $0.name == recording }?.explained
    let snapshot = Tool.sample("Snapshots/\(recording)")
    let flows = try Self.flows(snapshot)
    let input = Array((flows.map(\.json).joined(separator: "\n") + "\n").utf8)
    let walks = try Tool.run(["walk", "--flows", "-", "--snapshot", snapshot], input: input)
    let matches = try Tool.run(
      ["policy", "match", "--flows", "-", "--output", "json", "--snapshot", snapshot], input: input)
    #expect(walks.lines.count == flows.count && matches.lines.count == flows.count)
    var compared = 0
    var differing = 0
    for (flow, (walk, match)) in zip(flows, zip(walks.lines, matches.lines)) {
      let outcomes = try Node(parsingJSON: walk)["outcomes"]?.array ?? []
      let allowed = try Node(parsingJSON: match)["allowed"]?.bool
      guard outcomes.count == 1, let passed = Self.passedPolicies(outcomes[0]) else { continue }
      compared += 1
      if passed == allowed { continue }
      differing += 1
      switch explained {
      case .bypassedByOrder:
        // The objects deny, and the walk arrives without having met the pod's chain.
        #expect(passed && allowed == false, "\(flow.json)")
      case .translatedSource:
        let seen = outcomes[0]["arrivedAs"]?["source"]?.string
        #expect(seen != flow["from"]?.string, "\(flow.json)")
      case nil: Issue.record("\(flow.json): policy \(allowed ?? false), rules \(passed)")
      }
    }
    print(
      "\(recording): \(compared) of \(flows.count) connections compared, \(differing) explained")
    #expect(compared > 0)
  }

  /// Whether a walk got past the policies; nil where it never came to them.
  private static func passedPolicies(_ outcome: Node) -> Bool? {
    switch outcome["disposition"]?.string {
    case "delivered", "not-listening": true
    case "rejected", "dropped":
      outcome["decidedBy"]?["chain"]?.string?.hasPrefix("KUBE-POD-FW-") == true ? false : nil
    case _: nil
    }
  }

  /// Every pod with an address, from the LAN, the nodes and every other pod, on every declared port
  /// and on one that is not.
  private static func flows(_ snapshot: String) throws -> [Node] {
    let bytes = try Data(contentsOf: URL(filePath: "\(snapshot)/cluster/pods.json"))
    let pods = (try Node(parsingJSON: Array(bytes))["items"]?.array ?? []).compactMap {
      pod -> (address: String, ports: [Int])? in
      guard let address = pod["status"]?["podIP"]?.string else { return nil }
      let ports = (pod["spec"]?["containers"]?.array ?? []).flatMap { $0["ports"]?.array ?? [] }
      return (address, Array(Set(ports.compactMap { $0["containerPort"]?.int } + [9999])).sorted())
    }
    let sources =
      ["192.168.1.10", "192.168.1.1", "192.168.1.101", "192.168.1.102"] + pods.map(\.address)
    return pods.flatMap { pod in
      sources.filter { $0 != pod.address }.flatMap { source in
        pod.ports.map { port in
          [
            "from": Node(.string(source)), "to": Node(.string(pod.address)),
            "port": Node(integerLiteral: port), "protocol": "tcp",
          ] as Node
        }
      }
    }
  }
}
