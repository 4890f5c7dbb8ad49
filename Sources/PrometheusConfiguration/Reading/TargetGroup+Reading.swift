import YAMLSyntax

extension TargetGroup {
  /// `[]*targetgroup.Group`.
  static let list = GoType<[TargetGroup?]>.list(
    of: .pointer(to: type), named: "[]*targetgroup.Group")

  private static let type = GoType<TargetGroup>(name: structure.name, zero: structure.zero) {
    (decoder, index, group) throws(Rejection) in
    group.line = decoder.tree[index].line
    return try structure.decode(&decoder, index, &group)
  }

  private static let structure = GoStructure<TargetGroup>()
    .field("targets", \.targets, .list(of: .string))
    .field(
      "labels", \.labels,
      .map("model.LabelSet", of: .named("model.LabelValue"), key: .labelName)
    )
    .type(
      #"struct { Targets []string "yaml:\"targets\""; "#
        + #"Labels model.LabelSet "yaml:\"labels\"" }"#
    ) { TargetGroup() }
}
