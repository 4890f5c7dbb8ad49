public import Transfer

/// What kubeconfig files say, merged: `clientcmd/api/v1`.
public struct Kubeconfig: Sendable {
  /// `clusters` by name.
  public var clusters: [String: KubeconfigCluster] = [:]
  /// `users` by name.
  public var users: [String: KubeconfigUser] = [:]
  /// `contexts` by name.
  public var contexts: [String: KubeconfigContext] = [:]
  /// `current-context`; empty when no file names one.
  public var currentContext = ""
  /// The files that were read, in order.
  public var files: [String] = []

  /// No files.
  public init() {}

  /// Adds a file that comes later in the list: what is already known stays.
  public mutating func merge(_ later: Kubeconfig) {
    clusters.merge(later.clusters) { first, _ in first }
    users.merge(later.users) { first, _ in first }
    contexts.merge(later.contexts) { first, _ in first }
    if currentContext.isEmpty { currentContext = later.currentContext }
    files += later.files
  }
}

/// Where something stands: a file, and the line from 1.
public struct KubeconfigPlace: Sendable, Hashable {
  /// The file's path.
  public var file: String
  /// The line.
  public var line: Int
}

/// One entry of `clusters`.
public struct KubeconfigCluster: Sendable {
  /// Where it stands.
  public var place: KubeconfigPlace
  /// `server`.
  public var server: String
  /// `tls-server-name`.
  public var tlsServerName: String?
  /// `insecure-skip-tls-verify`.
  public var skipsVerification: Bool
  /// `certificate-authority-data`, else `certificate-authority`.
  public var authority: TLSMaterial?
  /// `proxy-url`.
  public var proxy: ProxyChoice?
  /// `extensions` of the name `client.authentication.k8s.io/exec`, as JSON: for plugins.
  public var execConfiguration: String?
}

/// One entry of `users`.
public struct KubeconfigUser: Sendable {
  /// Where it stands.
  public var place: KubeconfigPlace
  /// `client-certificate-data`, else `client-certificate`.
  public var certificate: TLSMaterial?
  /// `client-key-data`, else `client-key`.
  public var key: TLSMaterial?
  /// `token`.
  public var token: Secret?
  /// `tokenFile`; read for every request.
  public var tokenFile: String?
  /// `username` and `password`.
  public var basic: (user: String, password: Secret)?
  /// `exec`.
  public var exec: ExecPlugin?
  /// `auth-provider`, a thing of the past: its name.
  public var authProvider: String?
  /// `as`, `as-uid`, `as-groups`: whom to act for.
  public var impersonation: Impersonation?
}

/// Whom to act for.
public struct Impersonation: Sendable, Hashable {
  /// `as`.
  public var user: String
  /// `as-uid`.
  public var uid: String?
  /// `as-groups`.
  public var groups: [String]

  /// Acts for `user`.
  public init(user: String, uid: String? = nil, groups: [String] = []) {
    (self.user, self.uid, self.groups) = (user, uid, groups)
  }
}

/// One entry of `contexts`.
public struct KubeconfigContext: Sendable {
  /// Where it stands.
  public var place: KubeconfigPlace
  /// `cluster`.
  public var cluster: String
  /// `user`.
  public var user: String
  /// `namespace`; nil for `default`.
  public var namespace: String?
}
