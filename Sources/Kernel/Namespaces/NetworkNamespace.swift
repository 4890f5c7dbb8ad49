import CNetfilter
import Glibc

/// A network namespace, named so that it can be entered (network_namespaces(7)).
public enum NetworkNamespace: Sendable, Hashable {
  /// The one this process is in.
  case current
  /// A name of `ip netns list`.
  case named(String)
  /// A file: `/proc/1234/ns/net`, or a bind mount of it.
  case path(String)
  /// The one that a process is in.
  case process(Int32)

  /// Reads what a user writes: a path, a PID, else a name.
  public init(parsing text: String) {
    if text.contains("/") {
      self = .path(text)
    } else if let pid = Int32(text), pid > 0 {
      self = .process(pid)
    } else {
      self = .named(text)
    }
  }

  /// Where `ip netns` keeps the named ones.
  static let folder = "/run/netns"

  /// The file that stands for it; nil for ``current``.
  public var file: String? {
    switch self {
    case .current: nil
    case .named(let name): "\(Self.folder)/\(name)"
    case .path(let path): path
    case .process(let pid): "/proc/\(pid)/ns/net"
    }
  }

  /// Runs `body` in this namespace and hands back what it made.
  ///
  /// The work runs on a thread of its own that enters the namespace and ends with the work, while
  /// the caller waits: no other thread ever changes its namespace. `body` must not start tasks or
  /// resume continuations, because threads that a runtime makes from within would inherit the
  /// namespace; sockets that it opens stay in the namespace and may be used anywhere afterwards.
  public func perform<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws -> Value {
    try result(of: body).get()
  }

  /// The same where `body` fails with errors of this module only.
  public func perform<Value>(
    _ body: () throws(KernelError) -> Value
  ) throws(KernelError) -> Value {
    try result(of: body).get()
  }

  /// The same with both kinds of error apart: throws when the namespace cannot be entered.
  public func result<Value, Failure: Error>(
    of body: () throws(Failure) -> Value
  ) throws(KernelError) -> Result<Value, Failure> {
    guard let file else { return Result { () throws(Failure) in try body() } }
    let descriptor = try open(file)
    defer { close(descriptor) }
    var refusal: KernelError?
    var result: Result<Value, Failure>?
    try OwnThread.run {
      let error = cnf_enter_network_namespace(descriptor)
      guard error == 0 else {
        refusal = entering(error)
        return
      }
      result = Result { () throws(Failure) in try body() }
    }
    guard let result else {
      throw refusal ?? .system(call: "pthread_join", subject: description, errno: 0)
    }
    return result
  }

  private func open(_ file: String) throws(KernelError) -> Int32 {
    let descriptor = unsafe Glibc.open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor < 0 else { return descriptor }
    switch (errno, self) {
    case (ENOENT, .process(let pid)), (ESRCH, .process(let pid)): throw .noSuchProcess(pid: pid)
    case (ENOENT, _), (ENOTDIR, _): throw .noSuchNamespace(self)
    case (EACCES, .process), (EPERM, .process):
      throw .notPermitted(subject: "looking into \(self)", needs: .sysPtrace)
    case (EACCES, _), (EPERM, _):
      throw .notPermitted(subject: "opening \(self)", needs: .sysAdmin)
    case (let error, _): throw .system(call: "open", subject: description, errno: error)
    }
  }

  private func entering(_ error: Int32) -> KernelError {
    switch error {
    case EPERM: .notPermitted(subject: "entering \(self)", needs: .sysAdmin)
    case EINVAL: .notANamespace(self)
    case _: .system(call: "setns", subject: description, errno: error)
    }
  }
}

extension NetworkNamespace: CustomStringConvertible {
  /// `network namespace blue`.
  public var description: String {
    switch self {
    case .current: "this network namespace"
    case .named(let name): "network namespace \(name)"
    case .path(let path): "network namespace \(path)"
    case .process(let pid): "network namespace of process \(pid)"
    }
  }
}
