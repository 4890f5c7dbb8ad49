import ArgumentParser
import Cluster
import ClusterAccess
import Transfer

/// Which cluster, and as whom: `--kubeconfig`, `--context`, …, as kubectl reads them.
struct ClusterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The kubeconfig; otherwise those of KUBECONFIG, ~/.kube/config, or a pod's service account.",
      valueName: "file"))
  var kubeconfig: String?

  @Option(
    help: ArgumentHelp(
      "The context of the kubeconfig, instead of its current one.", valueName: "name"))
  var context: String?

  @Option(
    name: .customLong("kube-cluster"),
    help: ArgumentHelp("The kubeconfig's cluster, instead of the context's.", valueName: "name"))
  var kubeCluster: String?

  @Option(
    name: .customLong("kube-user"),
    help: ArgumentHelp("The kubeconfig's user, instead of the context's.", valueName: "name"))
  var kubeUser: String?

  @Option(
    help: ArgumentHelp(
      "How long the API server may take for one answer, in seconds.", valueName: "seconds"))
  var requestTimeout: Int = 30

  func validate() throws {
    guard requestTimeout > 0 else {
      throw ValidationError("--request-timeout should be at least 1 second")
    }
  }

  /// Whether the command line names a live cluster; without it, commands that can do without ask
  /// nobody.
  var isNamed: Bool {
    kubeconfig != nil || context != nil || kubeCluster != nil || kubeUser != nil
  }

  /// The objects of the cluster, or the end of the command with a sentence that says what to do.
  func load() throws -> ClusterObjects { try read().objects }

  /// The same, with the lists as kubectl prints them.
  func read(toleratingRefusals: Bool = false) throws -> ReadCluster {
    do throws(ClusterAccessError) {
      return try api().readCluster(toleratingRefusals: toleratingRefusals)
    } catch {
      throw error.exit
    }
  }

  /// The same where some kinds may be refused: those are told on standard error, and missing.
  func tolerated() throws -> ReadCluster {
    let read = try read(toleratingRefusals: true)
    if !read.refusals.isEmpty {
      ClusterAccessError.refused(read.refusals).tell()
    }
    return read
  }

  /// Where the API server is, and as whom it is asked.
  func connection() throws(ClusterAccessError) -> ClusterConnection {
    let choice = KubeconfigChoice(context: context, cluster: kubeCluster, user: kubeUser)
    return try ClusterConnection.standard(
      files: KubeconfigFiles(explicit: kubeconfig), choice: choice)
  }

  /// The API server, not yet asked anything.
  func api() throws(ClusterAccessError) -> KubernetesAPI {
    try KubernetesAPI(
      connection(),
      timeouts: TransferTimeouts(
        connect: .seconds(min(10, requestTimeout)), total: .seconds(requestTimeout)))
  }
}

extension ClusterAccessError {
  /// The exit code for this error; its sentence, and what mends it, printed to standard error.
  var exit: ExitCode {
    tell()
    return code
  }

  /// Prints its sentence, and what mends it, to standard error.
  func tell() {
    complain(description)
    if let remedy {
      complain("one who may can grant it:\nkubectl apply -f - <<'EOF'\n\(remedy)EOF")
    }
  }

  private var code: ExitCode {
    switch self {
    case .noKubeconfig, .noSuchKubeconfig, .noSuchEntry, .noContext, .file: .notFound
    case .kubeconfig: .malformed
    case .refused, .unauthorized, .plugin: .privilege
    case .connection, .status, .notAnAPIServer, .listExpired, .cancelled: .unavailable
    case .request: .internalFault
    }
  }
}
