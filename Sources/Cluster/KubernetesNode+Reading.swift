import Addressing
import Documents

extension KubernetesNode {
  /// Reads a `v1` Node.
  init(reading object: FieldReader) throws(FieldError) {
    let spec = try object.object("spec")
    let status = try object.object("status")
    var podCIDRs = try spec?.prefixes("podCIDRs") ?? []
    if podCIDRs.isEmpty, let single = try spec?.prefix("podCIDR") { podCIDRs = [single] }
    self.init(
      metadata: try ObjectMetadata(of: object, namespaced: false), podCIDRs: podCIDRs,
      addresses: try status?.nodeAddresses() ?? [], conditions: try status?.conditions() ?? [])
  }
}

extension FieldReader {
  fileprivate func nodeAddresses() throws(FieldError) -> [NodeAddress] {
    var all: [NodeAddress] = []
    for entry in try list("addresses") {
      switch try entry.string("type") ?? "" {
      case "InternalIP":
        if let address = try entry.address("address") { all.append(.internalIP(address)) }
      case "ExternalIP":
        if let address = try entry.address("address") { all.append(.externalIP(address)) }
      case let type: all.append(.name(type: type, try entry.string("address") ?? ""))
      }
    }
    return all
  }
}
