import YAMLSyntax

extension TargetGroup {
  /// Reads a YAML file of `file_sd_configs`: a list of groups.
  public static func list(parsing bytes: [UInt8]) throws(Rejection) -> [TargetGroup] {
    let tree = try Configuration.tree(bytes)
    guard let root = tree.root else { return [] }
    var decoder = GoDecoder(tree)
    var groups: [TargetGroup?] = []
    _ = try list.unmarshal(root, into: &groups, &decoder)
    if let rejection = decoder.rejection { throw rejection }
    var all: [TargetGroup] = []
    for (index, group) in groups.enumerated() {
      guard let group else { throw Rejection("nil target group item found (index \(index))") }
      all.append(group)
    }
    return all
  }
}
