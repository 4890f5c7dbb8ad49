import Documents
import Foundation
import Transfer

extension Kubeconfig {
  /// Reads one file's text. Paths in it are relative to its folder.
  public init(parsing bytes: [UInt8], file: String) throws(ClusterAccessError) {
    self.init()
    files = [file]
    let node: Node
    do throws(DocumentError) {
      node = try Node.documents(parsing: bytes).first ?? Node(.object([]))
    } catch {
      throw .kubeconfig(
        KubeconfigPlace(file: file, line: error.line), field: "", reason: error.reason)
    }
    let reader = KubeconfigReader(bytes: bytes, file: file)
    do throws(FieldError) {
      try read(FieldReader(node), reader)
    } catch {
      throw .kubeconfig(
        reader.place(error.offset), field: error.path.description, reason: error.reason)
    }
  }

  private mutating func read(
    _ root: FieldReader, _ reader: KubeconfigReader
  ) throws(FieldError) {
    if root.node.isNull { return }
    currentContext = try root.string("current-context") ?? ""
    for entry in try root.list("clusters") {
      guard let object = try entry.object("cluster") else { continue }
      // The first of two entries of one name counts, as in client-go.
      let name = try entry.requiredString("name")
      if clusters[name] == nil { clusters[name] = try reader.cluster(object) }
    }
    for entry in try root.list("users") {
      guard let object = try entry.object("user") else { continue }
      let name = try entry.requiredString("name")
      if users[name] == nil { users[name] = try reader.user(object) }
    }
    for entry in try root.list("contexts") {
      guard let object = try entry.object("context") else { continue }
      let name = try entry.requiredString("name")
      if contexts[name] == nil { contexts[name] = try reader.context(object) }
    }
  }
}

/// Reads entries, and knows where they stand.
struct KubeconfigReader {
  let bytes: [UInt8]
  let file: String

  func place(_ offset: Int) -> KubeconfigPlace {
    KubeconfigPlace(file: file, line: DocumentError(at: offset, in: bytes, reason: "").line)
  }

  func cluster(_ entry: FieldReader) throws(FieldError) -> KubeconfigCluster {
    let plugin = try entry.list("extensions").first {
      $0.node["name"]?.string == ExecPlugin.extensionName
    }
    return KubeconfigCluster(
      place: place(entry.node.offset), server: try entry.requiredString("server"),
      tlsServerName: try text(entry, "tls-server-name"),
      skipsVerification: try entry.bool("insecure-skip-tls-verify") ?? false,
      authority: try material(
        entry, file: "certificate-authority", data: "certificate-authority-data"),
      proxy: try text(entry, "proxy-url").map(ProxyChoice.url),
      execConfiguration: plugin?.node["extension"]?.json)
  }

  func user(_ entry: FieldReader) throws(FieldError) -> KubeconfigUser {
    var user = KubeconfigUser(
      place: place(entry.node.offset),
      certificate: try material(entry, file: "client-certificate", data: "client-certificate-data"),
      key: try material(entry, file: "client-key", data: "client-key-data"),
      token: try text(entry, "token").map(Secret.init),
      tokenFile: try text(entry, "tokenFile").map(path),
      exec: try entry.object("exec").map { exec throws(FieldError) in
        try ExecPlugin(reading: exec, place: place(exec.node.offset))
      },
      authProvider: try entry.object("auth-provider")?.string("name"))
    if let name = try text(entry, "username") {
      user.basic = (name, Secret(try entry.string("password") ?? ""))
    }
    if let name = try text(entry, "as") {
      user.impersonation = Impersonation(
        user: name, uid: try text(entry, "as-uid"), groups: try entry.strings("as-groups"))
    }
    if (user.certificate == nil) != (user.key == nil) {
      throw FieldError(
        entry.node, at: entry.path,
        "names a client certificate without its key or a key without its certificate: both are"
          + " needed")
    }
    return user
  }

  func context(_ entry: FieldReader) throws(FieldError) -> KubeconfigContext {
    KubeconfigContext(
      place: place(entry.node.offset), cluster: try entry.string("cluster") ?? "",
      user: try entry.string("user") ?? "", namespace: try text(entry, "namespace"))
  }

  private func text(_ entry: FieldReader, _ key: String) throws(FieldError) -> String? {
    try entry.string(key).flatMap { $0.isEmpty ? nil : $0 }
  }

  private func material(
    _ entry: FieldReader, file: String, data: String
  ) throws(FieldError) -> TLSMaterial? {
    if let text = try text(entry, data) {
      guard let decoded = Data(base64Encoded: text, options: .ignoreUnknownCharacters),
        !decoded.isEmpty
      else { throw entry.invalid(data, "is not base64") }
      return .data(Array(decoded))
    }
    return try text(entry, file).map { .file(path($0)) }
  }

  /// A path as it is meant: relative ones are relative to the kubeconfig's folder.
  func path(_ text: String) -> String {
    text.hasPrefix("/")
      ? text
      : URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(text)
        .standardizedFileURL.path
  }
}
