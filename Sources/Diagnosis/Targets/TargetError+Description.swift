extension TargetError: CustomStringConvertible {
  /// One sentence: what is wrong with the target, and what to write instead.
  public var description: String {
    switch self {
    case .malformed(let text):
      "'\(text)' is no target: write ADDRESS:PORT, a URL with an address, svc/NAMESPACE/NAME[:PORT] or pod/NAMESPACE/NAME[:PORT]"
    case .noSuchService(let name): "the snapshot has no Service \(name)"
    case .noSuchPod(let name): "the snapshot has no pod \(name)"
    case .podWithoutAddress(let name): "pod \(name) has no address"
    case .whichPort(let name, let ports):
      "\(name) has several ports: say which, svc/\(name):PORT with one of \(ports.joined(separator: ", "))"
    case .noSuchPort(let name, let port, let ports):
      "\(name) has no port \(port); it has \(ports.isEmpty ? "none" : ports.joined(separator: ", "))"
    case .noPort(let name): "pod \(name) declares no single port: say which, pod/\(name):PORT"
    case .externalName(let name, let other):
      "Service \(name) is only a name for \(other): resolve that and give its address"
    case .notRecorded(let file): "the snapshot has no cluster/\(file), which would say what it is"
    }
  }
}
