import ArgumentParser
import Cluster
import Snapshots

/// Where the objects of a cluster come from: `--manifests PATH…`, `--snapshot PATH`, or both.
struct ClusterSource: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Kubernetes objects: files, folders of .yaml, .yml and .json, or - for standard input.",
      valueName: "path"))
  var manifests: [String] = []

  @OptionGroup var snapshot: SnapshotOption

  func validate() throws {
    guard !manifests.isEmpty || snapshot.snapshot != nil else {
      throw ValidationError(
        "say where the cluster's objects are: --manifests PATH or --snapshot PATH")
    }
  }

  /// Reads what was named; objects of manifests without a namespace are of `namespace`. Manifests are laid over a snapshot, as `kubectl apply` would.
  func load(namespace: String? = nil) throws -> LoadedCluster {
    do throws(SnapshotError) {
      let snapshot = try snapshot.snapshot.map { path throws(SnapshotError) in
        try SnapshotFolder(path).load()
      }
      let read = try ManifestFiles(manifests, namespace: namespace).load()
      let problems = (snapshot?.problems ?? []) + read.problems
      var objects = read.objects
      if let snapshot { objects = snapshot.cluster.applying(read.objects) }
      return LoadedCluster(
        before: snapshot?.cluster.withPlannedPods(), objects: objects.withPlannedPods(),
        problems: problems, snapshot: snapshot)
    } catch {
      throw error.exit
    }
  }
}

extension ClusterSource {
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

  /// Says every problem on standard error.
  func complainOfProblems() {
    for problem in problems { complain(problem.description) }
  }

  /// The exit code of a command whose answer is `code`: malformed input outweighs it.
  func exit(_ code: ExitCode) -> ExitCode { problems.isEmpty ? code : .malformed }
}
