import Foundation

/// Which kubeconfig files there are: `--kubeconfig`, else `KUBECONFIG`, else `~/.kube/config`.
public struct KubeconfigFiles: Sendable {
  /// What `--kubeconfig` names: the only file, and it has to be there.
  public var explicit: String?
  /// The environment, for `KUBECONFIG` and `HOME`.
  public var environment: [String: String]

  /// The files of this process's environment.
  public init(explicit: String? = nil, environment: [String: String]? = nil) {
    self.explicit = explicit
    self.environment = environment ?? ProcessInfo.processInfo.environment
  }

  /// The paths in order, each once.
  public var paths: [String] {
    if let explicit { return [explicit] }
    if let list = environment["KUBECONFIG"], !list.isEmpty {
      var seen: Set<String> = []
      return list.split(separator: ":").map(String.init).filter { seen.insert($0).inserted }
    }
    let home = environment["HOME"].map { $0.isEmpty ? NSHomeDirectory() : $0 }
    return [(home ?? NSHomeDirectory()) + "/.kube/config"]
  }

  /// Reads and merges them. Files of a list that are not there are passed over, as kubectl does;
  /// nil when none is.
  public func load() throws(ClusterAccessError) -> Kubeconfig? {
    var merged: Kubeconfig?
    for path in paths {
      let absolute = URL(fileURLWithPath: path).path
      guard FileManager.default.fileExists(atPath: absolute) else {
        if explicit != nil { throw .noSuchKubeconfig(path) }
        continue
      }
      let bytes = try ClusterFile.read(absolute, for: "the kubeconfig")
      let file = try Kubeconfig(parsing: bytes, file: absolute)
      if merged == nil { merged = Kubeconfig() }
      merged?.merge(file)
    }
    return merged
  }
}

/// Files with credentials and certificates.
enum ClusterFile {
  static func read(_ path: String, for what: String) throws(ClusterAccessError) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      let reason: String
      switch (error as NSError).code {
      case NSFileReadNoSuchFileError, NSFileNoSuchFileError: reason = "there is no such file"
      case NSFileReadNoPermissionError: reason = "this user may not read it"
      case _: reason = "it cannot be read"
      }
      throw .file(path, what: what, reason: reason)
    }
  }

  /// A file's text without white space around it, as tokens are kept.
  static func text(_ path: String, for what: String) throws(ClusterAccessError) -> String {
    String(decoding: try read(path, for: what), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
