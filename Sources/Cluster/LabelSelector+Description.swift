extension LabelSelector: CustomStringConvertible {
  /// As `kubectl describe` prints it: `app=web,tier in (a,b)`; `{}` for one that chooses all.
  public var description: String {
    if isEmpty { return "{}" }
    let labels = matchLabels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return (labels + matchExpressions.map(\.description)).joined(separator: ",")
  }
}

extension LabelRequirement: CustomStringConvertible {
  /// `tier in (a,b)`, `tier notin (a)`, `tier`, `!tier`.
  public var description: String {
    switch condition {
    case .in(let values): "\(key) in (\(values.joined(separator: ",")))"
    case .notIn(let values): "\(key) notin (\(values.joined(separator: ",")))"
    case .exists: key
    case .doesNotExist: "!\(key)"
    }
  }
}
