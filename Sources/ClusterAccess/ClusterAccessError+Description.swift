import Glibc
import Transfer

extension ClusterAccessError: CustomStringConvertible {
  /// What failed, on which thing, and what to do. Holds no secret.
  public var description: String {
    switch self {
    case .noKubeconfig(let looked):
      "there is no kubeconfig (looked at \(looked.joined(separator: ", "))), and this is no pod:"
        + " name one with --kubeconfig, or set KUBECONFIG"
    case .noSuchKubeconfig(let path): "there is no kubeconfig \(path): check --kubeconfig"
    case .kubeconfig(let place, let field, let reason):
      "\(place.file), line \(place.line): " + (field.isEmpty ? "" : field + " ") + reason
    case .noSuchEntry(let kind, let name, let files, let known):
      "\(files.joined(separator: ", ")): there is no \(kind) '\(name)'; "
        + (known.isEmpty ? "there is none at all" : "there is \(known.joined(separator: ", "))")
    case .noContext(let files, let known):
      "\(files.joined(separator: ", ")): current-context is not set: choose with --context"
        + (known.isEmpty ? "" : " one of \(known.joined(separator: ", "))")
    case .file(let path, let what, let reason): "\(path) (\(what)): \(reason)"
    case .plugin(let plugin, let reason):
      "\(plugin.place.file), line \(plugin.place.line): the credential plugin \(plugin.command)"
        + " did not deliver: \(reason)"
    case .request(let error): "the request cannot be sent: \(error)"
    case .connection(let server, let failure, let certificate):
      "API server \(server): \(failure.sentence(certificate))"
    case .unauthorized(let server, let with, let message):
      "API server \(server) does not accept \(with) (401"
        + (message.isEmpty ? "" : ": \(message)") + "): "
        + "it is expired, revoked or for another cluster; log in again, or check the user of the"
        + " context"
    case .refused(let refusals): Self.sentence(refusals)
    case .status(let server, let path, let code, let message):
      "API server \(server) answers \(path) with \(code)"
        + (message.isEmpty ? "" : ": \(message)")
    case .notAnAPIServer(let server, let path, let reason):
      "what answers at \(server) is no API server: asked for \(path), \(reason); check the server"
        + " of the kubeconfig's cluster, and proxies on the way"
    case .listExpired(let resource, let attempts):
      "the list of \(resource) went stale before its last page, \(attempts) times: the API server"
        + " forgets faster than it answers; try again when it is less busy"
    case .cancelled: "it was called off"
    }
  }

  /// What to apply, for those who may, so that what was refused is not: YAML, nil where nothing
  /// was, or where no user is known to give it to.
  public var remedy: String? {
    guard case .refused(let refusals) = self else { return nil }
    let manifest = AccessGrant(for: refusals).manifest
    return manifest.isEmpty ? nil : manifest
  }

  private static func sentence(_ refusals: [APIRefusal]) -> String {
    let rules = refusals.map { "  \($0.rule)" }.joined(separator: "\n")
    guard let first = refusals.first else { return "the API server refuses (403)" }
    if first.isAnonymous {
      return "the API server takes this request for nobody's (403, system:anonymous): the context"
        + " names no credentials, or the server does not look at them; check its user. Refused:\n"
        + rules
    }
    let who = first.user.map { "user \($0)" } ?? "this user (the server does not name it)"
    let isRBAC = refusals.allSatisfy { $0.user != nil }
    return "the API server refuses (403): \(who) lacks\n\(rules)"
      + (isRBAC ? "" : "\nThe server says: \(first.message)")
  }
}

extension TransferFailure {
  /// What happened between here and the API server, and what to look at.
  fileprivate func sentence(_ certificate: CertificateFacts?) -> String {
    switch self {
    case .tls(let kind, let reason): Self.sentence(kind, reason, certificate)
    case .resolve(let host, _):
      "the name \(host) does not resolve: check the server of the kubeconfig's cluster and this"
        + " host's DNS"
    case .connect(ECONNREFUSED, let to):
      "\(to) refuses the connection: no API server listens there, or a firewall rejects it"
    case .connect(_, let to):
      "\(to) cannot be reached (\(description)): check the route and firewalls on the way"
    case .timeout(let phase, let after): Self.sentence(phase, after)
    case .emptyReply:
      "it took the request and closed the connection without an answer: it is restarting, or a"
        + " load balancer without a backend stands in front"
    case .closedEarly:
      "it closed the connection in the middle of its answer: it is restarting, or something on the"
        + " way cuts long answers"
    case .broken:
      "\(description): it is restarting, or something on the way resets connections"
    case .proxy(let reason): "the proxy of the kubeconfig or environment: \(reason)"
    case .http: "\(description): check the port of the kubeconfig's server"
    case .url, .tooLarge, .headerTooLarge, .encoding, .tooManyRedirects, .source, .cancelled,
      .other:
      description
    }
  }

  private static func sentence(_ phase: TransferPhase, _ after: Double) -> String {
    let seconds = "\(Int((after * 10).rounded()) / 10).\(Int((after * 10).rounded()) % 10) s"
    return switch phase {
    case .nameLookup: "its name did not resolve within \(seconds)"
    case .connect:
      "it did not answer the connection within \(seconds): packets to it are dropped on the way, or"
        + " it is off"
    case .tls:
      "it took the connection, and did not shake hands within \(seconds): it is overloaded, or no"
        + " TLS server"
    case .firstByte:
      "it took the request, and did not answer within \(seconds): it is slow or hangs; allow more"
        + " with --request-timeout"
    case .body:
      "it began to answer, and did not finish within \(seconds): allow more with --request-timeout"
    }
  }

  private static func sentence(
    _ kind: TLSFailure, _ reason: String, _ certificate: CertificateFacts?
  ) -> String {
    let names = certificate?.alternativeNames.joined(separator: ", ") ?? ""
    switch kind {
    case .unknownAuthority:
      return "its certificate is signed by "
        + (certificate.map { "'\($0.issuer)'" } ?? "an authority")
        + ", which the kubeconfig does not trust: the certificate-authority is another cluster's,"
        + " or something on the way answers in its place (\(reason))"
    case .wrongName:
      return "its certificate is for other names: it is for \(names.isEmpty ? "none" : names);"
        + " use one of them as server, or as tls-server-name (\(reason))"
    case .expired:
      return "its certificate has expired"
        + (certificate.map { " on \($0.notAfter)" } ?? "")
        + ": renew it on the server (kubeadm: kubeadm certs renew apiserver; k3s: restart it)"
    case .notYetValid:
      return "its certificate is not valid before \(certificate?.notBefore ?? "a later time"):"
        + " compare the clocks of this host and the server"
    case .ownIdentity:
      return "the client certificate and key of the kubeconfig cannot be used together, or at all"
        + " (\(reason))"
    case .clientCertificate:
      return "it does not take the client certificate: it is expired, or of another cluster's"
        + " authority (\(reason))"
    case .authorities:
      return "the certificate-authority of the kubeconfig cannot be used (\(reason))"
    case .refusedCertificate: return "its certificate cannot be trusted (\(reason))"
    case .handshake:
      return "TLS was not agreed on: what listens there speaks no TLS, or other versions"
        + " (\(reason))"
    }
  }
}
