import Relabelling
import Testing

/// The sentences of Prometheus' documentation and of `model/relabel`, each a row.
@Suite struct RelabelRuleTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var rules: [Rule]
    var labels: LabelSet
    /// nil: dropped.
    var result: LabelSet?
    var validation = NameValidation.utf8
    var testDescription: String { name }
  }

  static let replacing: [Row] = [
    Row(
      name: "the default rule copies the whole value", rules: [Rule(["a"], target: "d")],
      labels: ["a": "foo"], result: ["a": "foo", "d": "foo"]),
    Row(
      name: "values are joined by the separator, missing ones are empty",
      rules: [Rule(["a", "x", "b"], target: "d", separator: "-")],
      labels: ["a": "1", "b": "2"], result: ["a": "1", "b": "2", "d": "1--2"]),
    Row(
      name: "the expression is anchored", rules: [Rule(["a"], regex: "o+", target: "d")],
      labels: ["a": "foo"], result: ["a": "foo"]),
    Row(
      name: "the dot matches a newline", rules: [Rule(["a"], regex: "f.o", target: "d", to: "x")],
      labels: ["a": "f\no"], result: ["a": "f\no", "d": "x"]),
    Row(
      name: "parentheses may close the anchor's own",
      rules: [Rule(["a"], regex: "a)(b", target: "d", to: "$1")],
      labels: ["a": "ab"], result: ["a": "ab", "d": "b"]),
    Row(
      name: "an alternation outside of the group is not anchored at both ends",
      rules: [Rule(["a"], regex: "x)|(y", target: "d", to: "<$0$1>")],
      labels: ["a": "xzzzy"], result: ["a": "xzzzy", "d": "<x>"]),
    Row(
      name: "an empty value removes the label",
      rules: [Rule(["a"], regex: "f.*", target: "a", to: "")],
      labels: ["a": "foo", "b": "1"], result: ["b": "1"]),
    Row(
      name: "a missing source removes an existing label", rules: [Rule(["x"], target: "d")],
      labels: ["d": "old", "e": "1"], result: ["e": "1"]),
    Row(
      name: "a template names the target",
      rules: [Rule(["a"], regex: "(.*)-(.*)", target: "x_${1}", to: "${2}")],
      labels: ["a": "k-v"], result: ["a": "k-v", "x_k": "v"]),
    Row(
      name: "under legacy names a target with a dot is no name",
      rules: [Rule(["a"], regex: "(.*)", target: "${1}", to: "v")],
      labels: ["a": "k.v"], result: ["a": "k.v"], validation: .legacy),
    Row(
      name: "under utf8 names it is one",
      rules: [Rule(["a"], regex: "(.*)", target: "${1}", to: "v")],
      labels: ["a": "k.v"], result: ["a": "k.v", "k.v": "v"]),
    Row(
      name: "an empty target is no name",
      rules: [Rule(["x"], regex: "(.*)", target: "${1}", to: "v")],
      labels: ["a": "1"], result: ["a": "1"]),
  ]

  static let deciding: [Row] = [
    Row(
      name: "keep keeps a match", rules: [Rule(["a"], .keep, regex: "f.*")], labels: ["a": "foo"],
      result: ["a": "foo"]),
    Row(
      name: "keep drops all else", rules: [Rule(["a"], .keep, regex: "b.*")], labels: ["a": "foo"],
      result: nil),
    Row(
      name: "drop drops a match", rules: [Rule(["a"], .drop, regex: "f.*")], labels: ["a": "foo"],
      result: nil),
    Row(
      name: "without source labels the value is empty", rules: [Rule([], .drop, regex: "")],
      labels: ["a": "foo"], result: nil),
    Row(
      name: "keepequal keeps equal labels", rules: [Rule(["a"], .keepequal, target: "b")],
      labels: ["a": "1", "b": "1"], result: ["a": "1", "b": "1"]),
    Row(
      name: "keepequal takes two missing labels for equal",
      rules: [Rule(["x"], .keepequal, target: "y")], labels: ["a": "1"], result: ["a": "1"]),
    Row(
      name: "dropequal drops equal labels", rules: [Rule(["a"], .dropequal, target: "b")],
      labels: ["a": "1", "b": "1"], result: nil),
    Row(
      name: "bytes are compared, not characters", rules: [Rule(["a"], .dropequal, target: "b")],
      labels: ["a": "e\u{301}", "b": "\u{e9}"], result: ["a": "e\u{301}", "b": "\u{e9}"]),
    Row(
      name: "no rule follows the one that drops",
      rules: [Rule(["a"], .drop, regex: "1"), Rule(["a"], target: "b")], labels: ["a": "1"],
      result: nil),
  ]

  static let writing: [Row] = [
    Row(
      name: "hashmod takes the last 8 bytes of MD5",
      rules: [Rule(["c"], .hashmod, target: "d", modulus: 1000)], labels: ["c": "baz"],
      result: ["c": "baz", "d": "976"]),
    Row(
      name: "hashmod of several lines", rules: [Rule(["a"], .hashmod, target: "d", modulus: 1000)],
      labels: ["a": "foo\nbar"], result: ["a": "foo\nbar", "d": "734"]),
    Row(
      name: "lowercase maps one character to one", rules: [Rule(["a"], .lowercase, target: "b")],
      labels: ["a": "ÄẞİΣ"], result: ["a": "ÄẞİΣ", "b": "äßiσ"]),
    Row(
      name: "uppercase maps one character to one", rules: [Rule(["a"], .uppercase, target: "b")],
      labels: ["a": "straßeﬁ\u{1f80}"], result: ["a": "straßeﬁ\u{1f80}", "b": "STRAßEﬁ\u{1f88}"]),
    Row(
      name: "an empty value removes the target", rules: [Rule(["x"], .uppercase, target: "b")],
      labels: ["a": "1", "b": "2"], result: ["a": "1"]),
  ]

  static let naming: [Row] = [
    Row(
      name: "labelmap copies by name", rules: [Rule([], .labelmap, regex: "__meta_(.+)")],
      labels: ["__meta_a": "1"], result: ["__meta_a": "1", "a": "1"]),
    Row(
      name: "labelmap writes names that no rule may",
      rules: [Rule([], .labelmap, regex: "a_(.*)", to: "$1")], labels: ["a_1st": "1"],
      result: ["a_1st": "1", "1st": "1"], validation: .legacy),
    Row(
      name: "labelmap can make an empty name",
      rules: [Rule([], .labelmap, regex: "a_(.*)", to: "$1")], labels: ["a_": "1"],
      result: ["": "1", "a_": "1"]),
    Row(
      name: "of two labels for one name the last in order counts",
      rules: [Rule([], .labelmap, regex: "._(x)")], labels: ["a_x": "1", "b_x": "2"],
      result: ["a_x": "1", "b_x": "2", "x": "2"]),
    Row(
      name: "labels that a rule wrote come after those it did not touch",
      rules: [Rule(["c"], target: "a_x"), Rule([], .labelmap, regex: "._(x)")],
      labels: ["a_x": "1", "b_x": "2", "c": "3"],
      result: ["a_x": "3", "b_x": "2", "c": "3", "x": "3"]),
    Row(
      name: "new labels are not gone over again",
      rules: [Rule([], .labelmap, regex: "(.*)", to: "x$1")], labels: ["a": "1"],
      result: ["a": "1", "xa": "1"]),
    Row(
      name: "labelmap replaces every match",
      rules: [Rule([], .labelmap, regex: "a)|(b", to: "<$1>")], labels: ["ab": "1"],
      result: ["ab": "1", "<><b>": "1"]),
    Row(
      name: "labeldrop goes by names", rules: [Rule([], .labeldrop, regex: "__.*")],
      labels: ["__a": "1", "b": "2"], result: ["b": "2"]),
    Row(
      name: "labelkeep goes by names", rules: [Rule([], .labelkeep, regex: "b")],
      labels: ["__address__": "1", "b": "2"], result: ["b": "2"]),
    Row(
      name: "an empty label is none", rules: [Rule([], .labelmap, regex: "(a)", to: "x")],
      labels: ["a": "", "b": "2"], result: ["b": "2"]),
  ]

  @Test(arguments: replacing + deciding + writing + naming)
  func `a rule does what Prometheus does`(_ row: Row) throws {
    let rules = try row.rules.map { try RelabelRule($0.fields(), validation: row.validation) }
    #expect(row.labels.relabelled(by: rules) == row.result)
    let steps = row.labels.steps(of: rules)
    #expect(steps.last?.outcome.isKept == (row.result != nil))
    if let result = row.result { #expect(steps.last?.after == result) }
  }

  @Test(arguments: [
    ("$1foo", ""), ("${1}foo", "xfoo"), ("$$1", "$1"), ("$", "$"), ("a$", "a$"), ("${", "${"),
    ("${1", "${1"),
    ("${ 1 }", "${ 1 }"), ("$0", "xyz"), ("$2", "z"), ("$3", ""), ("$n", "x"), ("${n}z", "xz"),
    ("$é", ""),
    ("$-", "$-"), ("$01", ""), ("$1-$2", "x-z"), ("\\$1", "\\x"), ("$$$1", "$x"), ("${n$1", "${nx"),
    ("$100000000000", ""), ("$1\u{301}", "x\u{301}"),
  ])
  func `a template is expanded as Go does`(_ template: String, _ result: String) throws {
    let rule = Rule(["a"], regex: "(?P<n>.)y(.)", target: "d", to: template)
    let labels = try #require(
      LabelSet([Label("a", "xyz")]).relabelled(by: [RelabelRule(rule.fields())]))
    #expect(labels["d"] == ByteString(result))
  }

  @Test func `bytes that are no UTF-8 count as U+FFFD and stay`() throws {
    let labels = LabelSet([Label("a", ByteString([0x61, 0xff, 0xc3, 0x62]))])
    let rules = try [
      RelabelRule(Rule(["a"], regex: "a(.)(\u{fffd})b", target: "d", to: "$2$1").fields()),
      RelabelRule(Rule(["a"], .uppercase, target: "u").fields()),
    ]
    let result = try #require(labels.relabelled(by: rules))
    #expect(result["d"].bytes == [0xc3, 0xff])
    #expect(result["u"] == "A\u{fffd}\u{fffd}B")
  }
}

/// A rule in few words.
struct Rule: Sendable {
  var sources: [ByteString]
  var action: RelabelAction
  var regex: String?
  var target: ByteString
  var replacement: String?
  var separator: ByteString
  var modulus: UInt64

  init(
    _ sources: [ByteString], _ action: RelabelAction = .replace, regex: String? = nil,
    target: ByteString = "", to replacement: String? = nil, separator: ByteString = ";",
    modulus: UInt64 = 0
  ) {
    self.sources = sources
    self.action = action
    self.regex = regex
    self.target = target
    self.replacement = replacement
    self.separator = separator
    self.modulus = modulus
  }

  func fields() throws -> RelabelFields {
    var fields = RelabelFields()
    fields.sourceLabels = sources.isEmpty ? nil : sources
    fields.action = action
    fields.regex = try regex.map { try RelabelExpression(ByteString($0)) }
    fields.targetLabel = target
    if let replacement { fields.replacement = ByteString(replacement) }
    fields.separator = separator
    fields.modulus = modulus
    return fields
  }
}
