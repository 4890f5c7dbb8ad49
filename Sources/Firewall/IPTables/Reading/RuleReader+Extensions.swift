import Addressing

/// The matches and targets of iptables-extensions(8), and the options that go to them.
extension RuleReader {
  /// `-m NAME`.
  mutating func loadMatch(_ name: String) throws(OptionProblem) {
    targetIsLast = false
    if let type = KnownExtensions.matches[name] {
      matches.append(type.init())
    } else {
      matches.append(UnknownMatch(name: name, text: ""))
      remarks.append("the match \(name) is not known here: it is kept, and what it decides is open")
    }
  }

  /// `-j NAME`.
  mutating func jump(_ name: String) throws(OptionProblem) {
    targetIsLast = true
    target = nil
    switch name {
    case "ACCEPT": verdict = .accept
    case "DROP": verdict = .drop
    case "RETURN": verdict = .return
    case _:
      verdict = .jump(name)
      if let type = KnownExtensions.targets[name] {
        target = type.init()
      } else if KnownExtensions.verbatimTargets.contains(name) {
        target = UnknownTarget(name: name, text: "")
        remarks.append("the target \(name) is kept as text: what it does is open")
      }
    }
  }

  /// Gives an option to the extensions that were loaded, the last one first as iptables does, then
  /// to the protocol's own. False where none knows it.
  mutating func extensionOption(_ name: String, from start: Int) throws(OptionProblem) -> Bool {
    if targetIsLast, try targetOption(name, from: start) { return true }
    for index in matches.indices.reversed() {
      // One that is not known takes all that follows it, until something else is loaded.
      if type(of: matches[index]) == UnknownMatch.self,
        targetIsLast || index != matches.indices.last
      {
        continue
      }
      if try matchOption(name, index, from: start) { return true }
    }
    if !targetIsLast, target != nil, try targetOption(name, from: start) { return true }
    guard !hasImplicitMatch, let transport = header.transport, !transport.isInverted,
      let type = KnownExtensions.match(of: transport.value), type.options.contains(name)
    else { return false }
    hasImplicitMatch = true
    matches.append(type.init())
    return try matchOption(name, matches.count - 1, from: start)
  }

  private mutating func matchOption(
    _ name: String, _ index: Int, from start: Int
  ) throws(OptionProblem) -> Bool {
    do {
      guard try matches[index].read(name, &words) else { return false }
    } catch {
      let problem = named(error, "match \(matches[index].moduleName), --\(name)")
      guard case .unknown(let reason) = problem else { throw problem }
      keepMatch(index, from: start, because: reason)
      return true
    }
    try refuseUnusedSign("--" + name)
    claims.append((index, start..<words.position))
    return true
  }

  private mutating func targetOption(
    _ name: String, from start: Int
  ) throws(OptionProblem) -> Bool {
    guard target != nil else { return false }
    do {
      guard try target?.read(name, &words) == true else { return false }
    } catch {
      let problem = named(error, "target \(target?.moduleName ?? ""), --\(name)")
      guard case .unknown(let reason) = problem else { throw problem }
      keepTarget(from: start, because: reason)
      return true
    }
    try refuseUnusedSign("--" + name)
    claims.append((-1, start..<words.position))
    return true
  }

  /// An option that nobody knows: a shortened one, or one of a newer iptables, which makes its
  /// match or target unknown.
  mutating func keepUnknown(_ name: String, from start: Int) throws(OptionProblem) {
    if let whole = try unshortened(name) {
      guard try extensionOption(whole, from: start) else {
        throw .malformed("the option --\(name) is not known")
      }
      return
    }
    let reason = "the option --\(name) is not known here"
    if targetIsLast {
      switch verdict {
      case .jump(let chain) where target == nil: target = UnknownTarget(name: chain, text: "")
      case .jump where target != nil: break
      case .none, .accept, .drop, .return, .goto, .jump, .extension:
        throw .malformed("the option --\(name) is not known")
      }
      keepTarget(from: start, because: "target \(target?.moduleName ?? ""): \(reason)")
    } else if let last = matches.indices.last {
      keepMatch(last, from: start, because: "match \(matches[last].moduleName): \(reason)")
    } else {
      throw .malformed("the option --\(name) is not known")
    }
  }

  /// The only option that begins so, as getopt_long(3) finds it.
  private func unshortened(_ name: String) throws(OptionProblem) -> String? {
    var found: Set<String> = []
    for match in matches {
      found.formUnion(type(of: match).options.filter { $0.hasPrefix(name) })
    }
    if let target { found.formUnion(type(of: target).options.filter { $0.hasPrefix(name) }) }
    if let transport = header.transport, let type = KnownExtensions.match(of: transport.value) {
      found.formUnion(type.options.filter { $0.hasPrefix(name) })
    }
    return found.count == 1 ? found.first : nil
  }

  private mutating func keepMatch(_ index: Int, from start: Int, because reason: String) {
    claimRest(owner: index, from: start)
    let name = matches[index].moduleName
    matches[index] = UnknownMatch(name: name, text: claimedText(index))
    remarks.append("\(reason): the match is kept as text, and what it decides is open")
  }

  private mutating func keepTarget(from start: Int, because reason: String) {
    claimRest(owner: -1, from: start)
    target = UnknownTarget(name: target?.moduleName ?? "", text: claimedText(-1))
    remarks.append("\(reason): the target is kept as text, and what it does is open")
  }

  /// Takes all words from `start` to the next option.
  private mutating func claimRest(owner: Int, from start: Int) {
    var end = max(words.position, start + (words.isBang(start) ? 2 : 1))
    while !words.endsOption(end) { end += 1 }
    words.position = end
    claims.append((owner, start..<end))
  }

  private func claimedText(_ owner: Int) -> String {
    claims.filter { $0.owner == owner }.flatMap(\.words).map { words.written($0) }
      .joined(separator: " ")
  }
}
