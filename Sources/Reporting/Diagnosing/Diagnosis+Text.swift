import Addressing
public import Diagnosis
import Simulation

extension Diagnosis {
  /// The answer for people: first the answer, then the reason, the evidence, the fix, and whether it works.
  public func text(_ style: TextStyle = TextStyle()) -> String {
    var lines = style.wrapped(headline, colour: headlineColour)
    lines += symptomLines(style)
    for (index, cause) in shown.enumerated() {
      lines += [""] + cause.lines(style, isRoot: index == 0, verdict: verdict)
    }
    lines += candidateLines(style)
    if causes.isEmpty, verdict == .reachable { lines += wayLines(style) }
    if causes.isEmpty, verdict != .reachable { lines += undecidedLines(style) }
    if !notes.isEmpty {
      lines += ["", style.paint("Notes", .heading)]
      for note in notes { lines += style.wrapped(note, first: "  ") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The causes with evidence; the rest is only not excluded.
  private var shown: [Cause] { causes.filter { $0.decide == nil } }

  private func candidateLines(_ style: TextStyle) -> [String] {
    let candidates = causes.filter { $0.decide != nil }
    guard !candidates.isEmpty else { return [] }
    var lines = ["", style.paint("What remains possible, seen from here alone", .heading)]
    for cause in candidates where !cause.evidence.isEmpty {
      lines += cause.evidence.flatMap { style.wrapped($0.text, first: "  ", colour: .quiet) }
    }
    var commands: [String] = []
    for cause in candidates {
      if let decide = cause.decide, !commands.contains(decide) { commands.append(decide) }
    }
    for command in commands {
      lines += ["To decide between these: " + command]
      for cause in candidates where cause.decide == command {
        lines += style.wrapped("\(cause.id): \(cause.summary)", first: "  ")
      }
    }
    return lines
  }

  /// The first line: `blocked: connection refused — …`.
  private var headline: String {
    switch verdict {
    case .reachable:
      causes.isEmpty
        ? "reachable: \(target.text) answers\(fromWords)"
        : "reachable: \(target.text) answers\(fromWords), but \(causes[0].summary)"
    case .blocked: "blocked: \(symptom.words) — \(shown.first?.summary ?? openReason)"
    case .undecided: "undecided — \(shown.first?.summary ?? plainReason)"
    }
  }

  private var headlineColour: TextStyle.Colour {
    switch verdict {
    case .reachable: causes.isEmpty ? .good : .unsure
    case .blocked: .bad
    case .undecided: .unsure
    }
  }

  private var fromWords: String { source.map { " \($0.address)" } ?? " the scraper" }

  /// What is said where no cause is certain, but some are possible.
  private var openReason: String {
    causes.isEmpty ? plainReason : "\(causes.count) causes remain possible, seen from here alone"
  }

  /// What ended the way, where no cause fits.
  private var plainReason: String {
    guard
      let outcome = walks.lazy.flatMap(\.outcomes).first(where: {
        $0.disposition != .delivered
      })
    else { return "nothing to walk to" }
    let place = outcome.decidedBy.host.isEmpty ? "" : " at \(outcome.decidedBy.host)"
    return "\(outcome.disposition.rawValue)\(place): \(outcome.decidedBy.text)"
  }

  private func symptomLines(_ style: TextStyle) -> [String] {
    guard verdict != .reachable else { return [] }
    let from = source.map { "\($0.host.map { "\($0) " } ?? "")\($0.address)" } ?? "the scraper"
    var text = "\(from) → \(target.text): "
    text +=
      symptom.prometheusText.map { "Prometheus says \"\($0)\"" }
      ?? "the client sees \(symptom.clientSees)"
    let witness = symptom.isLive ? "a real attempt" : "the recorded probe"
    switch symptom.observed {
    case true?: text += "; \(witness) saw the same"
    case false?:
      text += "; \(witness) saw something else: \(symptom.observation ?? "")"
    case nil: break
    }
    return style.wrapped(text, colour: .quiet)
  }

  private func wayLines(_ style: TextStyle) -> [String] {
    walks.flatMap { walk in
      walk.outcomes.prefix(1).flatMap { outcome in
        style.wrapped(
          "\(walk.flow.destination) port \(walk.flow.port) arrives at \(outcome.arrivedAs.host) as \(outcome.arrivedAs.source) → \(Endpoint(outcome.arrivedAs.destination, port: outcome.arrivedAs.port)): \(outcome.decidedBy.text)"
        )
      }
    }
  }

  private func undecidedLines(_ style: TextStyle) -> [String] {
    let open = walks.flatMap(\.outcomes)
    return open.flatMap { outcome in
      style.wrapped(
        "\(outcome.disposition.rawValue) at \(outcome.decidedBy.host): \(outcome.decidedBy.text)"
          + (outcome.assuming.isEmpty
            ? "" : ", assuming " + outcome.assuming.joined(separator: " and ")),
        first: "  ")
    }
  }
}
