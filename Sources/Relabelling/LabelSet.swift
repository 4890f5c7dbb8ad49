/// One label.
public struct Label: Sendable, Hashable {
  /// Its name, as `__address__`.
  public var name: ByteString
  /// Its value, never empty in a ``LabelSet``.
  public var value: ByteString

  /// A label.
  public init(_ name: ByteString, _ value: ByteString) {
    self.name = name
    self.value = value
  }
}

/// The labels of a target or a sample: each name once, sorted by the bytes of the names, without
/// empty values, since for Prometheus an empty label is none.
public struct LabelSet: Sendable, Hashable {
  /// The labels in the order of their names.
  public private(set) var labels: [Label]

  /// The set of these labels: of a repeated name the last counts.
  public init(_ labels: [Label] = []) {
    self.labels = []
    self.labels.reserveCapacity(labels.count)
    // Labels are few and mostly in order: each goes behind those that are less or equal.
    for label in labels {
      var place = self.labels.count
      while place > 0, label.name < self.labels[place - 1].name { place -= 1 }
      if place > 0, self.labels[place - 1].name == label.name {
        self.labels[place - 1].value = label.value
      } else {
        self.labels.insert(label, at: place)
      }
    }
    self.labels.removeAll(where: \.value.isEmpty)
  }

  /// The labels as they are: sorted, unique, none empty.
  init(sorted labels: [Label]) { self.labels = labels }

  /// The value of a label, empty where there is none.
  public subscript(name: ByteString) -> ByteString {
    var low = 0
    var high = labels.count
    while low < high {
      let middle = (low + high) / 2
      if labels[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low < labels.count && labels[low].name == name ? labels[low].value : ""
  }

  /// The labels whose names `isWanted` accepts.
  public func filter(_ isWanted: (ByteString) -> Bool) -> LabelSet {
    LabelSet(sorted: labels.filter { isWanted($0.name) })
  }
}

extension LabelSet: ExpressibleByDictionaryLiteral {
  /// A set of labels written as a dictionary.
  public init(dictionaryLiteral elements: (ByteString, ByteString)...) {
    self.init(elements.map { Label($0.0, $0.1) })
  }
}

extension LabelSet: CustomStringConvertible {
  /// `{a="b", c="d"}`, as Prometheus prints labels.
  public var description: String {
    "{" + labels.map { "\($0.name)=\($0.value.goQuoted)" }.joined(separator: ", ") + "}"
  }
}
