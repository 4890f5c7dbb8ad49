import Documents
import PrometheusLab
import Relabelling
import Testing

/// Debian's prometheus (2.42) on the same rules and labels, on loopback.
///
/// 2.42 has legacy names, and its dot does not match a newline: names are checked the legacy way
/// here, and no value has a newline.
@Suite struct PrometheusAgreementTests {
  @Test(arguments: [UInt64.random(in: 1...1_000_000), 1, 2])
  func `random rules on random labels end as in Prometheus`(seed: UInt64) throws {
    var random = RandomRules(seed: seed)
    var jobs: [Node] = []
    var cases: [String: (rules: [Node], labels: LabelSet)] = [:]
    while cases.count < 250 {
      let rules = random.rules()
      guard let compiled = try? rules.map({ try RelabelRule(node: $0) }), !compiled.isEmpty else {
        continue
      }
      let labels = random.labels()
      let name = "job\(cases.count)"
      jobs.append(job(name, labels, rules))
      cases[name] = (rules, labels)
    }
    let found = try ObservedTargets(jobs)
    for (name, one) in cases {
      let rules = try one.rules.map { try RelabelRule(node: $0) }
      let start = LabelSet(one.labels.labels + defaults(name))
      let expected = start.relabelledOneByOne(by: rules).map(\.published)
      #expect(
        (found.results[name] ?? nil) == expected,
        "seed \(seed), \(name): \(one.labels) by \(one.rules.map(\.json))")
    }
  }

  private func job(_ name: String, _ labels: LabelSet, _ rules: [Node]) -> Node {
    [
      "job_name": Node(.string(name)), "scrape_interval": "1h",
      "static_configs": [["targets": ["h:1"], "labels": labels.node]],
      "relabel_configs": Node(.array(rules)),
    ]
  }

  private func defaults(_ job: String) -> [Label] {
    [
      Label("job", ByteString(job)), Label("__address__", "h:1"), Label("__scheme__", "http"),
      Label("__metrics_path__", "/metrics"), Label("__scrape_interval__", "1h"),
      Label("__scrape_timeout__", "10s"),
    ]
  }

  /// Each expression against each subject, the captures shown, and none refused by promtool.
  @Test func `expressions match and capture as Go's do`() throws {
    let subjects = Dialect.subjects
    let rules: [Node] = Dialect.good.enumerated().map { index, regex in
      [
        "source_labels": ["s"], "regex": Node(.string(regex)),
        "target_label": Node(.string("r\(index)")), "replacement": "<$0|$1|$2|$3>",
      ]
    }
    let jobs = subjects.enumerated().map { index, subject in
      job("job\(index)", LabelSet([Label("s", ByteString(subject))]), rules)
    }
    let found = try ObservedTargets(jobs)
    let compiled = try rules.map { try RelabelRule(node: $0) }
    for (index, subject) in subjects.enumerated() {
      let ours = LabelSet([Label("s", ByteString(subject))]).relabelled(by: compiled)
      let theirs = try #require(found.results["job\(index)"] ?? nil)
      for (number, regex) in Dialect.good.enumerated() {
        let name = ByteString("r\(number)")
        #expect(ours?[name] == theirs[name], "\(regex) on \(subject.debugDescription)")
      }
    }
  }

  @Test(arguments: Dialect.bad)
  func `an expression that Go refuses is refused in its words`(_ regex: String) throws {
    let rule: Node = [
      "source_labels": ["s"], "regex": Node(.string(regex)), "target_label": "d",
    ]
    let refusal = try PrometheusLab.refusal(
      of: Node(dictionaryLiteral: ("scrape_configs", [job("a", [:], [rule])])).json)
    // 2.42 puts (?: around it where 3.x puts (?s:
    let theirs = try #require(refusal).replacing("`^(?:", with: "`^(?s:")
    #expect { try RelabelRule(node: rule) } throws: {
      #expect("\($0)" == theirs, "\(regex)")
      return true
    }
  }

  @Test func `letters change their case as in Go`() throws {
    let all = (0x80...0x1ffff).compactMap(Unicode.Scalar.init).filter {
      // What Unicode 14 and later brought is not known to the Go of 2.42.
      ($0.properties.age?.major ?? 99) <= 13 && $0.properties.generalCategory != .unassigned
        && ($0.properties.changesWhenLowercased || $0.properties.changesWhenUppercased
          || $0.properties.isCased)
    }
    #expect(all.count > 2500)
    let text = String(String.UnicodeScalarView(all))
    let rules: [Node] = ["lowercase", "uppercase"].map {
      [
        "source_labels": ["s"], "target_label": Node(.string("\($0)d")),
        "action": Node(.string($0)),
      ]
    }
    let labels = LabelSet([Label("s", ByteString(text))])
    let found = try ObservedTargets([job("a", labels, rules)])
    let theirs = try #require(found.results["a"] ?? nil)
    let ours = try #require(labels.relabelled(by: rules.map { try RelabelRule(node: $0) }))
    for name: ByteString in ["lowercased", "uppercased"] {
      let pairs = zip(
        ours[name].description.unicodeScalars, theirs[name].description.unicodeScalars)
      for (scalar, pair) in zip(all, pairs) where pair.0 != pair.1 {
        Issue.record("\(name) of \(scalar) (\(scalar.value)): \(pair.0), not \(pair.1)")
      }
      #expect(ours[name] == theirs[name])
    }
  }
}

extension LabelSet {
  /// Until 2.43 each rule began with sorted labels, so that `labelmap` met them in that order.
  func relabelledOneByOne(by rules: [RelabelRule]) -> LabelSet? {
    rules.reduce(self) { labels, rule in labels?.relabelled(by: [rule]) }
  }

  /// The labels that a target shows: none that begin with two underscores, and an instance.
  var published: LabelSet {
    var labels = filter { !$0.hasPrefix("__") }.labels
    if self["instance"].isEmpty { labels.append(Label("instance", self["__address__"])) }
    return LabelSet(labels)
  }
}

/// The labels of each job's target as Prometheus lists them; a nil value for a dropped one.
struct ObservedTargets {
  var results: [String: LabelSet?] = [:]

  init(_ jobs: [Node]) throws {
    let configuration = Node(dictionaryLiteral: ("scrape_configs", Node(.array(jobs))))
    let answer = try PrometheusLab.targets(of: configuration.json, count: jobs.count)
    for target in answer["activeTargets"]?.array ?? [] {
      guard let pool = target["scrapePool"]?.string, let labels = target["labels"] else { continue }
      results[pool] = LabelSet(labels)
    }
    for target in answer["droppedTargets"]?.array ?? [] {
      guard let job = target["discoveredLabels"]?["job"]?.string else { continue }
      results.updateValue(nil, forKey: job)
    }
  }
}

extension RelabelRule {
  /// A rule as the tests write it: a JSON object.
  init(node: Node) throws {
    var fields = RelabelFields()
    for member in node.object ?? [] {
      let text = ByteString(member.value.string ?? "")
      switch member.key {
      case "source_labels":
        fields.sourceLabels = member.value.array?.map { ByteString($0.string ?? "") }
      case "separator": fields.separator = text
      case "regex": fields.regex = try RelabelExpression(text)
      case "modulus": fields.modulus = UInt64(member.value.int ?? 0)
      case "target_label": fields.targetLabel = text
      case "replacement": fields.replacement = text
      case "action": fields.action = try RelabelAction(named: text)
      case let key: Issue.record("unknown field \(key)")
      }
    }
    try self.init(fields, validation: .legacy)
  }
}
