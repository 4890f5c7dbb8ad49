/// A `kubernetes_sd_configs` as far as it chooses objects and labels.
public struct KubernetesQuery: Sendable, Hashable {
  /// What targets are made of.
  public var role: KubernetesRole
  /// The namespaces that are looked at; empty for all.
  public var namespaces: [String]
  /// Which objects of each kind are looked at.
  public var selectors: [KubernetesRole: KubernetesSelector]
  /// Whose labels are added to targets.
  public var attached: Attached

  /// `attach_metadata`.
  public struct Attached: Sendable, Hashable {
    public var node = false
    public var namespace = false
    public var deployment = false
    public var job = false
    public var cronJob = false

    /// Nothing.
    public init() {}
  }

  /// All objects of a role.
  public init(
    role: KubernetesRole, namespaces: [String] = [],
    selectors: [KubernetesRole: KubernetesSelector] = [:], attached: Attached = Attached()
  ) {
    self.role = role
    self.namespaces = namespaces
    self.selectors = selectors
    self.attached = attached
  }
}

/// A choice of objects, as the API server makes it.
public struct KubernetesSelector: Sendable, Hashable {
  /// By labels.
  public var labels: LabelRequirements
  /// By fields.
  public var fields: FieldRequirements

  /// The objects that meet both.
  public init(labels: LabelRequirements, fields: FieldRequirements) {
    self.labels = labels
    self.fields = fields
  }

  func accepts(_ object: KubernetesObject) -> Bool {
    labels.accept(object.labels) && fields.accept(object)
  }
}
