import Addressing
import Cluster
import Documents
import Foundation
import Policies

/// A cluster written down in YAML, and the questions asked of it.
struct Scene {
  let engine: PolicyEngine

  /// The pods and namespaces of the e2e suite: x, w, z (y is a boolean to YAML 1.1), each with a, b, c on ports 80 and 81.
  static let model: String = {
    var text = ""
    for (index, namespace) in ["x", "w", "z"].enumerated() {
      text +=
        "---\n{apiVersion: v1, kind: Namespace, metadata: {name: \(namespace), labels: {ns: \(namespace)}}}\n"
      for (number, pod) in ["a", "b", "c"].enumerated() {
        text += """
          ---
          apiVersion: v1
          kind: Pod
          metadata: {name: \(pod), namespace: \(namespace), labels: {pod: \(pod)}}
          spec:
            nodeName: node\(index)
            containers:
            - name: c
              ports:
              - {name: serve-80-tcp, containerPort: 80}
              - {name: serve-81-tcp, containerPort: 81}
              - {name: serve-80-udp, containerPort: 80, protocol: UDP}
          status: {phase: Running, podIP: 10.42.\(index).\(number + 10)}

          """
      }
      text +=
        "---\n{apiVersion: v1, kind: Node, metadata: {name: node\(index)}, status: {addresses: [{type: InternalIP, address: 192.168.1.10\(index)}]}}\n"
    }
    return text
  }()

  init(_ policies: String..., also: String = "") throws {
    var text = Self.model + also
    for policy in policies { text += "\n---\n" + policy }
    try self.init(text: text)
  }

  init(text: String) throws {
    let cluster = try ClusterObjects(parsing: Array(text.utf8))
    // Host bits are said and masked: a reservation, not a fault.
    let faults = cluster.problems.filter { !$0.reason.contains("is taken for") }
    if let problem = faults.first { throw problem }
    engine = PolicyEngine(cluster)
  }

  init(_ cluster: ClusterObjects) { engine = PolicyEngine(cluster) }

  func decision(
    _ from: String, _ to: String, _ port: UInt16, _ transport: TransportProtocol = .tcp
  ) -> PolicyDecision {
    engine.decision(flow(from, to, port, transport))
  }
}

func flow(
  _ from: String, _ to: String, _ port: UInt16, _ transport: TransportProtocol = .tcp
) -> PolicyFlow {
  PolicyFlow(from: end(from), to: end(to), port: port, transport: transport)
}

/// `NS/POD`, or an address.
func end(_ text: String) -> PolicyEnd {
  if let pod = ObjectName(parsing: text) { return .pod(pod) }
  return .address(IPAddress(parsing: text) ?? .zero(.ipv4))
}

/// A policy `p` of namespace x with this spec.
func policy(_ spec: String, name: String = "p", namespace: String = "x") -> String {
  """
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: {name: \(name), namespace: \(namespace)}
  spec: \(spec)

  """
}
