import ArgumentParser
import Discovery
import Documents
import Relabelling

/// The answer of `scrape targets`.
struct TargetsReport {
  private let jobs: [JobTargets]
  private let steps: String?
  private let notes: [String]

  init(_ jobs: [JobTargets], steps: String?, notes: [String]) {
    self.jobs = jobs
    self.steps = steps
    self.notes = notes + jobs.flatMap { job in job.problems.map { "job \(job.job): \($0)" } }
  }

  /// Undecided where a discovery could not be evaluated.
  var exit: ExitCode {
    jobs.allSatisfy(\.problems.isEmpty) ? .reachable : .undecided
  }

  /// The targets that are asked for.
  private var shown: [(job: JobTargets, target: FoundTarget, merged: Int)] {
    jobs.flatMap { job in
      job.pool.targets.enumerated().filter { isWanted($1) }
        .map { (job, $1, job.pool.merged[$0] ?? 0) }
    }
  }

  private func isWanted(_ target: FoundTarget) -> Bool {
    guard let steps else { return true }
    let name = ByteString(steps)
    guard target.discovered["__address__"] != name else { return true }
    guard case .scraped(let scraped) = target.fate else { return false }
    return scraped.scrapeLabels["__address__"] == name || scraped.labels["instance"] == name
      || scraped.url == steps
  }

  /// `{"targets":[…],"failures":[…],"notes":[…]}`.
  var node: Node {
    var targets: [Node] = []
    var failures: [Node] = []
    for (job, target, merged) in shown {
      var node = target.node(merged: merged)
      if steps != nil {
        let steps = job.builder.steps(of: target.discovered).map(\.node)
        node = node.adding("steps", Node(.array(steps)))
      }
      if case .failed = target.fate { failures.append(node) } else { targets.append(node) }
    }
    return Node(
      .object([
        Node.Member("targets", Node(.array(targets))),
        Node.Member("failures", Node(.array(failures))),
        Node.Member("notes", Node(.array(notes.map { Node(.string($0)) }))),
      ]))
  }

  /// The same for people.
  var text: String {
    var lines: [String] = []
    for job in jobs {
      let targets = job.pool.targets.enumerated().filter { isWanted($1) }
      guard steps == nil || !targets.isEmpty else { continue }
      lines.append(heading(job))
      var lastRule = 0
      for (index, target) in targets.sorted(by: { $0.element.order < $1.element.order }) {
        if case .dropped(let step) = target.fate, step.position != lastRule {
          lines.append("  dropped by rule \(step.position) \(step.rule)")
          lastRule = step.position
        }
        lines += target.lines(merged: job.pool.merged[index] ?? 0)
        if steps != nil { lines += stepLines(job, target) }
      }
    }
    if let steps, lines.isEmpty { lines.append("no target \(steps)") }
    lines += notes.map { "note: \($0)" }
    return lines.map { $0 + "\n" }.joined()
  }

  private func heading(_ job: JobTargets) -> String {
    var counts = (scraped: 0, dropped: 0, failed: 0)
    for target in job.pool.targets {
      switch target.fate {
      case .scraped: counts.scraped += 1
      case .dropped: counts.dropped += 1
      case .failed: counts.failed += 1
      }
    }
    return "\(job.job): \(counts.scraped) scraped, \(counts.dropped) dropped"
      + (counts.failed > 0 ? ", \(counts.failed) that cannot be scraped" : "")
  }

  private func stepLines(_ job: JobTargets, _ target: FoundTarget) -> [String] {
    ["    found with"] + target.discovered.labels.map { "      \($0.name)=\($0.value.goQuoted)" }
      + job.builder.steps(of: target.discovered).flatMap(\.lines).map { "  \($0)" }
  }
}

extension FoundTarget {
  /// The target as JSON.
  fileprivate func node(merged: Int) -> Node {
    var node = Node(
      .object([
        Node.Member("job", Node(.string(job.text))),
        Node.Member("discovered", discovered.node),
      ]))
    switch fate {
    case .scraped(let target):
      node = node.adding("labels", target.labels.node).adding("url", Node(.string(target.url)))
      if merged > 0 { node = node.adding("merged", Node(.number(String(merged)))) }
    case .dropped(let step):
      node = node.adding("droppedBy", Node(.number(String(step.position))))
        .adding("rule", Node(.string(step.rule.description)))
        .adding("why", Node(.string(step.why)))
    case .failed(let error): node = node.adding("error", Node(.string("\(error)")))
    }
    return node
  }

  /// Scraped targets first, then those that cannot be, then the dropped ones by rule.
  fileprivate var order: Int {
    switch fate {
    case .scraped: -1
    case .failed: 0
    case .dropped(let step): step.position
    }
  }

  /// The target for people.
  fileprivate func lines(merged: Int) -> [String] {
    let name = "\(discovered["__address__"])" + (source.contains("/") ? " of \(source)" : "")
    switch fate {
    case .scraped(let target):
      let also = merged > 0 ? " (\(merged) more like it, merged into it)" : ""
      return ["  \(target.url)\(also)", "    \(target.labels)"]
    case .dropped(let step):
      // The rule and its fate stand above.
      let why = step.why.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? step.why
      return ["    \(name): \(why)"]
    case .failed(let error): return ["  \(name) cannot be scraped: \(error)"]
    }
  }
}

extension Node {
  /// The object with one member more.
  fileprivate func adding(_ key: String, _ value: Node) -> Node {
    Node(.object((object ?? []) + [Member(key, value)]))
  }
}
