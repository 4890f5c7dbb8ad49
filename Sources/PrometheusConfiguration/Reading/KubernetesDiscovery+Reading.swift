import YAMLSyntax

extension KubernetesDiscovery {
  static let type = GoType<KubernetesDiscovery>(name: hooked.name, zero: hooked.zero) {
    (decoder, index, discovery) throws(Rejection) in
    discovery.line = decoder.tree[index].line
    return try hooked.decode(&decoder, index, &discovery)
  }

  private static let hooked: GoType<KubernetesDiscovery> = .hooked(structure) {
    discovery throws(Rejection) in
    try discovery.validate()
  }

  private static let structure = GoStructure<KubernetesDiscovery>()
    .field("api_server", \.apiServer, .url)
    .field("role", \.role, roleType)
    .field("kubeconfig_file", \.kubeconfigFile, .string)
    .inline(HTTPClientSettings.fields, \.http)
    .field("namespaces", \.self, namespacesType)
    .field("selectors", \.selectors, .list(of: Selector.type, named: "[]kubernetes.SelectorConfig"))
    .field("attach_metadata", \.attachMetadata, AttachedMetadata.type)
    .type("kubernetes.plain") { KubernetesDiscovery() }

  private static let namespacesType = GoStructure<KubernetesDiscovery>()
    .field("own_namespace", \.ownNamespace, .bool)
    .field("names", \.namespaces, .list(of: .string))
    .part("kubernetes.plain") {
      $0.ownNamespace = false
      $0.namespaces = []
    }

  fileprivate static let roleType = GoType<String>.parsed(zero: { "" }) { text throws(Rejection) in
    guard allowedSelectors[text] != nil else {
      throw Rejection("unknown Kubernetes SD role \(GoQuote.quoted(text))")
    }
    return text
  }

  private static let allowedSelectors = [
    "pod": ["pod", "node"], "service": ["service"],
    "endpointslice": ["pod", "service", "endpointslice"],
    "endpoints": ["pod", "service", "endpoints"], "node": ["node"], "ingress": ["ingress"],
  ]
}

extension KubernetesDiscovery {
  private mutating func validate() throws(Rejection) {
    if role.isEmpty {
      throw Rejection(
        "role missing (one of: pod, service, endpoints, endpointslice, node, ingress)")
    }
    let isPlainHTTP = http == HTTPClientSettings()
    try http.validate()
    if apiServer != nil, !kubeconfigFile.isEmpty {
      throw Rejection("cannot use 'kubeconfig_file' and 'api_server' simultaneously")
    }
    if !kubeconfigFile.isEmpty, !isPlainHTTP {
      throw Rejection(
        "cannot use a custom HTTP client configuration together with 'kubeconfig_file'")
    }
    if apiServer == nil, !isPlainHTTP {
      throw Rejection(
        "to use custom HTTP client configuration please provide the 'api_server' URL explicitly")
    }
    if apiServer != nil, ownNamespace {
      throw Rejection("cannot use 'api_server' and 'namespaces.own_namespace' simultaneously")
    }
    if !kubeconfigFile.isEmpty, ownNamespace {
      throw Rejection("cannot use 'kubeconfig_file' and 'namespaces.own_namespace' simultaneously")
    }
    try checkSelectors()
  }

  private func checkSelectors() throws(Rejection) {
    var seen: Set<String> = []
    for selector in selectors {
      guard seen.insert(selector.role).inserted else {
        throw Rejection("duplicated selector role: \(selector.role)")
      }
      let allowed = Self.allowedSelectors[role] ?? []
      guard allowed.contains(selector.role) else {
        throw Rejection(
          "\(role) role supports only \(allowed.joined(separator: ", ")) selectors")
      }
      try SelectorSyntax.checkFields(selector.field)
      try SelectorSyntax.checkLabels(selector.label)
    }
  }
}

extension KubernetesDiscovery.Selector {
  fileprivate static let type = GoStructure<Self>()
    .field("role", \.role, KubernetesDiscovery.roleType)
    .field("label", \.label, .string)
    .field("field", \.field, .string)
    .type("kubernetes.SelectorConfig") { Self() }
}

extension KubernetesDiscovery.AttachedMetadata {
  fileprivate static let type = GoStructure<Self>()
    .field("node", \.node, .bool)
    .field("namespace", \.namespace, .bool)
    .field("deployment", \.deployment, .bool)
    .field("job", \.job, .bool)
    .field("cronjob", \.cronJob, .bool)
    .type("kubernetes.AttachMetadataConfig") { Self() }
}
