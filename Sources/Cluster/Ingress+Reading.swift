import Documents

extension Ingress {
  /// Reads an Ingress of `networking.k8s.io/v1`, `v1beta1` or `extensions/v1beta1`.
  init(reading object: FieldReader) throws(FieldError) {
    let spec = try object.object("spec")
    var paths: [IngressPath] = []
    for rule in try spec?.list("rules") ?? [] {
      let host = try rule.string("host") ?? ""
      for path in try rule.object("http")?.list("paths") ?? [] {
        paths.append(
          IngressPath(
            host: host, path: try path.string("path") ?? "",
            backend: try path.object("backend")?.ingressBackend()))
      }
    }
    let older = try spec?.object("backend")
    let fallback = try spec?.object("defaultBackend") ?? older
    self.init(
      metadata: try ObjectMetadata(of: object, namespaced: true),
      className: try spec?.string("ingressClassName"),
      defaultBackend: try fallback?.ingressBackend(), paths: paths)
  }
}

extension FieldReader {
  fileprivate func ingressBackend() throws(FieldError) -> IngressBackend? {
    if let name = try string("serviceName") {
      return IngressBackend(service: name, port: try numberOrName("servicePort"))
    }
    guard let service = try object("service") else { return nil }
    let port = try service.object("port")
    let name = try port?.string("name").flatMap { $0.isEmpty ? nil : TargetPort.name($0) }
    let number = try port?.port("number").map { TargetPort.number($0) }
    return IngressBackend(service: try service.requiredString("name"), port: name ?? number)
  }
}
