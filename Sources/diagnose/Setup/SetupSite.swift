import Addressing
import ArgumentParser
import Collecting
import Documents
import Kernel
import RouteSetup
import Routing

/// The host whose routes are changed: its namespace, and where its journal and record are kept.
struct SetupSite {
  let namespace: NetworkNamespace
  private let folder: StateFolder
  private let journalName: String
  private let recordName: String

  static let defaultFolder = "/run/diagnose/routes"

  /// Waits for its turn, and finishes or undoes what an earlier process left half done.
  init(_ namespace: NetworkNamespace, folder path: String) throws {
    self.namespace = namespace
    let name = namespace.inode.map(String.init) ?? "host"
    journalName = "\(name).journal"
    recordName = "\(name).json"
    folder = try kernelErrors { () throws(KernelError) in try StateFolder(path) }
    if let sentence = try heal() { complain(sentence) }
  }

  /// Finishes or undoes what was left half done in the namespaces, before anything is read of them.
  static func heal(_ namespaces: [NetworkNamespace], folder path: String = defaultFolder) throws {
    guard Privileges.canChangeNetworks else { return }
    for namespace in namespaces {
      let name = namespace.inode.map(String.init) ?? "host"
      guard StateFolder.holds("\(path)/\(name).journal") else { continue }
      _ = try SetupSite(namespace, folder: path)
    }
  }

  /// What was applied here and not taken back; nil where nothing is known of it.
  func record() throws -> SetupRecord? {
    guard let node = try read(recordName) else { return nil }
    return try setupErrors { () throws(RouteSetupError) in try SetupRecord(parsing: node) }
  }

  /// The routes of the main table.
  func routes() throws -> [Route] {
    try kernelErrors { () throws(KernelError) in
      try namespace.perform { () throws(KernelError) in
        let reader = try RoutingReader()
        let sixth = (try? reader.routes(.ipv6)) ?? []
        return (try reader.routes(.ipv4) + sixth).filter { $0.table == .main }
      }
    }
  }

  private func read(_ name: String) throws -> Node? {
    let bytes = try kernelErrors { () throws(KernelError) in try folder.read(name) }
    guard let bytes else { return nil }
    do {
      return try Node(parsingJSON: bytes)
    } catch {
      throw failure(.malformed, "\(folder.path)/\(name): \(error)")
    }
  }

  private func write(_ name: String, _ node: Node) throws {
    var bytes: [UInt8] = []
    node.writeJSON(to: &bytes)
    try kernelErrors { () throws(KernelError) in try folder.write(name, bytes) }
  }

  private func remove(_ name: String) throws {
    try kernelErrors { () throws(KernelError) in try folder.remove(name) }
  }
}

extension SetupSite {
  /// Makes a change, all of it or nothing. Until ``keep(_:)`` or ``undo(_:)`` the journal holds it.
  func make(_ change: SetupChange, needsProof: Bool) throws {
    try write(journalName, SetupJournal(.applying, change, needsProof: needsProof).json)
    do {
      try perform(change)
    } catch {
      try remove(journalName)
      throw error
    }
  }

  /// Keeps a change that was made.
  func keep(_ change: SetupChange) throws {
    let earlier = try record()
    if earlier == nil, change.deleted.isEmpty {
      // The journal says all that the first record would.
      return try kernelErrors { () throws(KernelError) in
        try folder.rename(journalName, to: recordName)
      }
    }
    try write(recordName, (earlier ?? SetupRecord()).adding(change).json)
    try remove(journalName)
  }

  /// Takes a change back that was made.
  func undo(_ change: SetupChange) throws {
    try takeBack(change)
    try remove(journalName)
  }

  /// Takes back what the record holds, exactly; without a record, every route of ours.
  func removeAll(_ change: SetupChange) throws {
    try write(journalName, SetupJournal(.removing, change).json)
    try takeBack(change)
    try remove(recordName)
    try remove(journalName)
  }

  /// Finishes or undoes what the journal holds, and says what it did.
  private func heal() throws -> String? {
    guard let node = try read(journalName) else { return nil }
    let journal = try setupErrors { () throws(RouteSetupError) in
      try SetupJournal(parsing: node)
    }
    let change = journal.change
    let isWhole =
      change.added.present(in: try routes()).count == change.added.count && change.rules.isEmpty
      && change.settings.isEmpty
    if journal.phase == .applying, isWhole, !journal.needsProof {
      try keep(change)
      return "an earlier apply was interrupted after its routes were there: they are kept"
    }
    try takeBack(change)
    if journal.phase == .removing { try remove(recordName) }
    try remove(journalName)
    return journal.phase == .removing
      ? "an earlier remove was interrupted: it is finished now"
      : "an earlier apply was interrupted before it was proven: it is undone now"
  }
}

extension SetupSite {
  /// Settings and rules first, so that routes, one batch, are what makes the new state.
  private func perform(_ change: SetupChange) throws {
    try inside {
      for setting in change.settings {
        try kernelErrors { () throws(KernelError) in
          try SysctlWriter.set(setting.key, to: setting.value)
        }
      }
      for rule in change.rules { try run(rule.program, rule.insert) }
      let changes = change.deleted.map(RouteChange.delete) + change.added.map(RouteChange.add)
      let refusal = try kernelErrors { () throws(KernelError) in
        try RouteWriter().applyAll(changes)
      }
      if let refusal { throw failure(.blocked, "\(refusal): nothing was changed") }
    } otherwise: {
      try takeBack(change)
    }
  }

  /// Brings back what was there before; what is gone already is no fault.
  private func takeBack(_ change: SetupChange) throws {
    let present = try routes()
    let there = change.added.present(in: present)
    let missing = change.deleted.absent(from: present)
    try inside {
      let changes = there.reversed().map(RouteChange.delete) + missing.map(RouteChange.add)
      let refusals = try kernelErrors { () throws(KernelError) in
        try RouteWriter().apply(changes)
      }
      for rule in change.rules.reversed() { try delete(rule) }
      for setting in change.settings.reversed()
      where SysctlWriter.value(of: setting.key) == setting.value {
        try kernelErrors { () throws(KernelError) in
          try SysctlWriter.set(setting.key, to: setting.before)
        }
      }
      if let first = refusals.first { throw failure(.unavailable, "\(first)") }
    } otherwise: {
    }
  }

  private func inside(_ body: () throws -> Void, otherwise: () throws -> Void) throws {
    let result = try kernelErrors { () throws(KernelError) in try namespace.result(of: body) }
    if case .failure(let error) = result {
      try otherwise()
      throw error
    }
  }

  /// Takes a rule out; one that is gone already is no fault.
  private func delete(_ rule: RuleInsertion) throws {
    let ending = try ended(rule.program, rule.delete.dropLast(rule.program == "nft" ? 1 : 0))
    guard rule.program == "nft", let marker = rule.delete.last else { return }
    for line in ending.output.split(separator: "\n") where line.contains(marker) {
      guard let handle = line.split(separator: " ").last else { continue }
      try run(
        "nft",
        ["delete", "rule"] + rule.delete.dropFirst(3).prefix(3) + ["handle", String(handle)])
    }
  }

  private func run(_ program: String, _ words: [String]) throws {
    let ending = try ended(program, words)
    guard ending.status != 0 else { return }
    let reason = ending.errors.split(separator: "\n").first ?? ""
    throw failure(.unavailable, "\(program) \(words.joined(separator: " ")) failed: \(reason)")
  }

  private func ended(_ program: String, _ words: some Sequence<String>) throws -> Command.Ending {
    do throws(CollectingError) {
      return try Command.run([program] + words)
    } catch {
      throw error.exit
    }
  }
}
