/// The `__meta_kubernetes_…` labels of each role.
enum MetaLabels {
  private static let prefix = "__meta_kubernetes_"

  /// Names of a role without those of its labels and annotations.
  private static let fixed: [String: Set<String>] = [
    "node": ["node_name", "node_provider_id"],
    "pod": [
      "pod_name", "pod_ip", "pod_ready", "pod_phase", "pod_node_name", "pod_host_ip", "pod_uid",
      "pod_controller_kind", "pod_controller_name", "pod_container_name", "pod_container_id",
      "pod_container_image", "pod_container_init", "pod_container_port_name",
      "pod_container_port_number", "pod_container_port_protocol", "pod_deployment_name",
      "pod_job_name", "pod_cronjob_name",
    ],
    "service": [
      "service_name", "service_port_name", "service_port_number", "service_port_protocol",
      "service_type", "service_cluster_ip", "service_external_name", "service_loadbalancer_ip",
    ],
    "endpoints": [
      "endpoints_name", "endpoint_port_name", "endpoint_port_protocol", "endpoint_ready",
      "endpoint_hostname", "endpoint_node_name", "endpoint_address_target_kind",
      "endpoint_address_target_name", "service_name",
    ],
    "endpointslice": [
      "endpointslice_name", "endpointslice_address_type", "endpointslice_port",
      "endpointslice_port_name", "endpointslice_port_protocol", "endpointslice_port_app_protocol",
      "endpointslice_endpoint_conditions_ready", "endpointslice_endpoint_conditions_serving",
      "endpointslice_endpoint_conditions_terminating", "endpointslice_endpoint_hostname",
      "endpointslice_endpoint_node_name", "endpointslice_endpoint_zone",
      "endpointslice_address_target_kind", "endpointslice_address_target_name", "service_name",
    ],
    "ingress": [
      "ingress_name", "ingress_scheme", "ingress_host", "ingress_path", "ingress_class_name",
    ],
  ]

  /// Prefixes of names that depend on the object.
  private static let open: [String: [String]] = [
    "node": ["node_address_", "node_condition_"],
    "endpointslice": ["endpointslice_endpoint_topology_"],
  ]

  /// The objects whose labels and annotations a role gives.
  private static let objects: [String: [String]] = [
    "node": ["node"], "pod": ["pod"], "service": ["service"],
    "endpoints": ["endpoints", "pod", "service"],
    "endpointslice": ["endpointslice", "pod", "service"], "ingress": ["ingress"],
  ]

  /// Whether one of the discoveries can set the label.
  static func isSet(_ name: String, by discoveries: [KubernetesDiscovery]) -> Bool {
    discoveries.contains { isSet(String(name.dropFirst(prefix.count)), by: $0) }
  }

  private static func isSet(_ name: String, by discovery: KubernetesDiscovery) -> Bool {
    let role = discovery.role
    guard name.utf8.allSatisfy(isWord) else { return false }
    if name == "namespace" { return role != "node" }
    if fixed[role]?.contains(name) == true { return true }
    if open[role]?.contains(where: name.hasPrefix) == true { return true }
    var objects = objects[role] ?? []
    if objects.contains("pod") {
      if fixed["pod"]?.contains(name) == true { return true }
      if discovery.attachMetadata.node {
        objects.append("node")
        if name == "node_name" { return true }
      }
    }
    if discovery.attachMetadata.namespace { objects.append("namespace") }
    return objects.contains { object in
      ["label", "labelpresent", "annotation", "annotationpresent"].contains {
        name.hasPrefix("\(object)_\($0)_")
      }
    }
  }

  /// What to write instead.
  static func hint(_ name: String, roles: [String]) -> String {
    let rest = String(name.dropFirst(prefix.count))
    if !rest.utf8.allSatisfy(isWord) {
      let right = String(
        decoding: rest.utf8.map { isWord($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
      return "Every character but letters, digits and _ becomes _: write \(prefix)\(right)."
    }
    let owners = fixed.keys.sorted().filter { role in
      var discovery = KubernetesDiscovery()
      discovery.role = role
      return isSet(rest, by: discovery)
    }
    if rest.hasPrefix("node_"), owners == ["node"], roles.contains("pod") {
      return "Set attach_metadata: {node: true}, or use role node."
    }
    return owners.isEmpty
      ? "No role has this label: correct its name."
      : "Role \(owners.joined(separator: ", ")) has it; correct the name or the role."
  }

  /// Whether every object of the role has the label.
  static func isAlwaysSet(_ name: String) -> Bool {
    let rest = name.dropFirst(prefix.count)
    return [
      "namespace", "node_name", "pod_name", "service_name", "ingress_name", "endpoints_name",
      "endpointslice_name", "pod_phase", "pod_uid", "service_port_number",
    ].contains { rest == $0 }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte >= 48 && byte <= 57 || byte >= 65 && byte <= 90
      || byte >= 97 && byte <= 122
  }
}
