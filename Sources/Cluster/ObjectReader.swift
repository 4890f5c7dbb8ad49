import Documents

/// Collects the objects of many texts, so that lists and indexes are made once.
public struct ObjectReader {
  private var collector = ObjectCollector(bytes: [])

  /// A reader that has read nothing. Objects that name no namespace are of `defaultNamespace`, nil
  /// for `default`.
  public init(defaultNamespace: String? = nil) { collector.defaultNamespace = defaultNamespace }

  /// Adds the objects of a text; returns what could not be read, or was read with reservations.
  ///
  /// An empty list is known to be of `kind` only if that is said.
  public mutating func read(_ bytes: [UInt8], as kind: ObjectKind? = nil) -> [ClusterError] {
    let known = collector.problems.count
    if let kind { collector.mark(kind) }
    collector.collect(textOf: bytes)
    return Array(collector.problems[known...])
  }

  /// Everything that was read.
  public func objects() -> ClusterObjects {
    var objects = ClusterObjects()
    collector.add(to: &objects)
    return objects
  }
}
