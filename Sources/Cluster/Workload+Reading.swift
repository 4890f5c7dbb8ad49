import Documents

extension Workload {
  /// Reads an object with a pod template.
  init(reading object: FieldReader, kind: String) throws(FieldError) {
    let metadata = try ObjectMetadata(of: object, namespaced: true)
    var spec = try object.object("spec")
    let replicas = try spec?.int("replicas") ?? 1
    if kind == "CronJob" { spec = try spec?.object("jobTemplate")?.object("spec") }
    guard let template = try spec?.object("template") else {
      throw FieldError(object.node, at: .key(.key(.root, "spec"), "template"), "is missing")
    }
    self.init(
      kind: kind, metadata: metadata, replicas: replicas,
      pod: try Pod(template: template, of: metadata, kind))
  }
}

extension Pod {
  /// The pod that a template makes.
  fileprivate init(
    template: FieldReader, of owner: ObjectMetadata, _ kind: String
  ) throws(FieldError) {
    let own = try template.object("metadata")
    let spec = try template.object("spec")
    self.init(
      metadata: ObjectMetadata(
        name: owner.name, namespace: owner.namespace, labels: try own?.stringMap("labels") ?? [:],
        annotations: try own?.stringMap("annotations") ?? [:],
        ownerReferences: [OwnerReference(kind: kind, name: owner.name, isController: true)]),
      nodeName: try spec?.string("nodeName"),
      hostNetwork: try spec?.bool("hostNetwork") ?? false,
      containers: try spec?.containers("containers") ?? [],
      initContainers: try spec?.containers("initContainers") ?? [], phase: .pending)
  }
}
