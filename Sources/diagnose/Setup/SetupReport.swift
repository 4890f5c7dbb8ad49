import ArgumentParser
import Documents
import RouteSetup

/// What apply or remove did.
struct SetupReport {
  var host: String
  var change: SetupChange
  var ending: Ending = .unchanged
  var notes: [String] = []
  /// Files that were brought back.
  var files: [String] = []

  enum Ending {
    case unchanged
    case wouldApply
    case applied
    case removed
    case rolledBack(String)
    case notProven(String)
    case interrupted(Int32)
  }

  var exitCode: ExitCode {
    switch ending {
    case .unchanged, .wouldApply, .applied, .removed: .reachable
    case .rolledBack, .notProven: .blocked
    case .interrupted(let signal): ExitCode(128 + signal)
    }
  }

  func print(_ format: OutputFormat) {
    switch format {
    case .text: Swift.print(text)
    case .json: Swift.print(json.json)
    }
  }

  private var text: String {
    var lines = ["\(host): \(sentence)"]
    switch ending {
    case .wouldApply: lines += commands(atMost: .max).map { "  \($0)" }
    case .applied, .removed:
      // What is done already is told in short: nobody reads ten thousand lines after the fact.
      lines += commands(atMost: Self.told).map { "  \($0)" }
      if change.count > Self.told {
        lines.append("  and \(change.count - Self.told) more: --output json names all")
      }
    case .unchanged, .rolledBack, .notProven, .interrupted: break
    }
    lines += files.map { "  \($0): as it was before persist" }
    return (lines + notes.map { "Note: \($0)" }).joined(separator: "\n")
  }

  private static let told = 100

  private var json: Node {
    var members: [Node.Member] = [
      .init("host", Node(.string(host))), .init("state", Node(.string(word))),
      .init("commands", Node(.array(commands(atMost: .max).map { Node(.string($0)) }))),
    ]
    if let reason { members.append(.init("reason", Node(.string(reason)))) }
    if !files.isEmpty {
      members.append(.init("files", Node(.array(files.map { Node(.string($0)) }))))
    }
    members.append(.init("notes", Node(.array(notes.map { Node(.string($0)) }))))
    return Node(.object(members))
  }

  /// What was done, or would be, as an operator would type it: the first of it.
  private func commands(atMost count: Int) -> [String] {
    let isRemoval = if case .removed = ending { true } else { false }
    let actions =
      change.settings.map { SetupAction.setting(key: $0.key, value: $0.value, before: $0.before) }
      + change.rules.map(SetupAction.rule) + change.added.prefix(count).map(SetupAction.route)
    if isRemoval { return actions.reversed().prefix(count).flatMap(\.undo) }
    let deleted = change.deleted.prefix(count).flatMap { SetupAction.route($0).undo }
    return Array((deleted + actions.flatMap(\.commands)).prefix(count))
  }

  private var word: String {
    switch ending {
    case .unchanged: "unchanged"
    case .wouldApply: "would-apply"
    case .applied: "applied"
    case .removed: "removed"
    case .rolledBack: "rolled-back"
    case .notProven: "not-proven"
    case .interrupted: "interrupted"
    }
  }

  private var reason: String? {
    switch ending {
    case .rolledBack(let reason), .notProven(let reason): reason
    case .interrupted(let signal): "signal \(signal)"
    case .unchanged, .wouldApply, .applied, .removed: nil
    }
  }

  private var sentence: String {
    switch ending {
    case .unchanged: "nothing had to be changed"
    case .wouldApply: change.isEmpty ? "nothing would be changed" : "this would be done"
    case .applied: "done"
    case .removed: change.isEmpty && files.isEmpty ? "nothing of ours was there" : "taken back"
    case .rolledBack(let reason): "the proof failed, everything is as it was before: \(reason)"
    case .notProven(let reason): "all routes are there, but the proof fails: \(reason)"
    case .interrupted(let signal): "signal \(signal): everything is as it was before"
    }
  }
}
