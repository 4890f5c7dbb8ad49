import Foundation
public import Transfer

/// How to reach an API server, and as whom.
public struct ClusterConnection: Sendable {
  /// `https://192.168.1.101:6443`, without a slash at the end.
  public var server: String
  /// The context it comes from; nil inside a pod.
  public var context: String?
  /// The namespace of the context.
  public var namespace: String
  /// What TLS has to show.
  public var tls: TLSOptions
  /// The way out.
  public var proxy: ProxyChoice
  /// As whom.
  public var identity: ClusterIdentity
  /// Whom to act for.
  public var impersonation: Impersonation?
  /// What a plugin is told of the cluster: `spec.cluster.config`.
  public var execConfiguration: String?

  /// A connection that trusts the system's authorities and shows nothing of itself.
  public init(server: String, identity: ClusterIdentity = .none) {
    self.server = server.hasSuffix("/") ? String(server.dropLast()) : server
    (context, namespace, tls, proxy) = (nil, "default", TLSOptions(), .environment)
    (self.identity, impersonation, execConfiguration) = (identity, nil, nil)
  }
}

/// As whom requests are sent; client certificates stand in ``ClusterConnection/tls``.
public enum ClusterIdentity: Sendable {
  /// As nobody, or as whom the client certificate names.
  case none
  case token(Secret)
  /// Read for every request, so that a rotated token counts at once; `last` until it can be read.
  case tokenFile(String, last: Secret?)
  case basic(user: String, password: Secret)
  case exec(ExecPlugin)
}

/// Which entries of a kubeconfig count: `--context`, `--cluster`, `--user`.
public struct KubeconfigChoice: Sendable, Hashable {
  /// Instead of `current-context`.
  public var context: String?
  /// Instead of the context's cluster.
  public var cluster: String?
  /// Instead of the context's user.
  public var user: String?

  /// What the files say, unless something is given.
  public init(context: String? = nil, cluster: String? = nil, user: String? = nil) {
    (self.context, self.cluster, self.user) = (context, cluster, user)
  }
}

extension ClusterConnection {
  /// The connection that kubectl would use: from kubeconfig files, else from inside a pod.
  public static func standard(
    files: KubeconfigFiles = KubeconfigFiles(), choice: KubeconfigChoice = KubeconfigChoice()
  ) throws(ClusterAccessError) -> ClusterConnection {
    if let kubeconfig = try files.load() {
      let saysNothing =
        kubeconfig.clusters.isEmpty && choice == KubeconfigChoice() && files.explicit == nil
      if saysNothing, let inside = try inCluster(environment: files.environment) { return inside }
      return try ClusterConnection(kubeconfig, choice: choice)
    }
    if let inside = try inCluster(environment: files.environment) { return inside }
    throw .noKubeconfig(looked: files.paths)
  }

  /// The connection that a kubeconfig describes.
  public init(
    _ kubeconfig: Kubeconfig, choice: KubeconfigChoice = KubeconfigChoice()
  ) throws(ClusterAccessError) {
    let name = choice.context ?? kubeconfig.currentContext
    let context = name.isEmpty ? nil : kubeconfig.contexts[name]
    if context == nil, !name.isEmpty {
      throw .noSuchEntry(
        "context", name, of: kubeconfig.files, known: kubeconfig.contexts.keys.sorted())
    }
    guard let clusterName = choice.cluster ?? context?.cluster, !clusterName.isEmpty else {
      throw .noContext(files: kubeconfig.files, known: kubeconfig.contexts.keys.sorted())
    }
    guard let cluster = kubeconfig.clusters[clusterName] else {
      throw .noSuchEntry(
        "cluster", clusterName, of: kubeconfig.files, known: kubeconfig.clusters.keys.sorted())
    }
    let userName = choice.user ?? context?.user ?? ""
    let user = userName.isEmpty ? nil : kubeconfig.users[userName]
    if user == nil, !userName.isEmpty {
      throw .noSuchEntry(
        "user", userName, of: kubeconfig.files, known: kubeconfig.users.keys.sorted())
    }
    try self.init(cluster: cluster, user: user)
    self.context = name.isEmpty ? nil : name
    namespace = context?.namespace ?? "default"
  }

  private init(
    cluster: KubeconfigCluster, user: KubeconfigUser?
  ) throws(ClusterAccessError) {
    self.init(server: try Self.url(cluster, user))
    if cluster.skipsVerification, cluster.authority != nil {
      throw .kubeconfig(
        cluster.place, field: "insecure-skip-tls-verify",
        reason: "cannot be true where a certificate-authority is given: keep one of the two")
    }
    tls.verifies = !cluster.skipsVerification
    tls.serverName = cluster.tlsServerName
    switch cluster.authority {
    case nil: break
    case .file(let path): tls.authorities = .file(path)
    case .data(let bytes): tls.authorities = .data(bytes)
    }
    proxy = cluster.proxy ?? .environment
    execConfiguration = cluster.execConfiguration
    guard let user else { return }
    if let certificate = user.certificate, let key = user.key {
      tls.identity = TLSIdentity(certificate: certificate, key: key)
    }
    impersonation = user.impersonation
    identity = try Self.identity(user)
    try checkFiles(cluster, user)
  }

  private static func identity(
    _ user: KubeconfigUser
  ) throws(ClusterAccessError) -> ClusterIdentity {
    if let file = user.tokenFile { return .tokenFile(file, last: user.token) }
    if let token = user.token { return .token(token) }
    if let basic = user.basic { return .basic(user: basic.user, password: basic.password) }
    if let exec = user.exec { return .exec(exec) }
    if let provider = user.authProvider {
      throw .kubeconfig(
        user.place, field: "auth-provider",
        reason: "'\(provider)' was taken out of Kubernetes 1.26: use the exec plugin of your"
          + " provider")
    }
    return .none
  }

  /// A server without scheme is spoken to over TLS where there is anything of TLS about it.
  private static func url(
    _ cluster: KubeconfigCluster, _ user: KubeconfigUser?
  ) throws(ClusterAccessError) -> String {
    let text = cluster.server
    guard !text.contains("@") else {
      throw .kubeconfig(
        cluster.place, field: "server",
        reason: "should hold no user and password: they go to username and password of the user")
    }
    if text.hasPrefix("https://") || text.hasPrefix("http://") { return text }
    guard !text.contains("://") else {
      throw .kubeconfig(
        cluster.place, field: "server",
        reason: "'\(text)' should begin with https:// or http://")
    }
    let isTLS =
      cluster.authority != nil || cluster.skipsVerification || user?.certificate != nil
      || text.hasSuffix(":6443") || text.hasSuffix(":443")
    return (isTLS ? "https://" : "http://") + text
  }

  /// Files that are named have to be there: libcurl would name the option, not the field.
  private func checkFiles(
    _ cluster: KubeconfigCluster, _ user: KubeconfigUser
  ) throws(ClusterAccessError) {
    let named: [(TLSMaterial?, String, KubeconfigPlace)] = [
      (cluster.authority, "certificate-authority", cluster.place),
      (user.certificate, "client-certificate", user.place), (user.key, "client-key", user.place),
    ]
    for (material, field, place) in named {
      guard case .file(let path) = material else { continue }
      guard FileManager.default.isReadableFile(atPath: path) else {
        let isThere = FileManager.default.fileExists(atPath: path)
        throw .kubeconfig(
          place, field: field,
          reason: "names \(path), " + (isThere ? "which cannot be read" : "which is not there"))
      }
    }
  }
}
