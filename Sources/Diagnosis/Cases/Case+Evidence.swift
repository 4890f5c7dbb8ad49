import Addressing
import Cluster
import Firewall
import Simulation
import Snapshots

extension Case {
  /// What ended the way.
  var decidingEvidence: Evidence {
    let kind: Evidence.Kind =
      switch decider.kind {
      case .rule: .rule
      case .policy: .policy
      case .route: .route
      case .neighbour: .neighbour
      case .sysctl: .sysctl
      case .socket: .socket
      case .unknown: .packet
      }
    return Evidence(kind, host: decider.host, at: decidingPlace, decider.text)
  }

  /// Where that is: `filter/KUBE-POD-FW-…#5`, `ip route`.
  var decidingPlace: String {
    switch decider.kind {
    case .rule, .policy:
      let chain = [decider.table, decider.chain].compactMap { $0 }.joined(separator: "/")
      let place = chain + (decider.position.map { "#\($0)" } ?? "")
      return decider.backend.map { "\($0) \(place)" } ?? place
    case .route: return "ip route"
    case .neighbour: return "ip neigh"
    case .sysctl: return "sysctl"
    case .socket: return "ss -tln"
    case .unknown: return "packet"
    }
  }

  /// A rule that matched on the way.
  func evidence(_ step: RuleStep) -> Evidence {
    Evidence(
      .rule, host: step.place.host, at: "\(step.place.backend.rawValue) \(step.placeText)",
      step.text)
  }

  /// The translations on the way, as packets: `192.168.1.10:40000 → 10.42.0.38:8082`.
  var translations: [Evidence] {
    var found: [Evidence] = []
    for step in outcome.steps where step.stage == "conntrack" {
      let evidence = Evidence(.packet, host: step.host, at: "conntrack", step.text)
      if !found.contains(evidence) { found.append(evidence) }
    }
    return found
  }

  /// What the probe saw, when it asked for this target.
  var probeEvidence: [Evidence] {
    guard let seen = snapshot.observation.value, seen.target == target.text else { return [] }
    return [
      Evidence(
        .probe, host: seen.host, at: seen.isLive ? "attempt" : "probe/result.json", seen.observed)
    ]
  }

  /// What a chain is for: `NetworkPolicies of pod argocd/…`; its bare name where nobody knows.
  func meaning(_ chain: String) -> String { names[chain].map { "\($0)" } ?? chain }

  /// The words for what the scraper sees.
  var symptomWords: String { Symptom(clientSees: outcome.clientSees).words }

  /// The target in words: `10.43.4.242:8082 (Service argocd/argocd-metrics:metrics)`.
  var targetWords: String {
    switch destination {
    case .service(let service, let port), .external(let service, let port):
      "\(endpoint) (Service \(service.objectName)\(port.map { ":\($0.name ?? String($0.port))" } ?? ""))"
    case .nodePort(let service, _): "\(endpoint) (node port of Service \(service.objectName))"
    case .pod(let pod): "\(endpoint) (pod \(pod.objectName))"
    case .node(let node): "\(endpoint) (node \(node.metadata.name))"
    case .podNetwork, .serviceNetwork, .other: "\(endpoint)"
    }
  }

  /// The arrival in words: `10.42.0.38:8082 (pod argocd/…)`.
  var arrivalWords: String {
    let endpoint = Endpoint(arrival.destination, port: arrival.port)
    return pod.map { "\(endpoint) (pod \($0.objectName))" } ?? "\(endpoint)"
  }
}
