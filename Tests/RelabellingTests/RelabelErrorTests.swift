import Relabelling
import Testing

@Suite struct RelabelErrorTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var rule: Rule
    var error: String
    var validation = NameValidation.utf8
    var testDescription: String { error }
  }

  static let rows: [Row] = [
    Row(
      rule: Rule(["a"]),
      error: "relabel configuration for replace action requires 'target_label' value"),
    Row(
      rule: Rule(["a"], .hashmod, target: "b"),
      error: "relabel configuration for hashmod requires non-zero modulus"),
    Row(
      rule: Rule(["a"], target: "a-b"),
      error: #""a-b" is invalid 'target_label' for replace action"#, validation: .legacy),
    Row(
      rule: Rule(["a"], target: "1$1"),
      error: #""1$1" is invalid 'target_label' for replace action"#, validation: .legacy),
    Row(
      rule: Rule(["a"], target: "${1"),
      error: #""${1" is invalid 'target_label' for replace action"#, validation: .legacy),
    Row(
      rule: Rule(["a"], .lowercase, target: "${1}"),
      error: #""${1}" is invalid 'target_label' for lowercase action"#, validation: .legacy),
    Row(
      rule: Rule(["a"], .uppercase, target: "b", to: "x"),
      error: "'replacement' can not be set for uppercase action"),
    Row(
      rule: Rule([], .labelmap, regex: "a", to: ""),
      error: #""" is invalid 'replacement' for labelmap action"#),
    Row(
      rule: Rule([], .labelmap, regex: "a", to: "-$1"),
      error: #""-$1" is invalid 'replacement' for labelmap action"#, validation: .legacy),
    Row(
      rule: Rule(["a"], .keepequal, regex: "(.*)", target: "b"),
      error:
        "keepequal action requires only 'source_labels' and `target_label`, and no other fields"),
    Row(
      rule: Rule(["a"], .dropequal, target: "b", separator: ","),
      error:
        "dropequal action requires only 'source_labels' and `target_label`, and no other fields"),
    Row(
      rule: Rule(["a"], .labeldrop, regex: "b"),
      error: "labeldrop action requires only 'regex', and no other fields"),
    Row(
      rule: Rule([], .labelkeep, regex: "b", target: "c"),
      error: "labelkeep action requires only 'regex', and no other fields"),
    Row(
      rule: Rule(["a"], regex: "(", target: "c"),
      error: "error parsing regexp: missing closing ): `^(?s:()$`"),
    Row(
      rule: Rule(["a"], regex: "(?=a)", target: "c"),
      error: "error parsing regexp: invalid or unsupported Perl syntax: `(?=`"),
    Row(
      rule: Rule(["a"], regex: "(?<n", target: "c"),
      error: "error parsing regexp: invalid named capture: `(?<n)$`"),
    Row(
      rule: Rule(["a"], regex: #"\C"#, target: "c"),
      error: #"error parsing regexp: invalid escape sequence: `\C`"#),
  ]

  @Test(arguments: rows)
  func `a rule is refused in the words of Prometheus`(_ row: Row) throws {
    #expect {
      try RelabelRule(row.rule.fields(), validation: row.validation)
    } throws: { "\($0)" == row.error }
  }

  @Test func `an action is known in capitals`() throws {
    #expect(try RelabelAction(named: "KeepEqual") == .keepequal)
    #expect { try RelabelAction(named: "keep ") } throws: {
      "\($0)" == #"unknown relabel action "keep ""#
    }
  }
}
