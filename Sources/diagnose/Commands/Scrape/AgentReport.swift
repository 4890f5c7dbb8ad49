import ArgumentParser
import Documents
import Exposition
import RemoteWrite

/// What became of the samples of an agent.
struct AgentReport {
  let agent: RemoteWriteAgent

  /// Whether samples did not arrive, or have not yet.
  var isWorthALook: Bool {
    agent.counts.notWritten > 0
      || agent.remotes.contains {
        $0.pending > 0 || !$0.counts.refused.isEmpty || $0.counts.lost > 0
      }
  }

  /// For people.
  var lines: [String] {
    let counts = agent.counts
    var lines = [
      "log \(agent.folder): \(counts.written) samples written, \(counts.staleMarkers) of them"
        + " markers of series that ended"
    ]
    if counts.found > 0 { lines.append("  \(counts.found) samples were left from the run before") }
    if counts.outOfOrder > 0 {
      lines.append(
        "  \(counts.outOfOrder) samples were left out: their series had one of that time or later")
    }
    if counts.notWritten > 0 {
      lines.append("  \(counts.notWritten) samples could not be written: \(counts.lastError)")
    }
    for (remote, sent, pending) in agent.remotes { lines += self.lines(remote, sent, pending) }
    return lines + notes.map { "note: \($0)" }
  }

  private func lines(_ remote: Remote, _ counts: SendCounts, _ pending: Int) -> [String] {
    var lines = [
      "remote_write \(remote.name): \(counts.sent) samples sent, \(pending) left in the log,"
        + " \(counts.requests) requests, \(counts.retries) of them repeated"
    ]
    for (words, count) in refused(counts) { lines.append("  \(count) refused: \(words)") }
    if counts.relabelled > 0 {
      lines.append("  \(counts.relabelled) dropped by write_relabel_configs")
    }
    if counts.tooOld > 0 { lines.append("  \(counts.tooOld) older than sample_age_limit") }
    if counts.lost > 0 {
      lines.append("  \(counts.lost) lost: the log reached its limit, or was damaged")
    }
    if pending > 0 || counts.isFailing {
      lines.append(
        "  what is left is sent by the next run with --storage \(agent.folder)"
          + (counts.lastError.isEmpty ? "" : "; last error: \(counts.lastError)"))
    }
    return lines
  }

  private func refused(_ counts: SendCounts) -> [(String, Int)] {
    counts.refused.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  private var notes: [String] {
    agent.notes
      + agent.remotes.flatMap { remote, _, _ in
        remote.notes.map { "remote_write \(remote.name): \($0)" }
      }
  }
}

extension AgentReport {
  /// `"log":{…},"remoteWrite":[…]`.
  var members: [Node.Member] {
    let counts = agent.counts
    return [
      .init(
        "log",
        Node(
          .object([
            .init("folder", Node(.string(agent.folder))), .init("bytes", number(agent.logSize)),
            .init("samples", number(counts.written)),
            .init("staleMarkers", number(counts.staleMarkers)),
            .init("outOfOrder", number(counts.outOfOrder)),
            .init("notWritten", number(counts.notWritten)),
            .init("leftFromBefore", number(counts.found)),
            .init("notes", Node(.array(agent.notes.map { Node(.string($0)) }))),
          ]))),
      .init(
        "remoteWrite", Node(.array(agent.remotes.map { node($0.remote, $0.counts, $0.pending) }))),
    ]
  }

  private func node(_ remote: Remote, _ counts: SendCounts, _ pending: Int) -> Node {
    Node(
      .object([
        .init("name", Node(.string(remote.name))), .init("sent", number(counts.sent)),
        .init("pending", number(pending)),
        .init(
          "refused",
          Node(
            .array(
              refused(counts).map { words, count in
                Node(
                  .object([
                    .init("reason", Node(.string(words))), .init("samples", number(count)),
                  ]))
              }))),
        .init("droppedByRelabelling", number(counts.relabelled)),
        .init("tooOld", number(counts.tooOld)), .init("lost", number(counts.lost)),
        .init("requests", number(counts.requests)), .init("retries", number(counts.retries)),
        .init("bytes", number(counts.bytes)),
        .init("lastError", Node(.string(counts.lastError))),
        .init("notes", Node(.array(remote.notes.map { Node(.string($0)) }))),
      ]))
  }

  private func number(_ value: Int) -> Node { Node(.number("\(value)")) }
}
