import Documents
import PrometheusConfiguration

/// The lists of targets that `file_sd_configs` and `http_sd_configs` read.
enum GroupList {
  /// The groups of a file: JSON or YAML, as its name says.
  static func groups(
    file bytes: [UInt8], path: String
  ) throws(DiscoveryError) -> [TargetGroup] {
    guard !path.lowercased().hasSuffix(".json") else {
      return try groups(json: bytes, source: path)
    }
    do throws(Rejection) {
      return try TargetGroup.list(parsing: bytes)
    } catch {
      throw .list(source: path, reason: error.message)
    }
  }

  /// The groups of a JSON text.
  static func groups(
    json bytes: [UInt8], source: String
  ) throws(DiscoveryError) -> [TargetGroup] {
    let root: Node
    do throws(DocumentError) {
      root = try Node(parsingJSON: bytes)
    } catch {
      throw .list(source: source, reason: "\(error)")
    }
    if root.isNull { return [] }
    guard let elements = root.array else {
      throw .list(source: source, reason: "should be an array of groups, not \(root.kindName)")
    }
    var groups: [TargetGroup] = []
    for (index, element) in elements.enumerated() {
      guard !element.isNull else {
        throw .list(source: source, reason: "nil target group item found (index \(index))")
      }
      do throws(FieldError) {
        groups.append(try group(FieldReader(element, path: .index(.root, index))))
      } catch {
        throw .list(source: source, reason: "\(error.path) \(error.reason)")
      }
    }
    return groups
  }

  private static func group(_ reader: FieldReader) throws(FieldError) -> TargetGroup {
    var group = TargetGroup()
    for member in reader.node.object ?? [] where !["targets", "labels"].contains(member.key) {
      throw FieldError(member.value, at: .key(reader.path, member.key), "is no field of a group")
    }
    group.targets = try reader.strings("targets")
    group.labels = try reader.stringMap("labels")
    return group
  }
}
