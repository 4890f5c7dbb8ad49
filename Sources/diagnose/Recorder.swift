import ArgumentParser
import ClusterAccess
import Collecting
import Foundation
import Kernel
import Snapshots

/// Records hosts with their own tools: what `collect` writes and what `--via` asks.
struct Recorder {
  var options = CollectOptions()
  /// Whether the first machine that is neither node nor pod is taken for the scraper.
  var namesScraper = true
  /// Lists of a live API server.
  var lists: [ResourceList] = []
  /// Namespaces of this machine.
  var namespaces: [NamedHost] = []
  /// Machines to ask through ssh.
  var machines: [RemoteMachine] = []
  /// Files of objects.
  var objects: [String] = []
  /// How machines are logged in to.
  var ssh = SSH()

  /// The snapshot of all; nil where nothing was asked for. Says on standard error what could not be
  /// recorded.
  func record() throws -> SnapshotFiles? {
    var files = try ObjectFiles.read(objects).mapValues { Redaction.redacted($0) }
    for list in lists {
      files["cluster/\(list.resource.name).json"] = Redaction.redacted(list.kubectlJSON)
    }
    var hosts: [String] = []
    var roles = RoleAssignment()
    roles.namesScraper = namesScraper
    for host in namespaces {
      let names = take(try collect(host), as: host.name, &files, &hosts)
      roles.known[names] = host.role
    }
    for machine in machines {
      _ = take(try collect(machine), as: nil, &files, &hosts)
    }
    if hosts.isEmpty, files.isEmpty { return nil }
    let all = SnapshotFiles(name: "what was collected", files: files)
    let (names, assignment) = (hosts, roles)
    return try snapshotErrors { () throws(SnapshotError) in
      try all.indexed(hosts: names, capturedAt: Self.now, assignment)
    }
  }

  /// The time of now, as snapshots write it.
  static var now: String { Date.now.formatted(.iso8601) }

  private func collect(_ host: NamedHost) throws -> Collection {
    let options = options
    let collected: Result<Collection, CollectingError>
    do throws(KernelError) {
      collected = try host.namespace.result { () throws(CollectingError) in
        try Collection.local(options)
      }
    } catch {
      throw error.exit
    }
    do throws(CollectingError) {
      return try collected.get()
    } catch {
      throw error.exit
    }
  }

  private func collect(_ machine: RemoteMachine) throws -> Collection {
    do throws(CollectingError) {
      return try Collection.remote(machine, options, ssh: ssh)
    } catch {
      throw error.exit
    }
  }

  /// Puts a collection in, its hosts named so that none has another's name; the result is the name
  /// of the first of them.
  private func take(
    _ collection: Collection, as name: String?, _ files: inout [String: [UInt8]],
    _ hosts: inout [String]
  ) -> String {
    for line in collection.missed { complain("not recorded: \(line)") }
    var renamed: [String: String] = [:]
    for host in collection.hosts {
      let wanted = host == collection.host ? name ?? host : "\(name ?? collection.host)-\(host)"
      let free = FreeName.first(for: wanted) { hosts.contains($0) }
      renamed[host] = free
      hosts.append(free)
    }
    for (path, bytes) in collection.files {
      var parts = path.split(separator: "/").map(String.init)
      if parts.count == 3, let name = renamed[parts[1]] { parts[1] = name }
      files[parts.joined(separator: "/")] = bytes
    }
    return renamed[collection.host] ?? collection.host
  }
}

/// Runs `body`, or ends the command with the sentence of its error.
func snapshotErrors<Value>(_ body: () throws(SnapshotError) -> Value) throws -> Value {
  do throws(SnapshotError) {
    return try body()
  } catch {
    throw error.exit
  }
}
