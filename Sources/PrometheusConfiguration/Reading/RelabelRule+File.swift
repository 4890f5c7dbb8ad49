public import Relabelling
import YAMLSyntax

extension RelabelRule {
  /// Reads rules from a YAML text: a list, the list under `relabel_configs` or
  /// `metric_relabel_configs` of a mapping, or a single rule; throws what Prometheus says of the first wrong one.
  public static func list(
    parsing bytes: [UInt8], validation: NameValidation
  ) throws(Rejection) -> [RelabelRule] {
    let tree = try Configuration.tree(bytes)
    guard let root = tree.root else { return [] }
    var decoder = GoDecoder(tree)
    let list =
      decoder.child(root, "relabel_configs") ?? decoder.child(root, "metric_relabel_configs")
    var drafts: [RelabelDraft?] = []
    if list == nil, case .mapping = tree[root].content {
      var draft = RelabelDraft()
      _ = try RelabelDraft.type.unmarshal(root, into: &draft, &decoder)
      drafts = [draft]
    } else {
      _ = try RelabelDraft.list.unmarshal(list ?? root, into: &drafts, &decoder)
    }
    if let rejection = decoder.rejection { throw rejection }
    if drafts.contains(nil) {
      throw Rejection("empty or null target relabeling rule in scrape config")
    }
    return try RelabelDraft.rules(drafts, scheme: validation.rawValue)
  }
}
