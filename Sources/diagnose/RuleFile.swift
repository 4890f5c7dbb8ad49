import Documents
import Relabelling

/// A file of relabelling rules.
struct RuleFile {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Its rules, or the first thing that Prometheus refuses.
  func rules(_ validation: NameValidation) throws(RuleFileError) -> [RelabelRule] {
    let root: Node
    do throws(DocumentError) {
      root = try Node.documents(parsing: bytes).first ?? Node(.null)
    } catch {
      throw RuleFileError(description: "yaml: \(error)")
    }
    let list = root["relabel_configs"] ?? root["metric_relabel_configs"] ?? root
    var rules: [RelabelRule] = []
    do throws(RelabelError) {
      for node in list.array ?? [list] {
        rules.append(try RelabelRule(fields(node), validation: validation))
      }
    } catch {
      throw RuleFileError(description: "\(error)")
    }
    return rules
  }

  private func fields(_ node: Node) throws(RelabelError) -> RelabelFields {
    var fields = RelabelFields()
    for member in node.object ?? [] {
      let text = ByteString(member.value.string ?? (member.value.isNull ? "" : member.value.json))
      switch member.key {
      case "source_labels":
        fields.sourceLabels = member.value.array?.map { ByteString($0.string ?? "") }
      case "separator": fields.separator = text
      case "regex": fields.regex = try RelabelExpression(text)
      case "modulus": fields.modulus = UInt64(text.description) ?? 0
      case "target_label": fields.targetLabel = text
      case "replacement": fields.replacement = text
      case "action": fields.action = try RelabelAction(named: text)
      case _: break
      }
    }
    return fields
  }
}

/// Why a file of rules is refused, in the words of Prometheus.
struct RuleFileError: Error, CustomStringConvertible {
  let description: String
}
