import Dispatch
import Documents
import Synchronization

extension ObjectCollector {
  /// What of objects is not read: most of the bytes that an API server prints.
  private static let ignored: Set<String> = [
    "managedFields", "env", "envFrom", "volumes", "volumeMounts", "volumeDevices", "tolerations",
    "affinity", "resources", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle",
    "securityContext", "containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses",
    "topologySpreadConstraints", "imagePullSecrets", "command", "args", "images", "volumesAttached",
    "volumesInUse",
  ]

  /// Takes the elements of a long JSON list one at a time, on all processors, in their order.
  /// Returns false, having taken nothing, where the text is none or has an error.
  mutating func collectLongList() -> Bool {
    guard bytes.count > 1 << 16,
      let list = JSONList(bytes, key: "items", ignoring: Self.ignored),
      let kind = list.header["kind"]?.string, kind.hasSuffix("List")
    else { return false }
    let header = FieldReader(list.header)
    let itemKind = String(kind.dropLast(4))
    let own = ObjectKind(apiVersion: list.header["apiVersion"]?.string ?? "", kind: itemKind)
    if !itemKind.isEmpty, own == nil { return true }
    let parts = min(list.count, 8)
    guard parts > 0 else { return false }
    let empty = part()
    let collected = Mutex([ObjectCollector?](repeating: nil, count: parts))
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      var collector = empty
      let range = list.count * part / parts..<list.count * (part + 1) / parts
      do throws(DocumentError) {
        try list.forEach(in: range) { index, node in
          let path = FieldPath.index(.key(header.path, "items"), index)
          collector.collectElement(FieldReader(node, path: path), own, itemKind)
        }
        let done = collector
        collected.withLock { $0[part] = done }
      } catch {}
    }
    let all = collected.withLock { $0 }.compactMap { $0 }
    guard all.count == parts else { return false }
    if let own { mark(own) }
    for part in all { merge(part) }
    return true
  }

  /// An element of a typed list need not repeat its kind; one of a plain `List` says it.
  private mutating func collectElement(
    _ element: FieldReader, _ own: ObjectKind?, _ itemKind: String
  ) {
    guard let own else { return collect(element, defaultKind: nil) }
    collectTyped(element, own, itemKind)
  }
}
