import Addressing
import Diagnosis
import Simulation
import Testing

/// Twelve recordings of a cluster in which kube-proxy and kube-router themselves wrote the rules.
struct RecordingTests {
  struct Recording: Sendable, CustomTestStringConvertible {
    var name: String
    var target: String
    var verdict: Reachability
    var sees: String
    var root: String?
    var contributing: [String] = []
    var testDescription: String { name }
  }

  static let all = [
    Recording(
      name: "argocd-refused", target: "10.43.4.242:8082", verdict: .blocked, sees: "ECONNREFUSED",
      root: "networkpolicy-denies-source",
      contributing: ["networkpolicy-selector-excludes-external"]),
    Recording(
      name: "argocd-refused-nft", target: "10.43.4.242:8082", verdict: .blocked,
      sees: "ECONNREFUSED", root: "networkpolicy-denies-source",
      contributing: ["networkpolicy-selector-excludes-external"]),
    Recording(
      name: "argocd-fixed", target: "10.43.4.242:8082", verdict: .reachable, sees: "connected"),
    Recording(
      name: "nodeport-ok", target: "192.168.1.101:30080", verdict: .reachable, sees: "connected"),
    Recording(
      name: "no-endpoints", target: "10.43.77.1:8080", verdict: .blocked, sees: "timeout",
      root: "service-no-endpoints"),
    Recording(
      name: "wrong-target-port", target: "10.43.77.2:8080", verdict: .blocked,
      sees: "ECONNREFUSED", root: "target-port-not-listening"),
    Recording(
      name: "no-route-at-router", target: "10.43.4.242:8082", verdict: .blocked,
      sees: "ENETUNREACH", root: "route-leaks-to-default-gateway",
      contributing: ["router-lacks-route"]),
    Recording(
      name: "forward-drop", target: "10.43.77.20:8080", verdict: .blocked, sees: "timeout",
      root: "forward-policy-drop"),
    Recording(
      name: "order-bypass", target: "10.43.4.242:8082", verdict: .reachable, sees: "connected",
      root: "networkpolicy-bypassed-by-rule-order"),
    Recording(
      name: "order-bypass-pod", target: "10.42.0.38:8082", verdict: .blocked,
      sees: "ECONNREFUSED", root: "networkpolicy-denies-source",
      contributing: ["networkpolicy-selector-excludes-external"]),
    Recording(
      name: "masq-hides-source", target: "10.43.77.10:8080", verdict: .blocked,
      sees: "ECONNREFUSED", root: "networkpolicy-sees-translated-source"),
    Recording(
      name: "etl-local", target: "192.168.1.101:30081", verdict: .blocked, sees: "timeout",
      root: "external-traffic-policy-local"),
  ]

  @Test(arguments: all)
  func `says of a recording what its README says`(_ recording: Recording) throws {
    let diagnosis = try Repository.diagnose(recording.name, recording.target)
    #expect(diagnosis.verdict == recording.verdict)
    #expect(diagnosis.symptom.clientSees == recording.sees)
    #expect(diagnosis.symptom.observed == true)
    #expect(diagnosis.causes.first?.id.rawValue == recording.root)
    #expect(diagnosis.causes.first?.contributing.map(\.rawValue) ?? [] == recording.contributing)
    #expect(diagnosis.causes.allSatisfy { $0.certainty == .certain })
    if let cause = diagnosis.causes.first {
      #expect(cause.remedies.contains { $0.whatIf == .reachable })
    }
  }
}
