import ArgumentParser
import ClusterAccess
import Collecting
import Foundation
import Kernel
import Snapshots

/// `diagnose collect`: writes a snapshot.
struct CollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect",
    abstract: "Write a snapshot of hosts and of the cluster, to look at here or elsewhere.",
    discussion: """
      Records what ip, iptables-save, nft, ipset, conntrack, ss and sysctl say,
      in files that only you can read. Environments, command lines, secrets and
      keys are left out. What could not be recorded is told on standard error.

      Examples:
        sudo diagnose collect -o here.tar.gz
        diagnose collect --via ssh://admin@node1 --cluster -o net.tar.gz
        sudo diagnose collect --netns scraper:scraper=4711 --netns node1=self -o both
        diagnose collect --merge scraper.tar.gz --merge node1.tar.gz -o both.tar.gz

      Without the tool: see Docs/HowTo/collect-without-the-tool.md.
      """)

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Where to write: a new folder, or a .tar.gz.", valueName: "dir|file.tar.gz"))
  var destination: String

  @Option(help: ArgumentHelp(NamedHost.help, valueName: "host"))
  var netns: [String] = []

  @Option(help: RemoteHosts.help)
  var via: [String] = []

  @Option(
    help: ArgumentHelp("ssh's configuration file, instead of your own.", valueName: "file"))
  var sshConfig: String?

  @Option(help: ArgumentHelp("A snapshot to put in as well. May be repeated.", valueName: "path"))
  var merge: [String] = []

  @Option(help: ArgumentHelp("What this machine is called in it.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "What this machine is: scraper, router, node or node/KUBERNETES-NAME.", valueName: "role"))
  var role: String?

  @Flag(
    help: """
      The cluster's objects too: from the API server that kubectl would ask here, or with the \
      kubectl of the machines behind --via.
      """)
  var cluster = false

  @OptionGroup var access: ClusterOptions

  @Option(help: ObjectFiles.help)
  var objects: [String] = []

  @Flag(help: "Each machine's pods and containers too: the network namespaces of its processes.")
  var pods = false

  @Flag(inversion: .prefixedNo, help: "The table of connections.")
  var conntrack = true

  func run() throws {
    var parts: [SnapshotFiles] = []
    for path in merge {
      parts.append(try snapshotErrors { () throws(SnapshotError) in try SnapshotFiles(path: path) })
    }
    if let own = try recorder().record() { parts.append(own) }
    let merged = try snapshotErrors { () throws(SnapshotError) in
      try SnapshotFiles.merging(parts)
    }
    for note in merged.notes { complain(note) }
    let hosts = try snapshotErrors { () throws(SnapshotError) in
      try SnapshotWriter(merged.files).write(to: destination)
      return try merged.files.snapshot().hosts
    }
    print("\(destination): \(hosts.map { "\($0.name) (\($0.role.word))" }.joined(separator: ", "))")
  }

  private func recorder() throws -> Recorder {
    let asksHere = access.isNamed || cluster && via.isEmpty
    var options = CollectOptions()
    options.cluster = cluster && !asksHere
    options.otherNamespaces = pods
    options.conntrack = conntrack
    var namespaces = try netns.map { try NamedHost(parsing: $0) }
    let isAlone = merge.isEmpty && netns.isEmpty && via.isEmpty
    if isAlone || netns.isEmpty && (name != nil || role != nil) {
      var own = try NamedHost(parsing: "self")
      own.name = name ?? own.name
      own.role = try role.map { try HostRole(parsing: $0, in: "--role \($0)") }
      namespaces.insert(own, at: 0)
    }
    return Recorder(
      options: options, lists: asksHere ? try access.tolerated().lists : [],
      namespaces: namespaces, machines: try RemoteHosts.parse(via),
      objects: objects, ssh: SSH(configuration: sshConfig))
  }
}
