import Addressing
import ArgumentParser
import Cluster
import ClusterAccess
import Collecting
import Kernel
import Snapshots

/// Which network a command looks at: recorded ones, this machine, namespaces of it, machines behind
/// ssh, or all of them together.
struct NetworkOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A recorded network: a folder, or a .tar.gz of one. May be repeated: they are put together.",
      valueName: "path"))
  var snapshot: [String] = []

  @Option(help: ArgumentHelp(NamedHost.help, valueName: "host"))
  var netns: [String] = []

  @Option(help: RemoteHosts.help)
  var via: [String] = []

  @Option(
    help: ArgumentHelp("ssh's configuration file, instead of your own.", valueName: "file"))
  var sshConfig: String?

  @Option(help: ObjectFiles.help)
  var objects: [String] = []

  @OptionGroup var cluster: ClusterOptions

  /// Whether hosts are read now: no recording is named, or namespaces are.
  var isLive: Bool { snapshot.isEmpty || !netns.isEmpty }

  /// The network, or the end of the command with a sentence that says what to do. `source` is the
  /// address that scrapes come from, where it is known.
  func load(from source: IPAddress? = nil) throws -> Snapshot {
    try read(from: source).snapshot
  }

  /// The same with the namespaces of the hosts that are read now.
  func read(from source: IPAddress? = nil) throws -> LoadedNetwork {
    var network = try recorded()
    if cluster.isNamed { network.cluster = try cluster.tolerated().objects }
    var namespaces: [String: NetworkNamespace] = [:]
    var roles = RoleAssignment(source: source)
    // What was asked through ssh is no scraper for certain, what was recorded is what it says.
    for host in network.hosts where !via.isEmpty && host.role != .router || via.isEmpty {
      roles.known[host.name] = host.role
    }
    guard isLive else { return LoadedNetwork(snapshot: network, namespaces: [:]) }
    let named = netns.isEmpty ? [try NamedHost(parsing: "self")] : try netns.map(NamedHost.init)
    var live: [HostSnapshot] = []
    for var host in named {
      let taken = Set(network.hosts.map(\.name) + live.map(\.name))
      host.name = FreeName.first(for: host.name) { taken.contains($0) }
      roles.known[host.name] = host.role
      namespaces[host.name] = host.namespace
      live.append(try LiveHost(host).read())
    }
    // A machine that is read now needs no recording: its own ssh sees it as one of its namespaces.
    network.hosts.removeAll { recorded in live.contains { $0.isSameMachine(as: recorded) } }
    network.hosts = live + network.hosts
    roles.assign(to: &network)
    return LoadedNetwork(snapshot: network, namespaces: namespaces)
  }

  /// What was recorded, here and through ssh, put together.
  private func recorded() throws -> Snapshot {
    var parts: [SnapshotFiles] = []
    for path in snapshot {
      parts.append(
        try snapshotErrors { () throws(SnapshotError) in try SnapshotFiles(path: path) })
    }
    let machines = try RemoteHosts.parse(via)
    var options = CollectOptions()
    options.otherNamespaces = !machines.isEmpty
    options.cluster = !machines.isEmpty && objects.isEmpty && !cluster.isNamed
    options.conntrack = false
    let recorder = Recorder(
      options: options, namesScraper: !isLive, machines: machines,
      ssh: SSH(configuration: sshConfig))
    if let remote = try recorder.record() { parts.append(remote) }
    if !objects.isEmpty {
      let files = try ObjectFiles.read(objects)
      parts.append(SnapshotFiles(objects: files, capturedAt: Recorder.now))
    }
    if parts.isEmpty { return Snapshot() }
    return try snapshotErrors { () throws(SnapshotError) in
      if parts.count == 1 { return try parts[0].snapshot() }
      let merged = try SnapshotFiles.merging(parts)
      for note in merged.notes { complain(note) }
      return try merged.files.snapshot()
    }
  }
}

/// A network, and how its living hosts are entered.
struct LoadedNetwork {
  /// All hosts and objects.
  var snapshot: Snapshot
  /// The namespaces of the hosts that were read now, by the hosts' names.
  var namespaces: [String: NetworkNamespace]
}
