/// Labels under change: a set, and what was put to it and taken from it since.
///
/// ``labels`` lists them as Prometheus' builder does, the untouched ones by name and then the added
/// ones by the time they were added: where two labels are mapped to one name, the order decides.
public struct LabelBuilder: Sendable {
  private let base: LabelSet
  private var added: [Label] = []
  private var removed: Set<ByteString> = []

  /// The labels of `base`, unchanged.
  public init(_ base: LabelSet) { self.base = base }

  /// The value of a label, empty where there is none.
  public subscript(name: ByteString) -> ByteString {
    get {
      if let label = added.first(where: { $0.name == name }) { return label.value }
      return removed.contains(name) ? "" : base[name]
    }
    set { set(name, to: newValue) }
  }

  private mutating func set(_ name: ByteString, to value: ByteString) {
    let index = added.firstIndex { $0.name == name }
    guard !value.isEmpty else {
      if let index { added.remove(at: index) }
      removed.insert(name)
      return
    }
    if let index { added[index].value = value } else { added.append(Label(name, value)) }
  }

  /// The labels as they are now, in the order in which rules go over them.
  public var labels: [Label] {
    guard isChanged else { return base.labels }
    return untouched + added
  }

  /// The set of the labels as they are now.
  public var set: LabelSet {
    guard isChanged else { return base }
    guard !added.isEmpty else { return LabelSet(sorted: untouched) }
    return LabelSet(sorted: (untouched + added).sorted { $0.name < $1.name })
  }

  private var isChanged: Bool { !added.isEmpty || !removed.isEmpty }

  private var untouched: [Label] {
    base.labels.filter { label in
      !removed.contains(label.name) && !added.contains { $0.name == label.name }
    }
  }
}
