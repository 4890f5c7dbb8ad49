import Relabelling

/// The making of `__meta_kubernetes_…` labels.
enum MetaLabels {
  static let prefix = "__meta_kubernetes_"

  /// A label of this name without the prefix.
  static func label(_ name: String, _ value: String) -> Label {
    Label(ByteString(prefix + name), ByteString(value))
  }

  /// `__address__`.
  static func address(_ value: String) -> Label { Label("__address__", ByteString(value)) }

  /// The name, labels and annotations of an object (`addObjectMetaLabels`).
  static func object(_ object: KubernetesObject, _ role: String, hasName: Bool = true) -> [Label] {
    (hasName ? [label("\(role)_name", object.name)] : [])
      + object.labels.flatMap { pair("\(role)_label", $0.key, $0.value) }
      + object.annotations.flatMap { pair("\(role)_annotation", $0.key, $0.value) }
  }

  /// A value under a key, and that it is there.
  static func pair(_ name: String, present: String? = nil, _ key: String, _ value: String)
    -> [Label]
  {
    let key = sanitized(key)
    return [label("\(name)_\(key)", value), label("\(present ?? name + "present")_\(key)", "true")]
  }

  /// Each character that a label's name may not have becomes `_` (`strutil.SanitizeLabelName`).
  static func sanitized(_ name: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_": out.append(scalar)
      case _: out.append("_")
      }
    }
    return String(out)
  }

  /// Go's `net.JoinHostPort`.
  static func joined(_ host: String, _ port: String) -> String {
    host.utf8.contains(UInt8(ascii: ":")) || host.utf8.contains(UInt8(ascii: "%"))
      ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
