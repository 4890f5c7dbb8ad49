import Diagnosis

extension Cause {
  func lines(_ style: TextStyle, isRoot: Bool, verdict: Reachability) -> [String] {
    let sure = certainty == .certain ? "" : " (\(certainty.rawValue))"
    let role = verdict == .reachable ? "Finding" : isRoot ? "Cause" : "Also"
    var lines = style.wrapped(
      "\(role): \(id)\(sure)", colour: .heading)
    if !isRoot { lines += style.wrapped(summary, first: "  ") }
    if isRoot, !contributing.isEmpty {
      lines += style.wrapped(
        "contributing: " + contributing.map(\.rawValue).joined(separator: ", "), first: "  ")
    }
    if !evidence.isEmpty {
      lines.append("Evidence")
      for evidence in evidence { lines += evidence.lines(style) }
    }
    for remedy in remedies { lines += remedy.lines(style) }
    return lines
  }
}

extension Evidence {
  fileprivate func lines(_ style: TextStyle) -> [String] {
    let place = (host.map { "\($0) " } ?? "") + self.place
    return style.wrapped(place, first: "  ", colour: .quiet)
      + text.split(separator: "\n").flatMap { style.wrapped(String($0), first: "    ") }
  }
}

extension Remedy {
  fileprivate func lines(_ style: TextStyle) -> [String] {
    var lines = style.wrapped("Fix: \(title)", colour: .heading)
    let content = content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    switch kind {
    case .manifest:
      lines += ["kubectl apply -f - <<'EOF'"] + content.trimmed + ["EOF"]
    case .command, .configuration: lines += content.trimmed
    }
    if let whatIf {
      let colour: TextStyle.Colour =
        switch whatIf {
        case .reachable: .good
        case .blocked: .bad
        case .undecided: .unsure
        }
      lines += style.wrapped(
        "with this change: \(whatIf.rawValue)" + (note.map { " (\($0))" } ?? ""), colour: colour)
    } else if let note {
      lines += style.wrapped(note)
    }
    return lines
  }
}

extension [String] {
  /// Without empty lines at the end.
  fileprivate var trimmed: [String] {
    var lines = self
    while lines.last == "" { lines.removeLast() }
    return lines
  }
}
