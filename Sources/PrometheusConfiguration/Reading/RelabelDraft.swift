import Relabelling
import YAMLSyntax

/// A rule of relabelling while it is read: it is validated once the job's naming scheme is known.
struct RelabelDraft: Sendable, Hashable {
  var fields = RelabelFields()
  /// The line of the rule, from 1.
  var line = 0

  /// `[]*relabel.Config`.
  static let list = GoType<[RelabelDraft?]>.list(
    of: .pointer(to: type), named: "[]*relabel.Config")

  static let type: GoType<RelabelDraft> = GoType(
    name: structure.name, zero: structure.zero
  ) { (decoder, index, rule) throws(Rejection) in
    rule = RelabelDraft()
    rule.line = decoder.tree[index].line
    return try structure.decode(&decoder, index, &rule)
  }

  private static let structure = GoStructure<RelabelDraft>()
    .field(
      "source_labels", \.fields.sourceLabels, .slice(of: .labelName, named: "model.LabelNames")
    )
    .field("separator", \.fields.separator, .byteString)
    .field("regex", \.fields.regex, regex)
    .field("modulus", \.fields.modulus, .modulus)
    .field("target_label", \.fields.targetLabel, .byteString)
    .field("replacement", \.fields.replacement, .byteString)
    .field("action", \.fields.action, action)
    .type("relabel.plain") { RelabelDraft() }

  /// Null is the empty expression, not the default.
  private static let regex = GoType<RelabelExpression?>(
    name: "string", zero: { RelabelExpression.nothing }
  ) { (decoder, index, value) throws(Rejection) in
    var text: [UInt8] = []
    guard try GoType<[UInt8]>.bytes.decode(&decoder, index, &text) else { return false }
    do throws(RelabelError) {
      value = try RelabelExpression(ByteString(text))
    } catch {
      throw Rejection(error.description, line: decoder.tree[index].line)
    }
    return true
  }

  private static let action = GoType<RelabelAction?>(name: "string", zero: { nil }) {
    (decoder, index, value) throws(Rejection) in
    guard !decoder.isAbsent(index) else {
      value = nil
      return true
    }
    var text: [UInt8] = []
    guard try GoType<[UInt8]>.bytes.decode(&decoder, index, &text) else { return false }
    do throws(RelabelError) {
      value = try RelabelAction(named: ByteString(text))
    } catch {
      throw Rejection(error.description, line: decoder.tree[index].line)
    }
    return true
  }

  /// The rules of drafts; throws what Prometheus says of the first that is wrong.
  static func rules(
    _ drafts: [RelabelDraft?], scheme: String
  ) throws(Rejection) -> [RelabelRule] {
    var rules: [RelabelRule] = []
    for case let draft? in drafts {
      do throws(RelabelError) {
        rules.append(
          try RelabelRule(draft.fields, validation: NameValidation(rawValue: scheme) ?? .utf8))
      } catch {
        throw Rejection(error.description, line: draft.line)
      }
    }
    return rules
  }
}

extension RelabelExpression {
  /// The empty expression, which matches the empty text.
  fileprivate static var nothing: RelabelExpression? { try? RelabelExpression("") }
}

extension GoType where Value == ByteString {
  /// A string, of whatever bytes.
  static let byteString = scalar("string", zero: { "" }) { meaning, bytes in
    if case .string(let text) = meaning { return ByteString(text) }
    return ByteString(bytes)
  }

  /// `model.LabelName`: any UTF-8 that is not empty, since Prometheus 3.0.
  static let labelName = GoType(name: "string", zero: { "" }) {
    (decoder, index, value) throws(Rejection) in
    guard !decoder.isAbsent(index) else { return true }
    guard try byteString.decode(&decoder, index, &value) else { return false }
    guard NameValidation.utf8.allows(value) else {
      throw Rejection(
        "\(value.goQuoted) is not a valid label name", line: decoder.tree[index].line)
    }
    return true
  }
}

extension GoType where Value == String {
  /// `model.LabelName` as text.
  static let labelName = GoType(name: "string", zero: { "" }) {
    (decoder, index, value) throws(Rejection) in
    var name: ByteString = ""
    guard try GoType<ByteString>.labelName.decode(&decoder, index, &name) else { return false }
    value = name.description
    return true
  }
}

extension GoType where Value == UInt64 {
  /// `uint64`.
  static let modulus = GoType(name: "uint64", zero: { 0 }) {
    (decoder, index, value) throws(Rejection) in
    var number = UInt(value)
    let isGood = try GoType<UInt>.uint64.decode(&decoder, index, &number)
    value = UInt64(number)
    return isGood
  }
}
