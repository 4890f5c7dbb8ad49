import ArgumentParser
import Cluster
import Snapshots

/// Where the objects of a cluster come from: `--manifests PATH…`, `--snapshot PATH`, a live cluster,
/// or manifests over one of the two.
struct ClusterSource: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Kubernetes objects: files, folders of .yaml, .yml and .json, or - for standard input.",
      valueName: "path"))
  var manifests: [String] = []

  @OptionGroup var snapshot: SnapshotOption
  @OptionGroup var live: ClusterOptions

  func validate() throws {
    guard snapshot.snapshot == nil || !live.isNamed else {
      throw ValidationError("--snapshot and a live cluster are two networks: name one")
    }
  }

  /// Whether an API server is asked: one is named, or nothing else is.
  var isLive: Bool { live.isNamed || manifests.isEmpty && snapshot.snapshot == nil }

  /// Reads what was named; objects of manifests without a namespace are of `namespace`. Manifests are laid over a snapshot, as `kubectl apply` would.
  func load(namespace: String? = nil, keepsFiles: Bool = false) throws -> LoadedCluster {
    if isLive { return try loadLive(namespace, keepsFiles) }
    do throws(SnapshotError) {
      let snapshot = try snapshot.snapshot.map { path throws(SnapshotError) in
        try SnapshotFolder(path).load()
      }
      let read = try ManifestFiles(manifests, namespace: namespace).load(keepsFiles: keepsFiles)
      let problems = (snapshot?.problems ?? []) + read.problems
      var objects = read.objects
      if let snapshot { objects = snapshot.cluster.applying(read.objects) }
      return LoadedCluster(
        before: snapshot?.cluster.withPlannedPods(), objects: objects.withPlannedPods(),
        problems: problems, snapshot: snapshot, files: read.files)
    } catch {
      throw error.exit
    }
  }
}

extension ClusterSource {
  /// Asks the API server, and lays the manifests over what it says.
  private func loadLive(_ namespace: String?, _ keepsFiles: Bool) throws -> LoadedCluster {
    let cluster = try live.load()
    do throws(SnapshotError) {
      let read = try ManifestFiles(manifests, namespace: namespace).load(keepsFiles: keepsFiles)
      return LoadedCluster(
        before: cluster.withPlannedPods(),
        objects: cluster.applying(read.objects).withPlannedPods(), problems: read.problems,
        files: read.files)
    } catch {
      throw error.exit
    }
  }

  /// Reads one path: a snapshot where it is one, else manifests.
  static func load(path: String, namespace: String?) throws -> LoadedCluster {
    do throws(SnapshotError) {
      if SnapshotFolder.isSnapshot(path) {
        let snapshot = try SnapshotFolder(path).load()
        return LoadedCluster(
          objects: snapshot.cluster.withPlannedPods(), problems: snapshot.problems,
          snapshot: snapshot)
      }
      let read = try ManifestFiles([path], namespace: namespace).load()
      return LoadedCluster(objects: read.objects.withPlannedPods(), problems: read.problems)
    } catch {
      throw error.exit
    }
  }
}

/// The objects of a cluster, and what of them could not be read.
struct LoadedCluster {
  /// The snapshot's objects, without the manifests.
  var before: ClusterObjects?
  /// All objects.
  var objects: ClusterObjects
  /// What could not be read, or only with reservations.
  var problems: [SnapshotError]
  /// The snapshot, where one was named.
  var snapshot: Snapshot?
  /// The manifests as they stand in their files, where they were to be kept.
  var files: [[UInt8]] = []

  /// Says every problem on standard error.
  func complainOfProblems() {
    for problem in problems { complain(problem.description) }
  }

  /// The exit code of a command whose answer is `code`: malformed input outweighs it.
  func exit(_ code: ExitCode) -> ExitCode { problems.isEmpty ? code : .malformed }
}
