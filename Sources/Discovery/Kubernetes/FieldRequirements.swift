/// A field selector: `status.phase=Running,spec.nodeName!=a` (fields.ParseSelector of Kubernetes).
public struct FieldRequirements: Sendable, Hashable {
  private struct Requirement: Sendable, Hashable {
    var path: String
    var value: String
    var isEqual: Bool
  }

  private var requirements: [Requirement] = []

  /// Reads a selector; nil where it is none. An empty one is met by all.
  public init?(parsing text: String) {
    for part in Self.parts(of: text) where !part.isEmpty {
      guard let equals = part.firstIndex(of: "=") else { return nil }
      var path = part[..<equals]
      var value = part[part.index(after: equals)...]
      let isEqual = path.last != "!"
      if !isEqual {
        path = path.dropLast()
      } else if value.first == "=" {
        value = value.dropFirst()
      }
      requirements.append(
        Requirement(path: String(path), value: Self.unescaped(value), isEqual: isEqual))
    }
  }

  /// The fields it asks for that an API server refuses for objects of `role`: it answers with an
  /// error then, and nothing is found.
  public func refused(for role: KubernetesRole) -> [String] {
    requirements.map(\.path).filter { !Self.known(role).contains($0) }
  }

  func accept(_ object: KubernetesObject) -> Bool {
    requirements.allSatisfy { (object.text(at: $0.path) == $0.value) == $0.isEqual }
  }

  /// The fields that Kubernetes indexes (`GetAttrs` and the conversions of each kind).
  private static func known(_ role: KubernetesRole) -> Set<String> {
    let all: Set<String> = ["metadata.name", "metadata.namespace"]
    return switch role {
    case .pod:
      all.union([
        "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName",
        "spec.hostNetwork", "status.phase", "status.podIP", "status.podIPs",
        "status.nominatedNodeName",
      ])
    case .node: ["metadata.name", "spec.unschedulable"]
    case .service: all.union(["spec.clusterIP", "spec.type"])
    case .endpoints, .endpointslice, .ingress: all
    }
  }

  /// The parts between commas; a backslash takes a comma for text.
  private static func parts(of text: String) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var isEscaped = false
    for index in text.indices {
      if isEscaped {
        isEscaped = false
      } else if text[index] == "\\" {
        isEscaped = true
      } else if text[index] == "," {
        parts.append(text[start..<index])
        start = text.index(after: index)
      }
    }
    return parts + [text[start...]]
  }

  private static func unescaped(_ text: Substring) -> String {
    var out = ""
    var isEscaped = false
    for character in text {
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        out.append(character)
        isEscaped = false
      }
    }
    return out
  }
}
